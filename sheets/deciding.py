"""What somebody decided about the rows of a sheet before it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from personnel.kinds import KINDS
from personnel.words.date_forms import shape
from personnel.words.partial_dates import PartialDate
from personnel.words.text import match_key

from .columns import DATES, EVALUATED, STUDIED
from .records import Record

# Instead of the id of a recorded person: the row is somebody else.
SOMEBODY_ELSE = "new"


def place_of(record: Record) -> str:
    """Return what tells a row of a workbook from every other: its sheet and number."""
    return f"{record.number}@{record.sheet}"


@dataclass(frozen=True)
class RowDecision:
    """What is decided about one row; nothing by default.

    `person` is the id of the recorded person that the row means, or `SOMEBODY_ELSE`; `since`
    is the day (ISO) the row's principal title is held from, when the sheet does not say;
    `lower` names the kinds of credential whose recorded level is wrong and the sheet's, lower,
    is right, and the evaluations that are right though they are of years before the first post
    recorded; `end_unnamed` ends what was held in communes that ended and the row does not name;
    `leave` keeps the row from being written. `confirmed` are the keys of doubts that
    were looked into.
    """

    person: str = ""
    since: str = ""
    lower: tuple[str, ...] = ()
    leave: bool = False
    end_unnamed: bool = False
    confirmed: tuple[str, ...] = ()

    @property
    def since_day(self) -> PartialDate | None:
        """The day of `since`; None when none was decided, or it is none of the calendar."""
        try:
            day = date.fromisoformat(self.since)
        except ValueError:
            return None
        return PartialDate(day.year, day.month, day.day)


NOTHING_DECIDED = RowDecision()

# Where other digits make another place, so that an answer for one is none for the next.
_COUNTED_APART = frozenset(("unit", "district", *EVALUATED))
# Instead of a name: which of two is meant is answered for all of the file.
SECOND_NAME = "(…)"
_YEAR = re.compile(
    rf"(?:\d{{1,2}}[/.-]){{0,2}}(?:19|20)\d\d|năm (?:{match_key('thứ')} )?\d(?:/\d)?(?!\d)"
)
_NUMBER = re.compile(r"\d+")


def answer_key(field: str, text: str) -> str:
    """Return what all texts of a field have in common that one answer is given for.

    A year or date told with a level does not matter for which level it is, nor the year of a
    study ("năm thứ 2"); "bậc 3" and "bậc 4" are two. Of titles and what says that somebody left,
    no number matters. Dates in one doubtful form are read alike, and so are names beside which a
    second one stands.
    """
    if field in DATES:
        return shape(text)
    if field == "full_name":
        return SECOND_NAME
    key = match_key(text)
    if field in _COUNTED_APART:
        return key
    return (_YEAR if field in KINDS or field in STUDIED else _NUMBER).sub("#", key)


@dataclass(frozen=True)
class Decisions:
    """Everything decided about a file.

    `readings` gives, for a column's field, what to read instead of a text nobody knows, by
    `answer_key` of the text ("PCT xã" → "Phó Chủ tịch Ủy ban nhân dân"); `rows` are by
    `place_of`; `ended` gives the last day (ISO, inclusive) of those of the portal who are not
    in the file, by the person's id, `ended_for` why (a `Post.EndReason`).
    """

    readings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    rows: Mapping[str, RowDecision] = field(default_factory=dict)
    ended: Mapping[int, date] = field(default_factory=dict)
    ended_for: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Decisions:
        """Return what `as_json` gave; what is missing was not decided."""
        rows = {
            place: RowDecision(
                **decided | {name: tuple(decided.get(name, ())) for name in ("lower", "confirmed")}
            )
            for place, decided in stored.get("rows", {}).items()
        }
        ended = {int(pk): date.fromisoformat(day) for pk, day in stored.get("ended", {}).items()}
        why = {int(pk): reason for pk, reason in stored.get("ended_for", {}).items()}
        return cls(stored.get("readings", {}), rows, ended, why)

    def as_json(self) -> dict[str, Any]:
        """Return the decisions as plain lists and mappings."""
        ended = {str(pk): day.isoformat() for pk, day in self.ended.items()}
        why = {str(pk): reason for pk, reason in self.ended_for.items()}
        return asdict(self) | {"ended": ended, "ended_for": why}

    def on(self, record: Record) -> RowDecision:
        """Return what is decided about the row of `record`."""
        return self.rows.get(place_of(record), NOTHING_DECIDED)
