"""Studies that a row tells of: in a column of their own, and beside a level."""

from typing import Any

import pytest

from personnel.words.values import BadCell
from sheets.reading.matching import References
from sheets.reading.reading import read_records
from sheets.reading.studies import NO_STUDY, choices_of_studies, likeliest_studies, read_studies
from sheets.reading.studying import NO_YEAR, STUDYING
from sheets.reading.suggesting import suggestions
from sheets.records import Reading, Record
from tests.sheets.conftest import TODAY

from .test_studying import BLANK, Read, read

__all__ = ["read"]


def _studies(reading: Reading) -> list[str]:
    assert [found.message for found in reading.errors] == []
    return [str(study) for study in reading.rows[0].studies]


@pytest.mark.parametrize(
    ("field", "cell", "studies"),
    [
        ("studying", "ĐH Luật", ["Trình độ chuyên môn: Đại học"]),
        ("studying", "Trung cấp LLCT", ["Lý luận chính trị: Trung cấp"]),
        ("studying", "Cao cấp", ["Lý luận chính trị: Cao cấp"]),
        ("studying", "Đang học lớp TCLLCT-HC", ["Lý luận chính trị: Trung cấp"]),
        ("studying", "ĐH Luật (2023-2027)", ["Trình độ chuyên môn: Đại học, dự kiến 2027"]),
        (
            "studying",
            "CC LLCT; ThS Luật",
            ["Lý luận chính trị: Cao cấp", "Trình độ chuyên môn: Thạc sĩ"],
        ),
        ("studying_theory", "TC", ["Lý luận chính trị: Trung cấp"]),
        ("studying_professional", "cao học Luật", ["Trình độ chuyên môn: Thạc sĩ"]),
        ("studying_foreign_language", "Anh B1", ["Ngoại ngữ: B1 (bậc 3), Anh"]),
        ("studying_mass_work", "x", ["Bồi dưỡng nghiệp vụ công tác đoàn thể: Đã bồi dưỡng"]),
        ("studying", "Không", []),
        ("studying", "Chưa", []),
        ("studying_theory", False, []),
        ("studying", None, []),
    ],
)
def test_a_cell_of_studies(field: str, cell: Any, studies: list[str]) -> None:
    assert [str(study) for study in read_studies(field, cell, TODAY)] == studies


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ("studying", "Trung cấp"),
        ("studying", "ĐH tiếng Anh"),
        ("studying", "x"),
        ("studying_theory", "đang học"),
        ("studying_theory", "bảo lưu Cao cấp"),
        ("studying_mass_work", "lớp kỹ năng"),
    ],
)
def test_a_cell_that_is_asked(field: str, cell: str) -> None:
    with pytest.raises(BadCell):
        read_studies(field, cell, TODAY)


def test_what_a_cell_may_mean_is_offered() -> None:
    offered = likeliest_studies("studying", "Trung cấp")
    assert offered[:2] == [
        ("professional=2", "Đang học Chuyên môn: Trung cấp"),
        ("theory=2", "Đang học LLCT: Trung cấp"),
    ]
    assert offered[-1][0] == NO_STUDY
    assert set(offered) <= set(choices_of_studies("studying"))
    assert {value for value, _ in choices_of_studies("studying_theory")} == {
        NO_STUDY,
        *(f"theory={level}" for level in range(1, 5)),
    }


def test_what_is_studied_besides_is_told_with_the_answer(references: References) -> None:
    offered = suggestions("professional", "TC Luật, đang học ĐH", references)
    assert offered[0] == ("Trung cấp", "Trung cấp; đang học Đại học")
    offered = suggestions("professional", "TC Luật, chưa tốt nghiệp ĐH", references)
    assert offered[0] == ("Trung cấp", "Trung cấp")


