"""The grid of work dossiers: typed, checked, written whole with history, never over another's."""

from datetime import date

import pytest
import time_machine
from django.utils.html import strip_tags

from personnel.models import DossierCount, Unit
from tests.forms import fields_of

pytestmark = pytest.mark.usefixtures("province")
URL = "/ho-so-cong-viec/"


@pytest.fixture(autouse=True)
def mid_2025():
    with time_machine.travel(date(2025, 6, 2)):
        yield


@pytest.fixture
def communes(province):
    """Two communes of Ba Tơ; the first has 100 dossiers of 2025, 60 online, and 80 of 2024."""
    first, second = Unit.objects.filter(parent__code="535").order_by("code")[:2]
    DossierCount.objects.create(unit=first, year=2025, total=100, online=60)
    DossierCount.objects.create(unit=first, year=2024, total=80, online=20)
    return first, second


@pytest.fixture
def editor(editor_a, client_for):
    return client_for(editor_a)


def cells(client, year=2025, district="535"):
    """Return what the form of a grid would send, nothing typed yet."""
    return fields_of(client.get(URL, {"year": year, "district": district}))


def typed(unit, total, online):
    return {f"unit{unit.pk}-total": total, f"unit{unit.pk}-online": online}


def save(client, data, year=2025, district="535"):
    return client.post(f"{URL}?year={year}&district={district}", data, follow=True)


def stored(unit, year=2025):
    return DossierCount.objects.filter(unit=unit, year=year).values_list("total", "online").first()


def rows(response):
    """Return each row of the table's body and foot as text."""
    body = response.content.decode().split("<tbody>")[1].split("</table>")[0]
    return [" ".join(strip_tags(row).split()) for row in body.split("<tr>")[1:]]


def test_what_is_typed_is_saved_all_at_once(communes, editor):
    first, second = communes
    data = cells(editor) | typed(first, "120", "90") | typed(second, "1.250", "1 000")
    assert "Đã lưu số liệu của 2 đơn vị." in save(editor, data).content.decode()
    assert (stored(first), stored(second)) == ((120, 90), (1250, 1000))
    assert DossierCount.objects.filter(year=2025).count() == 2


def test_the_history_names_author_year_and_what_changed(communes, editor, editor_a):
    first, second = communes
    save(editor, cells(editor) | typed(first, "120", "90") | typed(second, "10", "0"))
    made = DossierCount.history.filter(history_user=editor_a)
    assert {(row.unit, row.history_type, row.total, row.online) for row in made} == {
        (first, "~", 120, 90),
        (second, "+", 10, 0),
    }
    assert {row.history_change_reason for row in made} == {"Nhập số liệu hồ sơ công việc năm 2025"}
    assert len({row.history_date for row in made}) == 1


def test_what_is_left_as_it_was_is_not_written(communes, editor):
    before = DossierCount.history.count()
    data = cells(editor) | typed(communes[0], "100 ", "060")
    assert "Không có số liệu nào thay đổi." in save(editor, data).content.decode()
    assert DossierCount.history.count() == before


def test_both_cells_blank_is_nothing_recorded(communes, editor):
    first, second = communes
    save(editor, cells(editor) | typed(first, "", "") | typed(second, " ", ""))
    assert (stored(first), stored(second)) == (None, None)
    assert DossierCount.history.filter(unit=first, history_type="-", year=2025).exists()
    assert stored(first, 2024) == (80, 20)


