"""The sheet: the sentence, the criteria by distance, the units ranked, what is to be done."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO

from django.utils import timezone
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from personnel.words.vietnamese import dotted
from reports.conclusion import Conclusion
from reports.first_page import FirstPage
from reports.pace import Pace, Path
from reports.ranking import Ranked, Ranking

from .grid import QUIET, Cell, Grid, Words, beside, paragraph, table

WIDE, HIGH, MARGIN, GAP = 297, 210, 9, 5
LEFT, RIGHT = 184.0, 90.0
STRIPS = (51, 33, 27, 14, 12, 11, 11, 14, 11)
UNITS = (7, 37, 13, 15, 18)
TASKS = (66, 24)
COLOURS = {Path.REACHED: "1C6B3D", Path.ON: "1C6B3D", Path.SLOW: "7A4A00", Path.OVERDUE: "8C1D18"}
KEY = (
    "Vạch đứng: mục tiêu; phần hồng: còn thiếu; phần xám: chưa có thông tin; một năm qua: điểm "
    "phần trăm; kịp đà: một năm qua tăng không thấp hơn mức cần mỗi năm đến hạn; đạt đủ: đạt mọi "
    "chỉ tiêu của mình."
)


def one_page(page: FirstPage, at: datetime) -> bytes:
    """Return the first page as a .docx of one sheet, A4 across, made at a moment."""
    docx = Document()
    section = docx.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(WIDE), Mm(HIGH)
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin = section.bottom_margin = Mm(MARGIN)
    section.header_distance = section.footer_distance = Mm(4)
    docx.core_properties.title = f"{page.source.root.name}, {page.source.lens.day:%d/%m/%Y}"
    docx.core_properties.author = ""
    docx.core_properties.created = docx.core_properties.modified = at.replace(tzinfo=None)
    body = docx.element.body
    for made in _content(page, at):
        body.insert(len(body) - 1, made)
    file = BytesIO()
    docx.save(file)
    return file.getvalue()


def _content(page: FirstPage, at: datetime) -> Iterator[BaseOxmlElement]:
    root, lens = page.source.root, page.source.lens
    about = f"   {lens.horizon.label}, hạn {lens.horizon.deadline:%d/%m/%Y}; số liệu trực tiếp, "
    about += f"lập lúc {timezone.localtime(at):%H:%M ngày %d/%m/%Y}"
    name = [Words(root.name, bold=True, size=15), Words(about, colour=QUIET, size=8.5)]
    yield paragraph(name, 15)
    yield paragraph(_sentence(page.conclusion), 11.5, before=2, after=5)
    yield beside(_left(page), _right(page), (LEFT, RIGHT), GAP)


def _sentence(conclusion: Conclusion) -> list[Words]:
    return [Words(piece.text, bold=piece.strong) for piece in conclusion.said]


def _left(page: FirstPage) -> Iterator[BaseOxmlElement]:
    counts: list[Words] = []
    for path, count in page.by_path:
        said = Words(f"   {count} {path.label}", bold=True, colour=COLOURS.get(path, QUIET), size=9)
        counts.append(said)
    yield paragraph([Words(f"{page.conclusion.tally.judged} chỉ tiêu", bold=True), *counts], 11)
    heads = ("Nội dung", "Đối tượng", "Mức đạt", "Tỷ lệ", "Mục tiêu", "Một năm qua", "Cần mỗi năm",
             "  Tiến độ", "Còn thiếu")  # fmt: skip
    rows = [_strip(each) for each in page.moving if each.line.figure.covered]
    height = 7.7 if len(rows) > 16 else 8.4
    yield table(Grid(STRIPS, [_head(head, at > 2 and at != 7) for at, head in enumerate(heads)],
                     list(rows), height))  # fmt: skip
    yield paragraph([Words(KEY, colour=QUIET)], 7, before=3)


def _strip(each: Pace) -> list[Cell]:
    line = each.line
    criterion, share = line.criterion, line.criterion.share
    return [
        _text(criterion.brief or criterion.label),
        _text(criterion.cover.brief or criterion.cover.label, QUIET),
        Cell(bar=line),
        _number(_percent(each), bold=True),
        _number(str(share) if share else "–", colour=QUIET),
        _number(_change(each)),
        _number(_decimal(each.needed)),
        Cell([_path(each)]),
        _number(dotted(line.gap) if line.gap else "–", bold=bool(line.gap)),
    ]


def _path(each: Pace) -> Words:
    if each.path is None:
        return Words("  theo dõi", colour=QUIET)
    bold = each.path in (Path.REACHED, Path.OVERDUE)
    return Words(f"  {each.path.label}", bold=bold, colour=COLOURS.get(each.path, QUIET))


def _percent(each: Pace) -> str:
    return f"{each.line.rate}%".replace(".", ",")


def _change(each: Pace) -> str:
    arrows = {"up": "↑", "down": "↓", "same": "→"}
    return f"{arrows[each.way]} {_decimal(each.moved)}" if each.way else "–"


def _decimal(number: object) -> str:
    return "–" if number is None else str(number).replace(".", ",")


def _right(page: FirstPage) -> Iterator[BaseOxmlElement]:
    ranking = page.ranking()
    if ranking.all:
        yield paragraph([Words(f"{len(ranking.all)} địa phương", bold=True)], 11)
        yield _units(ranking)
        yield from _apart(ranking)
    yield paragraph([Words("Việc cần làm", bold=True)], 11, before=8)
    rows: list[list[Cell]] = [
        [_text(task.label), _number(task.amount, bold=True)] for task in page.tasks
    ]
    yield table(Grid(TASKS, [Cell(), Cell()], list(rows), 7.2, 8))


def _units(ranking: Ranking) -> BaseOxmlElement:
    heads = ("Hạng", "Địa phương", "Đạt đủ", "Chỉ tiêu đạt", "Chưa đạt đủ")
    rows = [_unit(each) for each in ranking.first]
    if ranking.between:
        rows.append([_text(""), _text(f"{ranking.between} đơn vị khác", QUIET),
                     *(_text("") for _ in range(3))])  # fmt: skip
    rows += [_unit(each) for each in ranking.lowest]
    return table(
        Grid(UNITS, [_head(head, at > 1) for at, head in enumerate(heads)], list(rows), 6.9)
    )


def _unit(each: Ranked) -> list[Cell]:
    row = each.row
    return [
        _text(str(each.place or "–"), QUIET),
        _text(row.unit.name),
        _number(f"{each.percent}%", bold=True),
        _number(f"{row.tally.passed}/{row.tally.judged}"),
        _number(dotted(row.unmet.count)),
    ]


def _apart(ranking: Ranking) -> Iterator[BaseOxmlElement]:
    if ranking.unranked and not ranking.is_long:
        names = ", ".join(each.row.unit.name for each in ranking.unranked)
        words = f"Không xếp hạng vì không có đối tượng: {names}."
        yield paragraph([Words(words, colour=QUIET)], 7, before=2)


def _head(text: str, right: bool) -> Cell:
    return Cell([Words(text, colour=QUIET)], align="right" if right else "left")


def _text(text: str, colour: str = "1B1B1F") -> Cell:
    return Cell([Words(text, colour=colour)])


def _number(text: str, *, bold: bool = False, colour: str = "1B1B1F") -> Cell:
    return Cell([Words(text, bold=bold, colour=colour)], align="right")
