"""A home place is held against a commune and what became it; the same name elsewhere is not it."""

import pytest

from personnel.models import Unit
from reports.heads.home_places import Register

DISTRICTS = {1: "Huyện Ba Tơ", 2: "Huyện Sơn Tây", 3: "Thị xã Đức Phổ"}
# Xã Ba Vì (10) was merged with xã Ba Tiêu (11) into a new xã Ba Vì (20).
COMMUNES = [
    (10, "Xã Ba Vì", 1), (11, "Xã Ba Tiêu", 1), (12, "Thị trấn Ba Tơ", 1), (13, "Xã Long Sơn", 1),
    (14, "Xã Long Sơn", 2), (15, "Phường Phổ Minh", 3), (20, "Xã Ba Vì", None),
]  # fmt: skip
LINE = {10, 11, 20}


@pytest.fixture(scope="module")
def register():
    above = {pk: Unit(pk=pk, name=name, level="district") for pk, name in DISTRICTS.items()}
    province = Unit(pk=99, name="Tỉnh Quảng Ngãi", level="province")
    units = [
        Unit(pk=pk, name=name, level="commune", parent=above.get(district, province))
        for pk, name, district in COMMUNES
    ]
    return Register.of(units, province.name)


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("xã Ba Vì, huyện Ba Tơ", True),
        ("Xã Ba Tiêu, huyện Ba Tơ, tỉnh Quảng Ngãi", True),
        ("Thôn Gò Năng, xã Ba Vì, huyện Ba Tơ", True),
        ("x. Ba Vì, h. Ba Tơ", True),
        ("Ba Vì - Ba Tơ - Quảng Ngãi", True),
        ("Ba Vì, Ba Tơ, Quảng Ngãi", True),
        ("Ba Vì, Ba Tơ", True),
        ("Xã Ba Vì, tỉnh Quảng Ngãi", True),
        ("Xã Ba Vì", True),
        # Another commune, district, province.
        ("Thị trấn Ba Tơ, huyện Ba Tơ", False),
        ("Phường Phổ Minh, thị xã Đức Phổ", False),
        ("Xã Ba Vì, huyện Sơn Tây", False),
        ("Xã Nào Đó, huyện Sơn Tây", False),
        ("Huyện Sơn Tây, tỉnh Quảng Ngãi", False),
        ("Xã Ba Vì, huyện Ba Vì, tỉnh Hà Tây", False),
        ("tỉnh Bình Định", False),
        # What does not tell.
        ("", None),
        ("Huyện Ba Tơ, tỉnh Quảng Ngãi", None),
        ("Xã Nào Đó, huyện Ba Tơ", None),
        ("Quảng Ngãi", None),
        ("Miền Trung", None),
        ("Xã Ba Vi", None),
    ],
)
def test_of_a_merged_commune(register, typed, proposed):
    assert register.proposes(typed, LINE) is proposed


def test_a_name_of_two_districts_tells_nothing_without_its_own(register):
    assert register.proposes("Xã Long Sơn", {13}) is None
    assert register.proposes("Xã Long Sơn, huyện Ba Tơ", {13}) is True
    assert register.proposes("Xã Long Sơn, huyện Sơn Tây", {13}) is False


def test_a_township_is_not_its_district(register):
    assert register.proposes("huyện Ba Tơ", {12}) is None
    assert register.proposes("thị trấn Ba Tơ", {12}) is True
