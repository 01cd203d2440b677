from datetime import date

from personnel.models import Person, Post, Unit
from sheets.comparing.changes import Change, Status
from sheets.scope import Scope
from tests.sheets.building import somebody
from tests.sheets.conftest import Put

CCCD = "051187001234"
CLERK, DEPUTY = "Văn phòng - thống kê", "Phó Chủ tịch Ủy ban nhân dân"


def _posts() -> list[tuple[str, str, date | None, date | None]]:
    posts = Post.objects.order_by("pk").select_related("title", "unit")
    return [(post.title.code, post.unit.name, post.start, post.end) for post in posts]


def test_principal_and_other_titles_start_on_the_same_day(put: Put) -> None:
    put(somebody(title="PCT UBND", others="PCT HĐND", committee="x", since="05/2019"))
    start = date(2019, 5, 1)
    assert _posts() == [
        ("PCTUBND", "Xã Ba Tô", start, None),
        ("PCTHDND", "Xã Ba Tô", start, None),
        ("UVBCH", "Xã Ba Tô", start, None),
    ]
    assert set(Post.objects.values_list("start_precision", flat=True)) == {"month"}


def test_a_start_that_nobody_knows(put: Put) -> None:
    put(somebody(committee="x"))
    assert _posts() == [("VPTK", "Xã Ba Tô", None, None), ("UVBCH", "Xã Ba Tô", None, None)]


def test_a_new_title_ends_the_one_before_it_on_the_eve(put: Put) -> None:
    put(somebody(cccd=CCCD, title=CLERK, since="2015"))
    (row,) = put(somebody(cccd=CCCD, title=DEPUTY, since="01/07/2023")).rows
    assert _posts() == [
        ("VPTK", "Xã Ba Tô", date(2015, 1, 1), date(2023, 6, 30)),
        ("PCTUBND", "Xã Ba Tô", date(2023, 7, 1), None),
    ]
    before = f"{CLERK} (Xã Ba Tô), từ 2015"
    assert row.changes == [
        Change("Chức danh", before, f"{before}, đến 30/06/2023"),
        Change("Chức danh", "", f"{DEPUTY} (Xã Ba Tô), từ 01/07/2023"),
    ]


def test_a_seat_on_the_committee_goes_on_under_a_new_title(put: Put) -> None:
    put(somebody(cccd=CCCD, title=CLERK, since="2015", committee="x"))
    put(somebody(cccd=CCCD, title=DEPUTY, since="01/07/2023", committee="x"))
    assert ("UVBCH", "Xã Ba Tô", date(2015, 1, 1), None) in _posts()
    assert len(_posts()) == 3


def test_a_title_kept_beside_the_new_one_goes_on(put: Put) -> None:
    put(somebody(cccd=CCCD, title=CLERK, since="2015"))
    put(somebody(cccd=CCCD, title=DEPUTY, others=CLERK, since="01/07/2023"))
    assert _posts() == [
        ("VPTK", "Xã Ba Tô", date(2015, 1, 1), None),
        ("PCTUBND", "Xã Ba Tô", date(2023, 7, 1), None),
    ]


def test_only_the_principal_title_is_replaced_and_the_others_are_named(put: Put) -> None:
    put(somebody(cccd=CCCD, title="Phó Chủ tịch HĐND", others="PCT UBND", since="2015"))
    (row,) = put(somebody(cccd=CCCD, title="Chủ tịch UBND", since="2021")).rows
    assert [(code, end) for code, _, _, end in _posts()] == [
        ("PCTHDND", date(2020, 12, 31)),
        ("PCTUBND", None),
        ("CTUBND", None),
    ]
    assert "Phó Chủ tịch Ủy ban nhân dân" in row.notes[0].reason


def test_a_new_title_without_its_day_is_left_to_be_decided(put: Put) -> None:
    put(somebody(cccd=CCCD, title=CLERK, since="2015"))
    (row,) = put(somebody(cccd=CCCD, title=DEPUTY, home="Xã Ba Vì")).rows
    assert [found.column for found in row.conflicts] == ["Giữ chức danh từ"]
    assert _posts() == [("VPTK", "Xã Ba Tô", date(2015, 1, 1), None)]
    assert Person.objects.get().home_place == "Xã Ba Vì"


def test_a_new_title_that_starts_before_the_old_one_is_left_to_be_decided(put: Put) -> None:
    put(somebody(cccd=CCCD, title=CLERK, since="2015"))
    (row,) = put(somebody(cccd=CCCD, title=DEPUTY, since="2015")).rows
    assert "không sau ngày bắt đầu" in row.conflicts[0].reason
    assert len(_posts()) == 1


def test_a_move_ends_every_post_in_the_commune_left(put: Put) -> None:
    put(somebody(cccd=CCCD, title=CLERK, since="2015", committee="x"))
    put(somebody(cccd=CCCD, title=DEPUTY, since="01/07/2023", unit="Xã Ba Vì"))
    assert [(code, unit, end) for code, unit, _, end in _posts()] == [
        ("VPTK", "Xã Ba Tô", date(2023, 6, 30)),
        ("UVBCH", "Xã Ba Tô", date(2023, 6, 30)),
        ("PCTUBND", "Xã Ba Vì", None),
    ]


