"""Who may be added to a class by what is typed into its search box."""

from collections.abc import Iterable
from datetime import date

from personnel.batches.gathering import with_place
from personnel.entry.dossier import communes_of
from personnel.models import Person, Title
from personnel.reading.searching import matching
from personnel.scope import Editor

MOST_FOUND = 20


def found(user: Editor, text: str, today: date, without: Iterable[Person]) -> list[Person]:
    """Return the first few whom a search finds, but for those gathered already."""
    if not text.strip():
        return []
    own = Person.objects.editable_by(user).exclude(pk__in=[person.pk for person in without])
    places = [(commune.pk, commune.name) for commune in communes_of(user, today)]
    return with_place(matching(text, own, places, Title.objects.all(), today))[:MOST_FOUND]
