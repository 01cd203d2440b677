"""The last day on which a course may begin to count by the deadline."""

from datetime import date

from targets.criteria import BY_CODE, H2030
from targets.needs.offers import Offer
from tests.targets.needs.made import CATALOGUE
from training.forecast.intakes import intakes

TODAY, DEADLINE = date(2026, 11, 28), H2030.deadline


def told(code, today=TODAY, offers=CATALOGUE):
    found = intakes(BY_CODE[code], offers, today, DEADLINE)
    return [(i.offer.code, i.builds_on, i.last, i.is_past) for i in found]


def test_of_each_level_that_a_course_builds_on():
    assert told("2030.key.professional") == [
        ("CM-DH", "cao đẳng", date(2029, 1, 1), False),
        ("CM-DH", "trung cấp", date(2028, 1, 1), False),
        ("CM-DH", "", date(2027, 1, 1), False),
    ]


def test_what_cannot_end_in_time_any_more_is_told():
    later = told("2030.key.professional", today=date(2028, 1, 2))
    assert [is_past for *_, is_past in later] == [False, True, True]


def test_of_a_joint_condition_each_part():
    codes = {code for code, *_ in told("2030.nonspecialised.professional_theory")}
    assert codes == {"CM-CD", "LLCT-SC"}


def test_the_course_that_gives_the_least_that_is_enough():
    more = (*CATALOGUE, Offer("LLCT-CC", "theory", 3, 2, 24))
    assert told("2025.key.theory", offers=more) == [("LLCT-TC", "", date(2030, 1, 1), False)]
    assert told("2025.key.theory", offers=()) == []
