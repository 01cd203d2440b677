"""Each criterion in the law's own terms: thresholds, boundaries, nothing recorded, not covered."""

from datetime import date, timedelta

import pytest

from personnel.models import Person, Unit
from personnel.reading.standing import standing
from targets.criteria import BY_CODE, H2025, H2030, REGISTER, VARIANTS, criteria_for
from targets.explaining import explain
from targets.judging import outcome_of
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, credential, person, post
from tests.rolled import roll_up

DAY = date(2025, 12, 31)
# Code, title, unit, kind, the level asked there.
THRESHOLDS = [
    ("2025.key.professional", "BT", MOUNTAIN, "professional", 3),
    ("2025.key.professional", "BT", LOWLAND, "professional", 4),
    ("2025.key.professional", "BT", TOWNSHIP, "professional", 4),
    ("2025.key.theory", "CTUBND", MOUNTAIN, "theory", 2),
    ("2025.key.state_management", "PCTUBND", LOWLAND, "state_management", 2),
    ("2025.key.position_update", "PBT", MOUNTAIN, "position_update", 1),
    ("2025.mass.professional", "CTHPN", MOUNTAIN, "professional", 2),
    ("2025.mass.mass_work", "CTHND", LOWLAND, "mass_work", 1),
    ("2025.mass.theory", "BTDOAN", MOUNTAIN, "theory", 1),
    ("2025.civil.professional", "TCKT", MOUNTAIN, "professional", 3),
    ("2025.civil.professional", "TCKT", LOWLAND, "professional", 4),
    ("2025.civil.state_management", "VPTK", MOUNTAIN, "state_management", 2),
    ("2025.civil.theory", "TPHT", MOUNTAIN, "theory", 1),
    ("2025.nonspecialised.professional", "VPDU", LOWLAND, "professional", 2),
    ("2025.nonspecialised.theory", "VPDU", LOWLAND, "theory", 1),
    ("2025.staff.it", "TCKT", LOWLAND, "it", 1),
    ("2025.kinh_minority_area.ethnic_language", "TCKT", MOUNTAIN, "ethnic_language", 1),
    ("2030.key.professional", "BT", MOUNTAIN, "professional", 4),
    ("2030.committee.theory", "BT", MOUNTAIN, "theory", 2),
    ("2030.committee.theory", "UVBCH", MOUNTAIN, "theory", 2),
    ("2030.mass.professional", "CTHCCB", LOWLAND, "professional", 3),
    ("2030.mass.mass_work", "CTMTTQ", LOWLAND, "mass_work", 1),
    ("2030.mass.theory", "CTMTTQ", LOWLAND, "theory", 2),
    ("2030.civil.professional", "TCKT", MOUNTAIN, "professional", 4),
    ("2030.staff.state_management", "CTHND", LOWLAND, "state_management", 2),
    ("2030.staff.it", "BT", LOWLAND, "it", 1),
    ("2030.kinh_minority_area.ethnic_language", "TCKT", MOUNTAIN, "ethnic_language", 3),
]


def outcome(code, who, day=DAY):
    """Return the outcome of one criterion; roll-up, list and explanation must agree on it."""
    criterion = BY_CODE[code]
    rows = standing(day, Person.objects.all()).annotate(outcome=outcome_of(criterion, day))
    found = rows.get(pk=who.pk).outcome
    told = explain(Person.objects.all(), who.pk, day, [criterion])
    assert told.lines[0].outcome == found
    people = Person.objects.filter(pk=who.pk)
    figure = roll_up(day, [criterion], people, Unit.objects.all()).figure(criterion)
    counts = {"met": figure.met, "short": figure.short, "unknown": figure.unknown}
    assert counts == {name: int(name == found) for name in counts}
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "title", "unit", "kind", "level"), THRESHOLDS)
def test_at_below_and_without_the_level(province, code, title, unit, kind, level):
    who = person()
    post(who, title, unit)
    assert outcome(code, who) == "unknown"
    credential(who, kind, level - 1)
    assert outcome(code, who) == "short"
    credential(who, kind, level, awarded=DAY)
    assert outcome(code, who) == "met"
    assert outcome(code, who, DAY - timedelta(days=1)) == "short"


