"""Figures are added up once while the facts are in one state, and are nobody's to change."""

from datetime import date

import pytest

from personnel.models import Post
from personnel.reading import kept_rows
from personnel.reading.kept_rows import Kept, rows_kept
from targets import sources
from targets.criteria import H2025
from targets.judging import EVERYONE
from targets.lens import Lens
from targets.sources import LiveSource
from targets.structure import BASES, MEASURES
from tests.factories import LOWLAND, MOUNTAIN, credential, person, post

DAY = date(2025, 12, 31)
LENS = Lens(H2025, DAY)
COUNTED = {code: base.on(DAY) for code, base in BASES.items()}
APART = MEASURES["women"].counted(BASES["all"], DAY)


@pytest.fixture(autouse=True)
def kept(small_province, settings, monkeypatch):
    """Figures are kept as in a process that has just begun; returns what is."""
    settings.ROWS_KEPT = 100_000
    monkeypatch.setattr(kept_rows, "_kept", own := Kept())
    for title, unit in (("BT", MOUNTAIN), ("PBT", LOWLAND), ("CTUBND", LOWLAND)):
        credential(post(person(sex="female"), title, unit).person, "theory", 3)
    return own


@pytest.fixture
def added(monkeypatch):
    """How often rows are added up, by what it is called in `sources`."""
    times = {"added_up": 0, "added_up_apart": 0, "with_sums": 0, "dossier_totals": 0}

    def counting(name):
        adding = getattr(sources, name)

        def add(*args, **named):
            times[name] += 1
            return adding(*args, **named)

        return add

    for name in times:
        monkeypatch.setattr(sources, name, counting(name))
    return times


def everything():
    """Return all that a source tells that is kept, unit by unit."""
    source = LiveSource.of_province(LENS)
    figures, counts = source.figures_and_counts(LENS.criteria, COUNTED)
    named = source.counts_named(tuple(COUNTED), "bases", COUNTED.values, ())
    told = source.told_apart(LENS.criteria, COUNTED, APART)
    places = [EVERYONE, *(unit.pk for unit in source.units)]
    return [
        [figures.figure(criterion, place) for criterion in LENS.criteria for place in places],
        [each(name, place) for each in (counts, named) for name in COUNTED for place in places],
        [
            (rolled.figure(criterion, place), number("all", place))
            for rolled, number in told.values()
            for criterion in LENS.criteria if criterion.about_people
            for place in places
        ],
    ]  # fmt: skip


def test_asked_again_they_are_not_added_up_again(added):
    first = everything()
    once = dict(added)
    assert all(once.values())
    assert everything() == first and added == once
    Post.objects.filter(unit__code=LOWLAND).update(end=date(2020, 1, 1))
    assert everything() != first
    assert all(added[name] > once[name] for name in added)


def test_pages_leave_them_as_they_were(kept, client_for, province_viewer):
    """What is kept is one object for all; whatever pages make of it changes nothing there."""
    client, seen = client_for(province_viewer), []
    for _ in ("kept", "asked again"):
        for page in ("/", "/?as_of=2030-12-31", "/chat-luong-du-lieu/"):
            assert client.get(page).status_code == 200
        seen.append({key: repr(made) for key, (made, _) in kept._made.items()})
    assert len(seen[0]) > 5 and seen[1] == seen[0]


def test_the_room_is_told_by_the_values_of_the_rows(kept, settings):
    """However little is made of them."""

    def ask(name):
        return rows_kept(name, lambda: Post.objects.values_list("pk", "unit"), Post, len)

    assert ask("a") == 3
    settings.ROWS_KEPT = 10
    ask("b")
    assert [key[-1] for key in kept._made] == ["b"]
