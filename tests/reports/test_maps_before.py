"""Figures of the days before the map changed, and rows on each map where units were split."""

from datetime import date

from personnel.models import DossierCount, Post, Title, Unit
from reports.scope import rows_below
from targets.criteria import H2025
from targets.judging import figure_key
from targets.lens import Lens
from targets.sources import LiveSource
from targets.structure import EVERYBODY
from tests import maps
from tests.factories import person, post

EVE, NOW = date(2025, 6, 30), date(2025, 12, 31)
COUNTED = ("covered", "met", "short", "unknown")


def of(figure):
    return tuple(getattr(figure, name) for name in COUNTED)


def test_figures_of_a_day_before_are_what_they_were(small_province):
    for unit in Unit.objects.communes():
        post(person(name="Phạm Văn Trước"), "TCKT", unit.code)
        DossierCount.objects.create(unit=unit, year=2025, total=9, online=unit.pk % 9)

    def figures():
        source = LiveSource.of_province(Lens(H2025, EVE))
        found = source.figures(source.lens.criteria)
        return {
            unit.pk: [of(found.figure(c, unit.pk)) for c in source.lens.criteria]
            for unit in source.units
            if not unit.is_province
        }

    before = figures()
    maps.reorganise()
    assert figures() == before and len(before) == 13


def test_rows_add_up_on_the_three_maps_of_the_province_where_units_were_split(without_districts):
    split = Unit.objects.filter(successions__is_default=False).distinct()
    serving = 0
    for unit in split:
        for at, change in enumerate((None, *unit.successions.filter(is_default=False))):
            who = person(name="Hồ Thị Chia", birth=date(1980 + at, 1, unit.pk % 28 + 1))
            branch = change.new if change else None
            Post.objects.create(
                person=who, unit=unit, branch=branch, title=Title.objects.get(code="TCKT"),
                start=date(2015, 1, 1), start_precision="day",
            )  # fmt: skip
            serving += 1
    assert serving > split.count() == 3
    for day in (date(2024, 6, 30), date(2025, 3, 31), NOW):
        source = LiveSource.of_province(Lens(H2025, day))
        counts = source.counts({"all": EVERYBODY.on(day)}, ())
        for grouped in (False, True):
            rows = rows_below(source, grouped=grouped)
            assert sum(counts("all", figure_key(unit)) for unit in rows) == serving
            assert all(unit.is_in_force(day) for unit in rows)
            communes = [pk for unit in rows for pk in (unit.parts or {unit.pk})]
            assert len(communes) == len(set(communes))
