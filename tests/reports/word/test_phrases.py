"""Numbers, names and lists in the register of a report."""

from decimal import Decimal

import pytest

from personnel.models import Unit
from reports.word import phrases
from targets.criteria import HORIZONS, REGISTER, criteria_for


def unit(name, kind="huyện"):
    return Unit(name=name, kind=kind, level="district")


BA_TO, SON_HA, AN = unit("Huyện Ba Tơ"), unit("Huyện Sơn Hà"), unit("Huyện Ân Thi")
CITY, TOWN = unit("Thành phố Quảng Ngãi", "thành phố"), unit("Thị xã Đức Phổ", "thị xã")


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0"), (2, "02"), (9, "09"), (10, "10"), (1106, "1.106")]
)
def test_counts_within_a_sentence(number, text):
    assert phrases.count(number) == text


@pytest.mark.parametrize(
    ("points", "text"),
    [
        ("1.97", "tăng 1,97 điểm phần trăm"),
        ("-0.5", "giảm 0,50 điểm phần trăm"),
        ("0.00", "không thay đổi"),
    ],
)
def test_changes_of_a_rate(points, text):
    assert phrases.change(Decimal(points)) == text


def test_what_is_not_known_is_not_said():
    assert (phrases.change(None), phrases.signed(None), phrases.percent(None)) == ("", "–", "–")


def test_changes_of_a_count():
    assert phrases.change_of(-15) == "giảm 15 người"
    assert (phrases.change_of(2), phrases.change_of(0)) == ("tăng 02 người", "không thay đổi")


def test_lists():
    assert phrases.listed(["a"]) == "a"
    assert phrases.listed(["a", "b", "c"]) == "a, b và c"


def test_units_of_a_kind_stand_together():
    assert phrases.units_named([BA_TO]) == "huyện Ba Tơ"
    assert phrases.units_named([BA_TO, SON_HA]) == "các huyện Ba Tơ và Sơn Hà"
    named = phrases.units_named([CITY, BA_TO, SON_HA, TOWN])
    assert named == "thành phố Quảng Ngãi, các huyện Ba Tơ, Sơn Hà, thị xã Đức Phổ"


def test_narrow_names():
    found = [phrases.unit_narrow(each) for each in (BA_TO, CITY, TOWN)]
    assert found == ["Ba Tơ", "TP Quảng Ngãi", "TX Đức Phổ"]


def test_units_in_the_order_of_the_alphabet():
    found = phrases.in_order([TOWN, SON_HA, AN, CITY, BA_TO])
    # Â stands before B, Đ between D and E, by place and not by kind.
    assert found == [AN, BA_TO, TOWN, CITY, SON_HA]


def test_a_criterion_within_a_sentence():
    told = {c.code: phrases.subject(c) for c in REGISTER}
    assert told["2025.civil.state_management"] == "bồi dưỡng quản lý nhà nước của công chức"
    assert told["2030.committee.theory"] == "lý luận chính trị của cấp ủy viên"
    assert told["2025.units.online_dossiers"] == "hồ sơ công việc xử lý trên môi trường mạng"
    joint = told["2030.nonspecialised.professional_theory"]
    assert joint.startswith("trình độ chuyên môn và lý luận chính trị của người hoạt động")


@pytest.mark.parametrize("horizon", HORIZONS.values(), ids=str)
def test_no_two_criteria_are_called_the_same(horizon):
    told = [phrases.subject(criterion) for criterion in criteria_for(horizon)]
    assert len(set(told)) == len(told)
