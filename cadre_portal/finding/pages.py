"""Pages found by name: those of the menu, and those that stand in an entry without being in it."""

from collections.abc import Iterator

from django.urls import reverse

from cadre_portal.navigation import MENU, OWN, Entry
from personnel.scope import Editor
from personnel.words.typed import begins
from targets.lens import Lens

from .hits import Group, Hit, group


def pages_found(text: str, user: Editor, lens: Lens, most: int) -> Group:
    """Return the pages that the user may open, by their names or what else is found there."""
    found = ((entry, above) for entry, above in _pages(user, (*MENU, *OWN)) if _is(text, entry))
    hits = [(entry.label, Hit(entry.label, _address(entry, lens), above)) for entry, above in found]
    return group("Trang", hits, text, most)


def _is(text: str, entry: Entry) -> bool:
    return begins(text, entry.label) or begins(text, entry.holding)


def _pages(
    user: Editor, entries: tuple[Entry, ...], above: str = ""
) -> Iterator[tuple[Entry, str]]:
    """Yield each page once, with the entry that it lies in."""
    for entry in entries:
        if not entry.seen_by(user):
            continue
        if entry.name:
            yield entry, above
        beneath = tuple(each for each in (*entry.parts, *entry.others) if each.name != entry.name)
        yield from _pages(user, beneath, entry.label)


def _address(entry: Entry, lens: Lens) -> str:
    address = reverse(entry.name)
    return f"{address}?{lens.query}" if entry.keeps_lens else address
