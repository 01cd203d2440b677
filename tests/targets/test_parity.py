"""Roll-up, list and explanation are one judgement; units add up to the province."""

from datetime import date

from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from personnel.kinds import KINDS
from personnel.models import DossierCount, Person, Unit, Verification
from personnel.reading.standing import standing
from targets.criteria import HORIZONS, REGISTER, criteria_for
from targets.explaining import explain
from targets.judging import (
    count_rows,
    only_lacking,
    short_somewhere,
    unmet_somewhere,
    with_outcome,
)
from tests.factories import (
    LOWLAND,
    MOUNTAIN,
    TOWNSHIP,
    credential,
    leave_few_units,
    looked_into,
    person,
    post,
)
from tests.rolled import roll_up

PLACES = (MOUNTAIN, TOWNSHIP, LOWLAND)
TITLES = ("BT", "PBT", "CTUBND", "CTHPN", "TCKT", "VPDU", "UVBCH")
DAYS = st.dates(date(2019, 1, 1), date(2031, 12, 31))
FINDINGS = st.one_of(st.none(), st.tuples(st.sampled_from(Verification.values), DAYS))
LEVELS = st.sampled_from([(kind.code, n) for kind in KINDS.values() for n in range(kind.top + 1)])
CAREERS = st.lists(
    st.tuples(
        st.dates(date(1965, 1, 1), date(2000, 12, 31)),
        st.sampled_from(["Kinh", "Hrê"]),
        st.dictionaries(
            st.tuples(st.sampled_from(TITLES), st.sampled_from(PLACES)),
            st.one_of(st.none(), DAYS),
            min_size=1,
            max_size=2,
        ),
        st.dictionaries(LEVELS, st.tuples(st.one_of(st.none(), DAYS), FINDINGS), max_size=8),
    ),
    min_size=1,
    max_size=5,
)
PEOPLE = [criterion for criterion in REGISTER if criterion.about_people]


def record(careers):
    """Store the careers drawn."""
    for birth, ethnicity, posts, held in careers:
        who = person(birth=birth, ethnicity=ethnicity)
        for (title, unit), start in posts.items():
            post(who, title, unit, start=start)
        for (kind, level), (awarded, finding) in held.items():
            credential(who, kind, level, awarded=awarded, **looked_into(finding))


class Parity(TestCase):
    @classmethod
    def setUpTestData(cls):
        call_command("load_reference", verbosity=0)
        leave_few_units()

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(careers=CAREERS, day=DAYS)
    def test_figure_list_and_explanation_agree(self, careers, day):
        record(careers)
        everyone = Person.objects.all()
        rolled = roll_up(day, REGISTER, everyone, Unit.objects.all())
        in_post = list(standing(day, everyone).values_list("pk", flat=True))
        told = {pk: explain(everyone, pk, day, REGISTER) for pk in in_post}
        for at, criterion in enumerate(PEOPLE):
            outcomes = {pk: told[pk].lines[at].outcome.value for pk in in_post}
            figure = rolled.figure(criterion)
            for outcome in ("met", "short", "unknown"):
                listed = with_outcome(standing(day, everyone), criterion, day, outcome)
                expected = {pk for pk, found in outcomes.items() if found == outcome}
                assert set(listed.values_list("pk", flat=True)) == expected
                assert getattr(figure, outcome) == len(expected)
        self.all_targets_together_agree(standing(day, everyone), told, day)

    def all_targets_together_agree(self, rows, told, day):
        """Who is too low in one target, and who only lacks information, as each is told."""
        for horizon in HORIZONS.values():
            judged = {c.code for c in criteria_for(horizon) if c.share}
            outcomes = {
                pk: {line.outcome.value for line in each.lines if line.criterion.code in judged}
                for pk, each in told.items()
            }
            short = {pk for pk, found in outcomes.items() if "short" in found}
            lacking = {pk for pk, found in outcomes.items() if "unknown" in found} - short
            expected_of = {
                short_somewhere: short,
                only_lacking: lacking,
                unmet_somewhere: short | lacking,
            }
            conditions = {where: where(criteria_for(horizon), day) for where in expected_of}
            counts = count_rows(rows, {where.__name__: q for where, q in conditions.items()})
            for where, expected in expected_of.items():
                assert counts(where.__name__) == len(expected), where
            listed = rows.filter(conditions[only_lacking]).values_list("pk", flat=True)
            assert set(listed) == lacking

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        careers=CAREERS,
        day=DAYS,
        dossiers=st.fixed_dictionaries(
            {code: st.tuples(st.integers(0, 500), st.integers(0, 500)) for code in PLACES}
        ),
    )
    def test_a_district_is_its_communes_and_the_province_its_districts(
        self, careers, day, dossiers
    ):
        record(careers)
        for code, (online, rest) in dossiers.items():
            unit = Unit.objects.get(code=code)
            total = online + rest
            DossierCount.objects.create(unit=unit, year=day.year, online=online, total=total)
        units = Unit.objects.all()
        rolled = roll_up(day, REGISTER, Person.objects.all(), units)
        districts = list(units.filter(level="district").prefetch_related("children"))
        for criterion in REGISTER:
            below = [rolled.figure(criterion, district.pk) for district in districts]
            assert added(below) == counts(rolled.figure(criterion))
            for district, figure in zip(districts, below, strict=True):
                communes = [rolled.figure(criterion, c.pk) for c in district.children.all()]
                assert added(communes) == counts(figure)


def counts(figure):
    return (figure.met, figure.short, figure.unknown)


def added(figures):
    return tuple(map(sum, zip(*map(counts, figures), strict=True))) or (0, 0, 0)
