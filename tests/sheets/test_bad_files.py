"""Files that no board means to send: each is read as data, or refused in so many words."""

import io
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from sheets.layout.understanding import understand
from sheets.reading.matching import References
from sheets.reading.reading import read_records
from sheets.records import Reading
from tests.xlsx.containers import parts_of, put_together, refusal_of
from xlsx.limits import MEGABYTE
from xlsx.workbook import open_workbook

from .building import (
    HEADERS,
    MAIN,
    SHEET_PART,
    raw_workbook,
    saved,
    sheet_of,
    somebody,
    workbook_of,
    zipped,
)

Read = Callable[[io.BytesIO], Reading]


@pytest.fixture
def read(references: References) -> Read:
    """Read a workbook as an upload of it would."""

    def read_file(file: io.BytesIO) -> Reading:
        layout = understand(open_workbook(file), references)
        reading = read_records(layout.records, references)
        reading.problems[:0] = layout.problems
        return reading

    return read_file


def _texts(file: io.BytesIO) -> dict[str, str]:
    return {name: content.decode() for name, content in parts_of(file).items()}


def _with(file: io.BytesIO, **changed: tuple[str, str]) -> io.BytesIO:
    """The same workbook with a text in one of its parts replaced, by the end of the part's name."""
    parts = _texts(file)
    for end, (old, new) in changed.items():
        (name,) = [name for name in parts if name.endswith(f"{end}.xml")]
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new)
    return zipped({name: [text] for name, text in parts.items()})


def test_a_macro_workbook_is_read_as_data(read: Read) -> None:
    plain, macros = "sheet.main+xml", "sheet.macroEnabled.main+xml"
    parts = _texts(sheet_of(somebody()))
    types = parts["[Content_Types].xml"]
    assert plain in types
    parts["[Content_Types].xml"] = types.replace(
        f"openxmlformats-officedocument.spreadsheetml.{plain}", f"ms-excel.{macros}"
    )
    parts["xl/vbaProject.bin"] = "Sub Auto_Open()"
    assert len(read(zipped({name: [text] for name, text in parts.items()})).rows) == 1


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#SPILL!"])
def test_an_error_cell_is_an_error_of_its_cell(read: Read, error: str) -> None:
    row = somebody(theory="@theory@", ethnicity="Kinh")
    parts = _texts(sheet_of(row))
    old = 't="inlineStr"><is><t>@theory@</t></is>'
    assert old in parts[SHEET_PART]
    parts[SHEET_PART] = parts[SHEET_PART].replace(old, f't="e"><v>{error}</v>')
    reading = read(zipped({name: [text] for name, text in parts.items()}))
    (found,) = reading.errors
    assert (found.row, found.column, found.value) == (2, "Lý luận chính trị", error)
    assert "lỗi công thức" in found.message


@pytest.mark.parametrize("epoch", [None, CALENDAR_MAC_1904])
def test_dates_are_the_same_in_either_system(read: Read, epoch: datetime | None) -> None:
    book = Workbook()
    if epoch:
        book.epoch = epoch
    book.active.append(HEADERS)
    row = somebody(born=datetime(1987, 3, 14), since=datetime(2019, 10, 1))
    book.active.append([row.get(header) for header in HEADERS])
    (found,) = read(saved(book)).rows
    assert (str(found.birth), str(found.since)) == ("14/03/1987", "01/10/2019")


def test_a_cell_of_the_longest_text_is_told_by_its_beginning_alone(read: Read) -> None:
    longest = "a" * 32_767
    reading = read(sheet_of(somebody(note=longest), somebody(name=longest, professional=longest)))
    assert len(reading.rows) == 1
    assert {found.column for found in reading.errors} == {"Họ và tên", "Trình độ chuyên môn"}
    assert all(len(found.value or "") < 300 for found in reading.errors)
    assert all(len(found.message) < 600 for found in reading.errors)


def test_a_maze_of_merged_cells_is_read_in_no_time(read: Read) -> None:
    areas = (f'<mergeCell ref="A{n}:AG{n + 1}"/>' for n in range(3, 60_000, 2))
    file = sheet_of(somebody())
    mazed = _with(
        file, sheet1=("</sheetData>", f"</sheetData><mergeCells>{''.join(areas)}</mergeCells>")
    )
    began = time.perf_counter()
    assert len(read(mazed).rows) == 1
    assert time.perf_counter() - began < 10


