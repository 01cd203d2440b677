"""Sheet 1: each criterion with target, result, gap, last year and verdict; ranking, chart."""

from decimal import Decimal
from math import ceil

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)

from personnel.models import Unit
from personnel.words.vietnamese import dotted
from reports.doubts import facts_in_words
from reports.workbooks.book import Book
from reports.workbooks.formulas import NOTHING, Percent, Points, Sum, as_fraction
from reports.workbooks.looks import BODY, FONT, POINTS, RATE, Column
from reports.workbooks.plain import percent_text
from reports.workbooks.sheets import Head, Sheet, Value
from targets.rules import Criterion
from xlsx.rows_xml import LINE_HEIGHT

from .issuing import SIGNED_POINTS, Issuer, letterhead, place_of, remarks_of, signatures
from .ranked import conclusion_of, write_ranking
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
    Column(6, horizontal=_CENTRED), Column(19), Column(26), Column(36),
    Column(9, horizontal=_CENTRED), Column(9, "0%", horizontal="right"), Column(9), Column(9),
    Column(9), Column(10), Column(9.5, RATE, horizontal="right"), Column(8, horizontal="right"),
    Column(9.5, RATE, horizontal="right"), Column(10, POINTS, horizontal="right"),
    Column(13, horizontal=_CENTRED), Column(46),
)  # fmt: skip
_MARK, _TARGET, _RATE, _BEFORE = 2, 6, 11, 13
# Right of the ranking: from which column on, how wide (centimetres) and how high.
_BESIDE, _CHART_WIDTH, _CHART_POINTS = "L", 16, 330
_DONE, _WANTED = "44546A", "BFBFBF"


def write(book: Book, report: Report) -> None:
    """Write the sheet."""
    sheet = book.sheet(NAME, WIDTHS)
    kind = str(Unit.Kind(report.root.kind).label).lower()
    subject = "Kết quả thực hiện các chỉ tiêu về trình độ đội ngũ cán bộ cấp xã"
    place = f"{kind} {place_of(report.root)}"
    titles, counted = ["BIỂU SỐ 1", f"{subject} - {place}"], "người (chỉ tiêu hồ sơ: hồ sơ)"
    letterhead(sheet, report, titles, counted, remarks_of(report), conclusion_of(report))
    sheet.heads(HEADS, (18, 46), [str(at) for at in range(1, len(WIDTHS) + 1)], 4, False)
    first = sheet.last + 1
    for at, criterion in enumerate(report.criteria, start=1):
        sheet.row([at, report.marks[criterion.code], *_cells(sheet, report, criterion)], BODY)
    last = sheet.last
    if not sheet.on_one_page:
        sheet.repeat_heads()
    if sheet.on_one_page or sheet.room < _CHART_POINTS + SIGNED_POINTS:
        sheet.break_page()
    sheet.skip()
    top = sheet.last + 1
    if not report.root.is_commune:
        write_ranking(sheet, report)
    _draw(sheet, f"{_BESIDE}{top + 1}", range(first, last + 1), report.lens.remarks)
    beside = _CHART_POINTS + 2 * LINE_HEIGHT - sum(sheet.heights(top))
    sheet.skip(max(0, ceil(beside / LINE_HEIGHT)))
    signatures(sheet, Issuer.of(report.root).signer)


def _cells(sheet: Sheet, report: Report, criterion: Criterion) -> list[Value]:
    row, share = sheet.last + 1, criterion.share
    figure, rate_before = report.figure(criterion), report.rate_before(criterion)
    rate = figure.rate(share)
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
    if unsure := report.figure(criterion).unconfirmed:
        notes += [f"Có {dotted(unsure)} người mà nhóm của chức danh chưa xác nhận."]
    since = report.over_since(criterion)
    notes += [f"Không còn đối tượng từ {since:%d/%m/%Y}."] if since else []
    if not report.root.whole_province:
        notes += [s.notes[criterion.code] for s in report.submissions if criterion.code in s.notes]
    return notes


def _draw(sheet: Sheet, place: str, rows: range, remarks: str) -> None:
    """Draw the rates of these rows beside their targets, from a cell on."""
    chart = BarChart()
    chart.type, chart.style, chart.gapWidth = "bar", 10, 40
    title = "; ".join(filter(None, ("Tỷ lệ đạt so với mục tiêu", remarks)))
    chart.title = Title(tx=Text(rich=_lettered(title, 1200)), overlay=False)
    for column, colour in ((_RATE, _DONE), (_TARGET, _WANTED)):
        values = Reference(sheet.sheet, min_col=column, min_row=rows[0], max_row=rows[-1])
        chart.add_data(values)
        chart.series[-1].graphicalProperties.solidFill = colour
    for series, name in zip(chart.series, ("Tỷ lệ đạt", "Mục tiêu"), strict=True):
        series.tx = SeriesLabel(v=name)
    marks = Reference(sheet.sheet, min_col=_MARK, min_row=rows[0], max_row=rows[-1])
    chart.set_categories(marks)
    chart.series[0].dLbls = DataLabelList(
        numFmt="0.00%", showVal=True, showSerName=False, showCatName=False, showLegendKey=False,
        txPr=_lettered(),
    )  # fmt: skip
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 1
    chart.y_axis.number_format, chart.y_axis.majorUnit = "0%", 0.2
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.legend.position = "b"
    for part in (chart.legend, chart.x_axis, chart.y_axis):
        part.txPr = _lettered()
    chart.width, chart.height = _CHART_WIDTH, _CHART_POINTS * 2.54 / 72
    sheet.sheet.add_chart(chart, place)


def _lettered(text: str = "", size: int = 900) -> RichText:
    """Return how a text of the chart is lettered, in hundredths of a point, with the text if any.

    A chart without letters of its own takes the program's, which may lack some Vietnamese ones.
    """
    letters = CharacterProperties(sz=size, b=bool(text), latin=Font(typeface=FONT))
    runs = [RegularTextRun(rPr=letters, t=text)] if text else None
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=letters), r=runs, endParaRPr=letters)
    return RichText(p=[paragraph])
