"""What pages of figures ask by texts that are kept is told apart by all that it follows from."""

from datetime import date, timedelta
from functools import partial
from itertools import product

import pytest

from personnel.basics import statements
from personnel.models import HandOver, Title, Unit
from personnel.models.units import together
from reports.models import Rulebook
from reports.scope import unit_in_view, units_in_view
from reports.sealed_points import sealed_periods
from reports.tasks_following import following_tasks
from reports.tasks_periods import period_tasks
from reports.tasks_waiting import waiting_tasks
from sheets.models import Upload
from targets.criteria import H2030
from targets.lens import Lens
from targets.sources import LiveSource
from tests.factories import LOWLAND, MOUNTAIN, person, post
from tests.reports.following.making import due, paper
from tests.reports.periods.handing import NOON, a_period, a_user, district_of

TODAY = NOON.date()
DAYS = [date(2019, 12, 31), TODAY - timedelta(days=40), TODAY]
LENSES = [*(Lens(H2030, day, TODAY) for day in DAYS), Lens(H2030, DAYS[1], TODAY, map_day=DAYS[0])]


@pytest.fixture(autouse=True)
def nothing_kept(small_province, monkeypatch):
    monkeypatch.setattr(statements, "_kept", {})


@pytest.fixture
def users(province_viewer, editor_a, editor_b, viewer_a):
    return [province_viewer, editor_a, editor_b, viewer_a]


def told_apart(asked):
    """Whether each question, asked by kept texts in any order, has the answer of its own text."""
    expected = []
    for ask in asked:
        statements._kept.clear()
        expected.append(ask())
    assert len({repr(answer) for answer in expected}) > 1
    for way in (1, -1):
        statements._kept.clear()
        for _ in ("written", "kept"):
            assert [ask() for ask in asked[::way]] == expected[::way]


def as_read(units):
    return [(unit.pk, unit.name, unit.terrain, unit.above and unit.above.pk) for unit in units]


@pytest.fixture
def changing():
    """Units that begin, end, and change what is decided of them between the days."""
    Unit.objects.filter(code=MOUNTAIN).update(valid_from=DAYS[1])
    Unit.objects.filter(code=LOWLAND).update(valid_to=DAYS[1])
    place = Unit.objects.get(code=MOUNTAIN)
    place.facts.create(fact="terrain", value="lowland", first=DAYS[2], last=date.max)
    place.facts.create(fact="terrain", value="mountain", first=date.min, last=DAYS[1])


def test_units_in_view_by_user_day_and_map(users, changing):
    told_apart(
        [
            lambda user=user, lens=lens: as_read(units_in_view(user, lens))
            for user, lens in product(users, LENSES)
        ]
    )


def test_a_unit_in_view_by_address_too(users, changing):
    told_apart(
        [
            lambda user=user, lens=lens, code=code: as_read(
                filter(None, [unit_in_view(user, lens, code)])
            )
            for user, lens, code in product(users, LENSES, (MOUNTAIN, LOWLAND, "535", "nowhere"))
        ]
    )


def test_units_of_a_source_by_root_day_and_map(changing):
    here, there = district_of("535"), district_of("534")
    roots = [Unit.objects.provinces().get(), here, there, together([here, there])]
    told_apart(
        [
            lambda root=root, lens=lens: as_read(LiveSource(lens, root).units)
            for root, lens in product(roots, LENSES)
        ]
    )


def test_periods_by_user_and_day(users):
    sealed = {"sealed_at": NOON, "sealer": "x", "seal_hash": "0" * 64, "hash_version": 1}
    rules = Rulebook.objects.create(sha256="1" * 64, facts={"criteria": []})
    for day in DAYS[:2]:
        facts = {"day": day, "horizon": "2030", "province": {}, "rules": rules}
        a_period(name=f"Kỳ {day:%Y}", **facts, **sealed)
    a_period(name="Kỳ mở", day=TODAY, horizon="2030")

    def sealed_for(first, last):
        return [(period.name, period.rules.facts) for period in sealed_periods(first, last)]

    spans = [*((day, day) for day in DAYS), (DAYS[0], DAYS[1])]
    told_apart([partial(sealed_for, *span) for span in spans])
    of_a_commune = a_user("mot-xa")
    of_a_commune.grants.create(role="district_viewer", unit=Unit.objects.get(code=MOUNTAIN))
    users = [*users[:2], of_a_commune]
    told_apart([lambda user=user: list(period_tasks(user, TODAY)) for user in users])


def test_papers_due_by_user_and_year(users):
    due(2024, review=date(2024, 12, 15))
    due(2025, review=date(2025, 12, 15))
    due(2026, review=date(2026, 12, 15))
    paper(district_of("535"), "review", year=2025, day=date(2025, 12, 1))
    paper(district_of("534"), "review", year=2024, day=date(2024, 12, 1))
    days = [date(2025, 1, 5), TODAY, date(2027, 1, 5)]
    told_apart(
        [
            lambda user=user, day=day: list(following_tasks(user, day))
            for user, day in product(users, days)
        ]
    )


def test_what_waits_by_user_unit_and_day(users, editor_a, editor_b):
    post(person(name="Lê Mới", birth=date(1940, 1, 1)), "BT")
    facts = {"title": Title.objects.first(), "day": TODAY, "asked_at": NOON}
    HandOver.objects.create(
        person=person(), giver=district_of("534"), unit=Unit.objects.get(code=MOUNTAIN),
        state="waiting", **facts,
    )  # fmt: skip
    undone = {"state": "undone", "written_at": NOON, "undone_at": NOON}
    for by, code, state in (
        (editor_a, "535", {"state": "read"}),
        (editor_b, "534", {"state": "read"}),
        (editor_b, "534", undone),
    ):
        facts = {"at": NOON, "name": "a.xlsx", "sha256": "0" * 64, "size": 1}
        Upload.objects.create(by=by, **facts, **state).districts.add(district_of(code))
    roots = [Unit.objects.provinces().get(), district_of("534")]
    lenses = [Lens(H2030, TODAY, today) for today in (TODAY, date(2200, 1, 1))]
    told_apart(
        [
            lambda user=user, lens=lens, root=root: list(
                waiting_tasks(user, LiveSource(lens, root, user), lens.today)
            )
            for user, lens, root in product(users[:3], lenses, roots)
        ]
    )