def test_merged_areas_over_the_whole_sheet_give_nobody_to_anybody(read: Read) -> None:
    whole = '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    two = sheet_of(somebody(), somebody(name="Phạm Văn Bền"))
    reading = read(_with(two, sheet1=("</sheetData>", whole)))
    assert reading.records == 2


def test_five_hundred_columns() -> None:
    header = [*HEADERS, *(f"Cột {n}" for n in range(500))]
    assert "quá 200 cột" in refusal_of(workbook_of({"S": [header]}))


def test_five_hundred_formatted_blank_columns_do_no_harm(read: Read) -> None:
    book = Workbook()
    book.active.append(HEADERS)
    book.active.append([somebody().get(header) for header in HEADERS])
    for at in range(34, 534):
        book.active.cell(2, at).number_format = "@"
    assert len(read(saved(book)).rows) == 1


@pytest.mark.parametrize("place", ["A99999999999", "ZZZZZZZ1", "XFE1", "A0", "1A", "", "A1048577"])
def test_a_cell_that_no_sheet_has(place: str) -> None:
    assert "bị hỏng" in refusal_of(raw_workbook([f'<row r="1"><c r="{place}"><v>1</v></c></row>']))


@pytest.mark.parametrize("number", ["0", "-1", "99999999999", "x", "1.5"])
def test_a_row_that_no_sheet_has(number: str) -> None:
    assert "bị hỏng" in refusal_of(raw_workbook([f'<row r="{number}"><c><v>1</v></c></row>']))


def _scattered(last: int) -> Iterator[str]:
    yield '<row r="1"><c r="GR1"><v>1</v></c></row>'
    yield from (f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(9_000, last, 9_000))


def test_cells_scattered_over_the_sheet_take_no_room() -> None:
    tracemalloc.start()
    assert "rải ra quá rộng" in refusal_of(raw_workbook(_scattered(1_000_000)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20 * MEGABYTE


def test_xml_that_goes_on_after_it_broke_is_not_read() -> None:
    rows = ['<row r="1"><c r="A1"><v>1</v></wrong></row>', '<row r="2"><c r="A99999999"><v>']
    assert "bị hỏng" in refusal_of(raw_workbook(rows))


def test_parts_in_another_encoding_are_not_read_as_blank() -> None:
    file = raw_workbook(['<row r="1"><c r="A1"><v>1</v></c></row>'])
    parts = parts_of(file)
    parts[SHEET_PART] = parts[SHEET_PART].decode().encode("utf-16")
    assert "bị hỏng" in refusal_of(put_together(parts))


def test_a_sheet_hidden_behind_another_kind_of_part_is_not_read() -> None:
    parts = _texts(raw_workbook(['<row r="1"><c r="A1"><v>1</v></c></row>']))
    parts["xl/media/image1.png"] = "x" + parts.pop(SHEET_PART)
    relations = "xl/_rels/workbook.xml.rels"
    parts[relations] = parts[relations].replace("worksheets/sheet1.xml", "media/image1.png")
    assert "bị hỏng" in refusal_of(zipped({name: [text] for name, text in parts.items()}))


def test_an_old_drawing_that_is_no_xml_does_no_harm(read: Read) -> None:
    parts = _texts(sheet_of(somebody()))
    parts["xl/drawings/vmlDrawing1.vml"] = "<xml><br></xml>"
    assert len(read(zipped({name: [text] for name, text in parts.items()})).rows) == 1


def test_elements_with_a_prefix_are_the_same_elements() -> None:
    cells = '<x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c></x:row>'
    parts = _texts(raw_workbook())
    parts[SHEET_PART] = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{cells}</x:sheetData></x:worksheet>'
    )
    file = zipped({name: [text] for name, text in parts.items()})
    assert open_workbook(file)[0].rows == ((1, (5,)),)


def test_a_cell_that_shows_a_text_nobody_wrote_is_refused() -> None:
    assert "Không đọc được" in refusal_of(raw_workbook(['<row><c t="s"><v>9</v></c></row>']))


def test_the_long_way_to_too_much_text_is_short(read: Read) -> None:
    notes = [somebody(name=f"Phạm Văn {a}{b}", note="a" * 30_000) for a in "BCDEG" for b in "aeiou"]
    assert read(sheet_of(*notes)).records == 25
