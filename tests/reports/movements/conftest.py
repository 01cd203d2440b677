"""A year of movements, each told by hand: who came and went in 2025, and whom it brought anew."""

from datetime import date, timedelta

import pytest

from personnel.models import Post, Unit
from tests.factories import MOUNTAIN, TOWNSHIP, person, post

DAY = timedelta(days=1)
START = date(2025, 3, 1)


def began(who, title, unit=MOUNTAIN, start=START, end=None, **told):
    """Give somebody a title, with what is told of how they came to it and left it."""
    made = post(who, title, unit, start, end)
    Post.objects.filter(pk=made.pk).update(**told)
    return made


@pytest.fixture
def duc_pho():
    """The code of a commune of Thị xã Đức Phổ, the other board's."""
    return Unit.objects.communes().kept_by(Unit.objects.get(code="534")).first().code


@pytest.fixture
def moved(small_province, duc_pho):
    """Eight people whose posts began or ended in 2025, in Ba Tơ and Đức Phổ.

    Down to Ba Tơ: Hạnh (rotated, district), Lía (seconded, province). Across within Ba Tơ: Sổ
    (moved); from Đức Phổ to Ba Tơ: Cả (elected); from Ba Tơ to Đức Phổ: Thu (rotated). Up from Ba
    Tơ: Nga. Rotated from nobody knows where, to Ba Tơ: Võ. Nothing told, in Đức Phổ: Mới.
    """
    eve, before = START - DAY, date(2020, 1, 1)
    hanh = person("Phạm Thị Hạnh", date(1990, 3, 2), sex="female")
    began(hanh, "BT", basis="rotated", came_from="district")
    lia = person("Đinh Văn Lía", date(1985, 3, 1), "Hrê")
    began(lia, "PCTUBND", basis="seconded", came_from="province")
    so = person("Trần Văn Sổ")
    began(so, "PBT", TOWNSHIP, before, eve, end_reason="moved")
    began(so, "PBT", basis="moved")
    ca = person("Lê Văn Cả")
    began(ca, "CTUBND", duc_pho, before, eve)
    began(ca, "CTUBND", basis="elected")
    thu = person("Hồ Thị Thu", sex="female")
    began(thu, "PCTUBND", TOWNSHIP, before, eve)
    began(thu, "PCTUBND", duc_pho, basis="rotated")
    began(person("Bùi Thị Nga", sex="female"), "TCKT", MOUNTAIN, before, date(2025, 9, 30),
          end_reason="district")  # fmt: skip
    vo = person("Võ Văn Rõ", ethnicity="Kinh")
    began(vo, "CTHDND", TOWNSHIP, basis="rotated")
    new = person("Đinh Thị Mới", date(1999, 1, 1), sex="female")
    type(new).objects.filter(pk=new.pk).update(ethnicity=None)
    began(new, "VHXH", duc_pho)
    return {"Hạnh": hanh, "Lía": lia, "Sổ": so, "Cả": ca, "Thu": thu, "Võ": vo, "Mới": new}
