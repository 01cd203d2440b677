import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.sheets.building import (
    MAIN,
    SHEET_PART,
    raw_workbook,
    saved,
    sheet_of,
    somebody,
    workbook_of,
    zipped,
)
from xlsx import safety
from xlsx.workbook import Sheet, open_workbook

from .containers import refusal_of


def _numbered(count: int, cells: str = "") -> Iterator[str]:
    return (f'<row r="{number}">{cells}</row>' for number in range(1, count + 1))


def test_rows_that_hold_anything_come_with_their_numbers() -> None:
    rows = [["a", None, 1.5], [], [None, " "], [datetime(2020, 1, 2), True, None]]
    assert open_workbook(workbook_of({"Một": rows, "Hai": []})) == [
        Sheet("Một", ((1, ("a", None, 1.5)), (4, (date(2020, 1, 2), True)))),
    ]


def test_a_path_is_opened_as_well(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(sheet_of(somebody()).getvalue())
    assert len(open_workbook(path)[0].rows) == 2


def test_hidden_rows_columns_and_sheets_are_read_like_the_others() -> None:
    book = Workbook()
    book.active.append(["a", "b"])
    book.active.append(["c", "d"])
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["B"].hidden = True
    assert open_workbook(saved(book))[0].rows == ((1, ("a", "b")), (2, ("c", "d")))


def test_a_formula_counts_as_its_cached_value() -> None:
    file = raw_workbook(['<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>'])
    assert open_workbook(file)[0].rows == ((1, (2,)),)


def test_a_wrong_size_in_the_file_hides_no_row() -> None:
    rows = ['<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="C9"><v>2</v></c></row>']
    file = raw_workbook(rows, before='<dimension ref="A1:A1"/>')
    assert open_workbook(file)[0].rows == ((1, (1,)), (9, (None, None, 2)))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "Tệp rỗng"),
        (b"TT,Ho ten\n1,An\n", "không phải sổ Excel"),
        (b"<html><table></table></html>", "không phải sổ Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "định dạng .xls cũ"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + bytes(600)
            + "EncryptedPackage".encode("utf-16-le"),
            "được đặt mật khẩu",
        ),
        (b"PK\x03\x04" + bytes(100), "bị hỏng"),
    ],
)
def test_what_is_no_workbook(content: bytes, reason: str) -> None:
    assert reason in refusal_of(io.BytesIO(content))


def test_files_that_are_not_there(tmp_path: Path) -> None:
    assert "Không tìm thấy tệp" in refusal_of(tmp_path / "a.xlsx")
    assert "là thư mục" in refusal_of(tmp_path)


def test_another_kind_of_zip_is_no_workbook() -> None:
    assert "không phải sổ Excel" in refusal_of(zipped({"a.txt": ["xin chào"]}))
    assert "không phải sổ Excel" in refusal_of(
        zipped({"[Content_Types].xml": ["<Types/>"], "word/document.xml": ["<w/>"]})
    )


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9, 0.999])
def test_a_truncated_file(kept: float) -> None:
    whole = sheet_of(somebody()).getvalue()
    assert "bị hỏng" in refusal_of(io.BytesIO(whole[: int(len(whole) * kept)]))


def test_a_part_that_breaks_off() -> None:
    file = raw_workbook(['<row r="1"><c><v>1</v></c></row><row'])
    assert "bị hỏng" in refusal_of(file)


def test_flipped_bytes_are_noticed() -> None:
    whole = bytearray(raw_workbook(_numbered(500, "<c><v>1</v></c>")).getvalue())
    at = whole.index(SHEET_PART.encode()) + len(SHEET_PART) + 60
    whole[at] ^= 0xFF
    assert "bị hỏng" in refusal_of(io.BytesIO(bytes(whole)))


def test_workbooks_without_any_content() -> None:
    assert "không có dữ liệu" in refusal_of(workbook_of({"S": [], "T": [[None, "  "]]}))


