"""What was frozen is what the records came to, and stays so whatever becomes of them."""

import json
from datetime import date

from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from personnel.models import Credential, DossierCount, Ethnicity, Person, Post, Title, Unit
from reports.assessment import figures_as_json
from reports.models import FrozenStanding, Submission
from reports.periods.hashing import verify
from reports.periods.sealing import seal
from reports.sources import sealed_source, submitted_source
from reports.unmet import unmet_people
from reports.workforce import workforce_conditions
from targets.criteria import HORIZONS, REGISTER, VARIANTS
from targets.judging import figure_key, outcome_of
from targets.lens import Lens
from targets.sources import LiveSource
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, credential, leave_few_units, person
from tests.reports.periods.handing import (
    DAY,
    LATER,
    a_period,
    a_user,
    approved,
    district_of,
    others_in,
    seal_is_whole,
)
from tests.targets.test_parity import CAREERS, PLACES, record

EVERY = [*REGISTER, *VARIANTS.values()]
COUNTERS = st.fixed_dictionaries(
    {code: st.tuples(st.integers(0, 90), st.integers(0, 90)) for code in PLACES}
)
SLOW = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def codes(criteria):
    return [criterion.code for criterion in criteria]


def whole(source):
    """Return everything a source says, to the byte: figures, lists, units."""
    listed = [
        (row.person, row.full_name, row.title_name, row.ethnic_group, *map(codes, missed))
        for row, *missed in unmet_people(source, source.lens.criteria)
    ]
    return json.dumps([figures_as_json(source), listed], ensure_ascii=False)


class Edit:
    """One thing that happens to the records, drawn: what, to which of them."""

    def __init__(self, what, pick):
        self.what, self.pick = what, pick

    def __repr__(self):
        return f"{self.what}({self.pick})"

    def __call__(self):
        getattr(self, self.what)()

    def _one(self, rows):
        rows = list(rows.order_by("pk"))
        return rows[self.pick % len(rows)] if rows else None

    def _person(self):
        return self._one(Person.objects.all())

    def _place(self, **facts):
        # Whatever bears the code of a dissolved one has begun since, and is not dissolved before.
        unit = self._one(Unit.objects.filter(code__in=PLACES, valid_from__isnull=True))
        Unit.objects.filter(pk=unit.pk).update(**facts)

    def _appoint(self, who, title, place):
        unit = Unit.objects.filter(code=place).latest("pk")
        Post.objects.create(person=who, unit=unit, title=Title.objects.get(code=title))

    def transfer(self):
        if held := self._one(Post.objects.filter(end__isnull=True)):
            Post.objects.filter(pk=held.pk).update(end=max(DAY, held.start or DAY))
            if not held.person.posts.filter(unit__code=LOWLAND, end__isnull=True).exists():
                self._appoint(held.person, "TCKT", LOWLAND)

    def delete(self):
        if who := self._person():
            who.delete()

    def rename(self):
        if who := self._person():
            who.full_name, who.sex, who.birth_date = "Đỗ Thị Mới", "female", date(1999, 9, 9)
            who.party_joined, who.party_joined_precision = date(2020, 1, 1), "day"
            who.ethnicity = self._one(Ethnicity.objects.all())
            who.save()

    def learn(self):
        if who := self._person():
            credential(who, "professional", 6, field_of_study=f"Luật {self.pick}")
            credential(who, "foreign_language", 10, language="Anh", field_of_study=f"{self.pick}")

    def forget(self):
        if held := self._one(Credential.objects.all()):
            held.delete()

    def arrive(self):
        someone = self._one(Ethnicity.objects.all()).name
        self._appoint(person(name="Bùi Văn Đến", ethnicity=someone), "CTUBND", MOUNTAIN)

    def raze(self):
        self._place(valid_to=date(2025, 6, 30), name="Xã cũ")

    def reuse_code(self):
        always = Unit.objects.filter(valid_from__isnull=True, valid_to__isnull=True)
        old = self._one(always.filter(code__in=PLACES))
        if old:
            Unit.objects.filter(pk=old.pk).update(valid_to=date(2025, 6, 30))
            facts = {"level": "commune", "kind": "phường", "valid_from": date(2025, 7, 1)}
            Unit.objects.create(code=old.code, name="Phường mới", parent=old.parent, **facts)

    def reshape(self):
        self._place(terrain="mountain", kind="xã", minority_area=True, terrain_confirmed=True)

    def reparent(self):
        self._place(parent=district_of("522"))

    def rename_ethnicity(self):
        Ethnicity.objects.filter(name="Kinh").update(name="Việt")

    def regroup_titles(self):
        Title.objects.filter(group="key").update(group="mass", order=999)

    def recount(self):
        DossierCount.objects.update(online=0, total=1)


WHATS = [name for name in vars(Edit) if not name.startswith("_")]
EDITS = st.lists(
    st.builds(Edit, st.sampled_from(WHATS), st.integers(0, 30)), min_size=1, max_size=8
)


