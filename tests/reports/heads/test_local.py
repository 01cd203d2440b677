"""III.4: "bố trí chức danh bí thư cấp ủy không phải là người địa phương", and who confirms it."""

import re
from datetime import date

import pytest

from personnel.models import Person, Post, Unit
from reports.heads.asked import Show
from tests.factories import MOUNTAIN, TOWNSHIP, person, post

PAGE = "/nguoi-dung-dau/"
CONFIRM = "/nguoi-dung-dau/nguoi-dia-phuong/"
SINCE = date(2023, 3, 1)

pytestmark = pytest.mark.usefixtures("small_province")


def commune(code):
    return Unit.objects.get(code=code)


@pytest.fixture
def heads():
    """Ba Tơ: a secretary from elsewhere, one of there, a chairman nobody knows of; Đức Phổ: one."""
    far = Unit.objects.communes().kept_by(Unit.objects.get(code="534")).order_by("code").first()
    local = {"is_local": True, "local_of": commune(TOWNSHIP)}
    return {
        "not": post(person("Phạm Nơi Khác", is_local=False, local_of=commune(MOUNTAIN)), "BT",
                    MOUNTAIN, SINCE),
        "local": post(person("Đinh Tại Chỗ", **local), "BT", TOWNSHIP, SINCE),
        "unsaid": post(
            person("Lê Chưa Rõ", home_place="Thị trấn Ba Tơ, huyện Ba Tơ"), "CTUBND", TOWNSHIP,
            SINCE,
        ),
        "far": post(
            person("Trần Đức Phổ", home_place="huyện Ba Tơ"), "BT", far.code, SINCE
        ),
    }  # fmt: skip


@pytest.fixture
def told(client_for, province_viewer):
    """Return a function that gives what the page tells of each title, by area, as numbers."""

    def numbers(query="", user=province_viewer):
        by_title = client_for(user).get(f"{PAGE}?{query}").context["by_title"]
        return {
            (title.code, area.name): {c.show: c.count for c in line.cells} | {"%": line.percent}
            for title, lines in by_title
            for area, line in lines
        }

    return numbers


def names(client, query):
    page = client.get(f"{PAGE}?{query}").context["page"]
    return {row.name for row in page.object_list}


def test_the_share_is_of_communes_with_a_holder_and_vacant_ones_are_named(heads, told):
    every = told("unit=535")["BT", "Huyện Ba Tơ"]
    communes = Unit.objects.communes().kept_by(Unit.objects.get(code="535")).count()
    assert (every[Show.HELD], every[Show.NOT_LOCAL], every[Show.LOCAL]) == (2, 1, 1)
    assert (every[Show.UNSAID], every[Show.VACANT]) == (0, communes - 2)
    assert every["%"] == 50


def test_by_district_what_is_not_known_stands_apart(heads, told):
    of_duc_pho = told()["BT", "Thị xã Đức Phổ"]
    assert (of_duc_pho[Show.HELD], of_duc_pho[Show.UNSAID], of_duc_pho["%"]) == (1, 1, 0)
    assert told()["CTUBND", "Thị xã Đức Phổ"]["%"] is None
    root = next(iter(told()))[1]
    assert (told()["BT", root][Show.HELD], str(told()["BT", root]["%"])) == (3, "33.33")


def test_each_number_opens_its_list(heads, client_for, province_viewer):
    client = client_for(province_viewer)
    for _, lines in client.get(PAGE).context["by_title"]:
        for _, line in lines:
            for cell in line.cells:
                if cell.url:
                    assert client.get(cell.url).context["page"].paginator.count == cell.count
    assert names(client, "title=BT&show=not-local") == {"Phạm Nơi Khác"}
    assert names(client, "title=BT&show=local") == {"Đinh Tại Chỗ"}
    assert names(client, "show=unsaid") == {"Lê Chưa Rõ", "Trần Đức Phổ"}


def test_who_holds_both_titles_counts_in_each(heads, told):
    post(heads["not"].person, "CTUBND", MOUNTAIN, SINCE)
    found = told("unit=535")
    assert found["BT", "Huyện Ba Tơ"][Show.NOT_LOCAL] == 1
    assert found["CTUBND", "Huyện Ba Tơ"][Show.NOT_LOCAL] == 1


@pytest.mark.parametrize(
    ("second", "show"), [(True, Show.LOCAL), (None, Show.UNSAID), (False, Show.NOT_LOCAL)]
)
def test_of_two_holders_one_who_is_local_is_enough(heads, told, second, show):
    where = {"is_local": second, "local_of": None if second is None else commune(MOUNTAIN)}
    post(person("Hồ Thứ Hai", **where), "BT", MOUNTAIN, SINCE)
    found = told("unit=535")["BT", "Huyện Ba Tơ"]
    assert found[Show.HELD] == 2
    assert found[show] == (2 if show == Show.LOCAL else 1)


def test_a_board_sees_its_own(heads, told, editor_b):
    assert {name for _, name in told("", editor_b)} == {"Thị xã Đức Phổ"}


