"""One field finds what a user may see, counts it exactly, and leads to where it is."""

from datetime import date

import pytest

from personnel.models import FormerName, Person, Unit
from reports.models import SavedList
from tests.factories import MOUNTAIN, person, post
from tests.reports.periods.handing import a_period

LENS = "horizon=2025&as_of=2025-12-31"
LENS_OF = {"horizon": "2025", "as_of": "2025-12-31"}
IN_POST, OUT_OF_POST = "Người đang giữ chức danh", "Người không giữ chức danh"
UNITS, CRITERIA, PAGES = "Đơn vị", "Chỉ tiêu", "Trang"
PERIODS, REPORTS, LISTS = "Kỳ báo cáo", "Báo cáo của huyện", "Danh sách đã lưu"
ENDED = date(2024, 12, 31)


@pytest.fixture
def found(client_for):
    """Return a function that asks as a user, and returns the groups of the page by heading."""

    def groups(user, text, path="/tim/"):
        answer = client_for(user).get(path, {"q": text} | LENS_OF)
        assert answer.status_code == 200, text
        return {group.label: group for group in answer.context["groups"]}

    return groups


def labels(group):
    return [hit.label for hit in group.hits] if group else []


@pytest.fixture
def cast(small_province):
    """Two in Ba Tơ who differ by marks alone, one who left it, one of another district."""
    there = Unit.objects.filter(parent__code="534").order_by("code")[0]
    post(person(name="Phạm Thị Hạnh", cccd="051185001234"), "BT", MOUNTAIN)
    post(person(name="Phạm Thị Hảnh"), "TCKT", MOUNTAIN)
    post(person(name="Phạm Văn Hanh"), "PBT", MOUNTAIN, end=ENDED)
    post(person(name="Lê Thị Hạnh"), "TCKT", there.code)


def test_people_are_found_as_the_list_finds_them(cast, province_viewer, found):
    by_name = found(province_viewer, "hạnh")
    assert labels(by_name[IN_POST]) == ["Lê Thị Hạnh", "Phạm Thị Hạnh"]
    assert OUT_OF_POST not in by_name
    without_marks = found(province_viewer, "pham hanh")
    assert labels(without_marks[IN_POST]) == ["Phạm Thị Hảnh", "Phạm Thị Hạnh"]
    assert labels(without_marks[OUT_OF_POST]) == ["Phạm Văn Hanh"]
    assert labels(found(province_viewer, "PTH")[IN_POST]) == ["Phạm Thị Hảnh", "Phạm Thị Hạnh"]


def test_digits_are_searched_as_far_as_the_list_searches_them(cast, province_viewer, found):
    for digits in ("1234", "234"):
        assert labels(found(province_viewer, digits).get(IN_POST)) == ["Phạm Thị Hạnh"], digits
    assert IN_POST not in found(province_viewer, "34")


@pytest.mark.parametrize("path", ["/tim/", "/tim/goi-y/"])
def test_more_digits_than_a_list_shows_are_not_searched(cast, province_viewer, client_for, path):
    for digits in ("01234", "05118500123", "051185001234"):
        answer = client_for(province_viewer).get(path, {"q": digits})
        assert answer.status_code == 302 or "Hạnh" not in answer.content.decode(), digits


def test_a_former_name_finds(cast, editor_a, found):
    who = Person.objects.get(full_name="Phạm Thị Hảnh")
    FormerName.objects.create(record=who.pk, name="Phạm Thị Ngày")
    assert labels(found(editor_a, "thị ngày")[IN_POST]) == ["Phạm Thị Hảnh"]


def test_nothing_is_found_beyond_what_the_user_may_see(cast, editor_b, viewer_a, stranger, found):
    assert labels(found(editor_b, "hanh")[IN_POST]) == ["Lê Thị Hạnh"]
    own = found(viewer_a, "hanh")
    assert labels(own[IN_POST]) == ["Phạm Thị Hảnh", "Phạm Thị Hạnh"]
    assert labels(own[OUT_OF_POST]) == ["Phạm Văn Hanh"]
    assert found(stranger, "thi hanh") == {}
    assert UNITS not in found(editor_b, "huyện ba tơ")


@pytest.mark.parametrize("path", ["/tim/", "/tim/goi-y/"])
def test_there_are_as_many_as_are_counted_and_the_list_has_them_all(
    path, small_province, editor_a, found, client_for, read
):
    for number in range(7):
        post(person(name=f"Võ Thị Giúp {number}"), "TCKT", MOUNTAIN)
    many = found(editor_a, "giup", path)[IN_POST]
    assert many.count == 7 and len(many.hits) == (5 if path == "/tim/goi-y/" else 7)
    assert "<strong>7</strong> người" in read(client_for(editor_a), many.everything)


def test_what_is_left_off_is_told_with_its_way(small_province, editor_a, client_for, read):
    for number in range(7):
        post(person(name=f"Võ Thị Giúp {number}"), "TCKT", MOUNTAIN)
    client = client_for(editor_a)
    beneath = read(client, f"/tim/goi-y/?q=giup&{LENS}")
    assert "Xem tất cả 7 trong danh sách" in beneath and "<html" not in beneath
    assert "7 kết quả" in beneath
    assert "Xem tất cả" not in read(client, f"/tim/?q=giup&{LENS}")


def test_units_are_found_past_their_kind_with_the_marks_that_are_typed(
    small_province, province_viewer, found
):
    assert labels(found(province_viewer, "ba tơ")[UNITS]) == ["Huyện Ba Tơ", "Thị trấn Ba Tơ"]
    assert labels(found(province_viewer, "534")[UNITS]) == ["Thị xã Đức Phổ"]
    assert labels(found(province_viewer, "đức")[UNITS]) == ["Thị xã Đức Phổ"]
    # "Phổ Đức" is no such place.
    assert UNITS not in found(province_viewer, "pho duc")


