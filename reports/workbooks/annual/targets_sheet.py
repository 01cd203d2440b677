"""Sheet 1: each criterion with target, result, gap, last year's rate and verdict; a chart."""

from decimal import Decimal

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import SeriesLabel

from personnel.models import Unit
from personnel.words.vietnamese import dotted
from reports.doubts import facts_in_words
from reports.sections import columns
from reports.workbooks.book import Book
from reports.workbooks.formulas import NOTHING, Percent, Points, Sum, as_fraction
from reports.workbooks.looks import BODY, POINTS, RATE, Column
from reports.workbooks.plain import percent_text
from reports.workbooks.sheets import Head, Sheet, Value
from targets.rules import Criterion

from .issuing import letterhead, place_of, remarks_of, signatures
from .report import Report

NAME = "1. Chỉ tiêu"
HEADS = (
    Head("STT"),
    Head("Ký hiệu"),
    Head("Đối tượng"),
    Head("Chỉ tiêu"),
    Head("Điều khoản"),
    Head("Mục tiêu"),
    Head("Số đối tượng"),
    Head("Kết quả", (
        Head("Đạt"), Head("Chưa đạt"), Head("Chưa có thông tin"), Head("Tỷ lệ đạt"),
        Head("Còn thiếu"),
    )),
    Head("So với năm trước", (Head("Tỷ lệ năm trước"), Head("Tăng, giảm (điểm %)"))),
    Head("Kết luận"),
    Head("Ghi chú"),
)  # fmt: skip
_CENTRED = "center"
WIDTHS = (
    Column(5, horizontal=_CENTRED), Column(19), Column(26), Column(36),
    Column(9, horizontal=_CENTRED), Column(9, "0%", horizontal="right"), Column(9), Column(9),
    Column(9), Column(10), Column(9.5, RATE, horizontal="right"), Column(8, horizontal="right"),
    Column(9.5, RATE, horizontal="right"), Column(10, POINTS, horizontal="right"),
    Column(13, horizontal=_CENTRED), Column(46),
)  # fmt: skip
_MARK, _TARGET, _RATE, _BEFORE = 2, 6, 11, 13
_CHART_ROWS, _A_ROW = 24, 15
_DONE, _WANTED = "44546A", "BFBFBF"


def write(book: Book, report: Report) -> None:
    """Write the sheet."""
    sheet = book.sheet(NAME, WIDTHS)
    kind = "tỉnh" if report.root.whole_province else str(Unit.Kind(report.root.kind).label).lower()
    subject = "Kết quả thực hiện các chỉ tiêu về trình độ đội ngũ cán bộ cấp xã"
    place = f"{kind} {place_of(report.root)}"
    titles, counted = ["BÁO CÁO", f"{subject} - {place}"], "người (chỉ tiêu hồ sơ: hồ sơ)"
    letterhead(sheet, report, titles, counted, remarks_of(report))
    sheet.heads(HEADS, (18, 46), [str(at) for at in range(1, len(WIDTHS) + 1)], fixed=4)
    first = sheet.last + 1
    marks = {c.code: f"{s.short} - {c.short}" for s, among in columns(report.criteria)
             for c in among}  # fmt: skip
    for at, criterion in enumerate(report.criteria, start=1):
        sheet.row([at, marks[criterion.code], *_cells(sheet, report, criterion)], BODY)
    _draw(sheet, first, report.lens.assumption)
    signatures(sheet)


def _cells(sheet: Sheet, report: Report, criterion: Criterion) -> list[Value]:
    row, share = sheet.last + 1, criterion.share
    figure, before = report.figure(criterion), report.figure_before(criterion)
    rate, rate_before = figure.rate(share), before.rate(share)
    change: Value = NOTHING
    if rate is not None and rate_before is not None:
        change = Points((row, _RATE), (row, _BEFORE), rate - rate_before)
    return [
        criterion.cover.label,
        criterion.label,
        criterion.clause,
        "theo dõi" if share is None else as_fraction(Decimal(share.percent)),
        Sum(((row, 8), (row, 9), (row, 10)), figure.covered),
        figure.met,
        figure.short,
        figure.unknown,
        Percent((row, 8), (row, 7), rate, share),
        figure.gap(share) if share else NOTHING,
        NOTHING if rate_before is None else as_fraction(rate_before),
        change,
        _verdict(report, criterion),
        " ".join(_notes(report, criterion)),
    ]


def _verdict(report: Report, criterion: Criterion) -> str:
    """Return the verdict; beside it that of the other reading, where it turns."""
    verdict = str(report.figure(criterion).verdict(criterion.share).label)
    other = report.otherwise(criterion)
    if other is None:
        return verdict
    return f"{verdict}; theo cách hiểu khác: {other.verdict(criterion.share).label.lower()}"


def _otherwise(report: Report, criterion: Criterion) -> list[str]:
    """Return the figure of the other reading in words, where it turns the verdict."""
    figure, other = report.otherwise(criterion), criterion.otherwise
    if figure is None or other is None:
        return []
    rate = percent_text(figure.rate(other.share))
    counts = f"{dotted(figure.met)}/{dotted(figure.covered)}"
    return [f"{other.cover.label}: {counts}, {rate}, {figure.verdict(other.share).label.lower()}."]


def _notes(report: Report, criterion: Criterion) -> list[str]:
    """Return what is to be known of the figure: readings, target, doubtful facts, own words."""
    notes = ["Phải nhiều hơn một nửa."] if criterion.share and criterion.share.strictly_more else []
    notes += [criterion.reading] if criterion.reading else []
    notes += ["Mục tiêu 2025 tiếp tục áp dụng."] if report.lens.continues(criterion) else []
    notes += _otherwise(report, criterion)
    unconfirmed = report.unconfirmed(criterion)
    if unconfirmed and report.figure(criterion).covered:
        facts = facts_in_words(criterion.unit_facts)
        notes += [f"Có {unconfirmed} đơn vị chưa xác nhận {facts}."]
    if not report.root.whole_province:
        notes += [s.notes[criterion.code] for s in report.submissions if criterion.code in s.notes]
    return notes


def _draw(sheet: Sheet, first: int, assumption: str) -> None:
    """Draw the rates beside their targets on the page below the table, and leave its rows."""
    chart = BarChart()
    chart.type, chart.style, chart.gapWidth = "bar", 10, 40
    chart.title = "; ".join(filter(None, ("Tỷ lệ đạt so với mục tiêu", assumption)))
    for column, colour in ((_RATE, _DONE), (_TARGET, _WANTED)):
        values = Reference(sheet.sheet, min_col=column, min_row=first, max_row=sheet.last)
        chart.add_data(values)
        chart.series[-1].graphicalProperties.solidFill = colour
    for series, name in zip(chart.series, ("Tỷ lệ đạt", "Mục tiêu"), strict=True):
        series.tx = SeriesLabel(v=name)
    marks = Reference(sheet.sheet, min_col=_MARK, min_row=first, max_row=sheet.last)
    chart.set_categories(marks)
    chart.series[0].dLbls = DataLabelList(
        numFmt="0.00%", showVal=True, showSerName=False, showCatName=False, showLegendKey=False
    )
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 1
    chart.y_axis.number_format, chart.y_axis.majorUnit = "0%", 0.2
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.legend.position = "b"
    chart.width, chart.height = 30, _CHART_ROWS * _A_ROW * 2.54 / 72
    sheet.break_page()
    sheet.skip()
    sheet.sheet.add_chart(chart, f"B{sheet.last + 1}")
    sheet.skip(_CHART_ROWS)
