"""Lists of today's communes against posts of those they came from: one person, one post."""

from datetime import date
from typing import Any

import pytest

from personnel.models import Person, Post, Unit
from sheets.comparing.absent import not_in_file
from sheets.comparing.changes import Comparison, Status
from sheets.comparing.diff import compare
from sheets.deciding import Decisions, RowDecision, place_of
from sheets.importing import read_sheet
from sheets.scope import Scope
from sheets.writing.writing import write
from tests import maps
from tests.factories import MOUNTAIN, person, post
from tests.sheets.building import sheet_of, somebody
from tests.sheets.conftest import TODAY

CCCD = "051180000001"
AN = {"name": "Nguyễn Văn An", "sex": "Nam", "born": "01/05/1980", "district": None}
# Xã Ba Điền (21487) and Xã Ba Vinh (21490) went on in Xã Ba Vinh.
BA_DIEN, OLD_BA_VINH = MOUNTAIN, "21490"
NOW = "Xã Ba Vinh"


def _row(**cells: Any) -> dict[str, Any]:
    return somebody(**AN | {"unit": NOW, "title": "Bí thư Đảng ủy"} | cells)


def _compared(*rows: dict[str, Any], scope: Scope | None = None, since: str = "") -> Comparison:
    read = read_sheet(sheet_of(*rows), TODAY, scope)
    assert [found.message for found in read.errors] == []
    decided = {place_of(row.record): RowDecision(since=since) for row in read.rows}
    return compare(read.rows, TODAY, scope, Decisions(rows=decided if since else {}))


def _written(*rows: dict[str, Any], scope: Scope | None = None) -> Comparison:
    read = read_sheet(sheet_of(*rows), TODAY, scope)
    return write(read.rows, by=None, today=TODAY, scope=scope)


def _scope(name: str = NOW) -> Scope:
    return Scope.of(Unit.objects.in_force(TODAY).get(name=name))


def _posts() -> list[tuple[str, date | None, date | None]]:
    found = Post.objects.order_by("pk")
    return [(post.unit.code, post.start, post.end) for post in found.select_related("unit")]


@pytest.fixture
def an(small_province: Unit) -> Person:
    """Nguyễn Văn An, Bí thư in Xã Ba Điền since 2015, as recorded before the decree."""
    who = person(name="Nguyễn Văn An", cccd=CCCD, ethnicity="Kinh")
    post(who, "BT", BA_DIEN)
    maps.reorganise()
    return who


@pytest.mark.parametrize("since", [None, "2015", "01/01/2015"])
@pytest.mark.parametrize("unit", [NOW, "Xã Ba Điền"])
@pytest.mark.parametrize("number", [CCCD, None])
def test_what_became_of_the_commune_is_the_same_post(
    an: Person, since: str | None, unit: str, number: str | None
) -> None:
    (diff,) = _compared(_row(unit=unit, since=since, cccd=number), scope=_scope()).rows
    assert (diff.person, diff.status, diff.conflicts) == (an, Status.UNCHANGED, [])


def test_held_from_the_first_day_it_ends_on_the_eve_and_begins_anew(an: Person) -> None:
    (diff,) = _compared(_row(since="01/07/2025"), scope=_scope()).rows
    assert [(change.before, change.after) for change in diff.changes] == [
        (
            "Bí thư Đảng ủy (Xã Ba Điền), từ 01/01/2015",
            "Bí thư Đảng ủy (Xã Ba Điền), từ 01/01/2015, đến 30/06/2025",
        ),
        ("", "Bí thư Đảng ủy (Xã Ba Vinh), từ 01/07/2025"),
    ]
    now = Unit.objects.in_force(TODAY).get(name=NOW).code
    for _ in range(2):
        _written(_row(since="01/07/2025"))
        assert _posts() == [
            (BA_DIEN, date(2015, 1, 1), date(2025, 6, 30)),
            (now, date(2025, 7, 1), None),
        ]


def test_a_year_that_leaves_open_whether_it_went_on_is_asked(an: Person) -> None:
    (diff,) = _compared(_row(since="2025")).rows
    assert diff.needs_since and diff.changes == []
    assert diff.conflicts[0].reason == (
        "chỉ ghi 2025, lúc Xã Ba Vinh bắt đầu (01/07/2025): giữ tiếp hay giữ lại từ đó; "
        "cần ngày giữ"
    )
    (diff,) = _compared(_row(since="2025"), since="2025-08-01").rows
    assert [change.after for change in diff.changes][0].endswith("đến 31/07/2025")


