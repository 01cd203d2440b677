"""Of random histories: before + steps = after, and each person who differs stands in one step."""

from datetime import date

from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from personnel.models import Post, Unit
from reports.comparing.bridge import bridge_of
from reports.comparing.steps import Step
from reports.comparing.words import in_words
from targets.criteria import H2025, REGISTER
from targets.judging import figure_key, outcome_of
from targets.lens import Lens
from targets.sources import LiveSource
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, credential, leave_few_units, person, post

BEFORE, AFTER = date(2024, 12, 31), date(2025, 12, 31)
PLACES = (MOUNTAIN, TOWNSHIP, LOWLAND)
TITLES = ("BT", "CTUBND", "CTHPN", "TCKT", "VPDU", "UVBCH")
KINDS = (
    ("professional", 6), ("theory", 4), ("state_management", 4), ("mass_work", 1), ("it", 6),
    ("position_update", 1), ("foreign_language", 10), ("ethnic_language", 3),
)  # fmt: skip
# On, between and around the two days.
DAYS = st.sampled_from(
    [date(2021, 3, 1), BEFORE, date(2025, 1, 1), date(2025, 6, 1), AFTER, date(2026, 2, 1)]
)
POST = st.tuples(
    st.sampled_from(TITLES), st.sampled_from(PLACES), st.one_of(st.none(), DAYS),
    st.one_of(st.none(), DAYS), st.sampled_from(["", *Post.EndReason.values]),
)  # fmt: skip
HELD = st.sampled_from([(kind, level) for kind, top in KINDS for level in range(top + 1)])
# Born so that some turn forty between the two days.
BIRTHS = st.one_of(
    st.dates(date(1984, 12, 1), date(1986, 1, 31)), st.dates(date(1965, 1, 1), date(2000, 1, 1))
)
HISTORIES = st.lists(
    st.tuples(
        BIRTHS,
        st.sampled_from(["Kinh", "Hrê"]),
        st.lists(POST, min_size=1, max_size=3, unique_by=lambda each: each[:2]),
        st.dictionaries(HELD, st.one_of(st.none(), DAYS), max_size=6),
    ),
    min_size=5,
    max_size=15,
)
PEOPLE = [criterion for criterion in REGISTER if criterion.about_people]
COUNTED = {"met": (1, 1), "short": (0, 1), "unknown": (0, 1), "exempt": (0, 0)}


def record(histories):
    """Store what was drawn; a post that would end before it starts has no end."""
    for birth, ethnicity, posts, held in histories:
        who = person(birth=birth, ethnicity=ethnicity)
        for title, unit, start, end, reason in posts:
            ends = end if end and (start is None or end >= start) else None
            kept = post(who, title, unit, start=start, end=ends)
            if ends and reason:
                Post.objects.filter(pk=kept.pk).update(end_reason=reason)
        for (kind, level), awarded in held.items():
            credential(who, kind, level, awarded=awarded)


class AddsUp(TestCase):
    @classmethod
    def setUpTestData(cls):
        call_command("load_reference", verbosity=0)
        leave_few_units()

    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(histories=HISTORIES)
    def test_of_the_province_a_district_and_a_commune(self, histories):
        record(histories)
        units = Unit.objects.filter(code__in=("51", "535", LOWLAND))
        for root in units:
            self.adds_up(root)

    def adds_up(self, root):
        after = LiveSource(Lens(H2025, AFTER), root)
        before = after.on(BEFORE)
        found = bridge_of(before, after, REGISTER)
        assert [*found] == [criterion.code for criterion in REGISTER]
        sides = [side.figures(REGISTER) for side in (before, after)]
        counted = [self.counted(side) for side in (before, after)]
        for criterion in PEOPLE:
            bridge = found[criterion.code]
            figures = [side.figure(criterion, figure_key(root)) for side in sides]
            assert [bridge.before, bridge.after] == figures
            assert bridge.adds_up and in_words(bridge)
            self.each_in_one_step(bridge, *(side[criterion.code] for side in counted))

    def each_in_one_step(self, bridge, was, is_now):
        """The people of the steps are those whose outcome counts otherwise, each once."""
        nobody = (0, 0)
        differing = {
            who: tuple(
                new - old
                for old, new in zip(was.get(who, nobody), is_now.get(who, nobody), strict=True)
            )
            for who in {*was, *is_now}
            if was.get(who, nobody) != is_now.get(who, nobody)
        }
        placed = [who for part in bridge.steps for who in part.people]
        assert sorted(placed) == sorted(differing)
        for part in bridge.steps:
            changes = [differing[who] for who in part.people]
            assert (part.count, part.met, part.covered) == (
                len(changes),
                sum(met for met, _ in changes),
                sum(covered for _, covered in changes),
            )
        # Of the records alone nothing is a correction, whatever the history.
        assert not {part.step for part in bridge.steps} & {Step.CORRECTED, Step.UNIT, Step.RULES}

    def counted(self, source):
        """Return by criterion how each person counts, one outcome by itself for each."""
        judged = {c.code.replace(".", "_"): outcome_of(c, source.lens.day) for c in PEOPLE}
        rows = list(source.rows([kind for kind, _ in KINDS]).annotate(**judged))
        return {
            c.code: {row.pk: COUNTED[getattr(row, name)] for row in rows}
            for c, name in zip(PEOPLE, judged, strict=True)
        }