def test_every_criterion_about_people_is_tried():
    tried = {row[0] for row in THRESHOLDS} | {
        "2025.urban_young.foreign_language",
        "2030.urban_young_key.foreign_language",
        "2030.nonspecialised.professional_theory",
    }
    assert tried == {criterion.code for criterion in REGISTER if criterion.about_people}


@pytest.mark.parametrize(
    ("code", "title", "level"),
    [
        ("2025.urban_young.foreign_language", "TCKT", 1),
        ("2030.urban_young_key.foreign_language", "BT", 6),
    ],
)
def test_the_young_of_urban_units(province, code, title, level):
    """Under 40: whoever turns 40 on the day is not."""
    young = person(birth=date(1986, 1, 1))
    forty = person(birth=date(1985, 12, 31))
    for who in (young, forty):
        post(who, title, TOWNSHIP)
        credential(who, "foreign_language", level - 1)
    assert outcome(code, young) == "short"
    assert outcome(code, forty) == "exempt"
    credential(young, "foreign_language", level)
    assert outcome(code, young) == "met"


def test_the_young_elsewhere_are_not_covered(province):
    who = person(birth=date(1995, 1, 1))
    post(who, "BT", LOWLAND)
    assert outcome("2025.urban_young.foreign_language", who) == "exempt"
    assert outcome("2030.urban_young_key.foreign_language", who) == "exempt"


@pytest.mark.parametrize(
    ("professional", "theory", "expected"),
    [
        (3, 1, "met"),
        (2, 1, "short"),
        (3, 0, "short"),
        (None, 0, "short"),
        (2, None, "short"),
        (None, 1, "unknown"),
        (3, None, "unknown"),
        (None, None, "unknown"),
    ],
)
def test_the_joint_condition(province, professional, theory, expected):
    who = person()
    post(who, "VPDU", LOWLAND)
    for kind, level in (("professional", professional), ("theory", theory)):
        if level is not None:
            credential(who, kind, level)
    assert outcome("2030.nonspecialised.professional_theory", who) == expected


def test_three_years_in_a_minority_area(province):
    code = "2030.kinh_minority_area.ethnic_language"
    three, less, long_ago, recorded = (person(name=f"Lê Văn {n}") for n in "ABCD")
    post(three, "TCKT", MOUNTAIN, start=date(2022, 12, 31))
    post(less, "TCKT", MOUNTAIN, start=date(2023, 1, 1))
    post(long_ago, "TCKT", MOUNTAIN, start=None)
    post(recorded, "TCKT", MOUNTAIN, start=date(2010, 1, 1))
    recorded.minority_area_since = date(2025, 1, 1)
    recorded.minority_area_since_precision = "day"
    recorded.save()
    assert [outcome(code, who) for who in (three, less, long_ago, recorded)] == [
        "unknown",
        "exempt",
        "unknown",
        "exempt",
    ]


def test_minority_staff_need_no_minority_language(province):
    hre = person(ethnicity="Hrê")
    post(hre, "TCKT", MOUNTAIN)
    assert outcome("2025.kinh_minority_area.ethnic_language", hre) == "exempt"


def test_other_groups_are_exempt(province):
    who = person()
    post(who, "VPDU", LOWLAND)
    codes = [c.code for c in REGISTER if c.about_people and "nonspecialised" not in c.code]
    assert {outcome(code, who) for code in codes} == {"exempt"}


def test_what_goes_on_after_2025():
    continued = [c.code for c in criteria_for(H2030) if c.horizon == H2025]
    assert continued == [
        "2025.key.theory",
        "2025.key.position_update",
        "2025.civil.theory",
        "2025.nonspecialised.professional",
        "2025.nonspecialised.theory",
        "2025.units.online_dossiers",
        "2025.urban_young.foreign_language",
    ]
    assert len(criteria_for(H2025)) == 16


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("2025.key.professional", {"terrain"}),
        ("2025.civil.state_management.alternative", {"terrain"}),
        ("2025.civil.state_management", set()),
        ("2025.kinh_minority_area.ethnic_language", {"minority_area"}),
        ("2030.kinh_minority_area.ethnic_language", {"minority_area"}),
        ("2030.key.professional", set()),
        ("2025.urban_young.foreign_language", set()),
        ("2025.units.online_dossiers", set()),
    ],
)
def test_a_criterion_knows_the_facts_of_units_it_rests_on(code, facts):
    assert (BY_CODE | VARIANTS)[code].unit_facts == facts
