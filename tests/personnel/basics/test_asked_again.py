"""A query is written once and asked again of other records; the rows are those of now."""

from datetime import date
from functools import partial
from threading import Thread

import pytest
from django.db import connections, models
from django.db.models import F, Value

from personnel.basics import asked_again as module
from personnel.basics import statements
from personnel.basics.asked_again import asked_again, found_again
from personnel.models import Credential, Person, Post
from tests.factories import LOWLAND, MOUNTAIN, credential, person, post

pytestmark = pytest.mark.usefixtures("province")


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    monkeypatch.setattr(statements, "_kept", {})


@pytest.fixture
def two():
    first, second = person(name="Lê Văn Một"), person(name="Lê Văn Hai")
    post(first, "BT", MOUNTAIN)
    post(second, "TCKT", LOWLAND)
    return first, second


class Writing:
    """A query of posts that counts how often it is written."""

    def __init__(self):
        self.times = 0

        @asked_again(Post)
        def posts(whose, *, until=date.max):
            self.times += 1
            posts = Post.objects.filter(person=whose, start__lte=until)
            return posts.select_related("unit", "title").annotate(code=F("unit__code"))

        self.posts = posts


def test_the_rows_are_those_of_whom_it_is_asked_about(two):
    writing = Writing()
    assert [writing.posts(each.pk) for each in two] == [
        list(Post.objects.filter(person=each)) for each in two
    ]
    assert writing.times == 1


def test_rows_have_what_the_query_joins_and_selects_besides(two, django_assert_num_queries):
    with django_assert_num_queries(1):
        (found,) = Writing().posts(two[0].pk)
        assert (found.unit.code, found.code, found.title.code) == (MOUNTAIN, MOUNTAIN, "BT")
        assert found.start == date(2015, 1, 1)


def test_what_somebody_writes_is_found_by_the_next(two):
    writing, first = Writing(), two[0]
    assert len(writing.posts(first.pk)) == 1
    post(first, "PBT", LOWLAND)
    assert len(writing.posts(first.pk)) == 2
    Post.objects.filter(person=first).delete()
    assert writing.posts(first.pk) == []


def test_what_is_taken_by_name_is_told_apart(two):
    writing, first = Writing(), two[0].pk
    assert writing.posts(first, until=date(2014, 12, 31)) == []
    assert len(writing.posts(first, until=date(2015, 1, 1))) == 1
    assert writing.times == 2


def test_several_are_asked_about_at_once(two):
    @asked_again(Person)
    def people(*numbers):
        return Person.objects.filter(pk__in=numbers).order_by("pk").values_list("full_name")

    first, second = two
    assert people(second.pk) == [("Lê Văn Hai",)]
    assert people(first.pk, second.pk) == [("Lê Văn Một",), ("Lê Văn Hai",)]


def test_a_number_may_stand_in_more_than_one_place(two):
    credential(two[1], "theory", 1)

    @asked_again(Person)
    def models_of(whose):
        told = [
            model.objects.filter(person=whose)
            .order_by()
            .values_list(Value(model.__name__, models.CharField()), flat=True)
            for model in (Post, Credential)
        ]
        return told[0].union(told[1])

    assert models_of(two[0].pk) == ["Post"]
    assert sorted(models_of(two[1].pk)) == ["Credential", "Post"]


def test_what_can_find_nobody_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert found_again("nobody", lambda _: Person.objects.none(), Person, 1) == []


def test_a_number_that_is_no_parameter_of_its_own_is_refused():
    with pytest.raises(LookupError):
        found_again("next", lambda pk: Person.objects.filter(pk=pk + 1), Person, 1)


def test_a_number_that_no_column_holds_is_nobody_s(two):
    who = partial(found_again, "one", lambda pk: Person.objects.filter(pk=pk), Person)
    assert who(10**22) == []
    assert who(two[0].pk) == [two[0]]
    assert who(10**22) == []


def test_of_more_than_a_page_no_text_is_kept(two):
    @asked_again(Person)
    def people(*numbers):
        return Person.objects.filter(pk__in=numbers)

    many = range(two[0].pk, two[0].pk + module.FEW + 1)
    assert {each.pk for each in people(*many)} >= {each.pk for each in two}
    assert statements._kept == {}
    people(*many[:-1])
    assert len(statements._kept) == 1


def test_there_are_no_more_texts_than_may_be_kept(two, monkeypatch):
    monkeypatch.setattr(statements, "MOST", 2)
    writing = Writing()
    for year in range(2015, 2020):
        writing.posts(two[0].pk, until=date(year, 1, 1))
        assert len(statements._kept) <= 2


def test_it_is_asked_by_the_connection_of_the_thread(two, monkeypatch):
    """A text that was written in a thread that has ended is sent by the connection of this one."""

    @asked_again(Person)
    def names(whose):
        return Person.objects.filter(pk=whose).values_list("full_name", flat=True)

    def write():
        with monkeypatch.context() as patch:
            patch.setattr(module._Text, "found", lambda *_: [])
            names(0)

    elsewhere = Thread(target=write)
    elsewhere.start()
    elsewhere.join()
    (text,) = statements._kept.values()
    assert text.compiler.connection is None
    assert names(two[0].pk) == ["Lê Văn Một"]
    assert text._compiler("default", ()).connection is connections["default"]
