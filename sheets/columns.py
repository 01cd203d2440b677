"""The template's columns: the one list that reading, error texts and the template share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from personnel.words import languages, levels, values
from personnel.words.partial_dates import read_date
from personnel.words.text import match_key

DATE = "ô ngày tháng, dd/mm/yyyy, mm/yyyy hoặc yyyy"
YEAR = "năm (yyyy) hoặc ngày (dd/mm/yyyy)"
TICK = "x, Có, Không hoặc để trống"
COURSE = "x, năm bồi dưỡng hoặc «Chưa»"


@dataclass(frozen=True)
class Column:
    """One column: its header, the field it fills and how a cell of it is read.

    `accepted` says in Vietnamese what a cell may hold; `aliases` are other headers that
    boards give it. `year_of` names the level column whose award date this one holds.
    """

    header: str
    field: str
    parse: Callable[[values.CellValue], Any]
    accepted: str = "văn bản"
    required: bool = False
    year_of: str = ""
    aliases: tuple[str, ...] = ()


def _text(longest: int) -> dict[str, Any]:
    accepted = f"văn bản không quá {longest} ký tự"
    return {"parse": partial(values.read_text, longest=longest), "accepted": accepted}


def _ignored(_value: values.CellValue) -> None:
    """Read nothing: whatever stands in this column does not matter."""


def _year(header: str, kind: str) -> Column:
    return Column(header, f"{kind}_awarded", read_date, YEAR, year_of=kind)


COLUMNS: tuple[Column, ...] = (
    Column("TT", "ordinal", _ignored, "số thứ tự; không đọc"),
    Column("Họ và tên", "full_name", values.read_name, "họ và tên đầy đủ", required=True),
    Column("Số CCCD", "cccd", values.read_cccd_or_mask, "12 chữ số"),
    Column("Giới tính", "sex", values.read_sex, "Nam hoặc Nữ", required=True),
    Column("Ngày sinh", "birth", read_date, DATE, required=True),
    Column("Dân tộc", "ethnicity", values.cell_text, "tên dân tộc trong danh mục"),
    Column("Tôn giáo", "religion", values.read_religion, "tên tôn giáo hoặc «Không»"),
    Column("Quê quán", "home_place", **_text(200)),
    Column("Người địa phương", "is_local", values.read_yes_no, TICK),
    Column(
        "Ngày vào Đảng",
        "party_joined",
        read_date,
        f"{DATE}; để trống nếu chưa vào Đảng",
    ),
    Column("Huyện/Thị xã/Thành phố", "district", values.cell_text, "tên hoặc mã cấp huyện"),
    Column(
        "Đơn vị công tác",
        "unit",
        values.cell_text,
        "tên xã, phường, thị trấn của huyện (ghi đúng dấu) hoặc mã đơn vị",
        required=True,
    ),
    Column(
        "Chức danh",
        "title",
        values.read_lines,
        "chức danh hoặc tên gọi khác trong danh mục",
        required=True,
    ),
    Column("Giữ chức danh từ", "since", read_date, DATE),
    Column(
        "Chức danh kiêm nhiệm",
        "other_titles",
        values.read_lines,
        "các chức danh trong danh mục, cách nhau bằng dấu chấm phẩy",
    ),
    Column("Cấp ủy viên", "committee", values.read_yes_no, TICK),
    Column("Công tác ở vùng DTTS từ", "minority_area_since", read_date, DATE),
    Column(
        "Học vấn phổ thông",
        "general_education",
        levels.read_general_education,
        "12/12, 9/12, THPT, THCS, TH hoặc «Chưa»",
    ),
    Column(
        "Trình độ chuyên môn",
        "professional",
        levels.read_professional,
        "Chưa qua đào tạo, Sơ cấp (SC), Trung cấp (TC), Cao đẳng (CĐ), Đại học (ĐH, Cử nhân, "
        "Kỹ sư), Thạc sĩ (ThS), Tiến sĩ (TS); có thể kèm ngành: ĐH Luật",
    ),
    Column("Ngành đào tạo", "field_of_study", **_text(200)),
    _year("Năm tốt nghiệp", "professional"),
    Column(
        "Lý luận chính trị",
        "theory",
        levels.read_theory,
        "Chưa, Sơ cấp (SC), Trung cấp (TC), Cao cấp (CC), Cử nhân (CN)",
    ),
    _year("Năm LLCT", "theory"),
    Column(
        "Quản lý nhà nước",
        "state_management",
        levels.read_state_management,
        "Chưa, Cán sự (CS), Chuyên viên (CV), Chuyên viên chính (CVC), Chuyên viên cao cấp (CVCC)",
    ),
    _year("Năm QLNN", "state_management"),
    Column(
        "Tin học",
        "it",
        levels.read_it,
        "Chưa, A, B, C, Cơ bản, CNTT cơ bản, Nâng cao, Trung cấp, Cao đẳng, Đại học",
    ),
    _year("Năm tin học", "it"),
    Column(
        "Ngoại ngữ",
        "foreign_language",
        languages.read_foreign_language,
        "Chưa, hoặc ngôn ngữ và trình độ: Anh B1, Anh bậc 3, Anh B (chứng chỉ cũ), "
        "ĐH tiếng Anh, đang học tiếng Anh",
    ),
    _year("Năm ngoại ngữ", "foreign_language"),
    Column(
        "Tiếng dân tộc",
        "ethnic_language",
        languages.read_ethnic_language,
        "Chưa, hoặc tiếng và trình độ: Hrê - đang học, Hrê - chứng chỉ, Hrê - giao tiếp được",
    ),
    Column("BD nghiệp vụ đoàn thể", "mass_work", levels.course_reader("mass_work"), COURSE),
    Column(
        "BD cập nhật theo chức danh",
        "position_update",
        levels.course_reader("position_update"),
        COURSE,
    ),
    Column("Ghi chú", "note", values.cell_text),
)
BY_FIELD = {column.field: column for column in COLUMNS}


def header_key(text: str) -> str:
    """Return what two headers have in common when they mean the same column."""
    return match_key(text.replace("*", " "))


BY_HEADER = {
    header_key(header): column for column in COLUMNS for header in (column.header, *column.aliases)
}
