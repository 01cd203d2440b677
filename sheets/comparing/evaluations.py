"""How somebody was evaluated by a row, against what is recorded: a level a year, none guessed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from personnel.words.grades import Grade
from personnel.words.partial_dates import PartialDate
from sheets.columns import EVALUATIONS

from .changes import RowDiff
from .finding import Dossier, Evaluated

_NOBODY = (
    "không có hồ sơ nào cùng họ tên, ngày sinh ở đơn vị này; danh sách chỉ có kết quả xếp loại "
    "không lập hồ sơ mới"
)


@dataclass(frozen=True)
class Graded:
    """A level that a row adds; with `pk`, it takes the place of the one recorded there."""

    year: int
    grade: Grade
    pk: int | None = None


def compare_evaluations(diff: RowDiff, dossier: Dossier, confirmed: Collection[str] = ()) -> None:
    """Record the levels that the row adds or changes; one that is recorded changes nothing.

    That of a year before the first post that is known waits, unless its column is `confirmed`.
    """
    first = _first_year(diff, dossier)
    for year, grade in sorted(diff.row.grades.items()):
        field, recorded = EVALUATIONS[year].field, dossier.evaluations.get(year)
        if recorded and recorded.grade == grade:
            diff.known_evaluations += 1
            continue
        if first and year < first:
            diff.lower.append(field)
            if field not in confirmed:
                diff.conflict(field, f"chức danh đầu tiên đã ghi bắt đầu từ năm {first}")
                continue
        _take(diff, Graded(year, grade, recorded and recorded.pk), recorded)


def withhold_unknown(diff: RowDiff) -> RowDiff:
    """Withhold a row of a list of evaluations that means nobody recorded."""
    return diff.withhold("full_name", _NOBODY)


def _take(diff: RowDiff, graded: Graded, recorded: Evaluated | None) -> None:
    column = EVALUATIONS[graded.year]
    before = Grade(recorded.grade).label if recorded else ""
    diff.evaluations.append(graded)
    diff.change(column.header, before, graded.grade.label)
    if recorded and recorded.document_number:
        told = f"đã ghi theo văn bản số {recorded.document_number}"
        diff.note(column.field, f"{told}: kiểm tra lại văn bản ở hồ sơ")


def _first_year(diff: RowDiff, dossier: Dossier) -> int | None:
    """Return the year of the first post known; None where it may have been any earlier one."""
    starts = [PartialDate.stored(post.start, post.start_precision) for post in dossier.posts]
    if diff.row.since or not starts:
        starts.append(diff.row.since)
    known = [start.year for start in starts if start]
    return min(known) if known and len(known) == len(starts) else None
