"""Sheet 6: where the figures come from, what is missing or not confirmed, how clauses are read."""

from collections.abc import Iterator

from django.utils import timezone

from personnel.reading.zones import zones_told
from reports.coverage import coverage_of
from reports.doubts import doubts, taken_as
from reports.models import Submission
from reports.workbooks.book import Book
from reports.workbooks.formulas import Percent
from reports.workbooks.looks import BODY, RATE, SUBTOTAL, Column
from reports.workbooks.sheets import Head, Sheet, Value
from targets.covers import NONSPECIALISED, STAFF
from targets.rules import Criterion

from . import bm02
from .issuing import Issuer, letterhead, replacing, signatures
from .report import Report
from .unit_table import MISSING

NAME = "6. Cách hiểu"
HEADS = (
    Head("STT"), Head("Nội dung"), Head("Chi tiết"), Head("Đơn vị, đối tượng"),
    Head("Số liệu theo cách hiểu khác", (
        Head("Số đối tượng"), Head("Đạt"), Head("Tỷ lệ đạt"),
    )),
)  # fmt: skip
_WIDTHS = (
    Column(6, horizontal="center"), Column(42), Column(74, horizontal="left"), Column(34),
    Column(11), Column(11), Column(11, RATE, horizontal="right"),
)  # fmt: skip
Rows = Iterator[list[Value]]
NONE = "Không có"
NOT_HANDED_IN = "Số liệu lấy từ hồ sơ, không từ báo cáo của {}"


def write(book: Book, report: Report) -> None:
    """Write the sheet, a part after another; a part with nothing in it says so."""
    sheet = book.sheet(NAME, _WIDTHS)
    letterhead(sheet, report, ["BIỂU SỐ 6", "Nguồn số liệu và cách hiểu các chỉ tiêu"])
    sheet.heads(HEADS, (18, 32), [str(at) for at in range(1, len(_WIDTHS) + 1)], fixed=2)
    parts = (
        ("I", "Nguồn số liệu", _sources(report)),
        ("II", f"{whose(report)} nộp báo cáo", _handed_in(report)),
        ("III", f"{whose(report)} chưa có báo cáo", _missing(report)),
        ("IV", "Cách hiểu chỉ tiêu", _readings(report)),
        ("V", f"Ghi chú của {whose(report).lower()} theo chỉ tiêu", _notes(report)),
        ("VI", "Cách tính biểu BM02/BNV và biểu số 3b", _form(report)),
        ("VII", "Đơn vị chưa xác nhận địa hình hoặc vùng dân tộc thiểu số", _unconfirmed(report)),
        ("VIII", "Đơn vị đã hết hiệu lực còn người hoặc hồ sơ được tính", _dissolved(report)),
    )
    for number, title, rows in parts:
        sheet.row([number, title, *[None] * (len(_WIDTHS) - 2)], SUBTOTAL)
        _write(sheet, list(rows) or [[NONE]])
    _write_variants(sheet, report)
    signatures(sheet, Issuer.of(report.root).signer)


def _write(sheet: Sheet, rows: list[list[Value]]) -> None:
    for at, cells in enumerate(rows, start=1):
        ordinal = None if len(cells) == 1 else str(at)
        cells = [ordinal, *cells]
        sheet.row([*cells, *[None] * (len(_WIDTHS) - len(cells))], BODY)


def _sources(report: Report) -> Rows:
    lens, source, previous = report.lens, report.source, report.previous
    yield ["Ngày lấy số liệu", lens.day]
    yield ["Mốc mục tiêu", f"{lens.horizon.label}, hạn {lens.horizon.deadline:%d/%m/%Y}"]
    yield ["Nguồn", source.label]
    yield ["Thời điểm lập", f"{timezone.localtime(report.at):%H:%M ngày %d/%m/%Y}"]
    yield ["Mã khóa (SHA-256)", source.digest or "Không có: số liệu chưa khóa"]
    yield ["Năm hồ sơ công việc", str(lens.day.year)]
    before = "Không có: chưa có kỳ báo cáo nào của năm trước được khóa"
    if previous:
        before = f"{previous.label}, tính đến ngày {previous.day:%d/%m/%Y}"
        missing = ", ".join(unit.name for unit in previous.missing)
        before += f"; không có số liệu của {missing}" if missing else ""
    yield ["Số liệu năm trước", before]
    if report.replaced:
        yield ["Thay thế kỳ báo cáo", replacing(report)]


