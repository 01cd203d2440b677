"""The text by which the page counts is kept: every answer is of the records as they are then."""

from datetime import date

import pytest
from django.utils import timezone

from personnel.basics import statements
from personnel.doubts.case import record_of
from personnel.doubts.confirming import look_into, take_back
from personnel.doubts.register import doubts_of
from personnel.kinds import KINDS
from personnel.models import Title, Unit
from reports.quality.checks import Settled, checks_of, settled_checks
from reports.quality.counting import PEOPLE, Quality
from targets.criteria import H2025, H2030
from targets.judging import EVERYONE
from targets.lens import Lens
from targets.sources import LiveSource
from targets.structure import EVERYBODY
from tests.factories import LOWLAND, MOUNTAIN, credential, person, post

DAY = date(2025, 12, 31)
LENS = Lens(H2025, DAY)


@pytest.fixture(autouse=True)
def nothing_kept(small_province, monkeypatch):
    monkeypatch.setattr(statements, "_kept", {})


@pytest.fixture
def secretary():
    """A secretary of whom no day of joining the Party is known."""
    return post(person(name="Phạm Văn Hạnh"), "PBT", MOUNTAIN).person


def found(code, lens=LENS):
    """Return how many of the province a check finds, those open and those confirmed."""
    source = LiveSource.of_province(lens)
    quality = Quality(source, source.units)
    both = [*quality.summary(source.root), *quality.confirmed(source.root)]
    return next((line.cell.count for line in both if line.check.code == code), None)


def test_it_counts_as_a_query_of_its_own_for_every_day_horizon_unit_and_user(secretary, editor_a):
    old = post(person(name="Đinh Văn Lão", birth=date(1955, 1, 1)), "DCXD-P", LOWLAND, start=None)
    credential(old.person, "professional", 4)
    province, here = Unit.objects.provinces().get(), Unit.objects.get(code="535")
    days = [date(2019, 6, 30), DAY]
    sources = [
        LiveSource(Lens(horizon, day), root, viewer)
        for horizon in (H2025, H2030)
        for day in days
        for root, viewer in ((province, None), (here, None), (province, editor_a))
    ]
    for source in [*sources, *reversed(sources)]:
        quality, lens = Quality(source, source.units), source.lens
        wanted = {check.code: check.where(lens) for check in checks_of(lens)}
        expected = source.counts({**wanted, PEOPLE: EVERYBODY.on(lens.day)}, tuple(KINDS))
        for unit in source.units:
            place = EVERYONE if unit.is_province else unit.pk
            row = quality.row(unit)
            assert row.people.count == expected(PEOPLE, place)
            assert [cell.count for cell in row.cells] == [expected(c, place) for c in wanted]
    follow = {source.follows_from for source in sources}
    # What every page asks of rights is kept in the same place.
    assert [asked[0] in follow for _, asked in statements._kept].count(True) == len(sources)


def test_asked_again_it_is_sent_as_it_was_written(secretary):
    assert found("no-party-day") == 1
    kept = dict(statements._kept)
    post(person(name="Võ Văn Đủ"), "PBT", LOWLAND)
    assert found("no-party-day") == 2
    assert statements._kept == kept


def test_a_doubt_confirmed_and_asked_again_is_in_the_next_answer(secretary, editor_a):
    assert (found("no-party-day"), found("settled:no-party-day")) == (1, None)
    told = doubts_of(record_of(secretary), editor_a, timezone.localdate())
    key = next(one.key for one in told if one.doubt.code == "no-party-day")
    now = {"by": editor_a, "at": timezone.now(), "day": timezone.localdate()}
    look_into(secretary, key, **now)
    assert (found("no-party-day"), found("settled:no-party-day")) == (0, 1)
    take_back(secretary, key, **now)
    assert (found("no-party-day"), found("settled:no-party-day")) == (1, None)


def test_what_doubts_rest_on_is_read_for_each_answer(secretary):
    """Which kinds of unit have a title, and who leads a commune for long."""
    assert (found("misplaced"), found("two-terms")) == (0, 0)
    Title.objects.filter(code="PBT").update(unit_kinds=["phường"])
    post(person(name="Bùi Văn Lâu"), "BT", LOWLAND, start=date(2010, 1, 1))
    assert (found("misplaced"), found("two-terms")) == (1, 1)
    Title.objects.filter(code="PBT").update(unit_kinds=[])
    assert (found("misplaced"), found("two-terms")) == (0, 1)


def test_what_is_written_follows_from_nothing_else_that_is_read(
    secretary, django_assert_num_queries
):
    """Otherwise the text would tell what the records said when it was written."""
    settled = Settled(DAY)
    assert settled.follows_from
    every = [*checks_of(LENS, settled), *settled_checks(LENS, settled)]
    with django_assert_num_queries(0):
        assert all(check.where(LENS) for check in every)


def test_of_a_district_each_is_looked_up_and_all_are_compared_with_all(secretary):
    """What the province finds of a district its own page finds: of two heads too, one elsewhere."""
    for unit in (MOUNTAIN, LOWLAND):
        twin = person(name="Phạm Thị Hạnh", sex="female", cccd=f"05108500{unit[-3:]}1")
        credential(post(twin, "BT", unit, start=None).person, "theory", 3)
        post(person(name="Hồ Văn Hai"), "BT", unit)
    province, here = Unit.objects.provinces().get(), Unit.objects.get(code="535")
    whole, part = (
        Quality(source, source.units)
        for source in (LiveSource(LENS, root) for root in (province, here))
    )
    row = part.row(here)
    assert row == whole.row(here)
    counts = {c.code: cell.count for c, cell in zip(part.checks, row.cells, strict=True)}
    of = ("shared-head", "twin", "start", "undated", "no-party-day", "nothing")
    assert [counts[code] for code in of] == [2, 2, 1, 1, 3, 2]
