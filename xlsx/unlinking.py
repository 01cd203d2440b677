"""The parts of a workbook without what they named that was taken out of it."""

from __future__ import annotations

import re

from .splicing import Element, Splices, walk

# What stands around a reference and may not stay empty without it.
_AROUND = ("controls", "oleObjects", "externalReferences", "AlternateContent")
# A reference to another workbook is never behind a word: there it names a table's column.
_OTHER_WORKBOOK = re.compile(r"(?<![\w\]])\[\d+\]")


def unreferred(part: bytes, ids: set[str]) -> bytes:
    """Return a part without the elements that name what is taken out, and what is around them."""
    outermost: dict[int, Element] = {}

    def started(element: Element) -> None:
        given = element.attributes.items()
        if ids.intersection(value for name, value in given if name.endswith(":id")):
            whole = _with_around(element)
            outermost[whole.start] = whole

    walk(part, started)
    splices = Splices()
    for element in outermost.values():
        if not any(_is_inside(element, other) for other in outermost.values()):
            splices.replace(element.start, element.end, b"")
    return splices.applied(part)


def _with_around(element: Element) -> Element:
    found, above = element, element.parent
    while above:
        found = above if above.local in _AROUND else found
        above = above.parent
    return found


def _is_inside(element: Element, other: Element) -> bool:
    return other.start < element.start and element.end <= other.end


def by_values(part: bytes) -> bytes:
    """Return a part without formulas and names that read another workbook; values stay."""
    splices = Splices()
    shared: set[str] = set()

    def ended(element: Element, text: str) -> None:
        if element.local not in ("f", "definedName"):
            return
        number = element.attributes.get("si", "")
        if _OTHER_WORKBOOK.search(text):
            shared.update({number} - {""})
        elif number not in shared:
            return
        splices.replace(element.start, element.end, b"")

    walk(part, None, ended)
    return splices.applied(part)


def put_in_order(before: bytes, after: bytes) -> bytes:
    """Return the list of sheets with the places right that names and views give by number."""
    left = _sheets(after)
    places = {place: left.index(name) for place, name in enumerate(_sheets(before)) if name in left}
    if len(places) == len(_sheets(before)):
        return after
    splices = Splices()

    def ended(element: Element, _text: str) -> None:
        scope = element.attributes.get("localSheetId")
        if element.local == "definedName" and scope:
            if int(scope) in places:
                splices.set_attribute(element, after, "localSheetId", str(places[int(scope)]))
            else:
                splices.replace(element.start, element.end, b"")
        for name in ("activeTab", "firstSheet") if element.local == "workbookView" else ():
            splices.set_attribute(element, after, name, "0")

    walk(after, None, ended)
    return splices.applied(after)


def _sheets(workbook: bytes) -> list[str]:
    names: list[str] = []

    def started(element: Element) -> None:
        if element.local == "sheet":
            names.append(element.attributes.get("name", ""))

    walk(workbook, started)
    return names
