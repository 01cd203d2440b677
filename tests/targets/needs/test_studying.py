"""Whoever is enrolled needs no second seat, and what comes too late closes nothing."""

from datetime import date

import pytest

from personnel.models import Enrolment, TrainingClass, Unit
from reports.needs import written
from reports.needs.study import Study
from reports.needs.told import needs as needs_told
from targets.criteria import BY_CODE, H2030
from targets.lens import Lens
from targets.needs.counting import Measure
from targets.needs.enrolled import NobodyEnrolled
from targets.needs.smallest import smallest_plan
from targets.sources import LiveSource
from tests.factories import LOWLAND, credential, person, post

TODAY, START = date(2026, 11, 28), date(2027, 1, 1)
THEORY = BY_CODE["2025.civil.theory"]
IN_TIME, TOO_LATE = date(2028, 6, 30), date(2031, 6, 30)


@pytest.fixture
def clerk(small_province):
    """Somebody who lacks nothing but a level of theory."""
    who = post(person("Đang Học", birth=date(1988, 5, 1)), "TCKT", LOWLAND).person
    for kind, level in {"theory": 0, "professional": 4, "state_management": 2, "it": 2}.items():
        credential(who, kind, level)
    return who


def enrolled(who, level=1, state="studying", **fields):
    unit = Unit.objects.get(code=LOWLAND)
    return Enrolment.objects.create(
        person=who, kind="theory", level=level, state=state, since=TODAY, unit=unit, **fields
    )


def study(**more):
    lens = Lens(H2030, TODAY, TODAY)
    return Study(LiveSource.of_province(lens), START, **more)


def numbers(counts):
    return {
        m: len([line for line in counts.lines[m] if line.need.kind == "theory"]) for m in Measure
    }


def test_nobody_is_given_a_second_seat(clerk):
    before = study()
    assert numbers(before.counts)[Measure.WANTED] == 1
    assert before.counts.by_course(Measure.ENROLLED) == {}
    enrolled(clerk, expected=IN_TIME, course_code="LLCT-SC")
    after = study()
    assert numbers(after.counts) == {**dict.fromkeys(Measure, 0), Measure.ENROLLED: 1}
    (line,) = after.counts.lines[Measure.ENROLLED]
    assert line.course == "LLCT-SC" and line.need.closes == (THEORY,)
    assert not smallest_plan(after.needs).seats and smallest_plan(before.needs).seats
    told = written.needs(after)
    assert told["enrolled"] == {"LLCT-SC": {"total": 1, "not_by_deadline": 0}}
    assert "LLCT-SC" not in told["needs"]
    assert "Đang học LLCT-SC: 1 người" in list(needs_told(told))
    assert numbers(study(enrolments=NobodyEnrolled()).counts) == numbers(before.counts)


@pytest.mark.parametrize("expected", [None, TOO_LATE])
def test_what_comes_too_late_or_nobody_knows_when_is_no_seat_and_closes_nothing(clerk, expected):
    enrolled(clerk, expected=expected)
    found = study()
    assert written.needs(found)["enrolled"]["LLCT-SC"]["not_by_deadline"] == 1
    late = "Đang học LLCT-SC: 1 người, trong đó 1 chưa rõ hoặc không kịp có kết quả trước hạn"
    assert late in list(needs_told(written.needs(found)))
    assert numbers(found.counts) == {**dict.fromkeys(Measure, 0), Measure.ENROLLED: 1}
    (line,) = found.counts.lines[Measure.ENROLLED]
    assert line.need.closes == () and line.course == "LLCT-SC"
    assert found.needs.ways(found.needs.standings.stay[0].situation, THEORY) is None
    assert not smallest_plan(found.needs).seats


@pytest.mark.parametrize("state", ["proposed", "postponed", "left", "failed"])
def test_only_who_is_sent_or_studies_is_counted_on(clerk, state):
    enrolled(clerk, state=state, expected=IN_TIME, reason="Ốm")
    assert numbers(study().counts)[Measure.WANTED] == 1


def test_the_class_says_when_it_will_count(clerk):
    training_class = TrainingClass.objects.create(
        name="Sơ cấp K1", kind="theory", level=1, starts=START, ends=IN_TIME, seats=40,
        award_expected=TOO_LATE,
    )  # fmt: skip
    enrolled(clerk, training_class=training_class, state="sent")
    assert study().counts.lines[Measure.ENROLLED][0].need.closes == ()
    training_class.award_expected = None
    training_class.save()
    assert study().counts.lines[Measure.ENROLLED][0].need.closes == (THEORY,)


def test_a_lower_course_that_is_studied_raises_what_the_next_builds_on(clerk):
    """A higher one studied besides, without an end in time, leaves what the lower one gives."""
    enrolled(clerk, level=1, expected=IN_TIME)
    enrolled(clerk, level=2)
    found = study()
    closes = [line.need.closes for line in found.counts.lines[Measure.ENROLLED]]
    assert closes == [(THEORY,), ()]
    assert found.counts.lines[Measure.WANTED] == []


def test_what_a_leaver_studies_is_not_counted(clerk):
    clerk.birth_date = date(1966, 3, 1)
    clerk.save()
    enrolled(clerk, expected=IN_TIME)
    assert study().counts.lines[Measure.ENROLLED] == []