@pytest.mark.parametrize(
    ("total", "online", "cell", "words"),
    [
        ("50", "51", "online", "Không được lớn hơn tổng số hồ sơ (50)."),
        ("50", "", "online", "Nhập cả hai số, hoặc để trống cả hai."),
        ("", "50", "total", "Nhập cả hai số, hoặc để trống cả hai."),
        ("-1", "0", "total", "Nhập số nguyên từ 0 trở lên."),
        ("1,5", "0", "total", "Nhập số nguyên từ 0 trở lên."),
        ("12.34", "0", "total", "Nhập số nguyên từ 0 trở lên."),
        ("٣", "0", "total", "Nhập số nguyên từ 0 trở lên."),
        ("5\x00", "0", "total", "Nhập số nguyên từ 0 trở lên."),
        ("9" * 5000, "0", "total", "Nhập số nguyên từ 0 trở lên."),
        ("99999999", "0", "total", "9999999"),
    ],
)
def test_a_wrong_cell_is_told_and_nothing_is_written(communes, editor, total, online, cell, words):
    first, second = communes
    data = cells(editor) | typed(first, "120", "90") | typed(second, total, online)
    response = save(editor, data)
    assert response.status_code == 422
    line = next(line for line in response.context["grid"].lines if line.unit == second)
    assert list(line.form.errors) == [cell] and words in line.form.errors[cell][0]
    assert f'id="{line.form[cell].auto_id}_error"' in response.content.decode()
    assert "Chưa ghi gì: 1 ô chưa đúng" in response.content.decode()
    assert response.context["grid"].data[f"unit{first.pk}-total"] == "120"
    assert (stored(first), stored(second)) == ((100, 60), None)


def test_all_online_is_right(communes, editor):
    save(editor, cells(editor) | typed(communes[1], "0", "0") | typed(communes[0], "7", "7"))
    assert (stored(communes[0]), stored(communes[1])) == ((7, 7), (0, 0))


def test_percentages_stand_beside_and_last_years_too(communes, province_viewer, client_for):
    first, second = communes
    DossierCount.objects.create(unit=second, year=2025, total=0, online=0)
    response = client_for(province_viewer).get(f"{URL}?year=2025&district=535")
    shown = rows(response)
    assert shown[0] == f"{first} 100 60 60,00% 80 20 25,00%"
    assert shown[1] == f"{second} 0 0 – – –"
    assert shown[-1] == "Cộng 100 60 60,00% 80 20 25,00%"


def test_a_percentage_is_never_rounded_up_to_the_target(communes, province_viewer, client_for):
    DossierCount.objects.filter(year=2025).update(total=100_000, online=59_999)
    text = client_for(province_viewer).get(f"{URL}?year=2025&district=535").content.decode()
    assert "59,99%" in text and "60,00%" not in text


