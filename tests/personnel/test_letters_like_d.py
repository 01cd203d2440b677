"""A letter like Đ is read as one, whoever types it."""

from personnel.models import Person
from tests.factories import person


def test_whoever_types_it_finds_and_records_the_right_letter(province):
    who = person(name="Đinh Văn An")
    assert list(Person.objects.named_like("Ðinh")) == [who]
