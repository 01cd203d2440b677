"""The text of roll-ups that is kept: equal questions are sent alike, and every answer is fresh."""

from datetime import date
from itertools import product

import pytest

from personnel.basics import statements
from personnel.kinds import KINDS
from personnel.models import Credential, Membership, Person, Unit
from personnel.models.units import together
from personnel.reading import standing
from targets.criteria import BY_CODE, H2025, H2030, REGISTER
from targets.judging import EVERYONE, kinds_asked, roll_up_and_count
from targets.lens import Lens
from targets.sources import LiveSource
from targets.structure import BASES
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, credential, person, post
from tests.reports.periods.handing import district_of

DAY = date(2025, 12, 31)
DAYS = [date(2012, 6, 30), date(2021, 12, 31), DAY, date(2029, 3, 1)]
LENS = Lens(H2025, DAY)
OF_PEOPLE = [criterion for criterion in REGISTER if criterion.about_people]


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    monkeypatch.setattr(statements, "_kept", {})


@pytest.fixture
def careers(ba_to):
    """Forty people of three communes with titles and levels that begin and end at all times."""
    titles, units = ("BT", "TCKT", "VPDU", "CTUBND"), (MOUNTAIN, TOWNSHIP, LOWLAND)
    kinds = kinds_asked(OF_PEOPLE)
    for at in range(40):
        sex, birth = ("male", "female")[at % 2], date(1962 + at, 1 + at % 12, 1)
        who = person(name=f"Trần Văn Số {at}", birth=birth, sex=sex)
        began = date(2005 + at % 15, 1 + at % 12, 1)
        ended = date(2020 + at % 9, 6, 30) if at % 3 == 0 else None
        post(who, titles[at % 4], units[at % 3], start=began, end=ended)
        if ended:
            post(who, titles[(at + 1) % 4], units[(at + 1) % 3], start=date(ended.year, 5, 1))
        for turn, kind in enumerate(kinds):
            if (at + turn) % 4:
                awarded = date(2008 + (at * 7 + turn) % 18, 3, 1) if (at + turn) % 5 else None
                credential(who, kind, min(KINDS[kind].top, 1 + (at + turn) % 3), awarded)
    return ba_to


def written_anew(source, criteria, conditions):
    """Ask the same of the rows themselves, with a query that is written for it."""
    day, rows = source.lens.day, source.rows(kinds_asked(criteria))
    return roll_up_and_count(rows, day, criteria, {}, conditions)


def conditions_on(day):
    return {base.code: base.on(day) for base in BASES.values()}


def sources(*viewers):
    """Sources that differ in one thing from one another: day, map, root, viewer, what is ahead."""
    here, there = district_of("535"), Unit.objects.get(code=LOWLAND).parent
    province = Unit.objects.provinces().get()
    roots = [province, here, Unit.objects.get(code=MOUNTAIN), together([here, there])]
    for day, root in product(DAYS, roots):
        yield LiveSource(Lens(H2025, day), root)
    for viewer in viewers:
        yield LiveSource(LENS, province, viewer)
        yield LiveSource(LENS, here, viewer)
    ahead = Lens(H2030, date(2029, 3, 1), today=DAY)
    yield LiveSource(ahead, province)


def test_what_is_kept_gives_what_a_query_of_its_own_gives(careers, editor_a, editor_b):
    """The property over days, maps, units and users, each asked for twice, in any order."""
    several = list(sources(editor_a, editor_b))
    assert editor_a.scope and editor_b.scope
    statements._kept.clear()  # how far rights go was asked so as well
    for source in [*several, *reversed(several)]:
        conditions = conditions_on(source.lens.day)
        figures, counts = source.figures_and_counts(OF_PEOPLE, conditions)
        expected, told = written_anew(source, OF_PEOPLE, conditions)
        for place in (EVERYONE, *(unit.pk for unit in source.units)):
            for criterion in OF_PEOPLE:
                found = figures.figure(criterion, place)
                assert found == expected.figure(criterion, place), (source.lens, criterion.code)
            for name in conditions:
                assert counts(name, place) == told(name, place), (source.lens, name)
    kept = [each for each in statements._kept.values() if isinstance(each, statements.Statement)]
    assert len(kept) == len(several)


def test_levels_asked_one_by_one_are_those_read_together(careers):
    """Day by day: of one criterion, as a trend has it, and of all, as a board has them."""
    province = Unit.objects.provinces().get()
    covered = 0
    for day in DAYS:
        source = LiveSource(Lens(H2025, day), province)
        board, units = source.figures(OF_PEOPLE), source.units
        for criterion in OF_PEOPLE:
            assert len(criterion.asks) <= standing.FEW
            alone = source.figures([criterion])
            for place in (EVERYONE, *(unit.pk for unit in units)):
                figure = alone.figure(criterion, place)
                assert figure == board.figure(criterion, place), (day, criterion.code)
            covered += alone.figure(criterion).covered
    assert covered


def test_what_is_written_since_is_in_the_next_answer(careers):
    criterion, source = BY_CODE["2025.key.theory"], LiveSource.of_province(LENS)
    before = source.figures([criterion]).figure(criterion)
    credential(post(person(name="Đinh Văn Mới"), "BT", LOWLAND).person, "theory", 4)
    after = source.figures([criterion]).figure(criterion)
    assert (after.met, after.covered) == (before.met + 1, before.covered + 1)
    Credential.objects.filter(kind="theory").delete()
    assert source.figures([criterion]).figure(criterion).met == 0
    assert len(statements._kept) == 1


def test_the_communes_of_a_group_are_part_of_what_is_asked(careers):
    """A member less is another question: the text names those in it."""
    facts = {"level": "group", "kind": "địa bàn", "parent": Unit.objects.get(code="51")}
    group = Unit.objects.create(code="N1", name="Cụm 1", **facts)
    for code in (MOUNTAIN, TOWNSHIP):
        Membership.objects.create(group=group, unit=Unit.objects.get(code=code))
    seen = [figures_of(group)]
    Membership.objects.filter(unit__code=TOWNSHIP).delete()
    seen.append(figures_of(Unit.objects.get(pk=group.pk)))
    assert seen[1] < seen[0]


def figures_of(unit):
    source = LiveSource(LENS, unit)
    return source.figures_and_counts([], conditions_on(DAY))[1]("all")


def test_what_was_written_follows_from_nothing_that_is_read(careers, django_assert_num_queries):
    """Otherwise the text would tell what the records said when it was written."""
    for source in [*sources()][:6]:
        conditions = conditions_on(source.lens.day)
        for _ in ("written", "kept"):
            with django_assert_num_queries(1):
                source.figures_and_counts(OF_PEOPLE, conditions)


def test_so_many_are_kept_and_no_more(careers, monkeypatch):
    monkeypatch.setattr(statements, "MOST", 3)
    criterion = BY_CODE["2025.key.theory"]
    for day in DAYS:
        LiveSource.of_province(Lens(H2025, day)).figures([criterion])
        assert 0 < len(statements._kept) <= 3


class Nobody(LiveSource):
    people = Person.objects.none()


def test_nobody_can_be_in_what_no_unit_is_in(careers):
    """Where no row is possible at all Django writes no statement, and there is none to keep."""
    nobody = Nobody(LENS, Unit.objects.provinces().get())
    figures, counts = nobody.figures_and_counts(OF_PEOPLE, conditions_on(DAY))
    assert counts("all") == 0 and figures.figure(OF_PEOPLE[0]).covered == 0
    assert statements._kept == {}
