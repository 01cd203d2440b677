"""What the headings of a column mean together, from the top down."""

from __future__ import annotations

from functools import lru_cache

from .words import KNOWN, PLACES, SECOND_BEST, keys_of, names_a_home, under


@lru_cache(maxsize=2048)
def meaning(path: tuple[str, ...]) -> tuple[str, bool]:
    """Return the field of a heading given from the top down, and whether a better may be found.

    The lowest words go first, then what they mean under those above, then those above.
    """
    *above, leaf = path
    parent = next((field for text in reversed(above) if (field := known(text)[0])), "")
    for key in keys_of(leaf):
        if parent and (field := under(parent, key)):
            return field, False
    field, second = known(leaf)
    elsewhere = parent not in ("", *PLACES) or any(map(names_a_home, above))
    if field and not (field in PLACES and above and elsewhere):
        return field, second
    joined, second = known(" ".join((*above[-1:], leaf)))
    return (joined, second) if joined or not above else ("", False)


def known(text: str) -> tuple[str, bool]:
    """Return the field that one heading names by itself, and whether a better may be found."""
    for key in keys_of(text):
        if key in KNOWN:
            return KNOWN[key], False
        if key in SECOND_BEST:
            return SECOND_BEST[key], True
    return "", False
