"""How far a recorded person fits a row of a sheet: what agrees, what speaks against it."""

from __future__ import annotations

from collections.abc import Sequence

from personnel.models import Person
from personnel.words.dates import show
from personnel.words.partial_dates import PartialDate
from personnel.words.text import match_key
from personnel.words.values import masked_end
from sheets.records import Row

from .finding import Dossier

_AT_MOST_NAMED = 3


def is_another(person: Person, row: Row) -> bool:
    """Whether both the name and the birth date are others than the row's."""
    if person.birth_date == row.birth.first or person.full_name == row.full_name:
        return False
    return match_key(person.full_name) != match_key(row.full_name)


def is_same(dossier: Dossier, row: Row) -> bool:
    """Whether a namesake served in the row's commune and has its birth date."""
    return dossier.was_in(row) and dossier.person.birth_date == row.birth.first


def agrees(dossier: Dossier, row: Row) -> bool:
    """Whether a namesake served there and may be born on the same day, as far as it is told."""
    person = dossier.person
    recorded = PartialDate.stored(person.birth_date, person.birth_precision)
    return dossier.was_in(row) and bool(recorded and recorded.agrees_with(row.birth))


def holds_a_title(dossier: Dossier, row: Row) -> bool:
    """Whether somebody holds a title of the row in its commune; any, where it tells none."""
    open_here = (p for p in dossier.posts if p.end is None and dossier.is_here(p, row))
    return any(post.title in row.titles or not row.titles for post in open_here)


def masked_number(row: Row) -> str:
    """Return the end digits of a number that the row gives masked; "" when it gives none so."""
    return masked_end(row.record.cells.get("cccd"))


def number_ends_so(dossier: Dossier, row: Row) -> bool:
    """Whether the row's masked number may be the one recorded."""
    end = masked_number(row)
    return bool(end) and dossier.person.cccd.endswith(end)


def number_ends_otherwise(dossier: Dossier, row: Row) -> bool:
    """Whether a number is recorded and the row's masked one cannot be it."""
    return bool(masked_number(row) and dossier.person.cccd) and not number_ends_so(dossier, row)


def told(candidates: Sequence[Dossier]) -> str:
    """Return some people as somebody may tell them apart."""
    named = "; ".join(_shown(dossier) for dossier in candidates[:_AT_MOST_NAMED])
    return named + ("; …" if len(candidates) > _AT_MOST_NAMED else "")


def _shown(dossier: Dossier) -> str:
    person = dossier.person
    held = min(dossier.posts, key=lambda p: (p.end is not None, p.precedence), default=None)
    where = f", {held.title} ({held.unit})" if held else ""
    return f"{person.full_name}, sinh {show(person.birth_date, person.birth_precision)}{where}"