def test_an_answer_settles_what_a_cell_tells(read: Read) -> None:
    cells = {"studying": "Trung cấp 2024-2026"}
    (found,) = read(**cells).errors
    assert (found.field, found.column, found.sort) == ("studying", "Đang học", "question")
    answer = {"studying": (found.unknown, "theory=2")}
    assert _studies(read(answer, **cells)) == ["Lý luận chính trị: Trung cấp, dự kiến 2026"]
    assert _studies(read({"studying": (found.unknown, NO_STUDY)}, **cells)) == []
    assert _studies(read({"studying": (found.unknown, "theory=9")}, **cells)) == []


def test_an_error_of_a_formula_is_never_answered(read: Read) -> None:
    (found,) = read(studying="#N/A").errors
    assert (found.field, found.unknown) == ("studying", "")


@pytest.mark.parametrize(
    ("kind", "text", "answer", "studies"),
    [
        ("professional", "ĐH Luật (đang học)", BLANK, ["Trình độ chuyên môn: Đại học"]),
        ("professional", "ĐH Luật, 2027", BLANK, ["Trình độ chuyên môn: Đại học, dự kiến 2027"]),
        ("professional", "TC Luật, đang học ĐH", "Trung cấp", ["Trình độ chuyên môn: Đại học"]),
        ("professional", "cao học Luật", BLANK, ["Trình độ chuyên môn: Thạc sĩ"]),
        ("professional", "ĐH Luật (đang học)", "Đại học", []),
        ("professional", "ĐH Luật (nợ bằng)", "Đại học", []),
        (
            "foreign_language",
            "ĐH tiếng Anh (năm thứ 2)",
            BLANK,
            ["Ngoại ngữ: Đại học trở lên, Anh"],
        ),
    ],
)
def test_a_study_beside_a_level_is_told_once_it_is_answered(
    read: Read, kind: str, text: str, answer: str, studies: list[str]
) -> None:
    reading = read({kind: (text, answer)}, **{kind: text})
    assert _studies(reading) == studies
    assert not reading.warnings


@pytest.mark.parametrize("text", ["ĐH Luật (chưa tốt nghiệp)", "ĐH Luật (bảo lưu)", "đang học"])
def test_a_study_that_is_not_plain_is_told_and_not_written(read: Read, text: str) -> None:
    reading = read({"professional": (text, BLANK)}, professional=text)
    assert _studies(reading) == []
    (note,) = reading.warnings
    assert note.reason.startswith("không ghi là đang học: chưa rõ")


def test_a_level_that_is_held_is_no_study(read: Read) -> None:
    reading = read(professional="ĐH Luật", theory="TC", foreign_language="đang học tiếng Anh")
    assert _studies(reading) == [] and not reading.warnings


def test_a_study_told_by_the_year_of_its_award(read: Read) -> None:
    cells = {"professional": "ĐH Luật", "professional_awarded": "dự kiến 2026"}
    answer = {"professional_awarded": ("dự kiến 2026", STUDYING)}
    assert _studies(read(answer, **cells)) == ["Trình độ chuyên môn: Đại học, dự kiến 2026"]
    assert _studies(read({"professional_awarded": ("dự kiến 2026", NO_YEAR)}, **cells)) == []


def test_a_study_told_twice_is_one(read: Read) -> None:
    text = "ĐH Luật (đang học)"
    cells = {"professional": text, "studying_professional": "ĐH Luật 2023-2027"}
    reading = read({"professional": (text, BLANK)}, **cells)
    assert _studies(reading) == ["Trình độ chuyên môn: Đại học, dự kiến 2027"]


def test_the_same_as_above_is_the_study_above(references: References) -> None:

    own = {"sex": "Nữ", "birth": "1980", "unit": "Xã Ba Tô", "title": "VPTK"}
    records = [
        Record("S", 2, own | {"full_name": "Đinh Thị Rê", "studying_theory": "Cao cấp"}),
        Record("S", 3, own | {"full_name": "Đinh Thị Cúc", "studying_theory": "nt"}),
    ]
    reading = read_records(records, references)
    assert [[study.level for study in row.studies] for row in reading.rows] == [[3], [3]]
