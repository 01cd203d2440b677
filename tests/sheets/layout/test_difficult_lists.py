"""The same truth in any difficult layout comes out whole, or is asked; never silently different."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sheets.importing import read_sheet
from sheets.records import Reading, Row
from tests.sheets.conftest import TODAY
from tests.sheets.difficult import DifficultBoard, Person, people

each_case = settings(
    max_examples=60,
    deadline=timedelta(seconds=20),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def _truth(person: Person) -> tuple[object, ...]:
    return (
        person.name,
        {"Nam": "male", "Nữ": "female"}[person.sex],
        person.born,
        person.unit,
        sorted(person.codes),
        person.held,
        person.ethnicity if person.ethnicity in ("Kinh", "Hrê") else None,
    )


def _read_as(row: Row) -> tuple[object, ...]:
    held = {
        found.kind: (found.level, found.awarded.year if found.awarded else None)
        for found in row.held
    }
    return (
        row.full_name,
        row.sex,
        row.birth.parts,
        row.unit.name,
        sorted(title.code for title in row.titles),
        held,
        row.ethnicity.name if row.ethnicity else None,
    )


def _asked(reading: Reading) -> set[tuple[str, int]]:
    """Return the rows of which somebody is asked: of their cells, their section or their sheet."""
    rows = {(found.sheet, found.row) for found in reading.errors}
    sheets = {found.sheet for found in reading.errors if found.asks in ("sheet", "column")}
    return {
        (record.sheet, record.number)
        for record in reading.layout.records
        if (record.sheet, record.number) in rows
        or record.section is not None
        or record.sheet in sheets
    }


@each_case
@given(data=st.data(), everybody=people())
def test_the_truth_comes_out_whole_or_is_asked(
    reference: None, data: st.DataObject, everybody: list[Person]
) -> None:
    board = DifficultBoard(data.draw)
    reading = read_sheet(board.workbook(everybody), TODAY)
    found = {(row.record.sheet, row.record.number): row for row in reading.rows}
    asked = _asked(reading)
    for person in board.placed:
        row = found.pop(person.place, None)
        assert row is not None or person.place in asked, (person, "lost in silence")
        if row is not None:
            assert _read_as(row) == _truth(person)
    assert found == {}, "people who are not in post, or nobody at all"
    assert all(place in asked for place in board.gone)
