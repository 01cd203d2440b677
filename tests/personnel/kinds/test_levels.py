from datetime import datetime

import pytest

from personnel.kinds import KINDS
from personnel.words.partial_dates import PartialDate
from personnel.words.values import BadCell

WRITTEN = {
    "professional": {
        0: ("Chưa qua đào tạo", "Chưa qua ĐT", "chưa"),
        1: ("Sơ cấp", "SC", "sơ cấp"),
        2: ("Trung cấp", "TC", "TRUNG CẤP"),
        3: ("Cao đẳng", "CĐ", "cđ"),
        4: ("Đại học", "ĐH", "Cử nhân", "Kỹ sư", "Cử nhân Luật", "Kỹ sư Xây dựng"),
        5: ("Thạc sĩ", "ThS", "Thạc sỹ", "ThS Luật"),
        6: ("Tiến sĩ", "TS"),
    },
    "theory": {
        0: ("Chưa", "chưa qua đào tạo"),
        1: ("Sơ cấp", "SC", "Sơ cấp LLCT"),
        2: ("Trung cấp", "TC", "Trung cấp LLCT-HC", "Trung cấp lý luận chính trị"),
        3: ("Cao cấp", "CC"),
        4: ("Cử nhân", "CN"),
    },
    "state_management": {
        0: ("Chưa", "Chưa bồi dưỡng"),
        1: ("Cán sự", "CS"),
        2: ("Chuyên viên", "CV", "Ngạch chuyên viên"),
        3: ("Chuyên viên chính", "CVC"),
        4: ("Chuyên viên cao cấp", "CVCC"),
    },
    "it": {
        0: ("Chưa",),
        1: ("A", "B", "C", "Chứng chỉ A", "Tin học B", "Tin A"),
        2: ("Cơ bản", "CNTT cơ bản", "Ứng dụng CNTT cơ bản"),
        3: ("Nâng cao", "CNTT nâng cao"),
        4: ("Trung cấp", "TC tin học"),
        5: ("Cao đẳng", "CĐ"),
        6: ("Đại học", "ĐH", "Đại học CNTT", "Kỹ sư tin học"),
    },
    "general_education": {
        0: ("Chưa",),
        1: ("TH", "Tiểu học", "5/12", "4/10"),
        2: ("THCS", "9/12", "11/12", "7/10"),
        3: ("THPT", "12/12", "12 / 12", "10/10"),
    },
    "mass_work": {0: ("Chưa", "Chưa bồi dưỡng"), 1: ("x", "X", "Có", "Đã bồi dưỡng")},
    "position_update": {0: ("Chưa",), 1: ("x", 2015, "2015")},
}
CASES = [
    (kind, level, text)
    for kind, levels in WRITTEN.items()
    for level, texts in levels.items()
    for text in texts
]


def test_every_kind_is_tried() -> None:
    """Those of a language have a module of their own."""
    assert set(WRITTEN) == {kind.code for kind in KINDS.values() if not kind.has_language}


@pytest.mark.parametrize(("kind", "level", "text"), CASES)
def test_levels_as_boards_write_them(kind: str, level: int, text: object) -> None:
    held = KINDS[kind].read(text)
    assert (held.kind, held.level) == (kind, level)


@pytest.mark.parametrize(
    ("kind", "level"), [(kind.code, at) for kind in KINDS.values() for at in range(kind.top + 1)]
)
def test_every_label_of_the_portal_reads_as_its_own_level(kind: str, level: int) -> None:
    assert KINDS[kind].read(KINDS[kind].level_label(level)).level == level


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("cell", [None, "", "  ", "Chưa có thông tin", "chưa rõ"])
def test_a_blank_level_records_nothing(kind: str, cell: str | None) -> None:
    assert KINDS[kind].read(cell) is None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("cell", ["Chưa", "chưa", "Chưa qua bồi dưỡng", "CHƯA CÓ"])
def test_chua_is_level_none_in_every_level_column(kind: str, cell: str) -> None:
    assert KINDS[kind].read(cell).level == 0


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("cell", ["Tốt", "???", "khá", "Rất cao", "#N/A", 7])
def test_unknown_levels_are_refused(kind: str, cell: object) -> None:
    with pytest.raises(BadCell):
        KINDS[kind].read(cell)


