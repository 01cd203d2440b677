"""The template's columns: the one list that reading, error texts and the template share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from personnel.kinds import KINDS, Kind
from personnel.words import values
from personnel.words.partial_dates import read_date
from personnel.words.text import match_key

DATE = "ô ngày tháng, dd/mm/yyyy, mm/yyyy hoặc yyyy"
YEAR = "năm (yyyy) hoặc ngày (dd/mm/yyyy)"
TICK = "x, Có, Không hoặc để trống"


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


_IN_ORDER = sorted(KINDS.values(), key=lambda kind: not kind.column.in_front)
# What the kinds say of their columns, by field.
OF_KINDS = {field: column for kind in _IN_ORDER for field, column in kind.columns.items()}


def _of_kind(kind: Kind) -> Iterator[Column]:
    """Yield the columns of a kind: the level, the field of study, when it was awarded."""
    for field, column in kind.columns.items():
        if field == kind.code:
            yield Column(column.header, field, kind.read, column.accepted)
        elif field == kind.awarded_field:
            yield Column(column.header, field, read_date, YEAR, year_of=kind.code)
        else:
            yield Column(column.header, field, **_text(200))


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
    *(column for kind in _IN_ORDER for column in _of_kind(kind)),
    Column("Ghi chú", "note", values.cell_text),
)
# No column of the template: what only lists of boards have, of whoever is no longer in post.
LEFT = Column(
    "Thôi giữ chức danh",
    "left",
    values.cell_text,
    "còn giữ chức danh, hoặc không còn giữ chức danh (không ghi dòng này)",
)
# The fields that hold a date.
DATES = tuple(column.field for column in COLUMNS if column.parse is read_date)
BY_FIELD = {column.field: column for column in (*COLUMNS, LEFT)}


def header_key(text: str) -> str:
    """Return what two headers have in common when they mean the same column."""
    return match_key(text.replace("*", " "))


BY_HEADER = {
    header_key(header): column for column in COLUMNS for header in (column.header, *column.aliases)
}
