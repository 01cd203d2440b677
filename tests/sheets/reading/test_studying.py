"""Levels that are studied for, dates told beside levels, and what is answered of both."""

from collections.abc import Callable
from typing import Any

import pytest

from personnel.kinds import KINDS
from personnel.words.partial_dates import PartialDate
from personnel.words.vocabulary import Held
from sheets.deciding import answer_key
from sheets.reading.matching import References
from sheets.reading.reading import read_records
from sheets.reading.studying import LAST_YEAR, NO_YEAR, STUDYING
from sheets.reading.suggesting import choices, suggestions
from sheets.records import Reading, Record

Read = Callable[..., Reading]
BLANK = "Chưa có thông tin"


@pytest.fixture
def read(references: References) -> Read:
    """Read one row; `answers` are by field: the text answered for, and the answer."""

    def read_row(answers: dict[str, tuple[str, str]] | None = None, **cells: Any) -> Reading:
        own = {"full_name": "Đinh Thị Rê", "sex": "Nữ", "birth": "1980", "unit": "Xã Ba Tô"}
        readings = {
            field: {answer_key(field, text): value}
            for field, (text, value) in (answers or {}).items()
        }
        record = Record("S", 2, own | {"title": "VPTK"} | cells)
        return read_records([record], references, readings=readings)

    return read_row


def _held(reading: Reading) -> tuple[Held, ...]:
    assert [found.message for found in reading.errors] == []
    return reading.rows[0].held


@pytest.mark.parametrize(
    ("kind", "text", "first", "second"),
    [
        ("professional", "ĐH Luật (chưa tốt nghiệp)", BLANK, "Đại học"),
        ("professional", "Thạc sỹ QLC (đang làm luận văn)", BLANK, "Thạc sĩ"),
        ("professional", "ĐH Kinh tế 2022-2026", BLANK, "Đại học"),
        ("professional", "cao học Luật", BLANK, "Thạc sĩ"),
        ("professional", "TC Luật, đang học ĐH Luật", "Trung cấp", BLANK),
        ("professional", "Đại học Luật, 2027", BLANK, "Đại học"),
        ("theory", "Cao cấp (đang học)", BLANK, "Cao cấp"),
        ("state_management", "CVC - đang theo học", BLANK, "Chuyên viên chính"),
        ("it", "CNTT cơ bản (chờ cấp bằng)", BLANK, "Ứng dụng CNTT cơ bản"),
    ],
)
def test_a_study_is_asked_with_what_it_may_mean_first(
    references: References, read: Read, kind: str, text: str, first: str, second: str
) -> None:
    (found,) = read(**{kind: text}).errors
    assert (found.field, found.unknown, found.sort) == (kind, text, "question")
    offered = [value for value, _ in suggestions(kind, text, references)]
    assert offered[:2] == [first, second]
    assert len(set(offered)) == len(offered)
    assert set(offered) <= {value for value, _ in choices(kind, references)}
    assert _held(read({kind: (text, BLANK)}, **{kind: text})) == ()


def test_of_two_levels_the_highest_is_offered_first(references: References) -> None:
    offered = suggestions("professional", "Trung cấp Luật, ĐH Kinh tế", references)
    assert [value for value, _ in offered[:2]] == ["Đại học", "Trung cấp"]


def test_studying_is_offered_in_words(references: References) -> None:
    labels = [label for _, label in suggestions("professional", "ĐH năm thứ 2", references)]
    assert labels[:2] == ["Để trống (đang học, chưa tính)", "Đã có bằng: Đại học"]


def test_a_study_of_a_language_is_asked_too(references: References, read: Read) -> None:
    (found,) = read(foreign_language="ĐH tiếng Anh (năm thứ 2)").errors
    offered = suggestions("foreign_language", found.unknown, references)
    assert offered[0] == (BLANK, "Để trống (đang học, chưa tính)")
    (held,) = _held(read(foreign_language="đang học tiếng Anh"))
    assert (held.level, held.language) == (1, "Anh")


@pytest.mark.parametrize("text", ["ĐH Luật năm thứ 3", "ĐH Luật năm thứ 4"])
def test_one_answer_settles_every_year_of_a_study(read: Read, text: str) -> None:
    answers = {"professional": ("ĐH Luật năm thứ 2", BLANK)}
    assert _held(read(answers, professional=text)) == ()