class TestLostUpdate:
    def test_a_line_that_another_changed_is_told_and_nothing_is_kept(
        self, communes, editor, editor_ab, client_for
    ):
        first, second = communes
        mine = cells(editor) | typed(first, "130", "60") | typed(second, "5", "5")
        other = client_for(editor_ab)
        save(other, cells(other) | typed(first, "120", "60"))
        response = save(editor, mine)
        text = " ".join(strip_tags(response.content.decode()).split())
        assert response.status_code == 409
        assert f"{first} (mạng/tổng số): lúc mở trang 60/100; hai-huyen vừa ghi 60/120" in text
        assert "đang nhập 60/130" in text
        assert (stored(first), stored(second)) == ((120, 60), None)

    def test_saved_again_it_is_meant(self, communes, editor):
        first, _ = communes
        mine = cells(editor) | typed(first, "130", "60")
        DossierCount.objects.filter(unit=first, year=2025).update(total=120)
        grid = save(editor, mine).context["grid"]
        assert save(editor, grid.data).status_code == 200
        assert stored(first) == (130, 60)

    def test_a_line_filled_or_emptied_by_another_is_told_too(self, communes, editor):
        first, second = communes
        mine = cells(editor) | typed(second, "5", "5")
        DossierCount.objects.create(unit=second, year=2025, total=9, online=9)
        assert save(editor, mine).status_code == 409
        mine = cells(editor) | typed(first, "5", "5")
        DossierCount.objects.get(unit=first, year=2025).delete()
        text = save(editor, mine).content.decode()
        assert "vừa ghi <strong>chưa có số liệu</strong>" in text
        assert stored(first) is None

    def test_a_line_that_was_not_typed_into_stays_the_others(self, communes, editor):
        first, second = communes
        mine = cells(editor) | typed(second, "5", "5")
        DossierCount.objects.filter(unit=first, year=2025).update(total=120)
        assert save(editor, mine).status_code == 200
        assert (stored(first), stored(second)) == ((120, 60), (5, 5))

    def test_the_same_numbers_typed_twice_are_no_quarrel(self, communes, editor):
        mine = cells(editor) | typed(communes[0], "120", "60")
        DossierCount.objects.filter(unit=communes[0], year=2025).update(total=120)
        assert save(editor, mine).status_code == 200

    def test_shown_anew_with_what_others_wrote(self, communes, editor):
        first, second = communes
        DossierCount.objects.create(unit=second, year=2025, total=9, online=9)
        mine = cells(editor) | typed(first, "130", "60")
        DossierCount.objects.filter(year=2025, unit=first).update(total=120)
        DossierCount.objects.filter(year=2025, unit=second).update(total=11)
        shown = save(editor, mine).context["grid"].data
        assert (shown[f"unit{first.pk}-total"], shown[f"initial-unit{first.pk}-total"]) == (
            "130", "120",
        )  # fmt: skip
        assert shown[f"unit{second.pk}-total"] == "11"

    def test_a_form_that_does_not_say_what_it_showed_overwrites_nothing(self, communes, editor):
        assert save(editor, typed(communes[0], "1", "1")).status_code == 409
        assert stored(communes[0]) == (100, 60)

    def test_a_failing_line_leaves_nothing(self, communes, editor, monkeypatch):
        first, second = communes
        data = cells(editor) | typed(first, "120", "90") | typed(second, "10", "5")

        def online_above(scribe, record):
            assert stored(first) == (120, 90), "the first line is written"
            record.online += record.total
            record.save()

        monkeypatch.setattr("personnel.keeping.recording.Scribe.add", online_above)
        response = save(editor, data)
        assert response.status_code == 409
        assert "không được lớn hơn tổng số" in response.content.decode()
        assert (stored(first), stored(second)) == ((100, 60), None)


class TestWhose:
    def test_a_foreign_district_is_not_found(self, communes, editor_b, client_for):
        client = client_for(editor_b)
        data = typed(communes[0], "1", "1") | {
            f"initial-unit{communes[0].pk}-total": "100",
            f"initial-unit{communes[0].pk}-online": "60",
        }
        assert client.get(f"{URL}?district=535").status_code == 404
        assert save(client, data).status_code == 404
        assert save(client, data, district="534").status_code == 200
        assert stored(communes[0]) == (100, 60)

    @pytest.mark.parametrize("reader", ["province_viewer", "viewer_a"])
    def test_readers_see_and_do_not_type(self, communes, reader, request, client_for):
        client = client_for(request.getfixturevalue(reader))
        response = client.get(f"{URL}?district=535")
        assert response.status_code == 200 and '<td class="num cell">' not in (
            response.content.decode()
        )
        assert save(client, typed(communes[0], "1", "1")).status_code == 404
        assert stored(communes[0]) == (100, 60)

    def test_a_commune_that_left_the_district_stops_all(self, communes, editor, monkeypatch):
        first, second = communes
        data = cells(editor) | typed(first, "1", "1")
        monkeypatch.setattr(
            "personnel.dossiers.saving._lock",
            lambda _: Unit.objects.filter(pk=second.pk).update(parent=Unit.objects.get(code="534")),
        )
        response = save(editor, data)
        assert response.status_code == 409 and "ngoài phạm vi" in response.content.decode()
        assert stored(first) == (100, 60)

    def test_administrators_choose_a_district_and_those_of_two_too(
        self, province_admin, editor_ab, client_for
    ):
        for user, count in ((province_admin, 13), (editor_ab, 2)):
            response = client_for(user).get(URL)
            assert len(response.context["boards"]) == count
            assert '<select id="unit"' in response.content.decode()

    def test_nobody_without_a_district_gets_a_grid(self, stranger, client_for):
        assert "chưa được giao đơn vị nào" in client_for(stranger).get(URL).content.decode()

    def test_a_district_without_communes_says_so(self, province_admin, client_for):
        page = client_for(province_admin).get(f"{URL}?district=536").content.decode()
        assert "không có đơn vị cấp xã" in page


