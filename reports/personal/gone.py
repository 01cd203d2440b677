"""Records that are gone, and since when: deleted by hand, or taken back with an upload."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from personnel.models import Credential, Merge, Person, Post, Scan


def gone(before: datetime | None = None) -> QuerySet[Any]:
    """Return the numbers (`id`) of deleted records with `at`, when they were last; before a moment.

    Not those in use again, nor those joined to another, which has what they held.
    """
    merged = Merge.objects.in_force().filter(joined=OuterRef("id"))
    deleted = Person.history.filter(history_type="-").order_by()
    there = Person.objects.filter(pk=OuterRef("id"))
    found = (
        deleted.filter(~Exists(there), ~Exists(merged))
        .values("id")
        .annotate(at=Max("history_date"))
    )
    return (found.filter(at__lt=before) if before else found).order_by("at", "id")


def scans_of_nothing(before: datetime) -> QuerySet[Scan]:
    """Return the scans of records in use whose fact was deleted from them before a moment."""
    there = Exists(Person.objects.filter(pk=OuterRef("person")))
    of_credentials = _lost(Credential, "credential", before)
    of_posts = _lost(Post, "post", before)
    return Scan.objects.filter(there, of_credentials | of_posts).order_by("pk")


def _lost(model: Any, column: str, before: datetime) -> Q:
    present = model.objects.filter(pk=OuterRef(f"{column}_id"))
    deleted = model.history.filter(id=OuterRef(f"{column}_id"), history_type="-")
    late = deleted.filter(history_date__gte=before)
    return Q(~Exists(present), Exists(deleted), ~Exists(late), **{f"{column}__isnull": False})
