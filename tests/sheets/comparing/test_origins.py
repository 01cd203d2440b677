"""The first list of a new commune: one post of two origins, and what the list does not name."""

from datetime import date
from typing import Any

import pytest

from personnel.models import Person, Post, Title, Unit
from sheets.comparing.absent import not_in_file
from sheets.comparing.anew import anew
from sheets.comparing.changes import Comparison, RowDiff
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
AN = {"name": "Nguyễn Văn An", "sex": "Nam", "born": "01/05/1980", "cccd": CCCD, "district": None}
# Xã Ba Điền (21487) and Xã Ba Vinh (21490) went on in Xã Ba Vinh.
BA_DIEN, OLD_BA_VINH = MOUNTAIN, "21490"
NOW, FIRST, EVE = "Xã Ba Vinh", "01/07/2025", date(2025, 6, 30)
SECRETARY, CHAIRMAN = "Bí thư Đảng ủy", "Chủ tịch Ủy ban nhân dân"


def _row(**cells: Any) -> dict[str, Any]:
    return somebody(**AN | {"unit": NOW, "title": SECRETARY} | cells)


def _read(*rows: dict[str, Any]) -> Any:
    read = read_sheet(sheet_of(*rows), TODAY, None)
    assert [found.message for found in read.errors] == []
    return read.rows


def _compared(*rows: dict[str, Any], **decision: Any) -> Comparison:
    read = _read(*rows)
    decided = {place_of(row.record): RowDecision(**decision) for row in read}
    return compare(read, TODAY, None, Decisions(rows=decided))


def _diff(**cells: Any) -> RowDiff:
    return _compared(_row(**cells)).rows[0]


def _written(*rows: dict[str, Any], **decision: Any) -> None:
    read = _read(*rows)
    decided = {place_of(row.record): RowDecision(**decision) for row in read}
    write(read, by=None, today=TODAY, decisions=Decisions(rows=decided))


def _posts() -> list[tuple[str, str, date | None]]:
    found = Post.objects.order_by("pk").select_related("unit", "title")
    return [(post.title.code, post.unit.code, post.end) for post in found]


def _now() -> Unit:
    return Unit.objects.in_force(TODAY).get(name=NOW)


@pytest.fixture
def an(small_province: Unit) -> Person:
    """Nguyễn Văn An, before the decree."""
    return person(name="Nguyễn Văn An", cccd=CCCD, ethnicity="Kinh")


@pytest.fixture
def twice(an: Person) -> Person:
    """The same, Bí thư in both communes that merged, since 2015 and 2020."""
    post(an, "BT", BA_DIEN)
    post(an, "BT", OLD_BA_VINH, start=date(2020, 1, 1))
    maps.reorganise()
    return an


ONE = (
    "hồ sơ ghi Bí thư Đảng ủy tại Xã Ba Điền và Xã Ba Vinh, nay là Xã Ba Vinh: "
    "tính là một chức danh"
)


@pytest.mark.parametrize("since", [None, "01/01/2015", "01/01/2020", "2020"])
def test_one_title_of_two_origins_goes_on_and_is_told_once(twice: Person, since: str) -> None:
    diff = _diff(since=since)
    assert (diff.changes, diff.conflicts, diff.serving) == ([], [], [])
    assert [note.reason for note in diff.notes if note.field == "title"] == [ONE]


def test_held_from_the_first_day_both_end_and_one_begins(twice: Person) -> None:
    for _ in range(2):
        _written(_row(since=FIRST))
        assert _posts() == [
            ("BT", BA_DIEN, EVE),
            ("BT", OLD_BA_VINH, EVE),
            ("BT", _now().code, None),
        ]


def test_another_title_ends_both(twice: Person) -> None:
    _written(_row(title=CHAIRMAN, since="01/08/2025"))
    assert [end for _, _, end in _posts()] == [date(2025, 7, 31)] * 2 + [None]


def test_which_of_two_origins_a_day_is_about_is_left_open(twice: Person) -> None:
    (conflict,) = _diff(since="01/01/2018").conflicts
    assert conflict.reason == "hồ sơ ghi chức danh này ở nhiều xã cũ; ghi tên xã lúc đó"
    diff = _diff(unit="Xã Ba Điền", since="01/01/2018")
    assert [(post.unit.code, post.start) for post in diff.changed_posts] == [
        (BA_DIEN, date(2018, 1, 1))
    ]


