"""Records read by a text that is kept: whole, as they are now, each time objects of their own."""

from datetime import date

import pytest

from personnel.basics import statements
from personnel.basics.asked_again import found_again
from personnel.models import Unit, UnitFact
from tests.factories import LOWLAND, MOUNTAIN

DAY = date(2025, 12, 31)


@pytest.fixture(autouse=True)
def nothing_kept(small_province, monkeypatch):
    monkeypatch.setattr(statements, "_kept", {})


def units():
    """A query that reads another record with each, and something worked out beside it."""
    return Unit.objects.communes().with_above().with_told(DAY).order_by("code")


def read():
    return found_again(("communes", DAY), units, Unit)


def held(unit):
    return {name: value for name, value in vars(unit).items() if name != "_state"}


def test_they_are_what_a_query_of_its_own_reads(django_assert_num_queries):
    place = Unit.objects.get(code=MOUNTAIN)
    Unit.objects.filter(pk=place.pk).update(valid_from=date(2020, 1, 1), terrain_confirmed=True)
    UnitFact.objects.create(
        unit=place, fact="terrain", value="lowland", first=date.min, last=date.max, confirmed=True
    )
    expected = list(units())
    for _ in ("written", "kept"):
        with django_assert_num_queries(1):
            found = read()
        assert found == expected and len(found) > 5
        assert [held(unit) for unit in found] == [held(unit) for unit in expected]
        with django_assert_num_queries(0):
            above = [held(unit.above) for unit in found]
        assert above == [held(unit.above) for unit in expected]
    one = next(unit for unit in found if unit.pk == place.pk)
    assert (one.valid_from, one.terrain_confirmed) == (date(2020, 1, 1), True)
    assert one.terrain_value_told == "lowland" and one._state.db == "default"
    assert not one._state.adding


def test_the_text_is_written_once_and_the_answer_is_read_each_time():
    asked = []

    def write():
        asked.append(1)
        return units()

    first = found_again("communes", write, Unit)
    Unit.objects.filter(code=MOUNTAIN).update(name="Xã Mới")
    again = found_again("communes", write, Unit)
    assert [unit.code for unit in first] == [unit.code for unit in again]
    assert "Xã Mới" in {unit.name for unit in again} - {unit.name for unit in first}
    assert asked == [1]


def test_what_somebody_does_to_them_is_seen_by_nobody_else():
    one = read()[0]
    one.name, one.above.name = "Xã Khác", "Huyện Khác"
    assert "Xã Khác" not in {unit.name for unit in read()}
    assert "Huyện Khác" not in {unit.above.name for unit in read()}


def test_nobody_can_be_in_what_is_asked_of_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        for _ in ("written", "kept"):
            assert found_again("nowhere", Unit.objects.filter(pk__in=[]).all, Unit) == []


def test_of_many_texts_those_asked_for_last_stay(monkeypatch):
    monkeypatch.setattr(statements, "MOST", 2)
    written = []

    def ask(code):
        def write():
            written.append(code)
            return Unit.objects.filter(code=code)

        (found,) = found_again(code, write, Unit)
        assert found.code == code

    for code in (MOUNTAIN, LOWLAND, MOUNTAIN, "535", MOUNTAIN, LOWLAND):
        ask(code)
    assert written == [MOUNTAIN, LOWLAND, "535", LOWLAND]
