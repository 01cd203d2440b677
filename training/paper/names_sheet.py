"""The sheets of names of a plan, one a course: no identity number is among what they tell."""

from personnel.models import Person
from reports.workbooks.annual.issuing import Issuer, headed, signatures
from reports.workbooks.book import Book
from reports.workbooks.looks import BODY, Column
from reports.workbooks.sheets import Head

from .planned import PaperCourse, PlanOnPaper
from .telling import remarks_of, title_of

UNRECORDED = "chưa có thông tin: cần xác minh"
_MONTH = "mm/yyyy"
HEADS = (
    Head("STT"), Head("Họ và tên"), Head("Năm sinh"), Head("Nữ"), Head("Dân tộc"),
    Head("Chức danh"), Head("Đơn vị"), Head("Đơn vị trực thuộc tỉnh"), Head("Trình độ đang có"),
    Head("Khai giảng"), Head("Bế giảng"), Head("Chỉ tiêu đạt được sau khóa học"),
    Head("Tháng nghỉ hưu"), Head("Ghi chú"),
)  # fmt: skip
_WIDTHS = (
    Column(6, horizontal="center"), Column(26, horizontal="left"),
    Column(8, "0", horizontal="center"), Column(6, horizontal="center"),
    Column(10, horizontal="left"), Column(30, horizontal="left"), Column(22, horizontal="left"),
    Column(20, horizontal="left"), Column(18, horizontal="left"), Column(12), Column(12),
    Column(40, horizontal="left"), Column(10, day=_MONTH), Column(26, horizontal="left"),
)  # fmt: skip


def write(book: Book, paper: PlanOnPaper, issuer: Issuer, course: PaperCourse) -> None:
    """Write who goes to a course, by year and board; no identity number is among it."""
    sheet = book.sheet(sheet_name(course), _WIDTHS)
    titles = [f"DANH SÁCH CỬ ĐI HỌC: {course.name.upper()}", title_of(paper)]
    headed(sheet, issuer, paper.at, titles, remarks_of(paper), "người")
    numbers = [str(at) for at in range(1, len(_WIDTHS) + 1)]
    sheet.heads(HEADS, (46,), numbers, fixed=2)
    among = [seat for seat in paper.chosen if seat.course_code == course.code]
    for at, seat in enumerate(among, start=1):
        notes = [UNRECORDED] if seat.held is None else []
        notes += [f"đưa vào theo lựa chọn: {seat.reason}"] if seat.reason else []
        sheet.row([
            str(at), seat.full_name, seat.birth_year, "x" if seat.sex == Person.Sex.FEMALE else "",
            seat.ethnic_group, seat.title_name, seat.unit_name, seat.board_name, seat.held_label,
            seat.starts, seat.ends, paper.closes(seat), seat.retires, "; ".join(notes),
        ], BODY)  # fmt: skip
    sheet.filtered()
    signatures(sheet, issuer.signer)


def sheet_name(course: PaperCourse) -> str:
    """Return what the sheet of a course is called: its code, as far as Excel takes it."""
    return "".join(letter for letter in course.code if letter not in "[]:*?/\\")[:31] or course.kind