@pytest.mark.parametrize(
    ("cell", "level", "field"),
    [
        ("ĐH Luật", 4, "Luật"),
        ("Đại học Luật", 4, "Luật"),
        ("Cử nhân Quản lý nhà nước", 4, "Quản lý nhà nước"),
        ("Kỹ sư Nông nghiệp", 4, "Nông nghiệp"),
        ("ĐH - Kế toán", 4, "Kế toán"),
        ("ĐH-Kế toán", 4, "Kế toán"),
        ("ĐH (Luật)", 4, "Luật"),
        ("ĐH(Luật)", 4, "Luật"),
        ("ĐH Luật (tại chức)", 4, "Luật (tại chức)"),
        ("ĐH Kế toán - kiểm toán, thuế", 4, "Kế toán - kiểm toán, thuế"),
        ("Trung cấp ngành Kế toán", 2, "Kế toán"),
        ("ThS. Luật", 5, "Luật"),
        ("Đại học", 4, ""),
    ],
)
def test_a_field_of_study_behind_the_level(cell: str, level: int, field: str) -> None:
    held = KINDS["professional"].read(cell)
    assert held is not None
    assert (held.level, held.field_of_study) == (level, field)


@pytest.mark.parametrize("cell", ["ĐH (đang học)", "Đang học ĐH", "ĐH chưa tốt nghiệp"])
def test_who_studies_now_does_not_hold_the_level(cell: str) -> None:
    with pytest.raises(BadCell):
        KINDS["professional"].read(cell)


@pytest.mark.parametrize("cell", ["ĐH Luật, ThS Kinh tế", "CĐ; ĐH", "TC và CĐ"])
def test_several_levels_in_one_cell_are_not_guessed_at(cell: str) -> None:
    with pytest.raises(BadCell, match="nhiều trình độ"):
        KINDS["professional"].read(cell)


@pytest.mark.parametrize(
    ("cell", "level"),
    [(datetime(2024, 12, 12), 3), (datetime(2024, 12, 9), 2), (datetime(2024, 9, 12), 2)],
)
def test_school_years_that_excel_made_a_date(cell: datetime, level: int) -> None:
    assert KINDS["general_education"].read(cell).level == level


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("13/12", "không rõ lớp đã học xong"),
        ("0/12", "không rõ lớp đã học xong"),
        ("4/12", "không rõ lớp đã học xong"),
        ("11/10", "không rõ lớp đã học xong"),
        ("12/11", "không rõ trình độ"),
        (datetime(2024, 3, 4), "không rõ trình độ"),
    ],
)
def test_impossible_school_years(cell: object, said: str) -> None:
    with pytest.raises(BadCell, match=f"^{said}$"):
        KINDS["general_education"].read(cell)


@pytest.mark.parametrize("kind", ["mass_work", "position_update"])
def test_the_year_of_a_course_is_when_it_was_done(kind: str) -> None:
    assert KINDS[kind].read(2016).awarded == PartialDate(2016)
    assert KINDS[kind].read("15/03/2016").awarded == PartialDate(2016, 3, 15)
    assert KINDS[kind].read("x").awarded is None


@pytest.mark.parametrize("cell", ["Không", "chắc có", "31/02/2016"])
def test_unclear_courses_are_refused(cell: str) -> None:
    with pytest.raises(BadCell):
        KINDS["mass_work"].read(cell)


def test_a_reader_of_courses_is_of_its_kind() -> None:
    read = KINDS["mass_work"].read
    for cell, level in (("Chưa", 0), ("x", 1), (2016, 1), ("Đã bồi dưỡng", 1)):
        held = read(cell)
        assert held is not None
        assert (held.kind, held.level) == ("mass_work", level)
    assert read("2016").awarded == PartialDate(2016)
    assert read("chưa rõ") is None
    with pytest.raises(BadCell, match="^không rõ đã bồi dưỡng hay chưa$"):
        read("Không")