class Frozen(TestCase):
    @classmethod
    def setUpTestData(cls):
        call_command("load_reference", verbosity=0)
        leave_few_units()
        cls.admin = a_user("quan-tri", ("province_admin",))
        cls.period = a_period()
        places = Unit.objects.filter(code__in=PLACES)
        cls.districts = list(Unit.objects.filter(children__in=places).distinct().order_by("code"))
        cls.others = others_in(cls.period, *cls.districts)

    def hand_in(self, careers, counters):
        record(careers)
        for code, (online, rest) in counters.items():
            facts = {"year": DAY.year, "online": online, "total": online + rest}
            DossierCount.objects.create(unit=Unit.objects.get(code=code), **facts)
        return [approved(self.period, d, self.admin, self.admin) for d in self.districts]

    @SLOW
    @given(careers=CAREERS, counters=COUNTERS, horizon=st.sampled_from(list(HORIZONS.values())))
    def test_figures_are_those_of_the_records_at_that_moment(self, careers, counters, horizon):
        submissions = self.hand_in(careers, counters)
        sealed = seal(self.period, self.others, by=self.admin, at=LATER)
        province = Unit.objects.get(level="province")
        pairs = [(LiveSource(Lens(horizon, DAY), province), sealed_source(sealed, (), horizon))]
        pairs += [
            (LiveSource(Lens(horizon, DAY), s.district), submitted_source(s, horizon))
            for s in submissions
        ]
        for live, frozen in pairs:
            self.compare(live, frozen)

    def compare(self, live, frozen):
        conditions = workforce_conditions(live.lens)
        rolled, kept = live.figures(EVERY), frozen.figures(EVERY)
        counts, counted = live.counts(conditions), frozen.counts(conditions)
        assert live.root == frozen.root
        absent = {unit.pk for unit in frozen.missing}
        shared = [u for u in live.units if u.pk not in absent and u.parent_id not in absent]
        assert frozen.units == shared
        for unit in shared:
            key = figure_key(unit)
            for criterion in EVERY:
                assert kept.figure(criterion, key) == rolled.figure(criterion, key), criterion
            assert all(counts(name, key) == counted(name, key) for name in conditions)
        lists = [list(unmet_people(source, REGISTER)) for source in (live, frozen)]
        told = [[(r.person, r.title_name, short, unknown) for r, short, unknown in them]
                for them in lists]  # fmt: skip
        assert told[0] == told[1]

    @SLOW
    @given(careers=CAREERS, counters=COUNTERS)
    def test_outcomes_kept_are_those_that_the_criteria_say_of_the_frozen_row(
        self, careers, counters
    ):
        self.hand_in(careers, counters)
        for criterion in (c for c in REGISTER if c.about_people):
            said = outcome_of(criterion, DAY)
            for row in FrozenStanding.objects.annotate(said=said):
                kept = row.outcomes.get(criterion.code)
                levels = [getattr(row, ask.kind) for ask in criterion.asks]
                assert (kept or ["exempt"])[0] == row.said
                assert kept is None or kept[1:] == levels

    @SLOW
    @given(careers=CAREERS, counters=COUNTERS, edits=EDITS)
    def test_nothing_that_happens_to_the_records_changes_a_byte(self, careers, counters, edits):
        submissions = self.hand_in(careers, counters)
        sealed = seal(self.period, self.others, by=self.admin, at=LATER)
        before = self.everything(sealed, submissions)
        for edit in edits:
            edit()
        again = [Submission.objects.get(pk=submission.pk) for submission in submissions]
        sealed.refresh_from_db()
        assert self.everything(sealed, again) == before
        assert all(map(verify, again))
        assert seal_is_whole(sealed)

    def everything(self, sealed, submissions):
        return [
            whole(source)
            for horizon in HORIZONS.values()
            for source in (
                sealed_source(sealed, (), horizon),
                sealed_source(sealed, [self.districts[0].pk], horizon),
                sealed_source(sealed, [d.pk for d in self.districts], horizon),
                *(submitted_source(submission, horizon) for submission in submissions),
            )
        ]


def test_no_frozen_figure_reads_a_table_of_facts(province):
    period, district = a_period(), district_of()
    admin = a_user("quan-tri", ("province_admin",))
    source = submitted_source(approved(period, district, admin, admin))
    for rows in (source.rows(), source.listed()):
        for criterion in (c for c in REGISTER if c.about_people):
            sql = str(rows.annotate(said=outcome_of(criterion, DAY)).query)
            assert "personnel_" not in sql
    conditions = workforce_conditions(source.lens)
    for condition in conditions.values():
        assert "personnel_" not in str(source.full_rows().filter(condition).query)


def test_township_and_lowland_are_places_of_different_districts(province):
    """The properties above speak of two districts."""
    above = {code: Unit.objects.get(code=code).parent.code for code in PLACES}
    assert above[MOUNTAIN] == above[TOWNSHIP] != above[LOWLAND]
