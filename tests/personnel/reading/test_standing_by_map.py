"""Everyone on a day, by the units, facts and groups of that day or of another."""

from collections import Counter
from datetime import date, timedelta

import pytest

from personnel.basics.spells import EVER, NEVER
from personnel.models import Person, Post, Title, TitleGroup, Unit, UnitFact
from personnel.reading.standing import standing, within
from tests import maps
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, person, post

BEFORE, AFTER = date(2024, 12, 31), date(2025, 12, 31)
CHANGE = date(2025, 3, 1)
EVE = CHANGE - timedelta(days=1)


def on(day, who, **how):
    """Return the person's standing on `day`, or None when not in post."""
    return standing(day, Person.objects.all(), **how).filter(pk=who.pk).first()


def then(code, day):
    return Unit.objects.in_force(day).get(code=code)


def spells(model, day=CHANGE, **line):
    """Write a line of two values, the second from `day` on: name=(before, after) and the rest."""
    values = {name: value for name, value in line.items() if isinstance(value, tuple)}
    same = {name: value for name, value in line.items() if name not in values}
    eve = day - timedelta(days=1)
    for at, days in enumerate([(EVER, eve), (day, NEVER)]):
        own = {name: value[at] for name, value in values.items()}
        model.objects.create(**same, **own, first=days[0], last=days[1])


def test_people_stay_where_they_were_and_count_in_what_became_of_it(small_without_districts):
    who, neighbour = person(), person(name="Lê Thị Bình")
    old = Post.objects.create(
        person=who, title=Title.objects.get(code="BT"), unit=then(MOUNTAIN, BEFORE)
    )
    new = Post.objects.create(
        person=neighbour, title=Title.objects.get(code="CTUBND"), unit=then("21490", AFTER)
    )
    assert (on(BEFORE, who).unit_id, on(AFTER, who).unit_id) == (old.unit_id, new.unit_id)
    assert on(AFTER, neighbour).unit_id == new.unit_id
    province = Unit.objects.provinces().get()
    assert on(AFTER, who).district_id == province.pk
    assert on(BEFORE, who).district_id == then("535", BEFORE).pk


def test_a_day_is_recast_to_the_units_of_another(small_without_districts):
    who = person()
    Post.objects.create(person=who, title=Title.objects.get(code="BT"), unit=then(TOWNSHIP, BEFORE))
    told = on(BEFORE, who, map_day=AFTER)
    assert told.unit_id == then(TOWNSHIP, AFTER).pk
    assert told.district_id == Unit.objects.provinces().get().pk
    # Judged as the township that it was; the new unit of that name is a xã.
    assert (told.urban, on(AFTER, who).urban) == (1, 0)
    assert on(AFTER, who, map_day=BEFORE).unit_id == then(TOWNSHIP, BEFORE).pk


def everywhere():
    """Put somebody into every commune in force before the decrees; returns how many."""
    communes = Unit.objects.in_force(BEFORE).communes()
    title = Title.objects.get(code="BT")
    people = [person(name=f"Nguyễn Văn {at}") for at in range(communes.count())]
    Post.objects.bulk_create(
        Post(person=who, title=title, unit=unit) for who, unit in zip(people, communes, strict=True)
    )
    return len(people)


@pytest.mark.parametrize("map_day", [None, BEFORE, AFTER])
@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_nobody_is_lost_nobody_is_twice_on_any_map(small_without_districts, day, map_day):
    people = everywhere()
    rows = list(standing(day, Person.objects.all(), (), map_day=map_day))
    assert len({row.pk for row in rows}) == len(rows) == people
    shown = Unit.objects.in_force(map_day or day).communes()
    by_unit = [
        standing(day, Person.objects.all(), (), map_day=map_day).filter(within(unit)).count()
        for unit in shown
    ]
    assert sum(by_unit) == people


def test_a_new_unit_has_the_people_of_those_it_came_from(small_without_districts):
    everywhere()
    now = Counter(standing(AFTER, Person.objects.all(), ()).values_list("unit_id", flat=True))
    for unit in Unit.objects.in_force(AFTER).communes():
        assert now.get(unit.pk, 0) == unit.origins.filter(is_default=True).count()


def test_a_group_has_the_people_of_its_communes(small_without_districts):
    everywhere()
    rows = standing(AFTER, Person.objects.all(), ())
    for group in small_without_districts:
        inside = rows.filter(unit_id__in=[m.unit_id for m in group.members.all()])
        assert set(rows.filter(within(group))) == set(inside) != set()
        assert group.parts == {m.unit_id for m in group.members.all()}


