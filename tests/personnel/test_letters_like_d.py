"""Names that were recorded with a letter like Đ before it was read as one."""

from importlib import import_module

from django.apps import apps

from personnel.models import Person
from tests.factories import person

MIGRATION = import_module("personnel.migrations.0010_names_with_letters_like_d_are_found")


def test_they_are_found_and_sorted_as_typed_right(province):
    old, other = person(name="Đinh Văn An"), person(name="Lê Thị Hoa")
    keys = {who.pk: bytes(who.sort_key) for who in Person.objects.all()}
    # As the release before left it.
    Person.objects.filter(pk=old.pk).update(
        full_name="Ðinh Văn An", search_name="ðinh van an", sort_key=b"\xff"
    )
    assert not Person.objects.named_like("dinh").exists()
    MIGRATION.find(apps, None)
    assert list(Person.objects.named_like("dinh")) == [old]
    assert {who.pk: bytes(who.sort_key) for who in Person.objects.all()} == keys
    assert Person.objects.get(pk=old.pk).full_name == "Ðinh Văn An"
    assert Person.objects.get(pk=other.pk).search_name == "le thi hoa"


def test_whoever_types_it_finds_and_records_the_right_letter(province):
    who = person(name="Đinh Văn An")
    assert list(Person.objects.named_like("Ðinh")) == [who]
