"""What is told beforehand is what the figures are afterwards, and telling it leaves no trace."""

import json
from datetime import date

import pytest

from personnel.models import Credential, Person, Post, Unit
from sheets.comparing.diff import compare
from sheets.deciding import Decisions
from sheets.effects import effects_of
from sheets.importing import read_sheet
from sheets.preview.effects_shown import shown_effects
from sheets.scope import Scope
from sheets.writing.writing import write
from targets.criteria import BY_CODE, H2025, REGISTER
from tests.factories import credential, person, post
from tests.rolled import roll_up
from tests.sheets.building import sheet_of, somebody

DAY = date(2025, 12, 31)
THEORY = "2025.civil.theory"


@pytest.fixture
def ba_to(province):
    return Unit.objects.get(code="535", level="district")


@pytest.fixture
def commune(ba_to):
    return Unit.objects.get(name="Xã Ba Tô", parent=ba_to)


@pytest.fixture
def recorded(commune):
    """Two civil servants of Xã Ba Tô: one with theory, one of whom nothing is recorded."""
    learned = person(name="Trần Thị Sổ", sex="female", cccd="051180001234")
    other = person(name="Phạm Thị Lành", sex="female", birth=date(1987, 3, 14))
    for who in (learned, other):
        post(who, "VPTK", commune.code)
    credential(learned, "theory", 1)
    return learned, other


def compared(scope, *rows):
    reading = read_sheet(sheet_of(*rows), DAY, scope)
    assert not reading.errors
    return reading.rows, compare(reading.rows, DAY, scope)


def figures(scope):
    people = Person.objects.all()
    found = roll_up(DAY, [c for c in REGISTER if c.about_people], people, Unit.objects.none())
    return {
        (unit.pk, code): found.figure(BY_CODE[code], unit.pk)
        for unit in Unit.objects.exclude(level="province")
        for code in BY_CODE
        if BY_CODE[code].about_people and unit.pk
    }


def test_what_is_told_comes_true(recorded, commune, ba_to, editor_a):
    scope = Scope.of(ba_to)
    rows, comparison = compared(
        scope,
        somebody(theory="SC"),
        somebody(name="Đinh Thị Mới", unit="Thị trấn Ba Tơ", title="Chủ tịch Hội Nông dân"),
        somebody(name="Trần Thị Sổ", born="01/05/1980", cccd="051180001234", theory="CC"),
    )
    before = figures(scope)
    told = json.loads(json.dumps(effects_of(comparison, Decisions(), DAY, scope)))
    assert figures(scope) == before
    write(rows, by=editor_a, today=DAY, scope=scope)
    after = figures(scope)
    changed = {
        (pk, code): (was, becomes) for pk, code, was, becomes in told["lines"] if pk is not None
    }
    assert set(changed) == {key for key in before if before[key] != after[key]}
    for key, (was, becomes) in changed.items():
        for counts, figure in ((was, before[key]), (becomes, after[key])):
            assert counts == [figure.met, figure.short, figure.unknown], key
    assert changed[commune.pk, THEORY] == ([1, 0, 1], [2, 0, 0])
    assert changed[ba_to.pk, THEORY] == ([1, 0, 1], [2, 0, 0])


def test_nothing_of_it_stays(recorded, ba_to):
    scope = Scope.of(ba_to)
    stood = [model.objects.count() for model in (Person, Post, Credential)]
    kept = [model.history.count() for model in (Person, Post, Credential)]
    _, comparison = compared(
        scope, somebody(theory="SC"), somebody(name="Đinh Thị Mới", theory="TC")
    )
    assert effects_of(comparison, Decisions(), DAY, scope)["lines"]
    assert [model.objects.count() for model in (Person, Post, Credential)] == stood
    assert [model.history.count() for model in (Person, Post, Credential)] == kept
    new = comparison.rows[1]
    assert new.person.pk is None and new.new_posts[0].pk is None


def test_those_who_are_ended_count_no_more(recorded, ba_to):
    learned, _ = recorded
    _, comparison = compared(Scope.of(ba_to), somebody())
    ended = Decisions(ended={learned.pk: date(2025, 12, 30)})
    told = effects_of(comparison, ended, DAY, Scope.of(ba_to))
    assert [ba_to.pk, THEORY, [1, 0, 1], [0, 0, 1]] in told["lines"]
    assert Post.objects.filter(end__isnull=True).count() == 2


def test_rows_that_wait_for_a_decision_change_nothing(recorded, ba_to):
    credential(recorded[1], "theory", 3)
    _, comparison = compared(Scope.of(ba_to), somebody(theory="SC"))
    assert effects_of(comparison, Decisions(), DAY, Scope.of(ba_to))["lines"] == []


def test_what_the_database_declines_is_told(recorded, ba_to):
    _, comparison = compared(Scope.of(ba_to), somebody(name="Đinh Thị Mới", cccd="051187009999"))
    person(name="Người Khác", cccd="051187009999")
    told = effects_of(comparison, Decisions(), DAY, Scope.of(ba_to))
    assert told["lines"] == [] and "CCCD" in told["refused"]


def test_several_districts_are_summed(recorded, ba_to):
    duc_pho = Unit.objects.get(code="534", level="district")
    pho = Unit.objects.filter(parent=duc_pho).order_by("code")[0]
    scope = Scope.of(ba_to, duc_pho)
    _, comparison = compared(
        scope,
        somebody(theory="SC"),
        somebody(district=duc_pho.name, unit=pho.name, name="Lê Thị Phổ", theory="TC"),
    )
    told = effects_of(comparison, Decisions(), DAY, scope)
    assert [None, THEORY, [1, 0, 1], [3, 0, 0]] in told["lines"]
    shown = shown_effects(told, H2025)
    assert shown.top is shown.whole and {p.unit for p in shown.others} == {ba_to, duc_pho}
    assert [place.unit for place in shown.within(duc_pho)] == [pho]
    province = effects_of(comparison, Decisions(), DAY, None)
    assert [None, THEORY, [1, 0, 1], [3, 0, 0]] in province["lines"]