def test_whoever_is_known_to_have_gone_elsewhere_is_there(province):
    maps.reorganise(maps.FIRST)
    old = then("21283", BEFORE)
    default, other = then("21283", AFTER), then("21238", AFTER)
    stayed, went = person(), person(name="Lê Thị Bình")
    title = Title.objects.get(code="TCKT")
    Post.objects.create(person=stayed, title=title, unit=old)
    Post.objects.create(person=went, title=title, unit=old, branch=other)
    assert (on(AFTER, stayed).unit_id, on(AFTER, went).unit_id) == (default.pk, other.pk)
    assert on(BEFORE, stayed).unit_id == on(BEFORE, went).unit_id == old.pk


@pytest.mark.parametrize(("day", "mountain"), [(EVE, 0), (CHANGE, 1)])
def test_a_decision_on_terrain_changes_no_earlier_day(small_province, day, mountain):
    who = post(person(), unit=LOWLAND).person
    spells(UnitFact, unit=then(LOWLAND, day), fact="terrain", value=("lowland", "mountain"))
    assert on(day, who).mountain_commune == mountain


@pytest.mark.parametrize(("day", "minority"), [(EVE, False), (CHANGE, True)])
def test_a_decision_on_a_minority_area_changes_no_earlier_day(small_province, day, minority):
    who = post(person(), unit=LOWLAND).person
    spells(UnitFact, unit=then(LOWLAND, day), fact="minority_area", value=("False", "True"))
    assert bool(on(day, who).minority_area) is minority


@pytest.mark.parametrize(("day", "group"), [(EVE, "civil"), (CHANGE, "mass")])
def test_a_title_is_in_the_group_of_the_day(small_province, day, group):
    who = post(person(), "TCKT").person
    spells(TitleGroup, title=Title.objects.get(code="TCKT"), group=("civil", "mass"))
    assert on(day, who).title_group == group


def test_the_principal_post_follows_the_groups_of_the_day(small_province):
    who = person()
    civil, helper = post(who, "TCKT"), post(who, "VPDU")
    spells(TitleGroup, title=civil.title, group=("civil", "committee"))
    assert (on(EVE, who).post_id, on(CHANGE, who).post_id) == (civil.pk, helper.pk)


def test_a_committee_seat_is_one_of_the_day(small_province):
    who = post(person(), "TCKT").person
    spells(TitleGroup, title=Title.objects.get(code="TCKT"), group=("civil", "committee"))
    assert (on(EVE, who).committee, on(CHANGE, who).committee) == (0, 1)


def test_service_in_a_minority_area_begins_when_the_area_does(small_province):
    who = post(person(), unit=LOWLAND, start=date(2010, 1, 1)).person
    spells(UnitFact, unit=then(LOWLAND, EVE), fact="minority_area", value=("False", "True"))
    assert on(AFTER, who).minority_service_since == CHANGE


def test_service_before_an_area_ceased_counts_and_after_it_does_not(small_province):
    early = post(person(), unit=MOUNTAIN, start=date(2010, 1, 1)).person
    late = post(person(name="Lê Thị Bình"), unit=MOUNTAIN, start=date(2025, 6, 1)).person
    spells(UnitFact, unit=then(MOUNTAIN, EVE), fact="minority_area", value=("True", "False"))
    assert on(AFTER, early).minority_service_since == date(2010, 1, 1)
    assert on(AFTER, late).minority_service_since is None


def test_service_in_a_unit_counts_by_what_stood_for_it(small_without_districts):
    """The lowland commune becomes one in a minority area; service there begins with it."""
    new = then(LOWLAND, AFTER)
    Unit.objects.filter(pk=new.pk).update(minority_area=True)
    who = person()
    title = Title.objects.get(code="TCKT")
    Post.objects.create(person=who, title=title, unit=then(LOWLAND, BEFORE))
    gone = person(name="Lê Thị Bình")
    Post.objects.create(
        person=gone,
        title=title,
        unit=then(LOWLAND, BEFORE),
        end=maps.WITHOUT_DISTRICTS - timedelta(1),
    )
    assert on(AFTER, who).minority_service_since == maps.WITHOUT_DISTRICTS
    assert not standing(BEFORE, Person.objects.all()).filter(
        pk=gone.pk, minority_service_since__isnull=False
    )
