"""For sheet 1: where a report's root stands in one sentence, and the units below it ranked."""

from personnel.words.vietnamese import dotted
from reports.conclusion import FEW, Conclusion, furthest
from reports.heat import heat
from reports.lines import Line, Tally, lines_of
from reports.links import NoLinks
from reports.ranking import Ranked, ranking
from reports.workbooks.formulas import NOTHING, Percent, Sum
from reports.workbooks.looks import BODY, HEAD, TOTAL, Look
from reports.workbooks.sheets import Sheet, Value
from reports.workforce import Workforce
from targets.structure import EVERYBODY

from .report import Report
from .unit_table import MISSING, TOTAL_LABEL, unit_name

# They stand below the columns of sheet 1 that count the same of a criterion.
_HEADS = (
    "Hạng", "Mã đơn vị", "Đơn vị", "Chỉ tiêu xa mục tiêu nhất", "Chỉ tiêu đạt",
    "Trên số chỉ tiêu", "Số người", "Đạt đủ", "Chưa đạt", "Chỉ thiếu thông tin", "Tỷ lệ đạt đủ",
)  # fmt: skip
_TITLE = Look(bordered=False, bold=True)
_MEANT = (
    "thông tin quản lý, không phải kết luận theo Nghị quyết; bằng nhau thì cùng hạng; “đạt đủ” là "
    "đạt mọi chỉ tiêu đặt ra cho mình"
)


def conclusion_of(report: Report) -> str:
    """Return where the root stands, in the sentence of the first page without its past deadline.

    What was reached by then may be sealed anew, and a sealed report says the same for good.
    """
    everyone = _workforce(report).group(report.root, EVERYBODY.code)
    lines = lines_of(report.source, report.figures, NoLinks(report.lens))
    tally, worst = Tally.of(lines), furthest(lines)
    return Conclusion(report.lens, report.root, tally, None, worst, everyone).text


def write_ranking(sheet: Sheet, report: Report) -> None:
    """Write the units below the root from the best down, those without a report, and the root."""
    links, workforce = NoLinks(report.lens), _workforce(report)
    table = heat(report.source, report.figures, workforce, links, grouped=report.by_groups)
    sheet.paragraph(f"Xếp hạng {_below(report)} theo tỷ lệ người đạt đủ ({_MEANT})", _TITLE)
    sheet.row(_HEADS, HEAD)
    for each in ranking(table.rows).all:
        place = NOTHING if each.place is None else str(each.place)
        sheet.row([place, *_cells(sheet, report, each)], BODY)
    for unit in report.source.missing:
        blank = [None] * (len(_HEADS) - 3)
        sheet.row([NOTHING, unit.code, f"{unit.name} ({MISSING.lower()})", *blank], BODY)
    total = _cells(sheet, report, Ranked(table.total))
    sheet.row(["", "", TOTAL_LABEL, *total[2:]], TOTAL)


def _below(report: Report) -> str:
    """Return what the units right below the root are called together."""
    if report.by_groups:
        return "địa bàn, đơn vị cấp xã"
    districts = report.root.whole_province and report.has_districts
    return "huyện, thị xã, thành phố" if districts else "đơn vị cấp xã"


def _workforce(report: Report) -> Workforce:
    return Workforce(report.counts, NoLinks(report.lens))


def _cells(sheet: Sheet, report: Report, each: Ranked) -> list[Value]:
    row, unit, workforce = sheet.last + 1, each.row.unit, _workforce(report)
    tally, complete = each.row.tally, each.row.complete
    return [
        unit.code, unit_name(report, unit), _worst(report, furthest(each.row.cells)),
        str(tally.passed), str(tally.judged),
        Sum(((row, 8), (row, 9), (row, 10)), complete.whole),
        complete.count, workforce.short(unit).count, workforce.lacking(unit).count,
        Percent((row, 8), (row, 7), complete.rate),
    ]  # fmt: skip


def _worst(report: Report, lines: list[Line]) -> str:
    """Return what is furthest from its target, and how many are missing; of many, how many."""
    if len(lines) > FEW:
        return f"{len(lines)} chỉ tiêu cùng mức"
    return "; ".join(
        f"{report.marks[row.criterion.code]}: thiếu {dotted(row.gap)}" for row in lines
    )
