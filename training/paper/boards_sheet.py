"""Sheet 2 of a plan: how many each board sends to which course, of all years and of each."""

from reports.workbooks.annual.issuing import Issuer, headed, signatures
from reports.workbooks.book import Book
from reports.workbooks.formulas import Sum
from reports.workbooks.looks import BODY, SUBTOTAL, Column
from reports.workbooks.sheets import Head, Sheet, Value

from .planned import ALWAYS, Board, PlanOnPaper
from .telling import added, remarks_of, title_of

NAME = "2. Theo đơn vị"
_FIRST = 3  # the column of the first course


def write(book: Book, paper: PlanOnPaper, issuer: Issuer) -> None:
    """Write the sheet."""
    courses = paper.courses
    widths = (
        Column(6, horizontal="center"), Column(30, horizontal="left"), *[Column(9)] * len(courses),
        *[Column(9)] * 4,
    )  # fmt: skip
    sheet = book.sheet(NAME, widths)
    titles = ["BIỂU SỐ 2", f"{title_of(paper)}: số lượt theo đơn vị và khóa"]
    headed(sheet, issuer, paper.at, titles, remarks_of(paper), "lượt, người")
    heads = (
        Head("STT"), Head("Đơn vị"), *(Head(course.name, upright=True) for course in courses),
        Head("Cộng (lượt)"), Head("Số người"), Head("Nữ"), Head("Dân tộc thiểu số"),
    )  # fmt: skip
    sheet.heads(heads, (150,), [str(at) for at in range(1, len(widths) + 1)], fixed=2)
    spans = [(ALWAYS, "Tổng số")] if len(paper.years) > 1 else []
    spans += [(year, f"Năm {year}") for year in paper.years]
    for year, label in spans:
        _year_of_boards(sheet, paper, year, label)
    signatures(sheet, issuer.signer)


def _year_of_boards(sheet: Sheet, paper: PlanOnPaper, year: int, label: str) -> None:
    head = sheet.last + 1
    rows = range(head + 1, head + 1 + len(paper.boards))
    columns = range(_FIRST, _FIRST + len(paper.courses))
    whole = paper.numbers(year=year)
    cells = [
        added(rows, column, paper.numbers(course.code, year).seats)
        for column, course in zip(columns, paper.courses, strict=True)
    ]
    sums = [
        added(rows, columns.stop + at, number)
        for at, number in enumerate((whole.seats, whole.people, whole.women, whole.minority))
    ]
    sheet.row(["", label, *cells, *sums], SUBTOTAL)
    for at, board in enumerate(paper.boards, start=1):
        sheet.row([str(at), board.name, *_board_cells(sheet, paper, year, board)], BODY)


def _board_cells(sheet: Sheet, paper: PlanOnPaper, year: int, board: Board) -> list[Value]:
    row = sheet.last + 1
    cells: list[Value] = [
        paper.numbers(course.code, year, board.pk).seats for course in paper.courses
    ]
    of = paper.numbers(year=year, board=board.pk)
    summed = Sum(tuple((row, _FIRST + at) for at in range(len(cells))), of.seats)
    return [*cells, summed, of.people, of.women, of.minority]
