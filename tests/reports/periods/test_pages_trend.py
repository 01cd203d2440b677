"""Sealed points of the trend: from the frozen rows, marked, and without more queries."""

from datetime import date, timedelta

import pytest

from personnel.models import Credential, DossierCount, Post, Unit
from reports.periods.opening import open_replacement
from reports.periods.sealing import missing_of, seal
from reports.sealed_points import sealed_figures, sealed_periods
from reports.sources import sealed_source
from reports.trend import trend
from targets.criteria import H2025, REGISTER
from targets.judging import figure_key
from targets.lens import Lens
from targets.sources import LiveSource
from tests.factories import MOUNTAIN
from tests.reports.periods.handing import DAY, DUE, LATER, a_period, approved

AFTER = date(2026, 6, 30)
ONLINE = "2025.units.online_dossiers"


def sealed_with(period, district, by, admin):
    kept = approved(period, district, by, admin)
    absent = [unit.code for unit in missing_of(period, [kept])]
    return seal(period, absent, by=admin, at=LATER)


@pytest.fixture
def sealed(period, district, editor_a, province_admin):
    DossierCount.objects.create(unit=Unit.objects.get(code=MOUNTAIN), year=2025, online=3, total=4)
    return sealed_with(period, district, editor_a, province_admin)


def test_a_sealed_point_is_what_the_sealed_period_says(sealed, district):
    whole, own = sealed_source(sealed), sealed_source(sealed, [district.pk])
    commune = Unit.objects.get(code=MOUNTAIN)
    for source, unit in ((whole, district.parent), (own, district), (own, commune)):
        for criterion in REGISTER:
            point = point_of(criterion, unit)
            expected = source.figures([criterion]).figure(criterion, figure_key(unit))
            assert point.figure == expected, (unit, criterion.code)
            assert point.missing == (11 if unit == district.parent else 0)


def test_what_is_recorded_later_moves_no_sealed_point(sealed, district):
    code = next(c for c in REGISTER if c.code == "2025.key.theory")

    def points(unit):
        found = trend(LiveSource(Lens(H2025, AFTER), unit), code)
        return [(point.day, point.line.figure, bool(point.sealed)) for point in found.points]

    before = points(district)
    assert [sealed for _, _, sealed in before] == [False] * 3 + [True, False]
    Credential.objects.filter(kind="theory").delete()
    after = points(district)
    assert after[3] == before[3] and after[4] != before[4]
    Post.objects.all().delete()
    assert points(district) == [before[3]]


def test_what_was_sealed_of_another_day_stands_on_that_day(
    district, ba_to, editor_a, province_admin
):
    """Beside the year's end, which the records tell; the year keeps its name in the drawing."""
    november = date(2025, 11, 30)
    period = a_period(day=november)
    sealed_with(period, district, editor_a, province_admin)
    theory = next(c for c in REGISTER if c.code == "2025.key.theory")
    found = trend(LiveSource(Lens(H2025, AFTER), district), theory)
    told = {point.day: (bool(point.sealed), point.label) for point in found.points}
    assert told[november] == (True, "") and told[DAY][0] is False
    assert list(told) == sorted(told) and len(told) == 6


def test_a_replaced_period_has_no_point(sealed, district, editor_a, province_admin):
    """Its replacement has it, once that one is sealed."""
    criterion = REGISTER[0]
    Credential.objects.all().delete()
    again = open_replacement(sealed, "Lại", DUE, "Nhầm", by=province_admin, at=LATER)
    assert point_of(criterion, district).period == sealed.pk
    kept = approved(again, district, editor_a, province_admin)
    absent = [unit.code for unit in missing_of(again, [kept])]
    seal(again, absent, by=province_admin, at=LATER.replace(day=20))
    assert point_of(criterion, district).period == again.pk


def point_of(criterion, unit):
    return sealed_figures(criterion, unit, sealed_periods(DAY, DAY))[DAY]


def test_no_seal_no_point(sealed, period, province_admin):
    other = Unit.objects.get(code="534", level="district")
    assert sealed_figures(REGISTER[0], other, sealed_periods(DAY, DAY)) == {}
    before = DAY - timedelta(days=1)
    assert sealed_periods(date(2020, 1, 1), before) == []
    assert sealed_figures(REGISTER[0], other.parent, []) == {}


def test_its_page_marks_it_in_words_and_leads_to_the_frozen(
    sealed, province_viewer, editor_a, client_for, read, length_of, django_assert_max_num_queries
):
    path = "/chi-tieu/2025.key.theory/?horizon=2025&as_of=2026-06-30"
    for user, most in ((province_viewer, 12), (editor_a, 16)):
        client = client_for(user)
        shown = read(client, path)
        assert "31/12/2025 50,00% (đã khóa)" in shown and "◆ số liệu đã khóa" in shown
        assert 'class="sealed"' in shown
        assert f"/bao-cao/{sealed.pk}/nguoi/?" in shown
        with django_assert_max_num_queries(most):
            client.get(path)
    assert "thiếu 11 đơn vị" in read(client_for(province_viewer), path)


def test_without_a_seal_nothing_is_marked(ba_to, province_viewer, client_for, read):
    shown = read(client_for(province_viewer), "/?horizon=2025&as_of=2026-06-30")
    assert "đã khóa" not in shown