def test_a_million_formatted_blank_rows_do_not_keep_the_people_from_being_read() -> None:
    people = ['<row r="1"><c r="A1" t="inlineStr"><is><t>An</t></is></c></row>']
    blank = (f'<row r="{n}" s="1" customFormat="1"/>' for n in range(2, 1_048_577))
    assert open_workbook(raw_workbook([*people, *blank]))[0].rows == ((1, ("An",)),)


def test_more_blank_cells_than_any_list_has() -> None:
    assert "quá nhiều ô trống" in refusal_of(raw_workbook(_numbered(210_000, "<c/>" * 20)))


def test_more_people_than_any_list_has() -> None:
    assert "quá nhiều dòng" in refusal_of(raw_workbook(_numbered(50_001, "<c><v>1</v></c>")))
    assert "quá nhiều ô ghi" in refusal_of(raw_workbook(_numbered(7_000, "<c><v>1</v></c>" * 90)))


def test_a_lonely_cell_at_the_bottom_of_the_sheet() -> None:
    rows = [
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1048576"><c r="A1048576"><v>1</v></c></row>',
    ]
    assert "10.000 dòng trống liên tiếp, từ dòng 2" in refusal_of(raw_workbook(rows))


def test_gaps_that_people_leave_are_no_matter() -> None:
    rows = [f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in (1, 3_000, 9_000)]
    assert [number for number, _ in open_workbook(raw_workbook(rows))[0].rows] == [1, 3_000, 9_000]


def test_too_many_columns() -> None:
    file = raw_workbook(['<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'])
    assert "200 cột" in refusal_of(file)


def test_a_file_beyond_the_limit_is_not_even_opened() -> None:
    assert "Tệp quá lớn: tối đa 20 MB" in refusal_of(io.BytesIO(b"PK" + bytes(safety.MAX_FILE)))


def test_hundreds_of_megabytes_in_a_few_kilobytes_are_not_unpacked() -> None:
    file = raw_workbook(" " * 1_000_000 for _ in range(400))
    tracemalloc.start()
    assert "giải nén ra quá lớn" in refusal_of(file)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20 * safety.MEGABYTE


def test_a_declared_size_that_is_a_lie_is_found_out() -> None:
    whole = bytearray(raw_workbook(_numbered(2_000)).getvalue())
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        size = archive.getinfo(SHEET_PART).file_size
    whole = whole.replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert "bị hỏng" in refusal_of(io.BytesIO(bytes(whole)))


def test_a_zip_of_too_many_parts() -> None:
    assert "quá nhiều thành phần" in refusal_of(zipped({f"{n}.xml": [] for n in range(2_001)}))


def test_entities_that_multiply() -> None:
    declarations = '<!DOCTYPE sst [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    strings = [f'{declarations}<sst xmlns="{MAIN}"><si><t>&b;</t></si></sst>']
    assert "khai báo XML" in refusal_of(raw_workbook(strings=strings))


def test_shared_strings_without_end() -> None:
    strings = [f'<sst xmlns="{MAIN}">', "<si/>" * 400_000, "</sst>"]
    assert "cấu trúc quá lớn" in refusal_of(raw_workbook(strings=strings))


def test_a_cell_with_parts_without_end() -> None:
    row = ["<row><c><is>", "<t/>" * 1_600_000, "</is></c></row>"]
    assert "cấu trúc quá lớn" in refusal_of(raw_workbook(row))


def test_one_long_text_behind_many_cells() -> None:
    strings = [f'<sst xmlns="{MAIN}"><si><t>', "a" * 30_000, "</t></si></sst>"]
    file = raw_workbook(_numbered(1_000, '<c t="s"><v>0</v></c>'), strings=strings)
    assert "quá nhiều chữ" in refusal_of(file)


def test_the_limits_leave_room_for_a_whole_province() -> None:
    file = raw_workbook(_numbered(6_000, "<c><v>1</v></c>" * 33))
    assert len(open_workbook(file)[0].rows) == 6_000
