"""How to fill in the sheet: rules, and column by column what is accepted, with examples.

The examples stand down the page, a column of theirs each: no row of it is a person, so they
are never read as people.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from personnel.models import Unit
from sheets.columns import Column
from sheets.layout.own_sheets import GUIDE, GUIDE_TITLE
from xlsx.rows_xml import LINE_HEIGHT, lines_of

from .looks import AS_DAY, Looks, set_up_print, set_widths

NAME = GUIDE
_RULES = (
    "Mỗi người ghi một dòng ở trang “Nhân sự”, từ dòng 2. Không đổi tên, không xóa dòng tiêu đề; "
    "cột có dấu * phải ghi.",
    "Ngày chỉ biết tháng hoặc năm thì ghi mm/yyyy hoặc yyyy, không tự thêm ngày.",
    "Ô trình độ để trống là chưa có thông tin; ghi “Chưa …” là xác nhận chưa có trình độ. "
    "Trình độ không ghi năm được tính là đã có từ trước. Chỉ ghi trình độ cao nhất của mỗi loại.",
    "Nộp lại tệp: ô để trống không xóa thông tin đã ghi; trình độ không tự hạ xuống. "
    "Số CCCD bị che (••••••••1234) được giữ nguyên như đã ghi.",
    "Trước khi ghi, phần mềm cho xem từng dòng sẽ thay đổi gì và mọi chỗ cần sửa.",
)
# People made up; a row each is a field, the unit and district are put in from the lists.
EXAMPLES: tuple[dict[str, Any], ...] = (
    {
        "ordinal": 1, "full_name": "Nguyễn Văn Minh", "cccd": "051080000001", "sex": "Nam",
        "birth": date(1980, 5, 14), "ethnicity": "Kinh", "religion": "Không",
        "home_place": "Xã Hành Phước, huyện Nghĩa Hành", "is_local": "Không",
        "party_joined": date(2005, 9, 2), "title": "Bí thư Đảng ủy", "since": date(2020, 7, 1),
        "other_titles": "Chủ tịch Hội đồng nhân dân", "committee": "x",
        "general_education": "12/12", "professional": "Đại học", "field_of_study": "Luật",
        "professional_awarded": 2003, "theory": "Cao cấp", "theory_awarded": 2015,
        "state_management": "Chuyên viên", "state_management_awarded": "06/2012",
        "it": "CNTT cơ bản", "it_awarded": 2017, "foreign_language": "Anh B1",
        "foreign_language_awarded": 2018, "position_update": 2022,
    },
    {
        "ordinal": 2, "full_name": "Phạm Thị Hoa", "cccd": "051190000002", "sex": "Nữ",
        "birth": "03/1990", "ethnicity": "Hrê", "is_local": "x", "party_joined": 2016,
        "title": "Văn phòng - thống kê", "since": "2014",
        "minority_area_since": date(2014, 3, 15), "general_education": "THPT",
        "professional": "TC Văn thư", "professional_awarded": 2012, "theory": "SC",
        "state_management": "Chưa", "it": "A", "foreign_language": "Chưa",
        "ethnic_language": "Hrê - giao tiếp được", "note": "Đang học đại học",
    },
    {
        "ordinal": 3, "full_name": "Đinh Văn Nam", "sex": "Nam", "birth": 1975,
        "title": "Chủ tịch Hội Nông dân Việt Nam", "committee": "x",
        "general_education": "9/12", "professional": "Chưa qua đào tạo", "theory": "Trung cấp",
        "theory_awarded": date(2019, 11, 20), "mass_work": "x", "position_update": "Chưa",
    },
)  # fmt: skip
_WIDTHS = (30, 62, 28, 28, 28)
_FIRST_ROW = len(_RULES) + 4


def examples(top: Unit, communes: Sequence[Unit]) -> list[dict[str, Any]]:
    """Return the made-up people as people of the first of these communes, of a unit."""
    commune = next(iter(communes), None)
    above = commune.above if commune else top
    place = {
        "district": above.name if above and above.is_district else None,
        "unit": commune.name if commune else None,
    }
    return [example | place for example in EXAMPLES]


def write_guide(
    book: Any, columns: Sequence[Column], people: Sequence[dict[str, Any]], looks: Looks
) -> None:
    """Write the sheet that says how the columns are filled in."""
    sheet = book.create_sheet(NAME)
    set_widths(sheet, _WIDTHS)
    looks.title(sheet, 1, GUIDE_TITLE, bold=True)
    sheet.merge_cells("A1:E1")
    sheet.row_dimensions[1].height = 24
    for row, rule in enumerate(_RULES, start=2):
        looks.title(sheet, row, f"{row - 1}. {rule}")
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=5)
        sheet.row_dimensions[row].height = LINE_HEIGHT * lines_of(rule, sum(_WIDTHS)) + 2
    numbers = [f"Ví dụ {at}" for at, _ in enumerate(people, start=1)]
    looks.heading(sheet, _FIRST_ROW - 1, ("Cột", "Cách ghi", *numbers))
    for row, column in enumerate(columns, start=_FIRST_ROW):
        name = f"{column.header} *" if column.required else column.header
        values = [person.get(column.field) for person in people]
        looks.line(sheet, row, (name, _sentence(column.accepted), *values))
        for cell in sheet[row][2:]:
            cell.number_format = AS_DAY if isinstance(cell.value, date) else "General"
    sheet.freeze_panes = f"B{_FIRST_ROW}"
    sheet.protection.sheet = True
    set_up_print(sheet, "landscape")


def _sentence(accepted: str) -> str:
    # "x, Có, …" begins with what is to be typed.
    return accepted[:1].upper() + accepted[1:] if accepted[1:2].isalpha() else accepted
