"""What the headings of a column mean together, from the top down."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from personnel.kinds import KINDS
from personnel.words.changes import heads_those_gone
from personnel.words.headings import heading_key

from .evaluated import another_evaluation, evaluation_headed
from .headed import headed_level, kind_headed
from .otherwise import Otherwise, about, says_now, says_only_when, shorter_keys
from .short_forms import spelt_out
from .words import (
    DECISION,
    KNOWN,
    PLACES,
    SECOND_BEST,
    keys_of,
    names_a_home,
    under,
)

# Which of two columns is read for one field: what says that it is of now goes first.
NOW, PLAIN, SECOND = 0, 1, 2
_STUDYING = heading_key("đang học")
# Under these it may be told when somebody left.
_OF_A_POST = ("title", "since")


class Meaning(NamedTuple):
    """What a heading means: its field ("" for none), and which column of the field goes first.

    A heading of something else than now means no field, and `otherwise` what it is about;
    `base` is the field that it would mean without that.
    """

    field: str
    rank: int = PLAIN
    otherwise: Otherwise | None = None
    base: str = ""


@lru_cache(maxsize=2048)
def meaning(path: tuple[str, ...]) -> Meaning:
    """Return what a heading given from the top down means.

    The lowest words go first, then what they mean under those above, then those above.
    """
    if evaluated := evaluation_headed(path):
        return Meaning(evaluated, base=evaluated)
    base, rank = _of_now(path)
    if rank == PLAIN and says_now(path):
        rank = NOW
    otherwise = None if _is_studied_as_level(base, path) else about(path)
    otherwise = otherwise if base else another_evaluation(path) or otherwise
    if otherwise:
        return Meaning("", rank, otherwise, base)
    return Meaning(base, rank, None, base)


def _of_now(path: tuple[str, ...]) -> tuple[str, int]:
    words = tuple(text for text in path if not says_only_when(text)) or path
    *above, leaf = words
    parent = next((field for text in reversed(above) if (field := known(text)[0])), "")
    for key in _all_keys(leaf):
        if parent and (field := under(parent, key)):
            return field, PLAIN
    if headed_level(parent, path) or headed_level(parent, words):
        return parent, PLAIN
    field, rank = known(leaf)
    # A number or day of a decision is that of the title, unless something else stands above it.
    if field in DECISION and above and parent not in _OF_A_POST:
        field, rank = "", PLAIN
    elsewhere = parent not in ("", *PLACES) or any(map(names_a_home, above))
    if field and not (field in PLACES and above and elsewhere) and _goes_with(parent, field):
        return field, rank
    joined, rank = known(" ".join((*above[-1:], leaf))) if above else ("", PLAIN)
    if joined:
        return joined, rank
    if kind := kind_headed(words):
        return kind, PLAIN
    is_of_a_post = parent in ("", *_OF_A_POST)
    return ("left" if is_of_a_post and heads_those_gone(words) else "", PLAIN)


def _goes_with(parent: str, field: str) -> bool:
    """Whether a field may stand under another: no "Chuyên ngành" of theory, no name of a title."""
    if field == "field_of_study":
        return parent not in KINDS or KINDS[parent].has_field_of_study
    return field != "full_name" or parent in ("", "full_name")


def _is_studied_as_level(base: str, path: tuple[str, ...]) -> bool:
    """Whether "Đang học" is the level of a language that somebody learns."""
    languages = base in KINDS and KINDS[base].languages
    return bool(languages) and heading_key(path[-1]) == _STUDYING


@lru_cache(maxsize=2048)
def known(text: str) -> tuple[str, int]:
    """Return the field that one heading names by itself, and which of its columns goes first."""
    for key in _all_keys(text):
        if key in KNOWN:
            return KNOWN[key], PLAIN
        if key in SECOND_BEST:
            return SECOND_BEST[key], SECOND
    return "", PLAIN


def _all_keys(text: str) -> tuple[str, ...]:
    """Return the keys of a heading: whole, without brackets, without words of time, in full."""
    keys = (*keys_of(text), *shorter_keys(text))
    return tuple(dict.fromkeys((*keys, *map(spelt_out, keys))))