def test_another_title_there_ends_the_old_one_wherever_it_was(an: Person) -> None:
    _written(_row(title="Chủ tịch Ủy ban nhân dân", since="01/08/2025"))
    assert [end for _, _, end in _posts()] == [date(2025, 7, 31), None]


def test_a_seat_on_the_committee_goes_on_when_another_title_begins(an: Person) -> None:
    post(an, "UVBCH", BA_DIEN)
    _written(_row(title="Chủ tịch Ủy ban nhân dân", since="01/08/2025", committee="x"))
    seats = Post.objects.filter(title__code="UVBCH")
    assert [(seat.unit.code, seat.end) for seat in seats] == [(BA_DIEN, None)]


def test_somebody_new_is_written_where_they_were_on_the_day(an: Person) -> None:
    new = _row(name="Lê Văn Bền", cccd="051180000002", since="2019", title="Văn phòng - thống kê")
    (diff,) = _compared(new, scope=_scope()).rows
    assert diff.changes[-1].after == (
        "Văn phòng - thống kê (Xã Ba Vinh đến hết 30/06/2025), từ 2019"
    )
    _written(new)
    assert Post.objects.latest("pk").unit.code == OLD_BA_VINH


def test_whoever_is_placed_there_today_is_missing_from_the_list(an: Person) -> None:
    ben = person(name="Lê Văn Bền")
    post(ben, "VPTK", BA_DIEN)
    read = read_sheet(sheet_of(_row()), TODAY, _scope())
    found = not_in_file(read.rows, compare(read.rows, TODAY, _scope()), _scope(), TODAY)
    assert [(one.person, one.unit.name) for one in found.people] == [(ben, NOW)]
    assert found.full
    assert found.people[0].unit.is_in_force(TODAY)


@pytest.mark.parametrize("level", ["commune", "group", "district"])
def test_a_record_is_in_the_hands_of_todays_boards(an: Person, level: str) -> None:
    boards = {
        "commune": Unit.objects.in_force(TODAY).get(name=NOW),
        "group": Unit.objects.groups().get(code="DB535"),
        "district": Unit.objects.get(code="535", level="district"),
    }
    scope = Scope.of(boards[level])
    row = _row(title="Chủ tịch Ủy ban nhân dân", since="01/08/2025", cccd=CCCD)
    (diff,) = _compared(row, scope=scope).rows
    assert (diff.status, diff.conflicts) == (Status.CHANGED, [])


def test_the_board_of_another_commune_does_not_take_the_record(an: Person) -> None:
    (diff,) = _compared(_row(unit="Xã Ba Tơ", cccd=CCCD), scope=_scope("Xã Ba Tơ")).rows
    assert diff.status == Status.WITHHELD
    assert diff.conflicts[0].field == "cccd"
    assert diff.conflicts[0].reason.endswith("đề nghị nơi đó bàn giao ở trang Bàn giao")


def test_people_of_a_split_commune_are_where_they_went(without_districts: Any) -> None:
    tra_bui = Unit.objects.get(code="21142", valid_from=None)
    other = Unit.objects.in_force(TODAY).get(name="Xã Tây Trà Bồng")
    who = person(name="Nguyễn Văn An", cccd=CCCD)
    Post.objects.filter(pk=post(who, "BT", tra_bui.code).pk).update(branch=other)
    row = _row(unit=other.name, since="2015", cccd=CCCD)
    (diff,) = _compared(row, scope=Scope.of(other)).rows
    assert (diff.person, diff.status, diff.conflicts) == (who, Status.UNCHANGED, [])
    old = _row(unit="Xã Trà Bùi", since="2015", cccd=CCCD)
    (diff,) = _compared(old, scope=None).rows
    assert (diff.person, diff.status, diff.conflicts) == (who, Status.UNCHANGED, [])
    default = Unit.objects.in_force(TODAY).get(name="Xã Cà Đam")
    (diff,) = _compared(_row(unit=default.name, cccd=CCCD), scope=Scope.of(default)).rows
    assert diff.status == Status.WITHHELD