def test_a_start_is_put_right(put: Put) -> None:
    put(somebody(cccd=CCCD))
    (row,) = put(somebody(cccd=CCCD, since="2015")).rows
    assert row.changes == [Change("Giữ chức danh từ", "", "2015")]
    put(somebody(cccd=CCCD, since="15/03/2016"))
    assert put(somebody(cccd=CCCD, since="2016")).rows[0].status == Status.UNCHANGED
    assert _posts() == [("VPTK", "Xã Ba Tô", date(2016, 3, 15), None)]


def test_the_known_start_of_another_title_stays(put: Put) -> None:
    put(somebody(cccd=CCCD, title=DEPUTY, committee="x", since="2015"))
    put(somebody(cccd=CCCD, title=DEPUTY, committee="x", since="2016"))
    assert [start for _, _, start, _ in _posts()] == [date(2016, 1, 1), date(2015, 1, 1)]


def test_a_title_recorded_as_ended_is_not_opened_again_by_an_old_list(put: Put) -> None:
    put(somebody(cccd=CCCD, since="2015"))
    Post.objects.update(end=date(2020, 6, 30))
    (row,) = put(somebody(cccd=CCCD, since="2015")).rows
    assert "đã ghi thôi giữ chức danh" in row.conflicts[0].reason
    assert len(_posts()) == 1
    put(somebody(cccd=CCCD, since="2021"))
    assert _posts()[1] == ("VPTK", "Xã Ba Tô", date(2021, 1, 1), None)


def test_an_editor_cannot_end_a_post_of_another_district(put: Put) -> None:
    minh_long = Unit.objects.get(name="Huyện Minh Long")
    there = somebody(cccd=CCCD, district="Huyện Minh Long", unit="Xã Long Sơn", since="2015")
    put(there)
    here = somebody(cccd=CCCD, since="2020", home="Xã Ba Vì")
    (row,) = put(here, scope=Scope.of(Unit.objects.get(name="Huyện Ba Tơ"))).rows
    assert row.status == Status.WITHHELD
    assert "do Huyện Minh Long quản lý; đề nghị" in row.conflicts[0].reason
    assert len(_posts()) == 1
    put(here)
    (row,) = put(
        there | somebody(cccd=CCCD, **_LONG_SON, since="2024"), scope=Scope.of(minh_long)
    ).rows
    assert "do Huyện Ba Tơ quản lý; đề nghị" in row.conflicts[0].reason
    assert [(unit, end) for _, unit, _, end in _posts()] == [
        ("Xã Long Sơn", date(2019, 12, 31)),
        ("Xã Ba Tô", None),
    ]


def test_whoever_left_a_district_is_no_longer_in_its_hands(put: Put) -> None:
    minh_long = Scope.of(Unit.objects.get(name="Huyện Minh Long"))
    there = somebody(cccd=CCCD, since="2015", **_LONG_SON)
    put(there)
    Post.objects.update(end=date(2019, 12, 31))
    (row,) = put(there | somebody(cccd=CCCD, home="Xã Ba Vì", **_LONG_SON), scope=minh_long).rows
    assert row.status == Status.CHANGED, "a career that ended stays with the district"
    put(somebody(cccd=CCCD, since="2020"))
    late = somebody(cccd=CCCD, home="Xã Long Môn", theory="CC", **_LONG_SON)
    (row,) = put(late, scope=minh_long).rows
    assert row.status == Status.WITHHELD
    assert Person.objects.get().home_place == "Xã Ba Vì"


_LONG_SON = {"district": "Huyện Minh Long", "unit": "Xã Long Sơn"}


def test_an_old_list_does_not_end_what_came_after(put: Put) -> None:
    put(somebody(cccd=CCCD, title=CLERK, since="2015"))
    put(somebody(cccd=CCCD, title=DEPUTY, since="2020"))
    Post.objects.filter(title__code="PCTUBND").update(start=None, start_precision="")
    (row,) = put(somebody(cccd=CCCD, title=CLERK, since="2015")).rows
    assert "đã ghi thôi giữ chức danh" in row.conflicts[0].reason
    assert [(code, end) for code, _, _, end in _posts()] == [
        ("VPTK", date(2019, 12, 31)),
        ("PCTUBND", None),
    ]


def test_a_start_after_an_end_already_decided_is_left_to_be_decided(put: Put) -> None:
    put(somebody(cccd=CCCD, since="2015"))
    Post.objects.update(end=date(2026, 1, 31))
    (row,) = put(somebody(cccd=CCCD, since="01/02/2026")).rows
    assert row.conflicts[0].reason == "sau ngày thôi giữ chức danh đã ghi (31/01/2026)"
    assert _posts() == [("VPTK", "Xã Ba Tô", date(2015, 1, 1), date(2026, 1, 31))]
