"""The query about one person is put together once a day, and holds nothing of anybody before."""

from datetime import date

import pytest

from personnel.models import Person, Post
from personnel.reading.asked_about import AskedAbout, asking_about
from targets.criteria import REGISTER
from targets.explaining import explain, explain_all
from tests.factories import LOWLAND, MOUNTAIN, credential, person, post

DAY = date(2025, 12, 31)

pytestmark = pytest.mark.usefixtures("province")


def told(explanation):
    """Return what an explanation says, without the row that it comes from."""
    row = explanation.standing
    about = row.pk, row.unit_id, row.title_group, row.professional, row.minority_service_since
    lines = [(line.criterion.code, line.outcome, asked(line)) for line in explanation.lines]
    return about, lines


def asked(line):
    return [(ask.held, ask.asked, ask.reached) for ask in line.asks]


@pytest.fixture
def two():
    first, second = person(name="Lê Văn Một"), person(name="Lê Văn Hai")
    post(first, "BT", MOUNTAIN)
    post(second, "TCKT", LOWLAND)
    credential(first, "professional", 5)
    credential(second, "theory", 1)
    return first, second


def test_one_is_told_as_among_others(two):
    everybody = explain_all(Person.objects.all(), [who.pk for who in two], DAY, REGISTER)
    for who in (*two, *two):
        alone = explain(Person.objects.all(), who.pk, DAY, REGISTER)
        assert told(alone) == told(everybody[who.pk])
    assert told(everybody[two[0].pk]) != told(everybody[two[1].pk])


def test_what_was_written_meanwhile_is_told(two):
    who, _ = two
    before = explain(Person.objects.all(), who.pk, DAY, REGISTER)
    credential(who, "theory", 3)
    after = explain(Person.objects.all(), who.pk, DAY, REGISTER)
    assert (before.standing.theory, after.standing.theory) == (None, 3)
    Post.objects.filter(person=who).update(end=date(2020, 1, 1))
    assert explain(Person.objects.all(), who.pk, DAY, REGISTER) is None


def test_each_day_and_each_register_has_its_own(two):
    who, _ = two
    Post.objects.filter(person=who).update(start=date(2025, 6, 1))
    assert explain(Person.objects.all(), who.pk, date(2025, 5, 31), REGISTER) is None
    assert (
        explain(Person.objects.all(), who.pk, DAY, REGISTER[:1]).lines[0].criterion == REGISTER[0]
    )
    assert len(explain(Person.objects.all(), who.pk, DAY, REGISTER).lines) > 1


def test_only_some_people_may_be_asked_about(two):
    first, second = two
    others = Person.objects.filter(pk=second.pk)
    assert explain(others, first.pk, DAY, REGISTER) is None
    assert explain(others, second.pk, DAY, REGISTER).standing.pk == second.pk


def test_nobody_is_asked_about_by_mistake(two):
    rows = Person.objects.filter(AskedAbout())
    with asking_about(two[0].pk):
        assert [who.pk for who in rows.all()] == [two[0].pk]
        with asking_about(two[1].pk):
            assert [who.pk for who in rows.all()] == [two[1].pk]
        assert [who.pk for who in rows.all()] == [two[0].pk]
    with pytest.raises(LookupError):
        list(rows.all())


def test_several_may_be_asked_about(two):
    first, second = two
    rows = Person.objects.filter(AskedAbout()).order_by("pk")
    post(third := person(name="Lê Văn Ba"), "BT", LOWLAND)
    with asking_about(first.pk, third.pk):
        assert list(rows.all()) == [first, third]
        assert list(Post.objects.filter(AskedAbout("person")).exclude(person=first)) == [
            Post.objects.get(person=third)
        ]
    with asking_about(second.pk):
        assert list(rows.all()) == [second]


def test_credentials_read_already_say_the_same_with_a_query_less(two, django_assert_num_queries):
    who, _ = two
    credential(who, "theory", 2, awarded=date(2026, 1, 1))
    by = {"verification": "withdrawn", "verified_by_document": "QĐ số 7"}
    credential(who, "state_management", 2, verified_on=DAY, **by)
    credential(who, "it", 1, verified_on=date(2026, 1, 1), **by)
    read = list(who.credentials.all())
    alone = explain(Person.objects.all(), who.pk, DAY, REGISTER)
    with django_assert_num_queries(1):
        given = explain(Person.objects.all(), who.pk, DAY, REGISTER, credentials=read)
    assert told(given) == told(alone)
