"""The commands come to the figures that an independent program worked out for Huyện Ba Tơ."""

import json
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

SAMPLES = Path(__file__).parents[2] / "samples"
EXPECTED = json.loads((SAMPLES / "template_ba_to.training.json").read_text(encoding="utf-8"))
ASKED = {"today": "28/11/2026", "start": "01/01/2027", "horizon": "2030"}


@pytest.fixture
def given_out(province):
    """Return a function that runs a command on what the sample's workbook holds."""
    call_command("import_sheet", str(SAMPLES / "template_ba_to.xlsx"), district="535", verbosity=0)

    def run(command, **options):
        out = StringIO()
        call_command(command, **{**ASKED, **options}, stdout=out)
        return out.getvalue()

    return run


def told_of(found, expected):
    """Return what is said of what was expected, at whatever depth; more may be told beside."""
    if not isinstance(expected, dict) or not isinstance(found, dict):
        return found
    return {key: told_of(found.get(key), expected[key]) for key in expected}


def test_every_figure_of_the_sample(given_out):
    found = {}
    for command in ("needs", "forecast", "plan"):
        found |= json.loads(given_out(command, json=True))
    assert told_of(found, EXPECTED) == EXPECTED
    for told in ("needs", "minimum", "today_figures", "too_late", "past_age_today"):
        assert found[told].keys() == EXPECTED[told].keys()
    one_district = json.loads(given_out("plan", json=True, each_board=True))
    assert one_district["smallest_plan"] == found["smallest_plan"]
    in_words = [given_out(command) for command in ("needs", "forecast", "plan")]
    assert "cần học 446 người, 771 lượt" in in_words[0]
    assert "2030.nonspecialised.professional_theory" in in_words[1]
    assert "555 lượt của 344 người, 5286 tháng học" in in_words[2]
    assert all("16 khóa học trong danh mục chưa được xác nhận" in told for told in in_words)
    _with_bounds(given_out, found["smallest_plan"])


def _with_bounds(given_out, free):
    """Assert what two seats of LLCT-TC a year, and a reserve, make of the plan without bounds."""
    wanted = free["by_course"]["LLCT-TC"]
    bounds = [f"LLCT-TC:{year}=2" for year in (2027, 2028, 2029, 2030)]
    asked = {"bounds": bounds, "each_board": True}
    plan = json.loads(given_out("plan", json=True, **asked))["smallest_plan"]
    by_year = [courses.get("LLCT-TC") for courses in plan["by_year"].values()]
    assert by_year == [2, 2, 2, 2] and plan["by_course"]["LLCT-TC"] == 8 < wanted
    assert free["by_year"] == {"2027": free["by_course"]} and free["short_because"] == {}
    (code, short), *_ = plan["not_reached"].items()
    assert plan["short_because"] == {c: {"full": n} for c, n in plan["not_reached"].items()}
    told = given_out("plan", **asked)
    assert "LLCT-TC        8  (2027: 2, 2028: 2, 2029: 2, 2030: 2)" in told
    assert f"Không đạt {code}: còn thiếu {short} người (Hết chỗ: {short} người)." in told
    assert f"Không đạt {code} tại Huyện Ba Tơ: còn thiếu {short} người." in told
    more = json.loads(given_out("plan", json=True, reserve=20))["smallest_plan"]
    assert more["seats"] > free["seats"] and more["not_reached"] == {}


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ({"horizon": "2025"}, "31/12/2025 đến trước ngày khai giảng"),
        ({"start": "27/11/2026"}, "không được trước ngày xem"),
        ({"start": "31/13/2026"}, "không hợp lệ"),
        ({"unit": "99999"}, "Không có đơn vị"),
    ],
)
@pytest.mark.parametrize("command", ["needs", "forecast", "plan"])
def test_what_is_refused_in_words(small_province, command, asked, refusal):
    with pytest.raises(CommandError, match=refusal):
        call_command(command, **ASKED | asked, stdout=StringIO())


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ({"bounds": ["LLCT-TC:2027"]}, "“LLCT-TC:2027” không đọc được"),
        ({"bounds": ["LLCT-TC:2027=1", "LLCT-TC:2027=2"]}, "hai giới hạn"),
        ({"bounds": ["LLCT-TC:2031=1"]}, "Không có khóa LLCT-TC khai giảng năm 2031"),
        ({"bounds": ["XYZ:2027=1"]}, "Không có khóa XYZ"),
        ({"reserve": 101}, "từ 0 đến 100%"),
    ],
)
def test_wishes_that_are_refused_in_words(small_province, asked, refusal):
    with pytest.raises(CommandError, match=refusal):
        call_command("plan", **ASKED | asked, stdout=StringIO())


def test_a_plan_with_bounds_takes_the_solver(small_province, monkeypatch):
    monkeypatch.setitem(sys.modules, "highspy", None)
    call_command("plan", **ASKED, stdout=StringIO())
    with pytest.raises(CommandError, match="chưa cài bộ giải tối ưu"):
        call_command("plan", **ASKED, bounds=["LLCT-TC:2027=1"], stdout=StringIO())