def test_a_unit_of_another_time_is_marked_and_shown_as_it_was(
    small_province, province_viewer, found, client_for
):
    Unit.objects.filter(code=MOUNTAIN).update(valid_to=ENDED, name="Xã Cũ Kỹ")
    (hit,) = found(province_viewer, "cu ky")[UNITS].hits
    assert hit.aside == "Huyện Ba Tơ · đã giải thể" and "as_of=2024-12-31" in hit.address
    assert client_for(province_viewer).get(hit.address).status_code == 200


@pytest.mark.parametrize(
    ("text", "count"),
    [("CNKT", 1), ("2025.key", 4), ("II.2.2.b", 11), ("đại học công chức", 2), ("2025.ke", 0)],
)
def test_criteria_are_found_by_what_they_ask_of_whom_and_by_number(
    text, count, province_viewer, found
):
    group = found(province_viewer, text).get(CRITERIA)
    assert (group.count if group else 0) == count


def test_a_criterion_of_another_horizon_leads_there(province_viewer, found):
    hits = found(province_viewer, "Ngoại ngữ")[CRITERIA].hits
    assert [("horizon=2030" in hit.address, "2030" in hit.aside) for hit in hits] == [
        (False, False),
        (True, True),
    ]


def test_periods_and_the_reports_of_districts(small_province, province_viewer, viewer_a, found):
    a_period("Báo cáo năm 2025")
    assert labels(found(province_viewer, "bao cao 2025")[PERIODS]) == ["Báo cáo năm 2025"]
    of_one = found(province_viewer, "báo cáo ba tơ")
    assert labels(of_one[REPORTS]) == ["Báo cáo của Huyện Ba Tơ"] and PERIODS not in of_one
    assert REPORTS not in found(viewer_a, "báo cáo đức phổ")


def test_lists_are_ones_own(province_viewer, viewer_a, found):
    SavedList.objects.create(user=viewer_a, name="Chưa đạt lý luận", query="post=none")
    assert labels(found(viewer_a, "chua dat")[LISTS]) == ["Chưa đạt lý luận"]
    assert found(province_viewer, "chua dat") == {}


def test_pages_are_those_that_the_user_may_open(province_admin, viewer_a, found):
    assert labels(found(province_admin, "tai khoan")[PAGES]) == [
        "Tài khoản", "Thêm tài khoản", "Tạo tài khoản theo danh sách", "Tài khoản của tôi",
    ]  # fmt: skip
    assert labels(found(viewer_a, "tai khoan")[PAGES]) == ["Tài khoản của tôi"]
    assert labels(found(province_admin, "chức danh")[PAGES]) == [
        "Danh mục", "Kết thúc chức danh",
    ]  # fmt: skip
    assert labels(found(province_admin, "mở kỳ")[PAGES]) == ["Mở kỳ báo cáo"]


@pytest.mark.parametrize("who", ["province_admin", "editor_a", "viewer_a", "editor_ab"])
def test_whatever_is_found_can_be_opened(who, cast, request, found, client_for):
    a_period("Kỳ báo cáo năm 2025")
    user = request.getfixturevalue(who)
    client = client_for(user)
    texts = ("hanh", "ba", "chuyên môn", "ky", "báo cáo", "thêm", "đăng", "danh", "trinh")
    groups = [group for text in texts for group in found(user, text).values()]
    addresses = {hit.address for group in groups for hit in group.hits}
    for address in sorted(addresses | {group.everything or "/" for group in groups}):
        assert client.get(address, follow=True).status_code == 200, address


def test_a_whole_name_stands_first(small_province, province_viewer, found):
    post(person(name="Nguyễn Ba Tơ"), "TCKT", MOUNTAIN)
    post(person(name="Đức"), "TCKT", MOUNTAIN)
    assert next(iter(found(province_viewer, "Ba Tơ"))) == UNITS
    assert next(iter(found(province_viewer, "đức"))) == IN_POST


def test_it_takes_as_many_queries_for_many_as_for_few(
    small_province, province_viewer, client_for, django_assert_max_num_queries
):
    for number in range(30):
        post(person(name=f"Võ Thị Giúp {number}"), "TCKT", MOUNTAIN)
        a_period(f"Giúp {number}", day=date(2025, 1, 1 + number))
    client = client_for(province_viewer)
    with django_assert_max_num_queries(22):
        client.get(f"/tim/goi-y/?q=giup&{LENS}")


@pytest.mark.parametrize("text", ["", "   ", "((", ".*", "\\", "%", "' or 1=1", "/", "ﷺ"])
def test_whatever_is_typed_finds_nothing_or_something(text, small_province, viewer_a, found):
    assert found(viewer_a, text) == {}


def test_what_the_list_refuses_is_refused(small_province, viewer_a, client_for):
    client = client_for(viewer_a)
    assert client.get("/tim/", {"q": "a" * 101}).status_code == 400
    assert client.get("/tim/", {"q": "a", "as_of": "khong"}).status_code == 400


def test_the_page_says_how_to_ask_and_what_was_not_found(
    small_province, viewer_a, client_for, read
):
    client = client_for(viewer_a)
    assert "Tìm được theo: họ tên" in read(client, "/tim/")
    assert "Không tìm thấy trong phạm vi được xem" in read(client, "/tim/?q=khong+co+ai")


def test_every_page_has_the_field_and_carries_the_day(
    small_province, province_admin, client_for, read
):
    client = client_for(province_admin)
    assert 'action="/tim/"' in read(client, "/admin/")
    shown = read(client, f"/chi-tieu/?{LENS}")
    assert 'action="/tim/"' in shown and 'name="as_of" value="2025-12-31"' in shown