def test_what_was_begun_anew_by_hand_ends_the_old_post_and_adds_none(an: Person) -> None:
    post(an, "BT", BA_DIEN)
    maps.reorganise()
    title = Title.objects.get(code="BT")
    first = {"start": date(2025, 7, 1), "start_precision": "day"}
    Post.objects.create(person=an, unit=_now(), title=title, **first)
    _written(_row(since=FIRST))
    assert _posts() == [("BT", BA_DIEN, EVE), ("BT", _now().code, None)]


OFFER = "Chủ tịch Hội đồng nhân dân (Xã Ba Điền), từ 01/01/2015: thôi giữ đến hết {}"
LEFT = "hồ sơ còn ghi chức danh mà tệp không nêu: Chủ tịch Hội đồng nhân dân"


@pytest.mark.parametrize(
    ("since", "last"), [(None, "30/06/2025"), (FIRST, "30/06/2025"), ("01/08/2025", "31/07/2025")]
)
def test_what_the_row_does_not_name_is_offered_to_end(an: Person, since: str, last: str) -> None:
    post(an, "BT", BA_DIEN)
    post(an, "CTHDND", BA_DIEN)
    post(an, "UVBCH", BA_DIEN)
    maps.reorganise()
    diff = _diff(since=since)
    assert diff.unnamed == [OFFER.format(last)]
    assert LEFT in [note.reason for note in diff.notes]
    assert not any(post.end for post in diff.changed_posts if post.title.code == "CTHDND")
    (diff,) = _compared(_row(since=since), end_unnamed=True).rows
    assert LEFT not in [note.reason for note in diff.notes]
    _written(_row(since=since), end_unnamed=True)
    ended = Post.objects.get(title__code="CTHDND")
    assert f"{ended.end:%d/%m/%Y}" == last
    assert Post.objects.get(title__code="UVBCH").end is None
    assert _diff(since=since).unnamed == []


def test_nothing_is_offered_of_a_post_in_the_commune_itself(an: Person) -> None:
    post(an, "BT", BA_DIEN)
    maps.reorganise()
    title = Title.objects.get(code="CTHDND")
    Post.objects.create(person=an, unit=_now(), title=title)
    assert _diff().unnamed == []


def test_whoever_led_what_ended_and_is_in_no_row_is_offered_to_end(an: Person) -> None:
    post(an, "BT", BA_DIEN)
    led = person(name="Lê Văn Bền")
    post(led, "CTUBND", OLD_BA_VINH)
    clerk = person(name="Lê Văn Chi")
    post(clerk, "VPTK", BA_DIEN)
    maps.reorganise()
    begun = person(name="Lê Văn Dũng")
    new = {"start": date(2025, 7, 1), "start_precision": "day"}
    Post.objects.create(person=begun, unit=_now(), title=Title.objects.get(code="CTUBND"), **new)
    rows, scope = _read(_row(since=FIRST)), Scope.of(_now())
    comparison = compare(rows, TODAY, scope)
    found = not_in_file(rows, comparison, scope, TODAY).people
    assert [(one.person, one.offered) for one in found] == [
        (led, EVE),
        (begun, None),
        (clerk, None),
    ]
    assert anew(comparison, found) == {
        "people": 1, "ended": 1, "begun": 1, "rows": 0, "heads": 1,
    }  # fmt: skip


def test_a_new_title_in_a_commune_that_was_split_is_in_the_same_part(
    without_districts: Unit,
) -> None:
    tra_bui = Unit.objects.get(code="21142", valid_from=None)
    other = Unit.objects.in_force(TODAY).get(name="Xã Tây Trà Bồng")
    who = person(name="Nguyễn Văn An", cccd=CCCD)
    Post.objects.filter(pk=post(who, "CTHND", tra_bui.code).pk).update(branch=other)
    _written(_row(unit="Xã Trà Bùi", title=SECRETARY, since="01/02/2020"))
    assert [(p.title.code, p.branch) for p in Post.objects.order_by("pk")] == [
        ("CTHND", other),
        ("BT", other),
    ]
