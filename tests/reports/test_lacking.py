"""Who lacks what: what is held, what must be reached, what is overdue; and who lacks nothing."""

from datetime import date

import pytest

from personnel.models import Unit
from reports.lacking import Step, who_lacks_what
from reports.roster import rosters
from targets.criteria import H2025, H2030
from targets.lens import Lens
from targets.sources import LiveSource
from tests.factories import LOWLAND, MOUNTAIN, credential, person, post

DAY = date(2026, 11, 28)
WHOLE = {"professional": 4, "theory": 2, "state_management": 2, "position_update": 1, "it": 1}


def somebody(name, title="BT", unit=MOUNTAIN, **other):
    """A person who holds all that is asked of a key cadre, but for what is given."""
    who = post(person(name=name, ethnicity="Hrê"), title, unit).person
    for kind, level in {**WHOLE, **other}.items():
        if level is not None:
            credential(who, kind, level)
    return who


@pytest.fixture
def told(small_province):
    """Return a function that tells who lacks what in a commune."""

    def of(horizon=H2030, unit=MOUNTAIN, day=DAY):
        lens = Lens(horizon, day, DAY)
        source = LiveSource(lens, Unit.objects.get(code=unit))
        return who_lacks_what(lens, rosters(source))

    return of


def lacks(found):
    return {
        each.row.person.full_name: {
            lack.label: (lack.held, [(step.level, step.overdue) for step in lack.steps])
            for lack in each.lacks
        }
        for group in found.groups
        for each in group.lacking
    }


def test_what_is_held_and_what_must_be_reached(told):
    somebody("Lê Đủ")
    somebody("Lê Thấp", professional=3, theory=0)
    somebody("Lê Thiếu", state_management=None, it=None)
    found = told()
    assert lacks(found) == {
        "Lê Thấp": {
            "Trình độ chuyên môn": ("cao đẳng", [("đại học", False)]),
            "Lý luận chính trị": ("chưa", [("trung cấp", True)]),
        },
        "Lê Thiếu": {
            "Bồi dưỡng quản lý nhà nước": ("", [("chuyên viên", False)]),
            "Tin học": ("", [("chứng chỉ A/B/C (cũ) trở lên", False)]),
        },
    }
    assert [row.person.full_name for row in found.complete] == ["Lê Đủ"]
    [group] = found.groups
    assert (group.label, group.people, len(group.lacking)) == ("Cán bộ chủ chốt", 3, 2)


def test_a_floor_that_is_overdue_stands_before_the_target(told):
    somebody("Võ Giúp", "VPDU", professional=1, theory=0)
    assert lacks(told()) == {
        "Võ Giúp": {
            "Trình độ chuyên môn": ("sơ cấp", [("trung cấp", True), ("cao đẳng", False)]),
            "Lý luận chính trị": ("chưa", [("sơ cấp", True)]),
        }
    }
    before = lacks(told(day=date(2025, 12, 31)))["Võ Giúp"]["Trình độ chuyên môn"]
    assert before == ("sơ cấp", [("trung cấp", False), ("cao đẳng", False)])


def test_a_mountain_commune_asks_less_in_2025(told):
    somebody("Lê Núi", professional=2)
    somebody("Lê Xuôi", unit=LOWLAND, professional=2)
    assert lacks(told(H2025))["Lê Núi"]["Trình độ chuyên môn"][1] == [("cao đẳng", True)]
    assert lacks(told(H2025, LOWLAND))["Lê Xuôi"]["Trình độ chuyên môn"][1] == [("đại học", True)]


def test_what_is_only_monitored_is_not_lacking(told):
    somebody("Lê Đủ", it=0)
    assert told(H2025).groups == [] and len(told(H2025).complete) == 1
    assert told(H2030).groups != []


def test_the_page_says_the_same_as_the_figures(told, province_viewer, client_for, read):
    somebody("Lê Đủ")
    somebody("Lê Thấp", professional=3)
    client = client_for(province_viewer)
    response = client.get(f"/don-vi/{MOUNTAIN}/?horizon=2030&as_of=2026-11-28")
    unmet = response.context["page"].conclusion.unmet
    assert (unmet.count, unmet.whole) == (1, 2)
    shown = " ".join(read(client, f"/don-vi/{MOUNTAIN}/?horizon=2030&as_of=2026-11-28").split())
    assert "1 trong 2 người</strong></a> chưa đạt đủ" in shown
    assert "cao đẳng</span>" in shown and "✓ Đạt đủ (1):" in shown
    assert Step("đại học", False) in response.context["who"].groups[0].lacking[0].lacks[0].steps
