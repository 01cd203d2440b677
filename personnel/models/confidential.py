"""The facts of a person that are shown to whoever may change the record, and to nobody else.

What they are and who sees them is said here alone: pages, files, lists and histories ask. That
one of them was changed is told to everybody who sees the record, from what to what is not.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from personnel.basics.asked_again import asked_again
from personnel.scope import Editor, Reach

from .people import Person

CONFIDENTIAL = frozenset(("religion", "home_place"))
# The ids of more people make a statement too long; all that are the user's are read instead.
_FEW = 500


def is_confidential(*columns: str) -> bool:
    """Whether any of the columns of a person is one that only those see who may change it."""
    return not CONFIDENTIAL.isdisjoint(columns)


def open_to(user: Editor, ids: Collection[int]) -> frozenset[int]:
    """Return of which of these records the user sees all: the confidential facts, whole numbers.

    Those in the user's hands; no query for who edits everything or nothing, else one.
    """
    if user.edits_province or not (ids and user.may_edit):
        return frozenset(ids if user.edits_province else ())
    if len(ids) == 1:
        return frozenset(_kept_within(*ids, reach=user.edited))
    own = Person.objects.editable_by(user).values_list("pk", flat=True)
    found = own.filter(pk__in=ids) if len(ids) <= _FEW else own
    return frozenset(found).intersection(ids)


@asked_again(Person)
def _kept_within(person: int, *, reach: Reach) -> QuerySet[Person, int]:
    return Person.objects.in_the_hands_of(reach).filter(pk=person).values_list("pk", flat=True)
