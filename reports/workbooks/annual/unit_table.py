"""A table of units: numbers of communes that add up to districts or groups and a total; rates."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from personnel.models import Unit
from reports.workbooks.formulas import Formula, Percent, Place, Sum
from reports.workbooks.looks import BODY, SUBTOTAL, TOTAL, Look
from reports.workbooks.sheets import Sheet, Value
from targets.figures import Share

from .report import Group, Report

TOTAL_LABEL = "Tổng số"
MISSING = "Chưa có báo cáo được duyệt"
NOT_SAID = "Báo cáo nộp chưa có nội dung này"


@dataclass(frozen=True)
class Count:
    """A number of each unit; None where it is not told. `adds_up` if all below tell theirs."""

    of: Callable[[Unit], int | None]
    adds_up: bool = True


@dataclass(frozen=True)
class Rate:
    """The column `part` before it in percent of the column `whole` before it."""

    of: Callable[[Unit], Decimal | None]
    share: Share | None
    part: int = 1
    whole: int = 2


def below(report: Report) -> Iterator[tuple[str, Unit, Sequence[Unit], bool]]:
    """Yield the units right below the root of a report: name, unit, its communes, if it is missing.

    Communes that no report has are left out of their unit's.
    """
    if report.root.whole_province:
        for group in report.groups:
            there = [each for each in group.communes if each.pk not in group.absent]
            yield group.district.name, group.district, there, group.missing
        return
    for group in report.groups:
        for unit in group.communes:
            yield unit.name, unit, (), unit.pk in group.absent


def told_below(
    report: Report, unknown: Collection[int]
) -> Iterator[tuple[str, frozenset[int] | str]]:
    """Yield the units right below the root of a report: name, and the ids of what counts in it.

    Or why there are no numbers of it: it did not hand in, or without what the sheet tells
    (`unknown`).
    """
    for name, unit, communes, missing in below(report):
        if missing:
            yield name, MISSING
        elif unit.pk in unknown:
            yield name, NOT_SAID
        else:
            yield name, frozenset((unit.pk, *(each.pk for each in communes)))


@dataclass(frozen=True)
class UnitTable:
    """Rows of units: the cells that name each one, then its numbers.

    `named` returns the cells of a unit after its ordinal; of None, those of the total.
    """

    report: Report
    named: Callable[[Unit | None], Sequence[str]]
    numbers: Sequence[Count | Rate]
    communes: bool = True

    def write(self, sheet: Sheet) -> None:
        """Write districts or groups with their communes and the total, or one unit's communes."""
        groups = self.report.groups
        if not self.report.root.whole_province:
            parts = self._communes(sheet, [unit for group in groups for unit in group.communes])
        elif self.communes and all(group.district.is_commune for group in groups):
            absent = {group.district.pk for group in groups if group.missing}
            parts = self._communes(sheet, [group.district for group in groups], absent)
        else:
            rows = [self._district(sheet, at, group) for at, group in enumerate(groups, 1)]
            parts = [row for row, group in zip(rows, groups, strict=True) if not group.missing]
        names = ["", *self.named(None)]
        self._add(sheet, names, self.report.root, parts, TOTAL)

    def _district(self, sheet: Sheet, ordinal: int, group: Group) -> int:
        """Write a district or a group, its communes below; returns the number of its row."""
        if group.missing:
            return self._missing(sheet, ordinal, group.district)
        head = sheet.last + 1
        names = [_roman(ordinal), *self.named(group.district)]
        if not self.communes:
            names[0] = str(ordinal)
            return self._add(sheet, names, group.district, (), BODY)
        below = [head + at for at, unit in enumerate(group.communes, start=1)
                 if unit.pk not in group.absent]  # fmt: skip
        self._add(sheet, names, group.district, below, SUBTOTAL)
        self._communes(sheet, group.communes, group.absent)
        return head

    def _communes(
        self, sheet: Sheet, communes: Sequence[Unit], absent: Collection[int] = ()
    ) -> list[int]:
        """Write communes; returns the numbers of the rows of those that are not `absent`."""
        rows = []
        for at, unit in enumerate(communes, start=1):
            if unit.pk in absent:
                self._without_numbers(sheet, str(at), unit, BODY)
            else:
                rows.append(self._add(sheet, [str(at), *self.named(unit)], unit, (), BODY))
        return rows

    def _add(
        self, sheet: Sheet, names: Sequence[str], unit: Unit, parts: Sequence[int], look: Look
    ) -> int:
        """Write a unit's row: the sums of the rows `parts`, or its own numbers without any."""
        row, first = sheet.last + 1, len(names) + 1
        cells: list[Value] = list(names)
        for column, number in enumerate(self.numbers, start=first):
            cells.append(_cell(number, unit, (row, column), parts))
        return sheet.row(cells, look)

    def _missing(self, sheet: Sheet, ordinal: int, district: Unit) -> int:
        """Write what should have handed in and has not, among those with communes below."""
        look = SUBTOTAL if self.communes else BODY
        first = _roman(ordinal) if self.communes else str(ordinal)
        return self._without_numbers(sheet, first, district, look)

    def _without_numbers(self, sheet: Sheet, ordinal: str, unit: Unit, look: Look) -> int:
        """Write a unit that has handed nothing in: its name says so, there are no numbers."""
        named = [
            f"{name} ({MISSING.lower()})" if name == unit.name else name
            for name in self.named(unit)
        ]
        return sheet.row([ordinal, *named, *[None] * len(self.numbers)], look)


def _cell(
    number: Count | Rate, unit: Unit, place: Place, parts: Sequence[int]
) -> int | Formula | None:
    row, column = place
    if isinstance(number, Rate):
        part, whole = (row, column - number.part), (row, column - number.whole)
        return Percent(part, whole, number.of(unit), number.share)
    value = number.of(unit)
    if value is None or not parts or not number.adds_up:
        return value
    return Sum(tuple((part, column) for part in parts), value)


def _roman(number: int) -> str:
    """Return 14 as XIV."""
    signs = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for value, sign in signs:
        text += sign * (number // value)
        number %= value
    return text


def unit_name(report: Report, unit: Unit) -> str:
    """Return a unit's name; of one that is not in force on the day, with its last or first day."""
    if unit.ended_before(report.lens.day):
        return f"{unit.name} (hết hiệu lực ngày {unit.valid_to:%d/%m/%Y})"
    if unit.begins_after(report.lens.day):
        return f"{unit.name} (có hiệu lực từ ngày {unit.valid_from:%d/%m/%Y})"
    return unit.name
