"""Where units stand, asked by queries and of the units themselves."""

from datetime import date

import pytest
from django.db.models import Exists, OuterRef

from personnel.models import DossierCount, HandOver, Post, Title, Unit
from personnel.models.hierarchy import ABOVE, below, kept_by
from personnel.models.units import together
from personnel.scope import may_edit_in
from tests.factories import LOWLAND, MOUNTAIN, person, post

BA_TO, DUC_PHO, QUANG_NGAI = "535", "534", "522"


def named(code):
    return Unit.objects.get(code=code)


def codes(units):
    return [unit.code for unit in units.order_by("code")]


@pytest.fixture
def alone(small_province):
    """A commune of Ba Tơ that stands right below the province."""
    Unit.objects.filter(code=MOUNTAIN).update(parent=small_province)
    return named(MOUNTAIN)


def test_each_level_is_asked_of_queries_and_of_units(small_province):
    for level, asked, told in (
        ("province", Unit.objects.provinces(), "is_province"),
        ("district", Unit.objects.districts(), "is_district"),
        ("commune", Unit.objects.communes(), "is_commune"),
    ):
        found = {unit for unit in Unit.objects.all() if getattr(unit, told)}
        assert set(asked) == found == set(Unit.objects.filter(level=level)) != set()


def test_units_sort_from_the_top(small_province):
    ranks = [named(code).rank for code in ("51", BA_TO, MOUNTAIN)]
    assert ranks == sorted(set(ranks))
    assert Unit(level="").rank > ranks[-1]


def test_what_stands_right_below_a_unit(small_province):
    assert codes(Unit.objects.below(small_province)) == [QUANG_NGAI, DUC_PHO, BA_TO]
    assert MOUNTAIN in codes(Unit.objects.below(named(BA_TO)))
    assert LOWLAND not in codes(Unit.objects.below(named(BA_TO)))
    assert not Unit.objects.below(named(MOUNTAIN))


def test_what_stands_below_is_asked_of_several_and_of_the_query_outside(small_province):
    of_ids = Unit.objects.below([named(BA_TO).pk, named(DUC_PHO).pk])
    one_by_one = Unit.objects.below(named(BA_TO)) | Unit.objects.below(named(DUC_PHO))
    assert codes(of_ids) == codes(one_by_one) != []
    assert codes(Unit.objects.below(Unit.objects.filter(code=BA_TO).values("pk"))) == codes(
        Unit.objects.below(named(BA_TO))
    )
    with_any = Unit.objects.filter(Exists(Unit.objects.below(OuterRef("pk"))))
    assert codes(with_any) == ["51", QUANG_NGAI, DUC_PHO, BA_TO]


def test_what_stands_below_is_asked_on_a_day(small_province):
    Unit.objects.filter(code=MOUNTAIN).update(valid_to=date(2024, 12, 31))
    there = Unit.objects.below(named(BA_TO))
    assert MOUNTAIN in codes(there.in_force(date(2024, 12, 31)))
    assert MOUNTAIN not in codes(there.in_force(date(2025, 1, 1)))


def test_what_lies_in_a_unit_is_it_and_all_below(small_province):
    ba_to, duc_pho = named(BA_TO), named(DUC_PHO)
    assert codes(Unit.objects.within(small_province)) == codes(Unit.objects.all())
    below_it = codes(Unit.objects.below(ba_to))
    assert codes(Unit.objects.within(ba_to)) == sorted([BA_TO, *below_it])
    assert codes(Unit.objects.within(named(MOUNTAIN))) == [MOUNTAIN]
    both = Unit.objects.within(together([ba_to, duc_pho]))
    assert codes(both) == codes(Unit.objects.within(ba_to) | Unit.objects.within(duc_pho))


def test_a_unit_tells_what_lies_in_it(small_province):
    ba_to, mountain, lowland = named(BA_TO), named(MOUNTAIN), named(LOWLAND)
    assert [small_province.contains(unit) for unit in (small_province, ba_to, mountain)] == [
        True
    ] * 3
    assert [ba_to.contains(unit) for unit in (small_province, ba_to, mountain, lowland)] == [
        False, True, True, False,
    ]  # fmt: skip
    assert mountain.contains(mountain) and not mountain.contains(ba_to)
    assert mountain.is_right_below(ba_to) and not mountain.is_right_below(small_province)


def test_a_district_keeps_the_records_of_its_communes_and_reports_of_them(small_province):
    ba_to, mountain = named(BA_TO), named(MOUNTAIN)
    assert (mountain.above, mountain.keeper, mountain.reporter) == (ba_to,) * 3
    assert (mountain.above_id, mountain.keeper_id, mountain.reporter_id) == (ba_to.pk,) * 3
    assert (ba_to.reporter, ba_to.reporter_id, ba_to.is_reporting) == (ba_to, ba_to.pk, True)
    assert ba_to.above == small_province
    assert not mountain.is_reporting and not small_province.is_reporting
    assert (small_province.above, small_province.keeper, small_province.reporter) == (None,) * 3
    assert (
        set(Unit.objects.keepers())
        == set(Unit.objects.reporting())
        == set(Unit.objects.districts())
    )


def test_a_commune_right_below_the_province_keeps_its_own_records(alone, editor_a, province_admin):
    post(person())
    ba_to = named(BA_TO)
    assert alone.keeper == alone.reporter == alone and alone.is_reporting
    assert alone in Unit.objects.keepers() and alone in Unit.objects.reporting()
    assert not Post.objects.kept_by([ba_to.pk]) and Post.objects.kept_by([alone.pk])
    assert alone not in Unit.objects.kept_by(ba_to)
    assert not may_edit_in(editor_a, alone.pk)
    assert may_edit_in(province_admin, alone.pk)


def test_rows_of_a_commune_are_in_the_hands_of_its_keeper(small_province):
    who, ba_to, duc_pho = person(), named(BA_TO), named(DUC_PHO)
    served = post(who)
    offered = HandOver.objects.create(
        person=who, giver=duc_pho, unit=served.unit, title=Title.objects.get(code="BT"),
        day=date(2026, 1, 1), asked_at="2025-12-01T00:00Z",
    )  # fmt: skip
    counted = DossierCount.objects.create(unit=served.unit, year=2025, total=2, online=1)
    for rows, row in ((Post.objects.all(), served), (HandOver.objects.all(), offered)):
        assert list(rows.kept_by([ba_to.pk])) == [row]
        assert not rows.kept_by([duc_pho.pk])
    assert list(DossierCount.objects.filter(kept_by(ba_to, "unit__"))) == [counted]
    assert not DossierCount.objects.filter(below(duc_pho, "unit__"))
    assert DossierCount.objects.values_list(f"unit__{ABOVE}_id", flat=True).get() == ba_to.pk


def test_what_is_read_along_costs_no_query_more(small_province, django_assert_num_queries):
    post(person())
    with django_assert_num_queries(2):
        (served,) = Post.objects.with_keepers()
        assert served.unit.keeper.code == BA_TO
        assert all(unit.above for unit in Unit.objects.communes().with_above())


def test_units_in_place_stand_under_what_is_above_them(small_province):
    order = [(unit.above.code, unit.code) for unit in Unit.objects.communes().in_place()]
    assert order == sorted(order)
    assert len({above for above, _ in order}) == 3
    assert set(Unit.objects.communes().ids_above().values_list("parent", flat=True)) == {
        named(code).pk for code in (BA_TO, DUC_PHO, QUANG_NGAI)
    }