def _handed_in(report: Report) -> Rows:
    """Yield when each unit handed in, and whether in time: late is late for good."""
    if not report.submissions:
        yield [NOT_HANDED_IN.format(whose(report).lower())]
    for kept in report.submissions:
        told = report.punctuality[kept.district_id]
        name, code = _unit_of(kept)
        yield [name, f"{_upper_first(told.label)}; hạn nộp {told.first.due:%d/%m/%Y}", code]


def _upper_first(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def whose(report: Report) -> str:
    """Return what hands in, as headings call it."""
    return "Huyện" if report.has_districts else "Đơn vị"


def _unit_of(submission: Submission) -> tuple[str, str]:
    """Return the name and the code of the unit that handed in as they were."""
    unit = next(u for u in submission.units if u["id"] == submission.district_id)
    return unit["name"], unit["code"]


def _missing(report: Report) -> Rows:
    for unit in report.source.missing:
        yield [unit.name, f"{MISSING}; không có trong các biểu", unit.code]


def _readings(report: Report) -> Rows:
    for criterion in report.criteria:
        if criterion.reading:
            yield [_name(criterion), criterion.reading, f"Điều khoản {criterion.clause}"]
    concerned = ", ".join(_name(c) for c in report.criteria if c.asks_kind)
    for zone, told in zones_told(report.source.units, report.lens.day):
        yield [str(zone), told, concerned]
    for covered in coverage_of(report.source):
        told = f"Thuộc phạm vi Nghị quyết từ ngày {covered.since:%d/%m/%Y}"
        yield [str(covered.group), told, "Mọi chỉ tiêu về người"]


def _form(report: Report) -> Rows:
    for title, text in bm02.READINGS:
        yield [title, text]
    for kind, title in bm02.KINDS_TOLD.items():
        counts = ", ".join(
            f"{report.count(bm02.unknown_key(base, kind))} {who}"
            for base, who in (
                (STAFF, "cán bộ, công chức"),
                (NONSPECIALISED, "người hoạt động không chuyên trách"),
            )
        )
        yield [title, f"Chưa có thông tin: {counts}"]


def _unconfirmed(report: Report) -> Rows:
    """Yield a district for each fact: how many communes, and their names unless it is all."""
    for doubt in doubts(report.doubted, report.source):
        for found in doubt.within:
            whole = len(found.communes) == found.of
            named = "" if whole else f": {', '.join(unit.name for unit in found.communes)}"
            counts = f"{len(found.communes)}/{found.of} xã chưa xác nhận {doubt.told}"
            meanwhile = f"đang tính là {taken_as(doubt.fact, found.communes)}"
            yield [found.unit.name, f"{counts}{named}; {meanwhile}", found.unit.code]


def _dissolved(report: Report) -> Rows:
    for unit in report.source.units:
        if unit.ended_before(report.lens.day):
            yield [unit.name, unit.valid_to, f"{unit.code}, {unit.above or ''}"]


def _notes(report: Report) -> Rows:
    names = {criterion.code: _name(criterion) for criterion in report.criteria}
    for submission in report.submissions:
        name_of_unit, _ = _unit_of(submission)
        for code, name in names.items():
            if code in submission.notes:
                yield [name, submission.notes[code], name_of_unit]


def _write_variants(sheet: Sheet, report: Report) -> None:
    """Write the figures of clauses read otherwise, and of the parts of joint conditions."""
    sheet.row(["IX", "Số liệu theo cách hiểu khác", *[None] * (len(_WIDTHS) - 2)], SUBTOTAL)
    variants = [(each, c) for c in report.criteria for each in c.variants]
    for at, (variant, criterion) in enumerate(variants, start=1):
        row, figure = sheet.last + 1, report.figure(variant)
        rate = Percent((row, 6), (row, 5), figure.rate(variant.share), variant.share)
        numbers: list[Value] = [figure.covered, figure.met, rate]
        cells: list[Value] = [
            str(at),
            _name(criterion),
            variant.label,
            variant.cover.label,
            *numbers,
        ]
        sheet.row(cells, BODY)
    if not variants:
        _write(sheet, [[NONE]])


def _name(criterion: Criterion) -> str:
    return f"{criterion.cover.label}: {criterion.label}"
