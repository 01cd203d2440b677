"""Sheet 10: movements of the year and whom it newly appointed, by basis, group, title and unit."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from personnel.models import Title
from reports.workbooks.book import Book
from reports.workbooks.formulas import Percent, Sum
from reports.workbooks.looks import BODY, RATE, SUBTOTAL
from reports.workbooks.looks import Column as Width
from reports.workbooks.sheets import Head, Sheet, Value
from reports.workforce import GROUP_LABELS
from reports.yearly.moved import BRIEF, LEFT, NEW_BRIEF, SHARES, Column, How, Moved, New, titles_of
from reports.yearly.movements import moved_told
from targets.figures import percentage

from .issuing import Issuer, letterhead, signatures
from .report import Report
from .unit_table import told_below

NAME = "10. Luân chuyển, bổ nhiệm"
HOW = (
    "Luân chuyển, điều động, biệt phái: theo hình thức giữ chức danh và nơi đến, nơi đi đã ghi "
    "trong hồ sơ; nội dung chưa ghi để riêng, không suy đoán; sáp nhập đơn vị và đổi chức danh "
    "trong xã không phải là luân chuyển, điều động. Người mới: lần đầu giữ chức danh thuộc nhóm; "
    "dưới 40 tuổi tính vào ngày bắt đầu"
)
_NEW = (New.NEW, New.WOMEN, New.YOUNG, New.MINORITY, New.UNKNOWN, New.AREA, New.AREA_MINORITY)
_WHOLE = dict(SHARES)
# A seat on the committee makes nobody new, and is no title that somebody is moved to.
_GROUPS = tuple(group for group in Title.Group.values if group != Title.Group.COMMITTEE)
_FIRST = 3


@dataclass(frozen=True)
class Numbers:
    """What a row counts: movements by column, newcomers by code; None where it counts none."""

    moved: dict[str, int | None] | None
    new: dict[str, int] | None


def names(report: Report) -> tuple[str, ...]:
    """Return what the sheet is called, where anything is told."""
    told = moved_told(report.told("movements")) or report.told("appointed")
    return (NAME,) if told else ()


def write(book: Book, report: Report) -> None:
    """Write the sheet; none where `names` has none."""
    if names(report):
        _Written(report).write(book)


class _Written:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.moved = moved_told(report.told("movements"))
        self.new = report.told("appointed")
        self.inside = report.inside(report.root)
        whole = report.root.whole_province
        self.columns = [c for c in Column if not (whole and c == Column.GONE)]
        self.first_new = _FIRST + len(self.columns)

    def write(self, book: Book) -> None:
        report = self.report
        sheet = book.sheet(NAME, self._widths())
        year = report.lens.day.year
        titles = ["BIỂU SỐ 10", f"Luân chuyển, điều động, biệt phái và người mới năm {year}"]
        letterhead(sheet, report, titles, "lượt, người", self._remarks())
        heads = self._heads()
        numbers = [str(at) for at in range(1, len(self._widths()) + 1)]
        sheet.heads(heads, (32, 60), numbers, fixed=2)
        self._section(sheet, "I", "Theo hình thức", self._by_basis())
        self._section(sheet, "II", "Theo nhóm chức danh", self._by_group())
        self._section(sheet, "III", "Theo chức danh", self._by_title())
        if not report.root.is_commune:
            self._section(sheet, "IV", "Theo đơn vị", list(self._by_unit()))
        signatures(sheet, Issuer.of(report.root).signer)

    def _remarks(self) -> Iterator[str]:
        yield HOW
        unknown = self.report.told("movements").unknown
        named = [unit.name for unit in self.report.source.units if unit.pk in unknown]
        if named:
            yield f"Không kể {', '.join(named)}: báo cáo nộp chưa có nội dung này"

    def _widths(self) -> list[Width]:
        rate = Width(9, RATE, horizontal="right")
        new = [width for code in _NEW for width in (Width(9), rate)[: 2 if code in _WHOLE else 1]]
        named = [Width(6, horizontal="center"), Width(36, horizontal="left")]
        return [*named, *[Width(9)] * len(self.columns), *new]

    def _heads(self) -> Sequence[Head]:
        moved = tuple(Head(BRIEF[column]) for column in self.columns)
        new = [
            Head(text)
            for code in _NEW
            for text in (NEW_BRIEF[code], "Tỷ lệ")[: 2 if code in _WHOLE else 1]
        ]
        return (
            Head("STT"), Head("Nội dung"),
            Head("Luân chuyển, điều động, biệt phái (lượt)", moved),
            Head("Người mới được bầu, bổ nhiệm, tuyển dụng (người)", tuple(new)),
        )  # fmt: skip

    def _total(self) -> Numbers:
        return self._numbers(self.inside)

    def _numbers(self, units: Collection[int], group: str = "") -> Numbers:
        moved = [row for row in self.moved if group in ("", row.group)]
        new = {code.value: self.new.count(code, units=units, group=group) for code in _NEW}
        return Numbers(self._of(moved, units), new)

    def _of(self, moved: Sequence[Moved], units: Collection[int]) -> dict[str, int | None]:
        """Count by column those in `units`; who goes out leaves the root, so that rows add up."""
        return {
            column.value: sum(row.is_in(column, self.inside) and row.unit in units for row in moved)
            for column in self.columns
        }

    def _by_basis(self) -> list[tuple[str, Numbers | str]]:
        found: list[tuple[str, Numbers | str]] = []
        for how in How:
            numbers = self._of([row for row in self.moved if row.how == how], self.inside)
            found.append((str(how.label), Numbers(numbers | dict.fromkeys(map(str, LEFT)), None)))
        return found

    def _by_group(self) -> list[tuple[str, Numbers | str]]:
        return [(GROUP_LABELS[group], self._numbers(self.inside, group)) for group in _GROUPS]

    def _by_title(self) -> list[tuple[str, Numbers | str]]:
        shown = [r for r in self.moved if any(r.is_in(c, self.inside) for c in self.columns)]
        return [
            (title, Numbers(self._of([r for r in shown if r.title == title], self.inside), None))
            for _, title in titles_of(shown, list(Title.Group.values))
        ]

    def _by_unit(self) -> Iterator[tuple[str, Numbers | str]]:
        unknown = self.report.told("movements").unknown
        for name, inside in told_below(self.report, unknown):
            yield name, inside if isinstance(inside, str) else self._numbers(inside)

    def _section(
        self, sheet: Sheet, ordinal: str, label: str, rows: Sequence[tuple[str, Numbers | str]]
    ) -> None:
        """Write a section: its head with the numbers of all, then each of its rows."""
        head = sheet.last + 1
        total = self._cells(head, self._total())
        if ordinal == "IV":
            total = self._added(head, rows, total)
        sheet.row([ordinal, label, *total], SUBTOTAL)
        blank = [None] * (len(self._widths()) - 2)
        for at, (name, numbers) in enumerate(rows, start=1):
            if isinstance(numbers, str):
                sheet.row([str(at), f"{name}: {numbers}", *blank], BODY)
            else:
                cells = self._cells(sheet.last + 1, numbers)
                sheet.row([str(at), name, *cells], BODY)

    def _added(
        self, head: int, rows: Sequence[tuple[str, Numbers | str]], total: list[Value]
    ) -> list[Value]:
        """Return the head of the units with the sums of their rows in the place of numbers."""
        told = [head + at for at, (_, row) in enumerate(rows, 1) if isinstance(row, Numbers)]
        sums = partial(_sum, told)
        return [
            sums(column, value) if isinstance(value, int) and told else value
            for column, value in enumerate(total, start=_FIRST)
        ]

    def _cells(self, row: int, numbers: Numbers) -> list[Value]:
        moved: list[Value] = [None] * len(self.columns)
        if numbers.moved is not None:
            moved = [numbers.moved[column] for column in self.columns]
        return [*moved, *self._new_cells(row, numbers.new)]

    def _new_cells(self, row: int, new: dict[str, int] | None) -> Iterator[Value]:
        places: dict[str, int] = {}
        column = self.first_new
        for code in _NEW:
            places[code] = column
            number = None if new is None else new[code]
            yield number
            column += 1
            if whole := _WHOLE.get(code):
                column += 1
                yield (
                    None
                    if new is None or number is None
                    else Percent(
                        (row, places[code]), (row, places[whole]), percentage(number, new[whole])
                    )
                )


def _sum(rows: Sequence[int], column: int, value: int) -> Sum:
    return Sum(tuple((row, column) for row in rows), value)
