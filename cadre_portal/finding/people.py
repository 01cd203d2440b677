"""People found by what is typed: exactly those of the list that "xem tất cả" leads to."""

from dataclasses import replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from personnel.scope import Editor
from personnel.words.typed import is_whole
from reports.people.asked import Asked
from reports.people.columns.column import Row
from targets.lens import Lens

from .hits import Group, Hit

# Under which heading, and what the list is asked for beside the text.
LISTS: tuple[tuple[str, dict[str, str]], ...] = (
    ("Người đang giữ chức danh", {}),
    ("Người không giữ chức danh", {"post": "none"}),
)


def people_found(text: str, user: Editor, lens: Lens, most: int) -> list[Group]:
    """Return who is in post on the day and who is not, each as the list finds them.

    Raises BadRequest where the list refuses what is typed.
    """
    query = lens.params | {"q": text}
    asked = Asked.read(QueryDict(urlencode(query)), user)
    return [_of_a_list(asked, label, query, beside, most) for label, beside in LISTS]


def _of_a_list(
    asked: Asked, label: str, query: dict[str, str], beside: dict[str, str], most: int
) -> Group:
    listed = replace(asked.selection, asked=asked.selection.asked | beside)
    rows = replace(asked, selection=listed).rows(list(listed.ids[:most]))
    return Group(
        label,
        [Hit(row.name, row.url, _told(row)) for row in rows],
        listed.count(),
        f"{reverse('people')}?{urlencode(query | beside)}",
        any(is_whole(query["q"], row.name) for row in rows),
    )


def _told(row: Row) -> str:
    """Tell somebody from their namesakes as the list does."""
    return " · ".join(filter(None, (row.person.birth_shown, row.title, row.unit)))
