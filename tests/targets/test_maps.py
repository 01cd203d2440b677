"""Figures of a day by the map of any day: they add up, list whom they count, and never change."""

from datetime import date
from itertools import product

from django.core.management import call_command
from django.http import QueryDict
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.models import Grant, User
from personnel.models import DossierCount, Person, Post, Unit
from personnel.places.decreed import Decreed
from personnel.places.decreeing import write_decree
from reports.people.asked import Asked
from targets.criteria import HORIZONS, REGISTER
from targets.judging import figure_key, with_outcome
from targets.lens import Lens
from targets.sources import LiveSource
from tests import cast
from tests.factories import FEW, leave_few_units
from tests.targets.test_parity import CAREERS, added, counts, record

FIRST, SECOND = date(2023, 4, 1), date(2025, 7, 1)
DAYS = (date(2022, 12, 31), date(2024, 12, 31), date(2026, 12, 31))
MOST_LISTED = 2
PEOPLE = [criterion for criterion in REGISTER if criterion.about_people]
# For each commune, by its place: to which of three units it goes by default, and in part.
WAYS = st.lists(
    st.tuples(st.one_of(st.none(), st.integers(0, 2)), st.one_of(st.none(), st.integers(0, 2))),
    min_size=12,
    max_size=12,
)


def decree(number, day, ways, *, districts_end):
    """Write a decree that has communes end, merge and be split as drawn."""
    eve = Unit.objects.in_force(day)
    communes = list(eve.communes().with_above().order_by("code"))
    changes, kinds = [], ("xã", "phường", "đặc khu")
    for commune, (default, part) in zip(communes, ways, strict=False):
        default = 0 if default is None and districts_end else default
        if default is None:
            continue
        changes.append((commune.code, f"{number}{default}", True))
        if part not in (None, default):
            changes.append((commune.code, f"{number}{part}", False))
    if not changes:
        return
    above = {new: eve.get(code=old).above.code for old, new, _ in reversed(changes)}
    begins = [
        {"code": new, "name": f"Đơn vị {new}", "level": "commune", "kind": kinds[int(new[-1])],
         "parent": None if districts_end else district,
         "terrain": "mountain" if new[-1] == "0" else "lowland"}
        for new, district in sorted(above.items())
    ]  # fmt: skip
    ended = sorted({old for old, _, _ in changes})
    if districts_end:
        ended = sorted({*(unit.code for unit in communes), *FEW})
    told = Decreed(number, day, "", tuple(ended), tuple(begins), tuple(changes))
    write_decree(told, by=None)


def source_of(day, map_day, root=None, viewer=None):
    """Return the records of a day by the map of another, as pages read them today."""
    today, other = timezone.localdate(), map_day if map_day != day else None
    lens = Lens(HORIZONS["2025"], day, today, other)
    return LiveSource(lens, root, viewer) if root else LiveSource.of_province(lens)


def told(source):
    """Return the figures of every unit that has any."""
    rolled = source.figures(REGISTER)
    return {
        (unit.pk, criterion.code): found
        for unit, criterion in product(source.units, REGISTER)
        if any(found := counts(rolled.figure(criterion, figure_key(unit))))
    }


def listed(lens, unit, user, **asked):
    """Return the ids of the people that the list of a unit has."""
    params = QueryDict(mutable=True)
    params.update(lens.params | {"unit": lens.address(unit)} | asked)
    return set(Asked.read(params, user).selection.ids)


def split_people(data):
    """Have people of units that were split belong to a part of it, or nobody knows."""
    for unit in Unit.objects.filter(successions__is_default=False).distinct():
        branches = [change.new for change in unit.successions.filter(is_default=False)]
        branch = data.draw(st.sampled_from([None, *branches]))
        Post.objects.filter(unit=unit).update(branch=branch)


class Maps(TestCase):
    @classmethod
    def setUpTestData(cls):
        call_command("load_reference", verbosity=0)
        leave_few_units()
        cls.everybody = cast.province_viewer()

    @settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(careers=CAREERS, first=WAYS, second=WAYS, data=st.data())
    def test_every_map_adds_up_and_lists_whom_it_counts(self, careers, first, second, data):
        record(careers)
        for at, unit in enumerate(Unit.objects.communes()):
            for day in DAYS:
                DossierCount.objects.create(unit=unit, year=day.year, online=at, total=2 * at + 1)
        before = told(source_of(DAYS[0], DAYS[0]))
        decree("8", FIRST, first, districts_end=False)
        between = told(source_of(DAYS[1], DAYS[1]))
        assert told(source_of(DAYS[0], DAYS[0])) == before
        decree("9", SECOND, second, districts_end=True)
        assert told(source_of(DAYS[0], DAYS[0])) == before
        assert told(source_of(DAYS[1], DAYS[1])) == between
        split_people(data)
        for day, map_day in product(DAYS, DAYS):
            source = source_of(day, map_day)
            self.adds_up(source, source_of(day, day))
            self.lists_whom_it_counts(source)

    def adds_up(self, source, own):
        """The rows below the province come to it, and it to what it is by the day's own map."""
        rolled, plain, units = source.figures(REGISTER), own.figures(REGISTER), source.units
        for criterion in REGISTER:
            whole = counts(rolled.figure(criterion))
            assert whole == counts(plain.figure(criterion)), criterion.code
            for unit in units:
                below = [other for other in units if other.is_right_below(unit)]
                if below:
                    rows = (rolled.figure(criterion, figure_key(other)) for other in below)
                    assert added(list(rows)) == counts(rolled.figure(criterion, figure_key(unit)))

    def lists_whom_it_counts(self, source):
        """The lists of communes have exactly those who are in their figures."""
        rows = source.rows({ask.kind for criterion in PEOPLE for ask in criterion.asks})
        criterion = PEOPLE[0]
        met = with_outcome(rows, criterion, source.lens.day, "met")
        there = {*rows.values_list("unit_id", flat=True)}
        for unit in [unit for unit in source.units if unit.pk in there][:MOST_LISTED]:
            ids = set(rows.filter(unit_id=unit.pk).values_list("pk", flat=True))
            assert listed(source.lens, unit, self.everybody) == ids
            ids = set(met.filter(unit_id=unit.pk).values_list("pk", flat=True))
            asked = {"criterion": criterion.code, "outcome": "met"}
            assert listed(source.lens, unit, self.everybody, **asked) == ids

    @settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(careers=CAREERS, first=WAYS, second=WAYS, data=st.data())
    def test_no_map_shows_anybody_out_of_reach(self, careers, first, second, data):
        record(careers)
        decree("8", FIRST, first, districts_end=False)
        decree("9", SECOND, second, districts_end=True)
        split_people(data)
        communes = list(Unit.objects.communes().order_by("pk"))
        held = data.draw(st.sampled_from(communes))
        user = User.objects.create_user(f"nguoi-xem-{held.pk}")
        user.grants.create(role=Grant.Role.VIEWER, unit=held)
        seen = set(Person.objects.visible_to(user).values_list("pk", flat=True))
        for day, map_day in product(DAYS, DAYS):
            for unit in Unit.objects.visible_to(user).in_force(map_day).communes():
                source = source_of(day, map_day, unit, user)
                counted = set(source.rows().values_list("pk", flat=True))
                assert counted <= seen
                assert listed(source.lens, unit, user) == counted