def test_the_list_and_the_workbook_say_it_of_each(heads, client_for, province_viewer, read):
    from io import BytesIO

    from openpyxl import load_workbook

    client = client_for(province_viewer)
    page = " ".join(re.sub("<[^>]+>", " ", read(client, PAGE)).split())
    assert "Phạm Nơi Khác từ 01/03/2023" in page and "bình thường Không" in page
    response = client.get("/nguoi-dung-dau/danh-sach.xlsx?show=not-local")
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    assert [(r[4], r[10]) for r in sheet.iter_rows(min_row=4, values_only=True)] == [
        ("Phạm Nơi Khác", "Không")
    ]


class TestConfirming:
    @pytest.fixture
    def send(self, client_for):
        def sent(user, answers, query="", seen=None):
            client = client_for(user)
            page = client.get(f"{CONFIRM}?{query}").context["page"]
            shown = {f"seen-{each.person.pk}": each.seen for each in page}
            data = {f"local-{who.pk}": value for who, value in answers.items()}
            return client.post(f"{CONFIRM}?{query}", (seen or shown) | data)

        return sent

    def test_a_home_place_is_offered_and_not_counted(self, heads, client_for, editor_a, read, told):
        page = read(client_for(editor_a), CONFIRM)
        assert "Thị trấn Ba Tơ, huyện Ba Tơ" in page and "đề nghị là người địa phương" in page
        assert told("unit=535")["CTUBND", "Huyện Ba Tơ"][Show.UNSAID] == 1
        assert "Phạm Nơi Khác" not in page

    def test_it_counts_once_somebody_confirms(self, heads, send, editor_a, told):
        who = heads["unsaid"].person
        assert send(editor_a, {who: "1"}).status_code == 302
        who.refresh_from_db()
        assert (who.is_local, who.local_of.code) == (True, TOWNSHIP)
        row = who.history.first()
        assert (row.history_user, row.history_change_reason) == (
            editor_a, "Xác nhận người địa phương",
        )  # fmt: skip
        assert told("unit=535")["CTUBND", "Huyện Ba Tơ"][Show.LOCAL] == 1

    def test_many_at_once_and_unsure_ones_are_left(self, heads, send, province_admin):
        one, other = heads["unsaid"].person, heads["far"].person
        send(province_admin, {one: "", other: "0"})
        one.refresh_from_db()
        other.refresh_from_db()
        assert (one.is_local, other.is_local, other.local_of) == (None, False, heads["far"].unit)

    def test_what_is_known_can_be_corrected(self, heads, send, editor_a):
        who = heads["local"].person
        send(editor_a, {who: "0"}, "show=local")
        who.refresh_from_db()
        assert who.is_local is False

    def test_home_places_are_for_whoever_may_change_the_record(
        self, heads, client_for, province_viewer, editor_b, read
    ):
        assert client_for(province_viewer).get(CONFIRM).status_code == 404
        page = read(client_for(editor_b), CONFIRM)
        assert "Trần Đức Phổ" in page and "Lê Chưa Rõ" not in page
        assert "Thị trấn Ba Tơ, huyện Ba Tơ" not in read(client_for(province_viewer), PAGE)

    def test_others_records_are_not_written(self, heads, send, editor_b):
        who = heads["unsaid"].person
        send(editor_b, {who: "1"})
        who.refresh_from_db()
        assert who.is_local is None

    def test_what_somebody_else_changed_meanwhile_is_not_overwritten(
        self, heads, send, client_for, editor_a
    ):
        who = heads["unsaid"].person
        page = client_for(editor_a).get(CONFIRM).context["page"]
        seen = {f"seen-{each.person.pk}": each.seen for each in page}
        Person.objects.filter(pk=who.pk).update(home_place="Huyện Sơn Tây")
        assert send(editor_a, {who: "1"}, seen=seen).status_code == 409
        who.refresh_from_db()
        assert who.is_local is None

    def test_whom_another_confirmed_is_told(self, heads, client_for, editor_a, read):
        who = heads["unsaid"].person
        Person.objects.filter(pk=who.pk).update(is_local=False, local_of=commune(TOWNSHIP))
        response = client_for(editor_a).post(CONFIRM, {f"local-{who.pk}": "1"}, follow=True)
        assert "Không ghi 1 người" in response.content.decode()

    def test_nonsense_says_nothing(self, heads, send, editor_a):
        who = heads["unsaid"].person
        assert send(editor_a, {who: "9"}).status_code == 302
        who.refresh_from_db()
        assert who.is_local is None

    @pytest.mark.parametrize("parameter", ["as_of", "map", "unit", "show", "page", "title"])
    @pytest.mark.parametrize("value", ["", "abc", "-1", "%00", "9" * 40, "2025-02-30"])
    def test_garbage_in_the_address_is_never_a_server_error(
        self, client_for, editor_a, parameter, value
    ):
        response = client_for(editor_a).get(f"{CONFIRM}?{parameter}={value}")
        assert response.status_code in (200, 302, 400)

    def test_another_day_leads_to_today(self, heads, client_for, editor_a):
        response = client_for(editor_a).get(f"{CONFIRM}?as_of=2024-12-31")
        assert (response.status_code, response.url) == (302, CONFIRM)

    def test_whoever_leads_two_communes_is_asked_once(self, heads, client_for, editor_a):
        post(heads["unsaid"].person, "CTUBND", MOUNTAIN, SINCE)
        page = client_for(editor_a).get(CONFIRM).context["page"]
        assert [each.person for each in page].count(heads["unsaid"].person) == 1
        assert Post.objects.count() == 5
