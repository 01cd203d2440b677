"""Sheet 1 of a plan: how many people and classes of each course in each year."""

from reports.workbooks.annual.issuing import Issuer, headed, signatures
from reports.workbooks.book import Book
from reports.workbooks.formulas import Sum
from reports.workbooks.looks import BODY, TOTAL, Column
from reports.workbooks.sheets import Head, Sheet, Value

from .planned import PaperCourse, PlanOnPaper
from .telling import added, remarks_of, title_of

NAME = "1. Theo khóa và năm"
HOW = (
    "Lớp mở mới: số lượt của một đợt khai giảng chia cho số người một lớp theo danh mục khi duyệt; "
    "lớp chuyển tiếp: lớp mở từ năm trước còn học trong năm, kể cả lớp đã có trước kế hoạch"
)
SCHOOL = "Trường Chính trị tỉnh"
_FIRST, _OF_YEAR = 4, 3  # the column of the first year, and how many each has


def write(book: Book, paper: PlanOnPaper, issuer: Issuer) -> None:
    """Write the sheet."""
    years = paper.years
    widths = (
        Column(6, horizontal="center"), Column(36, horizontal="left"),
        Column(24, horizontal="left"), *[Column(9)] * (_OF_YEAR * len(years)), *[Column(9)] * 5,
    )  # fmt: skip
    sheet = book.sheet(NAME, widths)
    titles = ["BIỂU SỐ 1", f"{title_of(paper)}: số người, số lớp theo khóa và năm"]
    headed(sheet, issuer, paper.at, titles, remarks_of(paper, HOW), "lượt, người, lớp")
    per_year = tuple(
        Head(f"Năm {year}", (Head("Số lượt"), Head("Lớp mở mới"), Head("Lớp chuyển tiếp")))
        for year in years
    )
    whole = Head("Cộng", (
        Head("Số lượt"), Head("Số người"), Head("Nữ"), Head("Dân tộc thiểu số"), Head("Lớp mở mới"),
    ))  # fmt: skip
    heads = (Head("STT"), Head("Khóa đào tạo, bồi dưỡng"), Head("Nơi mở"), *per_year, whole)
    sheet.heads(heads, (20, 46), [str(at) for at in range(1, len(widths) + 1)], fixed=2)
    first = sheet.last + 1
    for at, course in enumerate(paper.courses, start=1):
        place = SCHOOL if course.by_school else course.provider
        sheet.row([str(at), course.name, place, *_course_cells(sheet, paper, course)], BODY)
    _total(sheet, paper, range(first, sheet.last + 1))
    sheet.one_page()
    signatures(sheet, issuer.signer)


def _course_cells(sheet: Sheet, paper: PlanOnPaper, course: PaperCourse) -> list[Value]:
    """Return the numbers of a course: of each year, then of all."""
    row, cells = sheet.last + 1, []
    classes = [paper.classes(course, year) for year in paper.years]
    for year, found in zip(paper.years, classes, strict=True):
        seats = paper.numbers(course.code, year).seats
        cells += [seats, found.new if found else None, found.carried if found else None]
    of = paper.numbers(course.code)
    at = [_FIRST + _OF_YEAR * place for place in range(len(paper.years))]
    seats_sum: Value = Sum(tuple((row, column) for column in at), of.seats) if at else 0
    new: Value = None
    if at and all(classes):
        number = sum(found.new for found in classes if found)
        new = Sum(tuple((row, column + 1) for column in at), number)
    return [*cells, seats_sum, of.people, of.women, of.minority, new]


def _total(sheet: Sheet, paper: PlanOnPaper, rows: range) -> None:
    """Write the sums; people who take several courses are counted once, so these are no sums."""
    whole = paper.numbers()
    cells: list[Value] = []
    for year in paper.years:
        cells.append(added(rows, _FIRST + len(cells), paper.numbers(year=year).seats))
        for what in ("new", "carried"):
            cells.append(_classes_added(rows, _FIRST + len(cells), paper, year, what))
    column = _FIRST + len(cells)
    cells += [added(rows, column, whole.seats), whole.people, whole.women, whole.minority]
    news = [_of_classes(paper, year, "new") for year in paper.years]
    told = sum(number for number in news if number is not None)
    places = [row for row, course in zip(rows, paper.courses, strict=True) if _told(paper, course)]
    cells.append(Sum(tuple((row, column + 4) for row in places), told) if places else None)
    sheet.row(["", "Tổng số", "", *cells], TOTAL)


def _told(paper: PlanOnPaper, course: PaperCourse) -> bool:
    """Whether the classes of a course are told."""
    return bool(paper.years) and paper.classes(course, paper.years[0]) is not None


def _classes_added(rows: range, column: int, paper: PlanOnPaper, year: int, what: str) -> Value:
    number = _of_classes(paper, year, what)
    places = [row for row, course in zip(rows, paper.courses, strict=True) if _told(paper, course)]
    return None if number is None else added(places, column, number)


def _of_classes(paper: PlanOnPaper, year: int, what: str) -> int | None:
    """Return how many classes of all courses are new or carried on; None where none are told."""
    found = [paper.classes(course, year) for course in paper.courses]
    told = [int(getattr(each, what)) for each in found if each]
    return sum(told) if told else None
