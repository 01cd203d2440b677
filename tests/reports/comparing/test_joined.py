"""Whoever was in another province on the first day came with their unit, not into a post."""

from datetime import date

import pytest
from django.urls import reverse

from personnel.models import Post, Title, Unit
from reorganising.covering.deciding import cover
from reports.comparing.reading import read
from reports.comparing.reasons import Reasons
from reports.comparing.steps import Step
from targets.criteria import HORIZONS
from targets.lens import Lens
from targets.sources import LiveSource
from tests import factories, maps, other_half

BEFORE, AFTER = date(2024, 12, 31), date(2025, 12, 31)
THEORY = "2025.key.theory"


def serving(code, start):
    unit = Unit.objects.get(code=code, outside=False, valid_to=None)
    who, title = factories.person(f"Người ở {code}"), Title.objects.get(code="BT")
    Post.objects.create(person=who, unit=unit, title=title, start=start, start_precision="day")
    return who


@pytest.fixture
def groups(small_province):
    return other_half.join()


def source(day):
    return LiveSource.of_province(Lens(HORIZONS["2025"], day))


def test_who_was_there_before_the_joining_is_told_apart_from_who_took_up_a_post(groups):
    old, new = serving("23284", date(2015, 1, 1)), serving("23341", date(2025, 9, 1))
    both = read(source(BEFORE), source(AFTER), [THEORY])
    reasons = Reasons(both, 0, AFTER)
    assert [reasons.step(who.pk, (0, 1)) for who in (old, new)] == [Step.JOINED, Step.CAME]


def test_who_is_covered_from_a_day_on_is_told_of_the_unit(groups):
    who = serving("23284", date(2015, 1, 1))
    cover(groups[-1], date(2025, 12, 1), "", seen="", by=None)
    both = read(source(maps.WITHOUT_DISTRICTS), source(AFTER), [THEORY])
    assert Reasons(both, 0, AFTER).step(who.pk, (0, 1)) == Step.UNIT


def test_a_map_of_before_says_whom_it_leaves_out(groups):
    told = Lens(HORIZONS["2025"], AFTER, None, BEFORE).recast
    assert told.endswith("không gồm phần tỉnh hợp nhất sau ngày đó")
    later = Lens(HORIZONS["2025"], BEFORE, None, AFTER).recast
    assert later == "tính theo địa giới ngày 31/12/2025"


def test_the_page_of_a_person_says_why_they_are_not_counted(groups, client_for, province_admin):
    who, client = serving("23284", date(2015, 1, 1)), client_for(province_admin)
    address = reverse("person", args=[who.pk])
    page = client.get(address, {"as_of": "2024-12-31"}).content.decode()
    assert "khi đó thuộc tỉnh khác" in page and "không giữ chức danh nào" not in page
    cover(groups[-1], date(2026, 1, 1), "", seen="", by=None)
    page = client.get(address, {"as_of": "2025-12-31"}).content.decode()
    assert "chưa thuộc phạm vi Nghị quyết" in page