def test_what_is_answered_as_held_keeps_the_field_of_study(read: Read) -> None:
    text = "ĐH Luật (đang theo học)"
    (held,) = _held(read({"professional": (text, "Đại học")}, professional=text))
    assert held == Held("professional", 4, field_of_study="Luật")


def test_a_study_that_has_ended_is_awarded_in_its_last_year(read: Read) -> None:
    answer = ("ĐH Luật 2011-2015", "Đại học")
    (held,) = _held(read({"professional": answer}, professional="ĐH Luật 2018-2022"))
    assert held == Held("professional", 4, PartialDate(2022), field_of_study="Luật")


def test_an_answer_keeps_the_year_that_the_cell_tells(read: Read) -> None:
    answer = ("Tin văn phòng 2010", "Chứng chỉ A/B/C (cũ)")
    (held,) = _held(read({"it": answer}, it="Tin văn phòng 2014"))
    assert held == Held("it", 1, PartialDate(2014))


def test_an_answer_for_a_year_to_come_is_none_for_a_year_that_was(read: Read) -> None:
    answers = {"professional": ("Đại học Luật, 2027", BLANK)}
    assert _held(read(answers, professional="Đại học Luật, 2027")) == ()
    (held,) = _held(read(answers, professional="Đại học Luật, 2015"))
    assert held.awarded == PartialDate(2015)


def test_a_year_in_the_level_fills_a_blank_column(read: Read) -> None:
    (held,) = _held(read(professional="Đại học Luật, 2015"))
    assert held == Held("professional", 4, PartialDate(2015), field_of_study="Luật")


def test_a_year_in_the_level_and_one_in_its_column(read: Read) -> None:
    more = read(theory="TC 05/2015", theory_awarded="2015")
    assert _held(more)[0].awarded == PartialDate(2015, 5)
    assert not more.warnings
    other = read(theory="TC, 2015", theory_awarded="2016")
    assert _held(other)[0].awarded == PartialDate(2016)
    (note,) = other.warnings
    assert (note.column, "2015" in note.reason) == ("Năm LLCT", True)


@pytest.mark.parametrize("text", ["2018-2022", "đang học", "dự kiến 2026", "chưa TN"])
def test_a_study_in_the_column_of_the_year_is_asked(read: Read, text: str) -> None:
    cells = {"professional": "ĐH Luật", "professional_awarded": text}
    (found,) = read(**cells).errors
    assert (found.field, found.unknown) == ("professional_awarded", text)
    assert _held(read({found.field: (text, STUDYING)}, **cells)) == ()
    (held,) = _held(read({found.field: (text, NO_YEAR)}, **cells))
    assert held == Held("professional", 4, field_of_study="Luật")


def test_one_answer_settles_a_whole_column_of_spans(references: References, read: Read) -> None:
    answers = {"theory_awarded": ("2010-2012", LAST_YEAR)}
    (held,) = _held(read(answers, theory="TC", theory_awarded="2016 - 2018"))
    assert held.awarded == PartialDate(2018)
    offered = [value for value, _ in suggestions("theory_awarded", "2016-2018", references)]
    assert offered == [STUDYING, LAST_YEAR, NO_YEAR]


def test_a_study_told_by_the_field_is_not_held(read: Read) -> None:
    cells = {"professional": "ĐH", "field_of_study": "Luật (đang học)"}
    (found,) = read(**cells).errors
    assert (found.field, found.unknown) == ("professional", "ĐH, Luật (đang học)")
    (held,) = _held(read({"professional": (found.unknown, "Đại học")}, **cells))
    assert held == Held("professional", 4, field_of_study="Luật")


def test_a_study_beside_a_cell_in_error_is_asked_as_it_stands(read: Read) -> None:
    (found,) = read(professional="#N/A", field_of_study="đang học Luật").errors
    assert (found.field, found.value) == ("professional", "#N/A, đang học Luật")


@pytest.mark.parametrize("kind", [kind.code for kind in KINDS.values() if not kind.languages])
def test_a_level_and_its_study_are_never_held_together(read: Read, kind: str) -> None:
    top = KINDS[kind].level_label(KINDS[kind].top)
    reading = read(**{kind: f"{top} (nợ bằng)"})
    assert not reading.rows
    assert [found.field for found in reading.errors] == [kind]
