"""What boards call the columns of their lists, and what a column may mean."""

from __future__ import annotations

import re

from personnel.kinds import KINDS
from personnel.words.headings import OF_PEOPLE, fields_of, heading_key
from personnel.words.values import BadCell
from sheets.columns import COLUMNS, EVALUATIONS, LEFT, OF_KINDS, STUDIES

# What only a list of a board has: the date in the column of the person's sex, or a tick there.
BIRTH_OF = {"birth_male": "male", "birth_female": "female"}
SEX_OF = {"sex_male": "male", "sex_female": "female"}
# A date may stand in a column each of its day, month and year.
DATES_IN_PARTS = {
    "birth": "Ngày sinh",
    "party_joined": "Ngày vào Đảng",
    "since": "Giữ chức danh từ",
}
PARTS = {"day": "Ngày", "month": "Tháng", "year": "Năm"}
# What a column may be said to mean, by field, in the order of the template.
MEANINGS: dict[str, str] = (
    {column.field: column.header for column in COLUMNS}
    | {
        "birth_male": "Ngày sinh (cột Nam)",
        "birth_female": "Ngày sinh (cột Nữ)",
        "sex_male": "Đánh dấu giới tính Nam",
        "sex_female": "Đánh dấu giới tính Nữ",
    }
    | {
        f"{field}_{part}": f"{label}: {word.lower()}"
        for field, label in DATES_IN_PARTS.items()
        for part, word in PARTS.items()
    }
    | {LEFT.field: LEFT.header}
    | {column.field: column.header for column in STUDIES}
)
# And of which year's evaluation, so that a page may offer the years that make sense.
EVALUATED_IN: dict[str, str] = {column.field: column.header for column in EVALUATIONS.values()}
# What a tick in a column may be said to mean: a level of a kind, "professional=4".
TICKED: dict[str, dict[str, str]] = {
    kind.label: {f"{kind.code}={n}": label for n, label in enumerate(kind.labels)}
    for kind in KINDS.values()
    if not kind.is_course
}
# What a column was said to mean, in words, by what a `Correction` keeps.
CHOICES: dict[str, str] = (
    MEANINGS
    | EVALUATED_IN
    | {
        choice: f"{MEANINGS[choice.partition('=')[0]]}: {label}"
        for levels in TICKED.values()
        for choice, label in levels.items()
    }
)
# Fields whose cells may stand in several columns, and what is put between them.
JOINED = {
    "full_name": " ",
    "title": "; ",
    "other_titles": "; ",
    "home_place": ", ",
    "note": "; ",
    "left": "; ",
    **{column.field: "; " for column in STUDIES},
}

_WORDS = OF_PEOPLE | {
    "sex_male": "Nam",
    "sex_female": "Nữ",
    "ethnicity": "Dân tộc | Thành phần dân tộc",
    "religion": "Tôn giáo",
    "home_place": "Quê quán | Nguyên quán",
    "is_local": "Người địa phương | Là người địa phương | Cán bộ địa phương",
    "party_joined": "Ngày vào Đảng | Năm vào Đảng | Ngày tháng năm vào Đảng | Vào Đảng ngày "
    "| Ngày, tháng, năm vào Đảng | Ngày vào ĐCSVN | Ngày vào Đảng CSVN | Ngày kết nạp | Kết nạp "
    "| Ngày vào Đảng Cộng sản Việt Nam | Ngày kết nạp Đảng | Ngày vào Đảng dự bị "
    "| Ngày vào Đảng (dự bị) | Dự bị | Ngày dự bị",
    "district": "Huyện/Thị xã/Thành phố | Huyện, thị xã, thành phố | Huyện | Cấp huyện | Tên huyện "
    "| Huyện (thị xã, thành phố) | Thuộc huyện | Huyện, thị, thành phố",
    "since": "Giữ chức danh từ | Giữ chức vụ từ | Ngày bổ nhiệm | Năm bổ nhiệm | Ngày nhận chức "
    "| Thời điểm giữ chức danh | Thời gian giữ chức danh | Thời gian giữ chức vụ "
    "| Ngày giữ chức vụ | Ngày giữ chức danh | Ngày bầu, bổ nhiệm | Ngày bầu cử, bổ nhiệm "
    "| Thời gian bổ nhiệm | Thời điểm bổ nhiệm | Đảm nhiệm từ | Giữ chức vụ từ ngày",
    "basis": "Hình thức giữ chức danh | Hình thức | Hình thức bổ nhiệm | Hình thức bầu, bổ nhiệm "
    "| Hình thức bầu cử, bổ nhiệm | Hình thức giữ chức vụ",
    "acting": "Quyền/phụ trách | Quyền, phụ trách | Quyền hoặc phụ trách | Giữ quyền, phụ trách",
    "decision_number": "Số quyết định | Số QĐ | QĐ số | Quyết định số | QĐ bổ nhiệm số "
    "| Số QĐ bổ nhiệm | Số quyết định bổ nhiệm | Quyết định bổ nhiệm số | Số quyết định điều động",
    "decision_date": "Ngày quyết định | Ngày QĐ | Ngày ký quyết định | Ngày ký QĐ | QĐ ngày "
    "| Ngày, tháng quyết định | Ngày quyết định bổ nhiệm | Ngày QĐ bổ nhiệm | Quyết định ngày "
    "| Quyết định bổ nhiệm ngày | Quyết định bổ nhiệm ngày tháng năm | QĐ bổ nhiệm ngày",
    "other_titles": "Chức danh kiêm nhiệm | Chức vụ kiêm nhiệm | Kiêm nhiệm | Chức danh khác "
    "| Chức vụ khác | Chức vụ, chức danh kiêm nhiệm | Chức danh, chức vụ kiêm nhiệm",
    "committee": "Cấp ủy viên | Cấp ủy | Tham gia cấp ủy | Đảng ủy viên | Ủy viên BCH Đảng bộ "
    "| Là cấp ủy viên | Cấp ủy xã | Ủy viên Ban Chấp hành Đảng bộ",
    "minority_area_since": "Công tác ở vùng DTTS từ | Công tác vùng DTTS từ "
    "| Công tác ở vùng dân tộc thiểu số từ | Công tác tại vùng DTTS từ",
    "note": "Ghi chú",
    # What else stands in form BM02, beside what each kind says of its own columns.
    "foreign_language": "Ngoại ngữ khác | Tiếng Anh, ngoại ngữ khác",
    "ethnic_language": "Chứng chỉ tiếng dân tộc | Chứng chỉ tiếng DTTS",
}
# Read only where no better column is: the Party's day of joining is that of probation.
_SECOND_BEST = {
    "party_joined": "Ngày vào Đảng chính thức | Ngày chính thức | Chính thức "
    "| Ngày vào Đảng (chính thức)",
}
_BRACKETS = re.compile(r"\([^()]*\)")


