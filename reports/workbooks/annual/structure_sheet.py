"""Sheet 5: the workforce by group, and its structure beside the baseline of clause I.2."""

from personnel.models import Title
from reports.doubts import facts_in_words, of_facts
from reports.workbooks.book import Book
from reports.workbooks.formulas import NOTHING, Percent, Points, Sum, as_fraction
from reports.workbooks.looks import BODY, POINTS, RATE, SUBTOTAL, TOTAL, Column
from reports.workbooks.sheets import Head, Sheet, Value
from reports.workforce import GROUP_LABELS
from targets.covers import COMMITTEE, STAFF
from targets.figures import percentage
from targets.rules import Cover
from targets.structure import BASES, EVERYBODY, MEASURES, STAFF_THEN, Measure

from .issuing import Issuer, letterhead, signatures
from .report import Report

NAME = "5. Cơ cấu"
HEADS = (
    Head("STT"),
    Head("Nội dung"),
    Head("Cán bộ, công chức", (Head("Số người"), Head("Trên tổng số"), Head("Tỷ lệ"))),
    Head("Mốc của tỉnh (mục I.2)", (Head("Số người"), Head("Tỷ lệ"))),
    Head("Tăng, giảm so với mốc (điểm %)"),
    Head("Toàn bộ (gồm người hoạt động không chuyên trách, người chỉ là cấp ủy viên)", (
        Head("Số người"), Head("Trên tổng số"), Head("Tỷ lệ"),
    )),
)  # fmt: skip
_RATE = Column(11, RATE, horizontal="right")
_WIDTHS = (
    Column(6, horizontal="center"), Column(44), Column(11), Column(11), _RATE, Column(11), _RATE,
    Column(14, POINTS, horizontal="right"), Column(11), Column(11), _RATE,
)  # fmt: skip
_BASELINE = 7


def write(book: Book, report: Report) -> None:
    """Write the sheet."""
    sheet = book.sheet(NAME, _WIDTHS)
    letterhead(sheet, report, ["BIỂU SỐ 5", "Số lượng và cơ cấu đội ngũ cán bộ cấp xã"])
    sheet.heads(HEADS, (46, 32), [str(at) for at in range(1, len(_WIDTHS) + 1)], fixed=2)
    _groups(sheet, report)
    sheet.row(["II", "Cơ cấu", *[None] * (len(_WIDTHS) - 2)], SUBTOTAL)
    for at, measure in enumerate(MEASURES.values(), start=1):
        row = sheet.last + 1
        staff, everybody = (_part(report, measure, base, row) for base in BASES.values())
        then = _then(report, measure, row)
        sheet.row([str(at), _named(report, measure), *staff, *then, *everybody], BODY)
    sheet.one_page()
    signatures(sheet, Issuer.of(report.root).signer)


def _named(report: Report, measure: Measure) -> str:
    """Return a measure's label, with what is not confirmed of the communes it rests on."""
    unconfirmed = len(of_facts(report.doubted, measure.unit_facts))
    if not unconfirmed:
        return measure.label
    facts = facts_in_words(measure.unit_facts)
    return f"{measure.label} (có {unconfirmed} đơn vị chưa xác nhận {facts})"


def _lower(label: str) -> str:
    return f"{label[0].lower()}{label[1:]}"


def _groups(sheet: Sheet, report: Report) -> None:
    """Write how many serve in each title group, and in all."""
    sheet.row(["I", "Số lượng theo nhóm chức danh", *[None] * (len(_WIDTHS) - 2)], SUBTOTAL)
    rows: dict[str, int] = {}
    for at, group in enumerate(Title.Group, start=1):
        count = report.count(f"group {group}")
        staff: list[Value] = [count if group in Title.STAFF else None, None, None]
        cells: list[Value] = [str(at), GROUP_LABELS[group], *staff, None, None, None, count]
        rows[group] = sheet.row([*cells, None, None], BODY)
    staff_rows = [rows[group] for group in Title.STAFF]
    totals = [
        Sum(tuple((row, column) for row in among), report.count(f"group {base.code}"))
        for column, among, base in ((3, staff_rows, STAFF), (9, list(rows.values()), EVERYBODY))
    ]
    blank = [None, None]
    sheet.row(["", "Tổng số", totals[0], *blank, STAFF_THEN, *blank, totals[1], *blank], TOTAL)
    members = report.count(f"group {COMMITTEE.code}")
    label = f"Trong đó: {_lower(GROUP_LABELS[COMMITTEE.code])}"
    sheet.row(["", label, *[None] * 6, members, *blank], BODY)


def _part(report: Report, measure: Measure, base: Cover, row: int) -> list[Value]:
    part = report.count(f"{measure.code} {base.code} part")
    whole = report.count(f"{measure.code} {base.code} whole")
    column = 3 if base is STAFF else 9
    return [part, whole, Percent((row, column), (row, column + 1), percentage(part, whole))]


def _then(report: Report, measure: Measure, row: int) -> list[Value]:
    """Return the baseline of a measure, and how far the rate of staff lies from it."""
    then = measure.rate_then
    if then is None:
        return [None, None, None]
    now = percentage(
        report.count(f"{measure.code} {STAFF.code} part"),
        report.count(f"{measure.code} {STAFF.code} whole"),
    )
    change = NOTHING if now is None else Points((row, 5), (row, _BASELINE), now - then)
    return [measure.then, as_fraction(then), change]
