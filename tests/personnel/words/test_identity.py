from datetime import date

import pytest

from personnel.models import Person
from personnel.words.identity import cccd_clashes, cccd_doubts, masked
from tests.factories import person

SEX = "chữ số thứ 4 không khớp với giới tính"
YEAR = "chữ số thứ 4 đến thứ 6 không khớp với năm sinh"
BORNE = [
    ("051087001234", "male", 1987, []),
    ("051187001234", "female", 1987, []),
    ("051203001234", "male", 2003, []),
    ("051303001234", "female", 2003, []),
    ("051999001234", "female", 2399, []),
    ("051187001234", "male", 1987, [SEX]),
    ("051087001234", "female", 1987, [SEX]),
    ("051087001234", "male", 1988, [YEAR]),
    ("051087001234", "male", 2087, [YEAR]),
    ("051203001234", "male", 1903, [YEAR]),
    ("051101001234", "male", 1902, [SEX, YEAR]),
]


@pytest.mark.parametrize(("cccd", "sex", "year", "doubts"), BORNE)
def test_what_a_number_says_of_its_bearer(
    cccd: str, sex: str, year: int, doubts: list[str]
) -> None:
    assert cccd_doubts(cccd, sex, year) == doubts


def test_what_is_not_known_clashes_with_nothing() -> None:
    assert cccd_doubts("051187001234", "", 1990) == [YEAR]
    assert cccd_doubts("051187001234", "male", None) == [SEX]
    assert cccd_doubts("051187001234", "", None) == []


@pytest.mark.parametrize(("cccd", "sex", "year", "doubts"), BORNE)
def test_the_database_reads_the_digits_alike(
    province: object, cccd: str, sex: str, year: int, doubts: list[str]
) -> None:
    person(cccd=cccd, sex=sex, birth=date(year, 5, 1))
    assert Person.objects.filter(cccd_clashes()).exists() == bool(doubts)


def test_no_number_is_no_clash(province: object) -> None:
    person(cccd="")
    assert not Person.objects.filter(cccd_clashes()).exists()


@pytest.mark.parametrize(
    ("number", "shown"),
    [("051064001234", "••••••••1234"), ("••••••••1234", "••••••••1234"), ("", "")],
)
def test_a_number_is_masked_and_a_masked_one_stays(number, shown):
    assert masked(number) == shown
