"""Who issues a report: the letterhead of its sheets, which document they go with, signatures.

Instruction 36-HD/VPTW (2018): the superior body and the issuing board at the left, the Party's
name at the right. The sheets have no number of their own: they go with "Báo cáo số …-BC/BTCTU".
A commune has no organisation board: its Party committee reports. Who reports on a group of units
is for the province to say, and stays open.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from personnel.models import Unit
from personnel.words.dates import in_words
from reports.workbooks.looks import Look
from reports.workbooks.sheets import Sheet, Span

from .document_number import DocumentNumber
from .report import Report

# What a committee with an organisation board is called, and how the board signs, by kind of unit.
_COMMITTEES = {
    Unit.Kind.PROVINCE: ("TỈNH ỦY", "BTCTU"),
    Unit.Kind.CITY: ("THÀNH ỦY", "BTCThU"),
    Unit.Kind.TOWN: ("THỊ ỦY", "BTCThU"),
    Unit.Kind.DISTRICT: ("HUYỆN ỦY", "BTCHU"),
}
# What is to be filled in by hand.
OPEN = "……………"
BOARD, PARTY_NAME, _STAR = "BAN TỔ CHỨC", "ĐẢNG CỘNG SẢN VIỆT NAM", "*"
# Whom a unit reports to: there is one province.
PROVINCE_BOARD = "Ban Tổ chức Tỉnh ủy"
_LEFT_SHARE = 0.4
# What signing takes below a table, in points, and how many of its rows go with it.
SIGNED_POINTS, _ROWS_SIGNED_WITH = 100, 3
CENTRED = Look(bordered=False, horizontal="center", size=14)
STRONG = Look(bordered=False, horizontal="center", size=14, bold=True)
PARTY = Look(bordered=False, horizontal="center", size=15, bold=True, underlined=True)
TITLE = Look(bordered=False, horizontal="center", size=15, bold=True)
SLANTED = Look(bordered=False, horizontal="center", size=14, italic=True)
TOLD = Look(bordered=False, size=14, bold=True)
UNIT_OF_COUNT = Look(bordered=False, horizontal="right", italic=True)
SIGNED = Look(bordered=False, horizontal="center", italic=True)


@dataclass(frozen=True)
class Issuer:
    """Who reports on a unit: the organisation board of a committee, or that of a commune itself.

    `superior` stands above it in the letterhead ("HUYỆN ỦY BA TƠ"), `board` below; `name` and
    `committee_named` are the same in a line of text ("Ban Tổ chức Huyện ủy Ba Tơ"); `sign` stands
    after the number, `place` before the day.
    """

    superior: str
    board: str
    name: str
    committee_named: str
    sign: str
    place: str
    signer: str = "TRƯỞNG BAN"

    @classmethod
    def of(cls, root: Unit) -> "Issuer":
        """Return who reports on a unit; what is not known of it stays open."""
        if root.is_commune:
            return cls._of_commune(root)
        if root.is_group:
            return cls._open(root)
        committee, sign = _COMMITTEES[Unit.Kind(root.kind)]
        place = place_of(root)
        named = f"{committee.capitalize()} {place}"
        superior = f"{committee} {place.upper()}"
        return cls(superior, BOARD, f"Ban Tổ chức {named}", named, sign, place)

    @classmethod
    def _of_commune(cls, root: Unit) -> "Issuer":
        above = f"ĐẢNG BỘ {root.above.name.upper()}" if root.above else ""
        named = f"Đảng ủy {Unit.Kind(root.kind).label.lower()} {place_of(root)}"
        return cls(above, named.upper(), named, named, "ĐU", place_of(root), "BÍ THƯ")

    @classmethod
    def _open(cls, root: Unit) -> "Issuer":
        above = cls.of(root.above) if root.above else None
        superior, place = (above.superior, above.place) if above else ("", OPEN)
        return cls(superior, OPEN, OPEN, OPEN, OPEN, place, OPEN)


def place_of(unit: Unit) -> str:
    """Return a unit's name without its kind: "Ba Tơ"."""
    kind = f"{Unit.Kind(unit.kind).label} "
    return unit.name[len(kind) :] if unit.name.startswith(kind) else unit.name


def _halves(sheet: Sheet) -> tuple[range, range]:
    """Return the columns of the left and of the right half of the first page."""
    columns = sheet.free
    widths = [sheet.columns[at - 1].width for at in columns]
    left, taken = 1, widths[0]
    while left + 1 < len(widths) and taken + widths[left] <= sum(widths) * _LEFT_SHARE:
        taken += widths[left]
        left += 1
    return columns[:left], columns[left:]


