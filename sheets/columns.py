"""The template's columns: the one list that reading, error texts and the template share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import TextChoices

from personnel.kinds import KINDS, Kind
from personnel.models import Acting, Basis
from personnel.models.evaluations import FIRST_YEAR, LAST_YEAR
from personnel.words import values
from personnel.words.grades import Grade, read_grade
from personnel.words.partial_dates import read_date
from personnel.words.text import match_key

DATE = "ô ngày tháng, dd/mm/yyyy, mm/yyyy hoặc yyyy"
YEAR = "năm (yyyy) hoặc ngày (dd/mm/yyyy)"
TICK = "x, Có, Không hoặc để trống"


@dataclass(frozen=True)
class Column:
    """One column: its header, the field it fills, how a cell of it is read and looks.

    `accepted` says in Vietnamese what a cell may hold. `year_of` names the level column whose
    award date this one holds. `width` is in characters; a cell of `long_texts` may hold more
    than Excel shows in the format of texts.
    """

    header: str
    field: str
    parse: Callable[[values.CellValue], Any]
    accepted: str = "văn bản"
    required: bool = False
    year_of: str = ""
    width: int = 12
    long_texts: bool = False
    centred: bool = False


def _text(longest: int) -> dict[str, Any]:
    accepted = f"văn bản không quá {longest} ký tự"
    return {"parse": partial(values.read_words, longest=longest), "accepted": accepted}


def _any_of(choices: type[TextChoices]) -> str:
    return ", ".join(choices.labels)


# What boards write for what the lists call otherwise.
_BASES = {"Bầu cử": "elected", "Được bầu": "elected", "Chuẩn y": "approved"}
_ACTING = {"Q.": "acting", "PT": "in_charge", "Giao quyền": "acting", "Giao phụ trách": "in_charge"}


def _date(header: str, field: str, accepted: str = DATE, **facts: Any) -> Column:
    return Column(header, field, read_date, accepted, centred=True, **facts)


def _tick(header: str, field: str, width: int) -> Column:
    return Column(header, field, values.read_yes_no, TICK, width=width, centred=True)


def _ignored(_value: values.CellValue) -> None:
    """Read nothing: whatever stands in this column does not matter."""


_IN_ORDER = sorted(KINDS.values(), key=lambda kind: not kind.column.in_front)
# What the kinds say of their columns, by field.
OF_KINDS = {field: column for kind in _IN_ORDER for field, column in kind.columns.items()}


def _of_kind(kind: Kind) -> Iterator[Column]:
    """Yield the columns of a kind: the level, the field of study, when it was awarded."""
    for field, column in kind.columns.items():
        looks: dict[str, Any] = {"width": column.width, "long_texts": column.long_texts}
        if field == kind.code:
            looks["centred"] = kind.is_course
            yield Column(column.header, field, kind.read, column.accepted, **looks)
        elif field == kind.awarded_field:
            yield _date(column.header, field, YEAR, year_of=kind.code, **looks)
        else:
            yield Column(column.header, field, **_text(200), **looks)


COLUMNS: tuple[Column, ...] = (
    Column("TT", "ordinal", _ignored, "số thứ tự; không đọc", width=6, centred=True),
    Column("Họ và tên", "full_name", values.read_name, "họ và tên đầy đủ", required=True, width=25),
    Column("Số CCCD", "cccd", values.read_cccd_or_mask, "12 chữ số", width=15, centred=True),
    Column(
        "Giới tính", "sex", values.read_sex, "Nam hoặc Nữ", required=True, width=8, centred=True
    ),
    _date("Ngày sinh", "birth", required=True),
    Column("Dân tộc", "ethnicity", values.cell_text, "tên dân tộc trong danh mục", width=10),
    Column("Tôn giáo", "religion", values.read_religion, "tên tôn giáo hoặc «Không»"),
    Column("Quê quán", "home_place", **_text(200), width=30, long_texts=True),
    _tick("Người địa phương", "is_local", 9),
    _date("Ngày vào Đảng", "party_joined", f"{DATE}; để trống nếu chưa vào Đảng"),
    Column(
        "Huyện/Thị xã/Thành phố",
        "district",
        values.cell_text,
        "tên hoặc mã cấp huyện",
        width=20,
    ),
    Column(
        "Đơn vị công tác",
        "unit",
        values.cell_text,
        "tên xã, phường, thị trấn, đặc khu (ghi đúng dấu) hoặc mã đơn vị",
        required=True,
        width=20,
    ),
    Column(
        "Chức danh",
        "title",
        values.read_lines,
        "chức danh hoặc tên gọi khác trong danh mục",
        required=True,
        width=30,
    ),
    _date("Giữ chức danh từ", "since"),
    Column(
        "Hình thức giữ chức danh",
        "basis",
        partial(values.read_choice, labels=dict(Basis.choices), also=_BASES),
        _any_of(Basis),
    ),
    Column(
        "Quyền/phụ trách",
        "acting",
        partial(values.read_choice, labels=dict(Acting.choices), also=_ACTING),
        f"{_any_of(Acting)} hoặc để trống",
        width=10,
    ),
    Column("Số quyết định", "decision_number", **_text(50), width=16),
    _date("Ngày quyết định", "decision_date"),
    Column(
        "Chức danh kiêm nhiệm",
        "other_titles",
        values.read_lines,
        "các chức danh trong danh mục, cách nhau bằng dấu chấm phẩy",
        width=26,
        long_texts=True,
    ),
    _tick("Cấp ủy viên", "committee", 8),
    _date("Công tác ở vùng DTTS từ", "minority_area_since"),
    *(column for kind in _IN_ORDER for column in _of_kind(kind)),
    Column("Ghi chú", "note", values.cell_text, width=30, long_texts=True),
)
# No column of the template: what only lists of boards have, of whoever is no longer in post.
LEFT = Column(
    "Thôi giữ chức danh",
    "left",
    values.cell_text,
    "còn giữ chức danh, hoặc không còn giữ chức danh (không ghi dòng này)",
)
# By their fields, the columns of lists that tell what is studied: of a kind, or of any (None).
STUDIED: dict[str, Kind | None] = {
    "studying": None,
    **{f"studying_{code}": kind for code, kind in KINDS.items()},
}
STUDIES = tuple(
    Column(
        f"Đang học: {kind.column.header}" if kind else "Đang học",
        field,
        values.cell_text,
        "trình độ đang học, và năm dự kiến kết thúc nếu có",
    )
    for field, kind in STUDIED.items()
)
# By their fields, the columns that tell how people were evaluated: each of a year of its own.
EVALUATED: dict[str, int] = {f"evaluated_{year}": year for year in range(FIRST_YEAR, LAST_YEAR + 1)}
EVALUATIONS = {
    year: Column(f"Xếp loại năm {year}", field, read_grade, "; ".join(Grade.labels), width=26)
    for field, year in EVALUATED.items()
}
# The fields that are ticked.
TICKS = tuple(column.field for column in COLUMNS if column.parse is values.read_yes_no)
# The fields that hold a date.
DATES = tuple(column.field for column in COLUMNS if column.parse is read_date)
BY_FIELD = {column.field: column for column in (*COLUMNS, LEFT, *STUDIES, *EVALUATIONS.values())}


def header_key(text: str) -> str:
    """Return what two headers have in common when they mean the same column."""
    return match_key(text.replace("*", " "))


BY_HEADER = {header_key(column.header): column for column in COLUMNS}
