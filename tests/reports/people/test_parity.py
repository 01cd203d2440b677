"""Whatever is recorded, a list has exactly those whom the standing of everyone finds."""

from datetime import date
from operator import eq, ge, lt

from django.core.management import call_command
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.models import Grant, User
from personnel.kinds import KINDS
from personnel.models import Person, Post, Title, Unit, Verification
from personnel.reading.standing import standing
from reports.people.asked import Asked
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, credential, looked_into, person, post

# Two districts, and groups and titles in an order of their own.
PLACES, DISTRICTS = (MOUNTAIN, TOWNSHIP, LOWLAND), ("535", "522")
TITLES = ("BT", "CTUBND", "CTHPN", "TCKT", "VPDU", "UVBCH")
DAYS = st.dates(date(2019, 1, 1), date(2027, 12, 31))
SOME_DAY = st.one_of(st.none(), DAYS)
SHOWN = ("professional", "theory", "state_management")
FINDINGS = st.one_of(st.none(), st.tuples(st.sampled_from(Verification.values), DAYS))
LEVELS = st.sampled_from([(kind, n) for kind in SHOWN for n in range(KINDS[kind].top + 1)])
PEOPLE = st.lists(
    st.tuples(
        st.lists(
            st.tuples(st.sampled_from(TITLES), st.sampled_from(PLACES), SOME_DAY, SOME_DAY),
            min_size=1,
            max_size=4,
        ),
        st.dictionaries(LEVELS, st.tuples(SOME_DAY, FINDINGS), max_size=4),
    ),
    min_size=1,
    max_size=6,
)
GROUPS = {group: (group,) for group in Title.Group.values} | {"staff": Title.STAFF, "": ()}
COMPARED = {"": ge, "exactly": eq, "below": lt}
UNITS = (*PLACES, *DISTRICTS, "51")
MANY = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def record(people):
    """Store the people drawn; of two open posts that are the same only one can be."""
    for posts, held in people:
        who, taken = person(), set()
        for title, unit, start, end in posts:
            if start and end and end < start:
                start, end = end, start
            if end is None and (title, unit) in taken:
                continue
            taken |= {(title, unit)} if end is None else set()
            post(who, title, unit, start=start, end=end)
        for (kind, level), (awarded, finding) in held.items():
            credential(who, kind, level, awarded=awarded, **looked_into(finding))


class Parity(TestCase):
    @classmethod
    def setUpTestData(cls):
        call_command("load_reference", verbosity=0)
        cls.viewer = User.objects.create_user("theo-doi")
        cls.viewer.grants.create(role=Grant.Role.PROVINCE_VIEWER)
        cls.boards = {}
        for codes in (DISTRICTS[:1], DISTRICTS):
            user = cls.boards[codes] = User.objects.create_user("-".join(codes))
            for district in Unit.objects.filter(code__in=codes, level="district"):
                user.grants.create(role=Grant.Role.EDITOR, unit=district)

    def who_see(self, unit):
        """Return the users who may ask for a unit."""
        boards = [
            user for codes, user in self.boards.items()
            if unit.code in codes or (unit.parent and unit.parent.code in codes)
        ]  # fmt: skip
        return [self.viewer, *boards]

    def asked(self, user, day, **query):
        params = QueryDict(mutable=True)
        params.update({"as_of": day.isoformat()} | query)
        return Asked.read(params, User.objects.get(pk=user.pk))

    def listed(self, user, day, **query):
        """Return whom the list has, having counted them."""
        selection = self.asked(user, day, **query).selection
        found = list(selection.ids)
        assert selection.count() == len(found) == len(set(found))
        return set(found)

    @MANY
    @given(people=PEOPLE, day=DAYS, code=st.sampled_from(UNITS), group=st.sampled_from([*GROUPS]))
    def test_a_unit_and_a_group_have_whom_figures_count_there(self, people, day, code, group):
        record(people)
        everyone = list(standing(day, Person.objects.all(), []))
        found = list(Post.objects.principal_on(day).values_list("person_id", "pk"))
        assert sorted(found) == sorted((row.pk, row.post_id) for row in everyone)
        unit = Unit.objects.select_related("parent").get(code=code)
        among = GROUPS[group]
        expected = {
            row.pk
            for row in everyone
            if unit.level == "province" or unit.pk in (row.unit_id, row.district_id)
            if not among or row.title_group in among
        }
        for user in self.who_see(unit):
            assert self.listed(user, day, unit=code, group=group) == expected

    @SLOW
    @given(people=PEOPLE, day=DAYS)
    def test_a_board_sees_those_counted_in_one_of_its_districts(self, people, day):
        record(people)
        everyone = list(standing(day, Person.objects.all(), []))
        codes = dict(Unit.objects.values_list("pk", "code"))
        for own, user in self.boards.items():
            expected = {row.pk for row in everyone if codes[row.district_id] in own}
            assert self.listed(user, day) == expected
        assert self.listed(self.viewer, day) == {row.pk for row in everyone}

    @SLOW
    @given(people=PEOPLE, day=DAYS, level=LEVELS)
    def test_a_level_asked_of_the_credentials_is_that_of_the_standing(self, people, day, level):
        record(people)
        kind, at = level
        held = {row.pk: getattr(row, kind) for row in standing(day, Person.objects.all(), [kind])}
        for rule, compare in COMPARED.items():
            expected = {pk for pk, n in held.items() if n is not None and compare(n, at)}
            assert self.listed(self.viewer, day, level=f"{kind}:{at}", rule=rule) == expected
        nothing = {pk for pk, n in held.items() if n is None}
        assert self.listed(self.viewer, day, missing=kind) == nothing

    @SLOW
    @given(people=PEOPLE, day=DAYS)
    def test_a_row_shows_the_standing(self, people, day):
        record(people)
        everyone = {row.pk: row for row in standing(day, Person.objects.all())}
        asked = self.asked(self.viewer, day)
        for row in asked.rows(list(asked.selection.ids)):
            expected = everyone.pop(row.person.pk)
            assert row.unit == Unit.objects.get(pk=expected.unit_id).name
            assert row.title == Title.objects.get(pk=expected.title_id).name
            levels = [(cell.column.label, cell.text) for cell in row.cells if cell.column.kind]
            assert levels == [
                (kind.short, "" if n is None else kind.level_label(n))
                for kind, n in ((KINDS[code], getattr(expected, code)) for code in SHOWN)
            ]
        assert not everyone
