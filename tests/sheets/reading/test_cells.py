"""Cells of a row as boards fill them: read, or asked with something to pick."""

from typing import Any

import pytest

from personnel.models import Unit
from sheets.reading.matching import References
from sheets.reading.reading import read_records
from sheets.reading.suggesting import suggestions
from sheets.records import Reading, Record

CELLS = {"full_name": "Phạm Thị Lành", "sex": "Nữ", "birth": "1987", "title": "VP-TK"}


def _read(references: References, **cells: Any) -> Reading:
    unit = Unit.objects.get(name="Xã Ba Tô")
    return read_records([Record("S", 2, CELLS | cells, unit)], references)


@pytest.mark.parametrize("cell", ["ĐUV", "UVBTV", "Đảng ủy viên", "UV BCH", "x"])
def test_the_seat_on_the_committee_by_its_name(references: References, cell: str) -> None:
    (row,) = _read(references, committee=cell).rows
    assert row.committee == references.committee_member


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ("committee", "v"),
        ("committee", 1),
        ("committee", "Có (2020)"),
        ("committee", "Bí thư"),
        ("is_local", "v"),
        ("religion", "Có"),
        ("religion", "Không rõ"),
        ("field_of_study", "2015"),
        ("home_place", 5),
        ("mass_work", 1),
    ],
)
def test_what_is_not_clear_is_asked_with_offers(
    references: References, field: str, cell: Any
) -> None:
    (asked,) = _read(references, **{field: cell}).errors
    assert asked.field == field and asked.unknown
    if field != "mass_work":
        assert suggestions(field, asked.unknown, references)


@pytest.mark.parametrize("cell", ["Ko", "K", "Không theo đạo"])
def test_no_religion(references: References, cell: str) -> None:
    (row,) = _read(references, religion=cell).rows
    assert row.religion == ""


@pytest.mark.parametrize("name", ["x", "Đinh Văn Hai Nghỉ hưu"])
def test_what_is_no_full_name_is_refused(references: References, name: str) -> None:
    (wrong,) = _read(references, full_name=name).errors
    assert wrong.field == "full_name"


@pytest.mark.parametrize("name", ["Lành", "Hiếu"])
def test_a_name_of_one_word_is_told(references: References, name: str) -> None:
    reading = _read(references, full_name=name)
    assert any("một từ" in found.reason for found in reading.problems if not found.is_error)


@pytest.mark.parametrize("name", ["Y Blô", "Hồ Văn Ơi", "Đồng Chí Hiếu", "Ông Thị Hoa"])
def test_rare_names_are_names(references: References, name: str) -> None:
    (row,) = _read(references, full_name=name).rows
    assert row.full_name == name


@pytest.mark.parametrize("cell", [51000000000, 5.1e10, "000000000000"])
def test_a_rounded_number_is_no_identity_number(references: References, cell: Any) -> None:
    (wrong,) = _read(references, cccd=cell).errors
    assert wrong.field == "cccd"
