"""What somebody decided about rows, honoured when they are compared and written."""

from datetime import date
from typing import Any

import pytest

from personnel.models import Credential, Person, Post
from sheets.comparing.changes import Change, RowDiff, Status
from sheets.deciding import Decisions, RowDecision

from .building import somebody
from .conftest import Put

CCCD = "051187001234"
DEPUTY = "Phó Chủ tịch Ủy ban nhân dân"


def _row(put: Put, decision: RowDecision, **cells: Any) -> RowDiff:
    decisions = Decisions(rows={"2@Nhân sự": decision})
    return put(somebody(cccd=CCCD, **cells), decisions=decisions).rows[0]


def test_decisions_are_the_same_after_they_were_kept() -> None:
    decisions = Decisions(
        {"title": {"pct xã": DEPUTY}},
        {"2@Ba Tô": RowDecision("7", "2024-01-31", ("theory", "it"), leave=True)},
        {7: date(2025, 5, 31)},
    )
    assert Decisions.of(decisions.as_json()) == decisions
    assert Decisions.of({}) == Decisions()


@pytest.mark.parametrize("since", ["", "31/12/2024", "2024-13-01", "x"])
def test_what_is_no_day_decides_none(since: str) -> None:
    assert RowDecision(since=since).since_day is None


@pytest.mark.parametrize("since", [None, "2010"])
def test_a_decided_day_settles_what_the_sheet_does_not_say(put: Put, since: Any) -> None:
    put(somebody(cccd=CCCD, since="2015"))
    asked = _row(put, RowDecision(), title=DEPUTY, since=since)
    assert (asked.status, asked.needs_since) == (Status.UNCHANGED, True)
    decided = RowDecision(since="2023-07-01")
    assert _row(put, decided, title=DEPUTY, since=since).status == Status.CHANGED
    assert [(p.title.code, p.start, p.end) for p in Post.objects.order_by("pk")] == [
        ("VPTK", date(2015, 1, 1), date(2023, 6, 30)),
        ("PCTUBND", date(2023, 7, 1), None),
    ]
    assert _row(put, decided, title=DEPUTY, since=since).status == Status.UNCHANGED
    assert _row(put, RowDecision(), title=DEPUTY, since=since).status == Status.UNCHANGED


def test_a_decided_day_does_not_outdo_what_the_sheet_says(put: Put) -> None:
    put(somebody(cccd=CCCD, since="2015"))
    _row(put, RowDecision(since="2023-07-01"), title=DEPUTY, since="2020")
    assert Post.objects.get(title__code="PCTUBND").start == date(2020, 1, 1)


@pytest.mark.parametrize("since", ["2014-12-31", "1980-01-01"])
def test_a_decided_day_that_does_not_do_is_asked_again(put: Put, since: str) -> None:
    put(somebody(cccd=CCCD, since="2015"))
    row = _row(put, RowDecision(since=since), title=DEPUTY)
    assert (row.status, row.needs_since) == (Status.UNCHANGED, True)
    assert Post.objects.count() == 1


def test_a_title_taken_up_again_from_a_decided_day(put: Put) -> None:
    put(somebody(cccd=CCCD, since="2015"))
    Post.objects.update(end=date(2020, 6, 30))
    assert _row(put, RowDecision(), since="2015").needs_since
    assert _row(put, RowDecision(since="2022-01-01"), since="2015").status == Status.CHANGED
    assert _row(put, RowDecision(), since="2015").status == Status.UNCHANGED
    assert [post.start for post in Post.objects.order_by("pk")] == [
        date(2015, 1, 1),
        date(2022, 1, 1),
    ]


def _levels() -> list[tuple[int, date | None]]:
    return list(Credential.objects.order_by("pk").values_list("level", "awarded"))


LOWER = RowDecision(lower=("theory",))


def test_a_wrong_level_is_corrected_in_place(put: Put) -> None:
    put(somebody(cccd=CCCD, theory="CC", theory_year=2018))
    Credential.objects.update(institution="Học viện", number="M1")
    assert _row(put, RowDecision(), theory="SC").lower == ["theory"]
    row = _row(put, LOWER, theory="SC")
    assert row.changes == [Change("Lý luận chính trị", "Cao cấp (2018)", "Sơ cấp (2018)")]
    credential = Credential.objects.get()
    assert (credential.level, credential.awarded) == (1, date(2018, 12, 31))
    assert (credential.institution, credential.number) == ("Học viện", "M1")
    kept = Credential.history.order_by("history_id").values_list("history_type", "level")
    assert list(kept) == [("+", 3), ("~", 1)]
    assert _row(put, LOWER, theory="SC").status == Status.UNCHANGED
    assert _row(put, RowDecision(), theory="SC").status == Status.UNCHANGED


def test_all_levels_above_the_true_one_go(put: Put) -> None:
    put(somebody(cccd=CCCD, theory="SC", theory_year=2010))
    put(somebody(cccd=CCCD, theory="TC", theory_year=2015))
    put(somebody(cccd=CCCD, theory="CC", theory_year=2020))
    row = _row(put, LOWER, theory="SC", theory_year=2010)
    assert [(change.before, change.after) for change in row.changes] == [
        ("Trung cấp (2015)", ""),
        ("Cao cấp (2020)", ""),
    ]
    assert _levels() == [(1, date(2010, 12, 31))]
    assert Credential.history.filter(history_type="-").count() == 2


def test_the_lowest_above_becomes_the_true_one(put: Put) -> None:
    put(somebody(cccd=CCCD, theory="TC", theory_year=2015))
    put(somebody(cccd=CCCD, theory="CC", theory_year=2020))
    _row(put, LOWER, theory="SC", theory_year=2012)
    assert _levels() == [(1, date(2012, 12, 31))]


def test_none_at_all_takes_the_place_of_every_level(put: Put) -> None:
    put(somebody(cccd=CCCD, theory="TC", theory_year=2015))
    _row(put, LOWER, theory="Chưa")
    assert _levels() == [(0, None)]
    assert _row(put, LOWER, theory="Chưa").status == Status.UNCHANGED


def test_another_language_is_not_touched_by_a_lower_one(put: Put) -> None:
    put(somebody(cccd=CCCD, foreign="Anh B2"))
    put(somebody(cccd=CCCD, foreign="Pháp B2"))
    _row(put, RowDecision(lower=("foreign_language",)), foreign="Anh A2")
    held = Credential.objects.order_by("pk").values_list("level", "language")
    assert list(held) == [(4, "Anh"), (6, "Pháp")]


def test_other_kinds_stay_conflicts(put: Put) -> None:
    put(somebody(cccd=CCCD, theory="CC", professional="ThS"))
    row = _row(put, LOWER, theory="SC", professional="ĐH")
    assert [conflict.column for conflict in row.conflicts] == ["Trình độ chuyên môn"]
    assert Credential.objects.get(kind="professional").level == 5


def test_a_row_left_is_shown_and_not_written(put: Put) -> None:
    put(somebody(cccd=CCCD))
    decided = Decisions(rows={f"{at}@Nhân sự": RowDecision(leave=True) for at in (2, 3)})
    found = put(
        somebody(cccd=CCCD, home="Xã Ba Vì"), somebody(name="Phạm Văn Bền"), decisions=decided
    )
    assert [row.status for row in found.rows] == [Status.WITHHELD] * 2
    assert (found.left, found.rows[0].changes[0].label) == (2, "Quê quán")
    assert Person.objects.get().home_place == ""