class TestWithoutDistricts:
    """The communes stand right below the province; the groups of old districts are a filter."""

    @pytest.fixture(autouse=True)
    def late_2026(self, small_without_districts):
        with time_machine.travel(date(2026, 9, 1)):
            yield

    def test_all_communes_stand_in_one_grid_and_groups_narrow_it(self, province_admin, client_for):
        client = client_for(province_admin)
        whole = client.get(URL).context["grid"]
        now = Unit.objects.communes().in_force(date(2026, 9, 1))
        assert {line.unit for line in whole.lines} == set(now)
        group = Unit.objects.get(code="DB535")
        page = client.get(f"{URL}?unit=DB535")
        assert {line.unit.pk for line in page.context["grid"].lines} == group.parts
        assert "huyện" not in strip_tags(page.content.decode()).replace(group.name, "").replace(
            "Địa bàn huyện", ""
        )

    def test_an_old_districts_address_leads_to_what_its_communes_became(
        self, province_admin, client_for
    ):
        response = client_for(province_admin).get(f"{URL}?district=535&year=2026")
        assert response.context["grid"].board.address == "DB535"
        old = client_for(province_admin).get(f"{URL}?district=535&year=2024")
        assert old.context["grid"].board.name == "Huyện Ba Tơ"

    def test_a_communes_board_types_its_own_and_no_other(self, editor_commune, client_for):
        own = editor_commune.grants.get().unit
        other = Unit.objects.communes().in_force(date(2026, 9, 1)).exclude(pk=own.pk).first()
        client = client_for(editor_commune)
        page = client.get(URL)
        assert [line.unit for line in page.context["grid"].lines] == [own]
        sent = fields_of(page) | typed(own, "40", "30") | typed(other, "9", "9")
        assert client.post(page.context["request"].get_full_path(), sent).status_code == 302
        assert (stored(own, 2026), stored(other, 2026)) == ((40, 30), None)
        assert client.get(f"{URL}?unit={other.code}").status_code == 404
        assert client.get(f"{URL}?unit=DB535").status_code == 404

    def test_who_only_reads_some_types_the_others(self, editor_commune, client_for):
        other = (
            Unit.objects.communes()
            .in_force(date(2026, 9, 1))
            .exclude(pk=editor_commune.grants.get().unit_id)[0]
        )
        editor_commune.grants.create(role="district_viewer", unit=other)
        client = client_for(editor_commune)
        own, read = client.get(URL).context["boards"]
        assert own.communes == [editor_commune.grants.first().unit] and read.communes == [other]
        assert client.get(f"{URL}?unit={read.address}").context["editable"] is False
        assert client.post(f"{URL}?unit={read.address}", {}).status_code == 404


class TestYears:
    def test_this_year_unless_asked(self, communes, editor):
        assert editor.get(URL).context["year"] == 2025
        assert editor.get(URL).context["years"] == [2025, 2024, 2023, 2022, 2021, 2020]

    @pytest.mark.parametrize("year", ["2019", "2026", "x", "9" * 40, "-1", "٢٠٢٥"])
    def test_another_year_is_refused_in_words(self, editor, year):
        response = editor.get(f"{URL}?year={year}")
        assert response.status_code == 400 and "2020" in response.content.decode()

    def test_the_communes_are_those_of_the_year(self, communes, editor_a, client_for):
        first, second = communes
        Unit.objects.filter(pk=first.pk).update(valid_to=date(2024, 6, 30))
        Unit.objects.filter(pk=second.pk).update(valid_from=date(2025, 6, 3))

        def units(year):
            page = client_for(editor_a).get(f"{URL}?year={year}")
            return {line.unit for line in page.context["grid"].lines}

        assert first in units(2024) and first not in units(2025)
        assert second not in units(2024) and second not in units(2025)
        with time_machine.travel(date(2025, 6, 3)):
            assert second in units(2025)

    def test_another_year_is_another_grid(self, communes, editor):
        save(editor, cells(editor, 2024) | typed(communes[0], "81", "20"), year=2024)
        assert (stored(communes[0], 2024), stored(communes[0])) == ((81, 20), (100, 60))