def phrases(words: str) -> tuple[str, ...]:
    """Return what is looked for in a heading's key with a space around it, the longest first."""
    keys = (f" {heading_key(phrase)} " for phrase in words.split(" | "))
    return tuple(sorted(keys, key=len, reverse=True))


def keys_of(text: str) -> tuple[str, ...]:
    """Return the keys a heading may be known by: whole, and without what stands in brackets."""
    return tuple(dict.fromkeys((heading_key(text), heading_key(_BRACKETS.sub(" ", text)))))


SECOND_BEST = fields_of(_SECOND_BEST)
KNOWN = (
    {heading_key(column.header): column.field for column in COLUMNS}
    | fields_of(_WORDS)
    | {heading_key(name): field for field, column in OF_KINDS.items() for name in column.headings}
)
# "Xã" and "Huyện" are where somebody serves, unless it is their home that stands above.
DECISION = frozenset(("basis", "acting", "decision_number", "decision_date"))
PLACES = frozenset(("unit", "district"))
_HOMES = frozenset(map(heading_key, ("ở", "trú", "quê", "quán", "sinh", "khẩu")))
_YEARS = frozenset(
    map(heading_key, ["Năm", "Năm cấp", "Năm tốt nghiệp", "Năm TN", "Thời gian", "Ngày cấp"])
)
_LEVELS = frozenset(
    map(heading_key, ["Trình độ", "Bằng cấp", "Loại", "Mức", "Bằng", "Chứng chỉ", "Cấp độ"])
)
# What of a title stands in a column of its own under "Chức vụ".
_OF_A_TITLE = fields_of(
    {
        "title": "Tên | Tên gọi | Tên chức vụ | Tên chức danh | Chính | Đảng | Trong Đảng "
        "| Chính quyền | Đoàn thể | Mặt trận | MTTQ | HĐND | UBND | Hội đồng nhân dân "
        "| Ủy ban nhân dân | Đảng, đoàn thể | Mặt trận, đoàn thể | MTTQ, đoàn thể | Về Đảng "
        "| Về chính quyền | Về đoàn thể | Cấp xã | Chuyên môn | Đảm nhiệm | Giữ | Ghi rõ",
        "other_titles": "Kiêm nhiệm | Khác | Kiêm",
        "since": "Ngày | Từ ngày | Từ | Năm | Từ năm | Thời gian | Thời điểm | Ngày giữ "
        "| Thời gian giữ | Ngày tháng năm | Ngày, tháng, năm | Ngày QĐ | Tháng, năm",
        "unit": "Đơn vị | Nơi công tác",
    }
)
_A_DAY = fields_of({"since": "Từ | Từ ngày | Từ tháng | Từ năm | Từ tháng, năm | Bắt đầu"})
_A_HOME = fields_of(
    {"home_place": "Xã | Huyện | Tỉnh | Thôn | Xã, huyện | Huyện, tỉnh | Xã, phường"}
)
_PARTS = {heading_key(word): part for part, word in PARTS.items()}
_NAME = heading_key("Tên")
_MALE, _FEMALE = heading_key("Nam"), heading_key("Nữ")
_SEXES = {
    ("birth", _MALE): "birth_male",
    ("birth", _FEMALE): "birth_female",
    ("sex", _MALE): "sex_male",
    ("sex", _FEMALE): "sex_female",
}


def names_a_home(text: str) -> bool:
    """Whether a heading is about where somebody lives or comes from."""
    return not _HOMES.isdisjoint(heading_key(text).split())


def names_a_level(kind: str, text: str) -> bool:
    """Whether a heading is a level of this kind, to be ticked: "ĐH" under "Chuyên môn"."""
    if kind not in KINDS:
        return False
    try:
        return KINDS[kind].read(text) is not None
    except BadCell:
        return False


def under(above: str, leaf: str) -> str:
    """Return the field that a heading means only for what stands above it; "" when none.

    `leaf` is the key of the heading.
    """
    if (above, leaf) in _SEXES:
        return _SEXES[above, leaf]
    if above in KINDS and leaf in _YEARS:
        return KINDS[above].awarded_field
    if above in KINDS and (leaf in _LEVELS or names_a_level(above, leaf)):
        return above
    if above in DATES_IN_PARTS and leaf in _PARTS:
        return f"{above}_{_PARTS[leaf]}"
    if above in PLACES and leaf == _NAME:
        return above
    parts = {"title": _OF_A_TITLE, "since": _A_DAY, "home_place": _A_HOME}
    return parts.get(above, {}).get(leaf, "")
