"""What a clean sheet says survives any layout; what is damaged is refused, never worse."""

import io
import json
import zipfile
from contextlib import suppress
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from personnel.words.values import read_name
from sheets.layout.understanding import understand
from sheets.reading.matching import References
from sheets.reading.reading import read_records
from sheets.records import Reading
from sheets.understood import Layout
from tests.sheets.boards import LEVELS, TITLES, Board, Somebody, people
from tests.sheets.building import HEADERS, sheet_of, somebody, workbook_of, zipped
from xlsx.limits import SheetRefused
from xlsx.workbook import open_workbook

SAMPLES = Path(__file__).parents[2] / "samples"
each_case = settings(
    max_examples=40,
    deadline=timedelta(seconds=10),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def _read(file: io.BytesIO, references: References) -> Reading:
    layout = understand(open_workbook(file), references)
    reading = read_records(layout.records, references)
    reading.problems[:0] = layout.problems
    return reading


def _told(person: Somebody) -> tuple[object, ...]:
    # The land officer of a township is another title than that of a commune.
    land = "DCXD-P" if person.unit.startswith("Thị trấn") else "DCXD-X"
    codes = [land if code == "DCXD" else code for code in TITLES[person.group][person.title]]
    return (
        read_name(person.name.upper()),
        {"Nam": "male", "Nữ": "female"}[person.sex],
        person.birth.lstrip("0"),
        person.unit,
        codes,
        {kind: LEVELS[kind][text] for kind, text in person.levels},
    )


@each_case
@given(data=st.data(), everybody=people())
def test_the_same_people_whatever_the_layout(
    references: References, data: st.DataObject, everybody: list[Somebody]
) -> None:
    file = Board(data.draw).workbook(everybody)
    reading = _read(file, references)
    assert [found.message for found in reading.errors] == []
    # Two heads of a commune may be drawn, and are told.
    assert all(" đã có " in found.message for found in reading.warnings)
    found = [
        (
            read_name(row.full_name.upper()),
            row.sex,
            str(row.birth).lstrip("0"),
            row.unit.name,
            [title.code for title in row.titles],
            {held.kind: held.level for held in row.held},
        )
        for row in reading.rows
    ]
    assert sorted(found, key=str) == sorted(map(_told, everybody), key=str)


cells = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1900, 3, 1), date(2100, 1, 1)),
    st.booleans(),
    st.sampled_from([*HEADERS, "Nam", "Nữ", "Xã Ba Tô", "I.", "Tổng cộng", "(1)", "#N/A", "x"]),
)
grids = st.lists(st.lists(cells, max_size=12), max_size=25)


def _reads_or_refuses(file: io.BytesIO, references: References) -> Layout | None:
    """Read whatever it is; anything but a refusal or problems fails the test."""
    with suppress(SheetRefused):
        layout = understand(open_workbook(file), references)
        read_records(layout.records, references)
        assert json.dumps(layout.as_json())
        return layout
    return None


@each_case
@given(top=grids, below=grids, header=st.permutations(HEADERS))
def test_any_cells_are_read_or_refused(
    references: References, top: list[list[Any]], below: list[list[Any]], header: list[str]
) -> None:
    _reads_or_refuses(_book([*top, *below]), references)
    layout = _reads_or_refuses(_book([*top, header, *below]), references)
    for sheet in layout.sheets if layout else ():
        rows = [record.number for record in layout.records if record.sheet == sheet.name]
        assert len(rows) == len(set(rows)) == sheet.people
        assert not set(rows) & {row for row, _ in sheet.left_out}


def _book(rows: list[list[Any]]) -> io.BytesIO:
    legal = [
        [ILLEGAL_CHARACTERS_RE.sub("", cell) if isinstance(cell, str) else cell for cell in row]
        for row in rows
    ]
    # A text that begins so would be a formula.
    return workbook_of({"S": [[c if c != "=" else None for c in row] for row in legal]})


@pytest.mark.parametrize("name", ["template_ba_to", "reallife_duc_pho"])
@settings(each_case, max_examples=50)
@given(data=st.data())
def test_a_damaged_sample_is_read_or_refused(
    references: References, name: str, data: st.DataObject
) -> None:
    whole = bytearray(_sample(name))
    damage = data.draw(st.sampled_from(["flip", "cut", "drop", "overwrite"]))
    at = data.draw(st.integers(0, len(whole) - 1))
    if damage == "flip":
        whole[at] ^= data.draw(st.integers(1, 255))
    elif damage == "cut":
        del whole[at:]
    elif damage == "drop":
        whole = bytearray(_without_a_part(bytes(whole), data))
    else:
        whole[at : at + 40] = data.draw(st.binary(min_size=40, max_size=40))
    with suppress(SheetRefused):
        open_workbook(io.BytesIO(bytes(whole)))


@settings(each_case, max_examples=60)
@given(data=st.data())
def test_damaged_xml_is_read_or_refused(references: References, data: st.DataObject) -> None:
    parts = _parts_of(_board_of_two())
    name = data.draw(st.sampled_from(sorted(parts)))
    xml = parts[name]
    at = data.draw(st.integers(0, len(xml)))
    until = data.draw(st.integers(at, min(len(xml), at + 60)))
    put = data.draw(
        st.sampled_from(["", "<c", 'r="Z9999999"', "</row>", "&#0;", "9" * 30, "\ud7ff"])
    )
    parts[name] = xml[:at] + put + xml[until:]
    _reads_or_refuses(zipped({part: [text] for part, text in parts.items()}), references)


@cache
def _sample(name: str) -> bytes:
    return (SAMPLES / f"{name}.xlsx").read_bytes()


def _without_a_part(whole: bytes, data: st.DataObject) -> bytes:
    left = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(left, "w") as new:
        gone = data.draw(st.sampled_from(old.namelist()))
        for part in old.infolist():
            if part.filename != gone:
                new.writestr(part, old.read(part))
    return left.getvalue()


@cache
def _board_of_two() -> bytes:
    return sheet_of(somebody(), somebody(name="Phạm Văn Bền")).getvalue()


def _parts_of(whole: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}
