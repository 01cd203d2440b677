"""A province small enough to count by hand."""

from datetime import date

import pytest

from personnel.models import DossierCount, Unit
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, credential, person, post


@pytest.fixture
def people(small_province, ba_to):
    """Ba Tơ's five, and some in a township of it and in a commune of Quảng Ngãi city."""
    return and_others()


@pytest.fixture
def people_of_the_whole(ba_to):
    """The same in the whole province, where its length is what matters."""
    return and_others()


def and_others():
    """Create people of two more communes, and dossiers; return the province."""
    chairman = post(person("Hồ Văn Cao", birth=date(1964, 9, 30), cccd="051064001234"),
                    "CTUBND", TOWNSHIP).person  # fmt: skip
    credential(chairman, "professional", 4, field_of_study="Luật")
    credential(chairman, "foreign_language", 5, language="Anh")
    for number, level in enumerate((0, 2, 3, 4, None)):
        clerk = person(f"Lê Thị Bình {number}", sex="female", religion="Cao Đài")
        post(clerk, "TCKT", LOWLAND)
        if level is not None:
            credential(clerk, "professional", level)
            credential(clerk, "theory", level)
    young = person("Võ Văn Trẻ", birth=date(1996, 1, 2), birth_precision="year")
    post(young, "BT", LOWLAND)
    credential(young, "theory", 2)
    for code, total in ((MOUNTAIN, 90), (LOWLAND, 110)):
        unit = Unit.objects.get(code=code)
        DossierCount.objects.create(unit=unit, year=2025, online=60, total=total)
    return Unit.objects.get(level="province")
