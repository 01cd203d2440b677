"""The lists that a user saved, found by name."""

from django.urls import reverse

from personnel.scope import Viewer
from personnel.words.typed import begins
from reports.models import SavedList

from .hits import Group, Hit, group


def lists_found(text: str, user: Viewer, most: int) -> Group:
    """Return the user's own lists; nobody finds another's."""
    saved = [each for each in SavedList.objects.of(user) if begins(text, each.name)]
    address = reverse("people")
    hits = ((each.name, Hit(each.name, f"{address}?{each.query}")) for each in saved)
    return group("Danh sách đã lưu", hits, text, most)
