from collections.abc import Callable
from typing import Any

import pytest

from personnel.models import Unit
from sheets.deciding import answer_key
from sheets.reading.matching import References
from sheets.reading.reading import read_records
from sheets.records import Reading, Record, Row

Read = Callable[..., Reading]
SOMEBODY = {"sex": "Nam", "unit": "Xã Ba Tô", "title": "VPTK"}


def _record(number: int, over: dict[str, Any] | None = None, **cells: Any) -> Record:
    own = {"full_name": f"Hồ Văn {'ABCDE'[number]}", "birth": f"198{number}"}
    return Record("S", number, SOMEBODY | own | cells, **over or {})


@pytest.fixture
def read(references: References) -> Read:
    """Read records one below the other."""

    def read_rows(*records: Record, **readings: dict[str, str]) -> Reading:
        return read_records(records, references, readings=readings)

    return read_rows


def _levels(row: Row) -> dict[str, int]:
    return {held.kind: held.level for held in row.held}


@pytest.mark.parametrize("mark", ["nt", "- nt -", "Như trên", '"', "//", "''"])
def test_a_ditto_is_the_value_of_the_row_above(read: Read, mark: str) -> None:
    first = _record(1, professional="ĐH Luật", ethnicity="Hrê", theory="TC", theory_year="2015")
    reading = read(
        first,
        _record(2, professional=mark, ethnicity=mark, unit=mark, title=mark),
        _record(3, professional=mark, theory=mark, ethnicity=mark, sex=mark),
    )
    assert not reading.errors or [found.column for found in reading.errors] == ["Lý luận chính trị"]
    _, second = reading.rows[:2]
    assert (_levels(second), str(second.ethnicity)) == ({"professional": 4}, "Hrê")
    assert [title.code for title in second.titles] == ["VPTK"]


def test_a_ditto_goes_on_through_rows(read: Read) -> None:
    rows = read(*(_record(n, theory="TC" if n == 1 else "nt") for n in (1, 2, 3, 4))).rows
    assert [_levels(row) for row in rows] == [{"theory": 2}] * 4


@pytest.mark.parametrize("mark", ["-", "--", "0", 0, "/", "..."])
def test_a_mark_for_nothing_is_blank(read: Read, mark: Any) -> None:
    fields = ("theory", "ethnicity", "since", "note", "is_local", "cccd", "religion", "mass_work")
    (row,) = read(_record(1, **dict.fromkeys(fields, mark))).rows
    assert (row.held, row.ethnicity, row.since, row.note) == ((), None, None, "")
    assert (row.is_local, row.cccd, row.religion) == (None, "", None)


def test_a_mark_for_nothing_does_not_fill_what_must_be_there(read: Read) -> None:
    (found,) = read(_record(1, full_name="-")).errors
    assert found.reason == "bắt buộc phải có"


def test_a_ditto_below_a_blank_or_another_section_is_asked(read: Read) -> None:
    other = {"unit": Unit.objects.get(name="Xã Ba Vì")}
    reading = read(
        _record(1, theory="nt"),
        _record(2, theory="TC", professional=None),
        _record(3, professional="nt"),
        _record(4, other, theory="nt", unit=None),
    )
    asked = [(found.row, found.field, found.unknown) for found in reading.errors]
    assert asked == [(1, "theory", "nt"), (3, "professional", "nt"), (4, "theory", "nt")]
    answered = read(_record(1, theory="nt"), theory={answer_key("theory", "nt"): "Sơ cấp"})
    assert _levels(answered.rows[0]) == {"theory": 1}


@pytest.mark.parametrize("field", ["full_name", "birth", "cccd"])
def test_nobody_is_who_stands_above(read: Read, field: str) -> None:
    reading = read(_record(1, cccd="051081001234"), _record(2, **{field: "nt"}))
    assert [(found.row, found.field) for found in reading.errors] == [(2, field)]


@pytest.mark.parametrize("field", ["religion", "home_place", "field_of_study"])
def test_a_ditto_of_nothing_is_no_text(read: Read, field: str) -> None:
    (found,) = read(_record(1, professional="ĐH", **{field: "nt"})).errors
    assert found.field == field


@pytest.mark.parametrize("field", ["religion", "home_place", "field_of_study"])
def test_a_tick_is_no_text_and_is_named(read: Read, field: str) -> None:
    reading = read(_record(1, professional="ĐH", **{field: "x"}))
    assert [found.field for found in reading.warnings] == [field]
    (row,) = reading.rows
    assert (row.religion, row.home_place, row.held[0].field_of_study) == (None, "", "")
