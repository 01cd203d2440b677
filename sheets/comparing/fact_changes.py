"""The person's own facts in a row against those recorded; a blank cell changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from personnel.models import Person
from personnel.places.standing_for import StandingFor
from personnel.words.partial_dates import PartialDate, refined
from personnel.words.text import match_key
from personnel.words.vietnamese import clean
from sheets.columns import BY_FIELD

from .changes import RowDiff

# Row field: the columns of Person that keep the date and how much of it is known.
_DATES = {
    "birth": ("birth_date", "birth_precision"),
    "party_joined": ("party_joined", "party_joined_precision"),
    "minority_area_since": ("minority_area_since", "minority_area_since_precision"),
}
_TEXTS = ("home_place", "note")
_SEXES: Mapping[str, str] = dict(Person.Sex.choices)
_YES_NO: Mapping[bool | None, str] = {True: "Có", False: "Không"}
NO_CHANGES = StandingFor()


def compare_facts(diff: RowDiff, standing: StandingFor = NO_CHANGES) -> None:
    """Set on the person what the row says anew, and record each change.

    That somebody is local is said of the commune of the row, as `standing` has it.
    """
    row, person = diff.row, diff.person
    if person.full_name != row.full_name and not _same_text(person.full_name, row.full_name):
        _set(diff, "full_name", "full_name", row.full_name)
    if row.cccd and not person.cccd:
        _set(diff, "cccd", "cccd", row.cccd)
    _set(diff, "sex", "sex", row.sex, _SEXES)
    if row.ethnicity and row.ethnicity.pk != person.ethnicity_id:
        _set(diff, "ethnicity", "ethnicity", row.ethnicity)
    if row.religion is not None:
        _set(diff, "religion", "religion", row.religion)
    if row.is_local is not None:
        _set_local(diff, standing)
    for field in _TEXTS:
        if text := getattr(row, field):
            _set(diff, field, field, text)
    for field, (column, precision) in _DATES.items():
        _set_date(diff, field, column, precision)


def _set_local(diff: RowDiff, standing: StandingFor) -> None:
    person, given, place = diff.person, diff.row.is_local, diff.row.place.pk
    known = standing.local_in(person, place)
    if known is given:
        return
    diff.change(BY_FIELD["is_local"].header, _YES_NO.get(known, ""), _YES_NO.get(given, ""))
    person.is_local, person.local_of_id = given, place
    diff.person_fields |= {"is_local", "local_of"}


def _same_text(one: str, other: str) -> bool:
    return match_key(one) == match_key(other)


def _set(
    diff: RowDiff, field: str, column: str, given: Any, shown: Mapping[Any, str] | None = None
) -> None:
    recorded = getattr(diff.person, column)
    # A cell holds no line breaks and no double spaces: those of a note are not taken away.
    if recorded == given or (isinstance(recorded, str) and clean(recorded) == given):
        return
    before, after = (shown.get(value, "") if shown else value for value in (recorded, given))
    diff.change(BY_FIELD[field].header, before, after)
    setattr(diff.person, column, given)
    diff.person_fields.add(column)


def _set_date(diff: RowDiff, field: str, column: str, precision: str) -> None:
    person = diff.person
    given: PartialDate | None = getattr(diff.row, field)
    if given is None:
        return
    recorded = PartialDate.stored(getattr(person, column), getattr(person, precision))
    kept = refined(recorded, given)
    if kept is None or kept == recorded:
        return
    diff.change(BY_FIELD[field].header, recorded, kept)
    setattr(person, column, kept.first)
    setattr(person, precision, kept.precision)
    diff.person_fields |= {column, precision}
