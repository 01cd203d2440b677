"""Posts of some units, found by the units: the same on every database, by index on PostgreSQL."""

from django.db import connection

from personnel.basics.among_few import AmongFew
from personnel.models import Person, Post, Unit
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, person, post


def test_it_finds_what_in_finds_also_within_another_question(province):
    kept = [post(person(), "TCKT", code).person_id for code in (MOUNTAIN, TOWNSHIP)]
    post(person(), "TCKT", LOWLAND)
    units = Unit.objects.filter(code__in=(MOUNTAIN, TOWNSHIP)).values("pk")
    posts = Post.objects.filter(AmongFew("unit", units))
    assert {found.person_id for found in posts} == set(kept)
    assert posts.count() == Post.objects.filter(unit__in=units).count() == 2
    people = Person.objects.filter(pk__in=posts.values("person"))
    assert {found.pk for found in people} == set(kept)
    assert Person.objects.exclude(pk__in=posts.values("person")).count() == 1
    nobody = Post.objects.filter(AmongFew("unit", units.filter(code="-")))
    assert not nobody.exists() and not Post.objects.filter(AmongFew("unit", units.none())).exists()


def test_postgresql_is_asked_of_an_array(province):
    sql = str(Post.objects.filter(AmongFew("unit", Unit.objects.values("pk"))).query)
    assert (" = ANY(ARRAY(" in sql) == (connection.vendor == "postgresql")
