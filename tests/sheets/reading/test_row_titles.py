"""Titles that what they stand with contradicts are asked, in that company alone."""

from collections.abc import Callable

import pytest

from personnel.models import Unit
from sheets.deciding import answer_key
from sheets.reading.matching import References
from sheets.reading.reading import read_records
from sheets.reading.suggesting import suggestions
from sheets.reading.titles import NO_TITLE
from sheets.records import Reading, Record

Read = Callable[..., Reading]
CELLS = {"full_name": "Phạm Thị Lành", "sex": "Nữ", "birth": "14/03/1987"}


@pytest.fixture
def read(references: References) -> Read:
    """Read one row of Ba Tô for each title, under a group."""
    unit = Unit.objects.get(name="Xã Ba Tô")

    def rows(*titles: str, group: str = "", answers: dict[str, str] | None = None) -> Reading:
        records = [
            Record(
                "S", at, CELLS | {"full_name": f"Phạm Thị {name}", "title": title}, unit, group=g
            )
            for at, (name, title, g) in enumerate(
                zip(("Lành", "Hoa"), titles, (group, ""), strict=False), start=2
            )
        ]
        readings = {"title": {answer_key("title", k): v for k, v in (answers or {}).items()}}
        return read_records(records, references, readings=readings)

    return rows


def _codes(reading: Reading) -> list[list[str]]:
    return [[title.code for title in row.titles] for row in reading.rows]


@pytest.mark.parametrize("title", ["TC-KT", "Kế toán", "Bí thư Đảng ủy", "VP-TK"])
def test_a_title_of_no_nonspecialised_is_asked_under_them(read: Read, title: str) -> None:
    (asked,) = read(title, group="nonspecialised").errors
    assert asked.unknown == f"{title} (không chuyên trách)"


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("VH-XH", ["VHXH-K"]),
        ("VHXH", ["VHXH-K"]),
        ("Thú y, ĐUV", ["TY", "UVBCH"]),
        ("VP Đảng ủy kiêm VP-TK", ["VPDU", "VPTK"]),
        ("ĐUV", ["UVBCH"]),
    ],
)
def test_what_fits_the_nonspecialised_is_read(read: Read, title: str, codes: list[str]) -> None:
    reading = read(title, group="nonspecialised")
    assert not reading.errors and _codes(reading) == [codes]


def test_an_answer_counts_in_its_company_alone(read: Read) -> None:
    answers = {"TC-KT (không chuyên trách)": "Tổ chức - Kiểm tra"}
    reading = read("TC-KT", "TC-KT", group="nonspecialised", answers=answers)
    assert not reading.errors and _codes(reading) == [["TCKTDU"], ["TCKT"]]


def test_the_civil_title_may_be_answered_under_the_nonspecialised(read: Read) -> None:
    answers = {"TC-KT (không chuyên trách)": "Tài chính - kế toán"}
    assert _codes(read("TC-KT", group="nonspecialised", answers=answers)) == [["TCKT"]]


@pytest.mark.parametrize("title", ["PCT UBND (VHXH)", "Phó Chủ tịch UBND - VH-XH"])
def test_the_field_of_a_leader_is_asked_and_never_a_post(read: Read, title: str) -> None:
    (asked,) = read(title).errors
    name = asked.unknown.partition(" (")[0]
    assert asked.unknown == f"{name} (ghi cùng Phó Chủ tịch Ủy ban nhân dân)"
    reading = read(title, name, answers={asked.unknown: NO_TITLE})
    assert not reading.errors and _codes(reading) == [["PCTUBND"], ["VHXH"]]


def test_a_leader_may_head_a_body(read: Read) -> None:
    assert _codes(read("Phó Chủ tịch UBND - CHT QS")) == [["PCTUBND", "CHT"]]


def test_what_may_be_meant_is_offered(references: References) -> None:
    offered = [value for value, _ in suggestions("title", "TC-KT (không chuyên trách)", references)]
    assert offered[0] == "Tài chính - kế toán" and NO_TITLE in offered


def test_no_other_titles(references: References) -> None:
    unit = Unit.objects.get(name="Xã Ba Tô")
    cells = CELLS | {"title": "VP-TK", "other_titles": "Không"}
    reading = read_records([Record("S", 2, cells, unit)], references)
    assert _codes(reading) == [["VPTK"]]