def test_the_page_of_the_criterion_leads_here(communes, editor, province_viewer, client_for):
    page = editor.get("/chi-tieu/2025.units.online_dossiers/").content.decode()
    assert '<a href="/ho-so-cong-viec/?year=2025">Nhập số liệu năm 2025</a>' in page
    page = client_for(province_viewer).get("/chi-tieu/2025.units.online_dossiers/")
    assert "Số liệu từng xã năm 2025" in page.content.decode()
    page = editor.get("/chi-tieu/2025.units.online_dossiers/?as_of=2019-12-31").content.decode()
    assert "/ho-so-cong-viec/?year" not in page


def test_queries_do_not_grow_with_the_grid(editor, django_assert_max_num_queries):
    with django_assert_max_num_queries(10) as few:
        editor.get(URL)
    for unit in Unit.objects.filter(parent__code="535"):
        DossierCount.objects.create(unit=unit, year=2025, total=10, online=5)
    with django_assert_max_num_queries(10) as more:
        editor.get(URL)
    assert len(more) == len(few)


@pytest.fixture
def merged(small_province):
    """Xã Ba Điền and Xã Ba Vinh with dossiers of two years, before they became Xã Ba Vinh."""
    from tests import maps

    for code, year, total, online in (
        ("21487", 2024, 10, 1), ("21490", 2024, 20, 2), ("21487", 2025, 30, 3),
    ):  # fmt: skip
        unit = Unit.objects.get(code=code)
        DossierCount.objects.create(unit=unit, year=year, total=total, online=online)
    maps.reorganise()


def before_of(client, year, name):
    grid = client.get(URL, {"year": year, "district": "DB535"}).context["grid"]
    found = [line for line in grid.lines if line.called == name]
    told = [(line.before.total, line.before.online, list(line.came_from)) for line in found]
    return told, grid.before.total


def test_the_year_before_is_that_of_whatever_a_commune_came_from(
    merged, province_admin, client_for
):
    with time_machine.travel(date(2026, 3, 1)):
        client = client_for(province_admin)
        told, total = before_of(client, 2026, "Xã Ba Vinh")
        assert told == [(30, 3, ["Xã Ba Điền (đến hết 30/06/2025)"])]
        assert total == 30
        now = Unit.objects.in_force(date(2026, 1, 1)).get(name="Xã Ba Vinh")
        DossierCount.objects.create(unit=now, year=2025, total=7, online=0)
        told, total = before_of(client, 2026, "Xã Ba Vinh")
        assert told == [(37, 3, ["Xã Ba Điền (đến hết 30/06/2025)"])] and total == 37


def test_nothing_of_the_year_before_stands_twice_while_both_have_a_line(
    merged, province_admin, client_for
):
    with time_machine.travel(date(2026, 3, 1)):
        client = client_for(province_admin)
        grid = client.get(URL, {"year": 2025, "district": "535"}).context["grid"]
        assert [line.before.total for line in grid.lines if line.unit.code == "21487"] == [10]
        told, total = before_of(client, 2025, "Xã Ba Vinh")
        assert told == [
            (30, 3, ["Xã Ba Điền (đến hết 30/06/2025)", "Xã Ba Vinh (đến hết 30/06/2025)"])
        ]
        assert total == 30