def over(columns: range, text: str, look: Look) -> Span:
    """Return a text over neighbouring columns."""
    return Span(columns[0], columns[-1], text, look)


def letterhead(
    sheet: Sheet, report: Report, titles: list[str], counted: str = "người",
    remarks: Iterable[str] = (), conclusion: str = "",
) -> None:  # fmt: skip
    """Write the letterhead of a report's sheet, as `headed` does.

    With which document the sheet goes stands right below the titles.
    """
    told = (goes_with(report), figures_of(report), *remarks)
    headed(sheet, Issuer.of(report.root), report.at, titles, told, counted, conclusion)


def headed(
    sheet: Sheet, issuer: Issuer, at: datetime, titles: list[str], remarks: Iterable[str],
    counted: str, conclusion: str = "",
) -> None:  # fmt: skip
    """Write who issues, the titles (the first stands out), remarks, and what is counted.

    What the sheet comes to stands before the table.
    """
    left, right = _halves(sheet)
    day = in_words(timezone.localdate(at))
    sheet.spread([over(left, issuer.superior, CENTRED), over(right, PARTY_NAME, PARTY)], 20)
    sheet.spread([over(left, issuer.board, STRONG)], 19)
    place = over(right, f"{issuer.place}, {day}", SLANTED)
    sheet.spread([over(left, _STAR, CENTRED), place], 19)
    sheet.skip()
    for nth, title in enumerate(titles):
        sheet.paragraph(title, STRONG if nth else TITLE)
    for remark in remarks:
        sheet.paragraph(f"({remark})", SLANTED)
    sheet.skip()
    if conclusion:
        sheet.paragraph(conclusion, TOLD)
    sheet.spread([over(sheet.free, f"Đơn vị tính: {counted}", UNIT_OF_COUNT)], 15)


def goes_with(report: Report) -> str:
    """Return which document the sheets of a report go with; what is not known stays open."""
    issuer = Issuer.of(report.root)
    board = PROVINCE_BOARD if report.root.whole_province else issuer.name
    return f"Kèm theo {report.document.named(issuer.sign)} của {board}"


def figures_of(report: Report) -> str:
    """Return which figures these are: day, horizon, source."""
    lens = report.lens
    return (
        f"Số liệu tính đến ngày {lens.day:%d/%m/%Y}; {lens.horizon.label.lower()}; "
        f"{report.source.label}"
    )


def remarks_of(report: Report) -> Iterator[str]:
    """Yield what the first sheet says of its report: what it replaces, last year's source."""
    if report.replaced:
        yield f"Thay thế {replaced_document(report)}"
    if report.previous and report.previous.kept:
        yield f"So với năm trước: {report.previous.label}"


def replaced_document(report: Report) -> str:
    """Return in words the document that a report stands in the place of, as far as it is known."""
    document = DocumentNumber.of(report.replaced, report.root)
    return document.named(Issuer.of(report.root).sign)


def replacing(report: Report) -> str:
    """Return which sealed period a report replaces, the hash of its seal, and why."""
    replaced = report.replaced
    if replaced is None or replaced.sealed_at is None:
        return ""
    day = f"{timezone.localdate(replaced.sealed_at):%d/%m/%Y}"
    reason = f"; lý do: {report.replacement_reason}" if report.replacement_reason else ""
    return f"{replaced.name}, khóa ngày {day}, mã khóa {replaced.seal_hash}{reason}"


def signatures(
    sheet: Sheet,
    right: str,
    left: str = "NGƯỜI LẬP BIỂU",
    how: tuple[str, str] = ("(Ký, ghi rõ họ tên)", "(Ký, ghi rõ họ tên)"),
    day: str = "",
) -> None:
    """Write who signs: whoever made the table at the left, whoever heads the board at the right.

    Neither stands on a page alone.
    """
    at_left, at_right = _halves(sheet)
    sheet.keep_with_next(_ROWS_SIGNED_WITH, SIGNED_POINTS)
    sheet.skip()
    if day:
        sheet.spread([over(at_right, day, SLANTED)], 19)
    sheet.spread([over(at_left, left, STRONG), over(at_right, right, STRONG)], 19)
    sheet.spread([over(at_left, how[0], SIGNED), over(at_right, how[1], SIGNED)], 15)
