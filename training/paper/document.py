"""The plan in Word, in the form of the Party: what it is to reach, its numbers, who does what."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from personnel.models import Unit
from personnel.words.dates import in_words
from personnel.words.vietnamese import dotted
from reports.word import phrases
from reports.word.blocks import (
    Block,
    Column,
    Kind,
    Paragraph,
    Row,
    Table,
    left_open,
    open_places,
    paragraph,
    sentences,
)
from reports.word.document import DRAFT, Document
from reports.word.form import Form, mark_of, recipients_of, signer_title_of
from reports.word.sections.tables import caption
from reports.workbooks.annual.issuing import Issuer

from .planned import Numbers, PlanOnPaper
from .telling import PART

RESOLUTION = left_open("số, ngày của Nghị quyết", "Ban Tổ chức Tỉnh ủy khai")
PARTS = ("phan_1", "phan_2", "phan_3", "phan_4", "phan_5")
MOST_COURSES = 9  # so many courses stand across a page


def plan_document(paper: PlanOnPaper, form: Form, units: Sequence[Unit] = ()) -> Document:
    """Return the document of a plan; `units` right below the province receive it.

    A draft until nothing is left to be written.
    """
    parts: list[list[Block]] = [
        list(_purpose(paper)), list(_content(paper)), list(_carrying_out()), [], [],
    ]  # fmt: skip
    blocks: dict[str, Sequence[Block]] = dict(zip(PARTS, parts, strict=True))
    last = parts[2][-1]
    parts[2][-1] = replace(last, with_next=True) if isinstance(last, Paragraph) else last
    blocks["mo_dau"] = [_opening(paper, form)]
    recipients = recipients_of(form, paper.root, units)
    blocks["noi_nhan"] = [paragraph(line, kind=Kind.RECIPIENT) for line in recipients]
    unfinished = any(True for among in blocks.values() for _ in open_places(among))
    return Document(
        _words(paper, form) | {"du_thao": DRAFT if unfinished else ""}, blocks, "Kế hoạch"
    )


def _words(paper: PlanOnPaper, form: Form) -> dict[str, str]:
    issuer, plan = Issuer.of(paper.root), paper.plan
    day = plan.document_day
    told = in_words(day) if day else f"ngày      tháng      năm {paper.at.year}"
    names = "; ".join(course.name for course in paper.courses)
    # "12-KH/TU" tells its mark itself; "12" is given the one of whoever issues it.
    number, _, mark = plan.document_number.partition("-")
    return {
        "co_quan_cap_tren": issuer.superior,
        "co_quan": issuer.board,
        "so": number.strip() or " " * 6,
        "ky_hieu": mark.strip() or f"KH/{mark_of(form, paper.root)}",
        "noi_ngay": f"{issuer.place}, {told}",
        "trich_yeu": "đào tạo, bồi dưỡng cán bộ, công chức và người hoạt động không chuyên trách ở "
        f"xã, phường, thị trấn {paper.span}".rstrip(),
        "kem_theo": f"(Kèm theo biểu số liệu và danh sách cử đi học theo khóa: {names})",
        "chuc_vu": signer_title_of(form, paper.root),
        "nguoi_ky": form.signer,
    }


def _opening(paper: PlanOnPaper, form: Form) -> Paragraph:
    return paragraph(
        "Thực hiện mục III.3 và mục IV.6 Nghị quyết ", form.resolution or RESOLUTION,
        " của Ban Thường vụ Tỉnh ủy về nâng cao chất lượng cán bộ, công chức và người hoạt động "
        "không chuyên trách ở xã, phường, thị trấn, Ban Tổ chức Tỉnh ủy phối hợp với Trường Chính "
        "trị tỉnh và cấp ủy trực thuộc xây dựng kế hoạch đào tạo, bồi dưỡng "
        f"{paper.span} như sau:",
    )  # fmt: skip


def _purpose(paper: PlanOnPaper) -> Iterator[Block]:
    plan = paper.plan
    yield paragraph("I- MỤC ĐÍCH, YÊU CẦU", kind=Kind.PART)
    yield paragraph(
        "1. Đào tạo, bồi dưỡng theo kế hoạch cụ thể, đúng chức danh đang giữ hoặc quy hoạch, không "
        "dàn trải; chỉ cử người còn công tác khi hoàn thành khóa học và kịp hạn của mục tiêu."
    )
    yield paragraph(
        f"2. Kế hoạch lập từ hồ sơ ngày {plan.day:%d/%m/%Y}, tính đến hạn {plan.deadline:%d/%m/%Y} "
        f"của mục tiêu năm {plan.horizon}; khai giảng từ ngày {plan.start:%d/%m/%Y}."
    )


def _content(paper: PlanOnPaper) -> Iterator[Block]:
    """Yield the numbers: in all, by course and year, by board and course."""
    yield paragraph("II- NỘI DUNG", kind=Kind.PART)
    yield paragraph("1. Quy mô", kind=Kind.HEADING)
    partly = any(not course.whole for course in paper.courses)
    yield sentences(_size(paper), f"{PART}." if partly else None)
    if not paper.courses:
        return
    yield from caption("Bảng 1. Số lượt và số lớp theo khóa và năm",
                       "đơn vị tính: lượt; lớp mở mới + lớp chuyển tiếp")  # fmt: skip
    yield _by_year(paper)
    yield paragraph("2. Phân theo đơn vị", kind=Kind.HEADING)
    for at, courses in enumerate(_across(len(paper.courses))):
        more = " (tiếp theo)" if at else ""
        yield from caption(f"Bảng 2. Số lượt theo đơn vị và khóa{more}", "đơn vị tính: lượt, người")
        yield _by_board(paper, courses)
    told = "; ".join(f"{course.code}: {phrases.lower(course.name)}" for course in paper.courses)
    yield paragraph(f"{told}.", kind=Kind.NOTE)


def _size(paper: PlanOnPaper) -> str:
    whole = paper.numbers()
    if not whole.seats:
        return "Không có lượt học nào."
    years = "; ".join(
        f"năm {year}: {phrases.count(paper.numbers(year=year).seats)} lượt" for year in paper.years
    )
    each = f" ({years})" if len(paper.years) > 1 else ""
    return (
        f"Cử {phrases.count(whole.seats)} lượt với {phrases.people(whole.people)} đi đào tạo, bồi "
        f"dưỡng ở {phrases.count(len(paper.courses))} khóa{each}; trong đó nữ "
        f"{phrases.people(whole.women)}, người dân tộc thiểu số {phrases.people(whole.minority)}."
    )


def _by_year(paper: PlanOnPaper) -> Table:
    columns = [
        Column("TT", 7, "center"), Column("Khóa đào tạo, bồi dưỡng", 45, "left"),
        *[column for year in paper.years
          for column in (Column(f"{year}", 13), Column(f"Lớp {year}", 13, "center"))],
        Column("Cộng", 14), Column("Nữ", 12), Column("DTTS", 12),
    ]  # fmt: skip
    rows = []
    for at, course in enumerate(paper.courses, start=1):
        cells = [str(at), course.name]
        for year in paper.years:
            classes = paper.classes(course, year)
            told = f"{classes.new} + {classes.carried}" if classes else phrases.NOTHING
            cells += [dotted(paper.numbers(course.code, year).seats), told]
        rows.append(Row([*cells, *_of(paper.numbers(course.code))]))
    total = ["", "Tổng số"]
    for year in paper.years:
        total += [dotted(paper.numbers(year=year).seats), ""]
    rows.append(Row([*total, *_of(paper.numbers())], strong=True))
    return Table(columns, rows, size=9, margin=0.5)


def _of(numbers: Numbers) -> list[str]:
    return [dotted(numbers.seats), dotted(numbers.women), dotted(numbers.minority)]


def _across(courses: int) -> Iterator[range]:
    """Yield the courses in as many parts, of about one size, as they need tables."""
    tables = -(-courses // MOST_COURSES)
    size = -(-courses // tables) if tables else 1
    for first in range(0, courses, size):
        yield range(first, min(first + size, courses))


def _by_board(paper: PlanOnPaper, courses: range) -> Table:
    among = [paper.courses[at] for at in courses]
    columns = [
        Column("Đơn vị", 34, "left"), *(Column(course.code, 13) for course in among),
        Column("Cộng", 13), Column("Số người", 13),
    ]  # fmt: skip

    def row(name: str, board: int, *, strong: bool = False) -> Row:
        cells = [dotted(paper.numbers(course.code, board=board).seats) for course in among]
        whole = paper.numbers(board=board)
        return Row([name, *cells, dotted(whole.seats), dotted(whole.people)], strong=strong)

    rows = [row(board.name, board.pk) for board in paper.boards]
    return Table(columns, [*rows, row("Tổng số", 0, strong=True)], size=9, margin=0.5)


def _carrying_out() -> Iterator[Block]:
    """Yield who does what: as clause IV.6 has it; what only people can say stays open."""
    yield paragraph("III- TỔ CHỨC THỰC HIỆN", kind=Kind.PART)
    yield paragraph(
        "1. Trường Chính trị tỉnh chủ động phối hợp với cấp ủy trực thuộc Tỉnh ủy mở các lớp thuộc "
        "chức năng, nhiệm vụ của Trường theo Bảng 1; hướng dẫn Trung tâm chính trị cấp huyện; gửi "
        "kết quả từng lớp về Ban Tổ chức Tỉnh ủy."
    )
    yield paragraph(
        "2. Cấp ủy trực thuộc Tỉnh ủy cử người đi học đúng danh sách kèm theo, bố trí người làm "
        "thay trong thời gian học; thay đổi phải nêu lý do và báo cáo Ban Tổ chức Tỉnh ủy."
    )
    yield paragraph("3. Kinh phí: ", left_open("nguồn và mức", "Ban Tổ chức Tỉnh ủy viết"), ".")
    yield paragraph(
        "4. Ban Tổ chức Tỉnh ủy theo dõi, tổng hợp kết quả và báo cáo Ban Thường vụ Tỉnh ủy trong "
        "báo cáo hằng năm theo mục IV.7 của Nghị quyết."
    )
