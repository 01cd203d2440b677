"""The records as a source: of any root, within what the viewer may see, on whatever day."""

from datetime import date

import pytest

from personnel.kinds import KINDS
from personnel.models import DossierCount, Person, Unit
from personnel.models.units import together
from targets.covers import COMMITTEE
from targets.criteria import BY_CODE, H2025, ONLINE_DOSSIERS, REGISTER
from targets.judging import figure_key
from targets.lens import Lens
from targets.sources import LiveSource
from targets.structure import BASES
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, person, post
from tests.reports.periods.handing import district_of

LENS = Lens(H2025, date(2025, 12, 31))
DOSSIERS = [BY_CODE[ONLINE_DOSSIERS]]
CONDITIONS = {"committee": COMMITTEE.on(LENS.day)} | {
    base.code: base.on(LENS.day) for base in BASES.values()
}


def people_of(source):
    return source.counts({"all": CONDITIONS["all"]})("all", figure_key(source.root))


def test_a_district_counts_its_own_people_only(ba_to):
    """Who has left for elsewhere, or comes from there, is counted where the post of the day is."""
    away = Person.objects.get(full_name="Phạm Thị Hạnh")
    away.posts.update(end=date(2025, 6, 30))
    post(away, "BT", LOWLAND, start=date(2025, 7, 1))
    here, there = district_of("535"), Unit.objects.get(code=LOWLAND).parent
    both = LiveSource(LENS, together([here, there]))
    sources = [LiveSource(LENS, here), LiveSource(LENS, there), both]
    assert [source.rows().count() for source in sources] == [4, 1, 5]
    assert {unit.parent_id for unit in both.units if unit.level == "commune"} == {here.pk, there.pk}


def test_a_commune_is_a_root_of_its_own(ba_to):
    post(person(name="Lê Văn Bên"), "TCKT", TOWNSHIP)
    commune = Unit.objects.get(code=MOUNTAIN)
    source = LiveSource(LENS, commune)
    assert source.units == [commune]
    whole = LiveSource(LENS, district_of("535")).figures(REGISTER)
    alone = source.figures(REGISTER)
    for criterion in REGISTER:
        assert alone.figure(criterion, commune.pk) == whole.figure(criterion, commune.pk)
    assert (people_of(source), people_of(LiveSource(LENS, district_of("535")))) == (5, 6)


def test_nobody_is_counted_whom_the_viewer_may_not_see(ba_to, editor_a, editor_b, province_viewer):
    province = LiveSource.of_province(LENS).root
    counted = {
        user.username: people_of(LiveSource(LENS, province, user))
        for user in (editor_a, editor_b, province_viewer)
    }
    assert list(counted.values()) == [5, 0, 5]


def test_the_same_of_another_day(ba_to, editor_b):
    source = LiveSource(LENS, district_of("535"), editor_b)
    other = source.on(date(2010, 1, 1))
    assert (other.lens.day, other.lens.horizon) == (date(2010, 1, 1), H2025)
    assert (other.root, other.viewer) == (source.root, editor_b)
    assert people_of(LiveSource(LENS, source.root).on(date(1999, 1, 1))) == 0


def test_figures_and_counts_are_those_asked_one_by_one(ba_to, django_assert_num_queries):
    source = LiveSource(LENS, district_of("535"))
    criteria = [criterion for criterion in LENS.criteria if criterion.about_people]
    with django_assert_num_queries(1):
        figures, counts = source.figures_and_counts(criteria, CONDITIONS)
    apart, counted = source.figures(criteria), source.counts(CONDITIONS)
    for unit in source.units:
        for criterion in criteria:
            assert figures.figure(criterion, unit.pk) == apart.figure(criterion, unit.pk)
        for name in CONDITIONS:
            assert counts(name, unit.pk) == counted(name, unit.pk)
    assert counts("all", source.root.pk) == 5


def test_counting_some_kinds_counts_the_same_people(ba_to):
    source = LiveSource(LENS, district_of("535"))
    full, few = source.counts(CONDITIONS), source.counts(CONDITIONS, tuple(KINDS))
    assert [full(name, source.root.pk) for name in CONDITIONS] == [
        few(name, source.root.pk) for name in CONDITIONS
    ]


def test_dossiers_are_those_within_the_root(ba_to, django_assert_num_queries):
    for code, online in ((MOUNTAIN, 3), (TOWNSHIP, 5), (LOWLAND, 7)):
        DossierCount.objects.create(
            unit=Unit.objects.get(code=code), year=2025, online=online, total=10
        )
    district, commune = district_of("535"), Unit.objects.get(code=MOUNTAIN)
    roots = (LiveSource.of_province(LENS).root, district, commune)
    found = []
    for root in roots:
        source = LiveSource(LENS, root)
        with django_assert_num_queries(1):
            found.append(source.figures(DOSSIERS).figure(*DOSSIERS, figure_key(root)).met)
    assert found == [15, 8, 3]


def test_no_criteria_about_dossiers_no_query_about_them(ba_to, django_assert_num_queries):
    about_people = [criterion for criterion in REGISTER if criterion.about_people]
    source = LiveSource(LENS, district_of("535"))
    with django_assert_num_queries(1):
        source.figures(about_people)


def test_units_that_are_read_already_are_not_read_again(ba_to, django_assert_num_queries):
    source = LiveSource(LENS, district_of("535"), units=[ba_to])
    with django_assert_num_queries(0):
        assert source.units == [ba_to]


def test_without_a_province_there_is_none_of_it(ba_to):
    Unit.objects.filter(level="province").update(valid_from=date(2026, 1, 1))
    with pytest.raises(Unit.DoesNotExist):
        LiveSource.of_province(LENS)
