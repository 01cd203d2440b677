"""What the forms of a preview say, added to what was decided before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.http import QueryDict

from personnel.kinds import KINDS
from personnel.models import Post
from personnel.words.dates import parse_day
from sheets.columns import EVALUATED
from sheets.deciding import (
    NOTHING_DECIDED,
    SOMEBODY_ELSE,
    Decisions,
    RowDecision,
    answer_key,
)
from sheets.models import UploadRow

from .rows import place_of_row

# What is lower than recorded, or before anything is: a yes each.
_ASKED_APART = frozenset((*KINDS, *EVALUATED))
DAY_FORM = "Nhập ngày dạng 31/12/2025."


@dataclass
class Decided:
    """The decisions after a form was read, and what of it could not be taken over.

    `texts` gives, by the keys of readings picked, the text as the file has it.
    """

    decisions: Decisions
    complaints: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    def day(self, text: str, where: str, latest: date | None = None) -> date | None:
        """Return a day that was typed; None when blank, or wrong, which is complained of."""
        if not text.strip():
            return None
        try:
            day = parse_day(text)
        except ValueError:
            self.complaints.append(f"{where}: ngày “{text[:40]}” không hợp lệ. {DAY_FORM}")
            return None
        if latest and day > latest:
            self.complaints.append(f"{where}: ngày {day:%d/%m/%Y} ở tương lai.")
            return None
        return day


def decide_rows(before: Decisions, sent: QueryDict, rows: Iterable[UploadRow]) -> Decided:
    """Take over what a page says of the rows it showed: whom they mean, since when, levels."""
    result = Decided(before)
    decided = dict(before.rows)
    for row in rows:
        _keep(decided, row, _of_row(sent, row, decided.get(place_of_row(row)), result))
    result.decisions = replace(before, rows=decided)
    return result


def _of_row(
    sent: QueryDict, row: UploadRow, before: RowDecision | None, result: Decided
) -> RowDecision:
    before = before or NOTHING_DECIDED
    typed = sent.get(f"since-{row.pk}", "")
    since = result.day(typed, str(row))
    person = sent.get(f"person-{row.pk}", "")
    may_be = {SOMEBODY_ELSE, before.person, *map(str, row.candidates)}
    return RowDecision(
        person=person if person in may_be else "",
        since=since.isoformat() if since else before.since if typed.strip() else "",
        lower=tuple(what for what in sent.getlist(f"lower-{row.pk}") if what in _ASKED_APART),
        leave=f"leave-{row.pk}" in sent,
        end_unnamed=f"unnamed-{row.pk}" in sent,
        confirmed=tuple(key for key in _doubts(row) if key in sent.getlist(f"doubt-{row.pk}")),
    )


def _doubts(row: UploadRow) -> Iterator[str]:
    return (key for found in row.problems if (key := found.get("doubt")))


def _keep(decided: dict[str, RowDecision], row: UploadRow, decision: RowDecision) -> None:
    if decision == NOTHING_DECIDED:
        decided.pop(place_of_row(row), None)
    else:
        decided[place_of_row(row)] = decision


def decide_since(before: Decisions, text: str, rows: Iterable[UploadRow]) -> Decided:
    """Give every one of `rows` that was given none the same first day in post."""
    result = Decided(before)
    if not text.strip():
        result.complaints.append(f"Chưa nhập ngày giữ chức danh. {DAY_FORM}")
    if day := result.day(text, "Ngày giữ chức danh"):
        decided = dict(before.rows)
        for row in rows:
            decision = decided.get(place_of_row(row), NOTHING_DECIDED)
            decided[place_of_row(row)] = replace(decision, since=decision.since or day.isoformat())
        result.decisions = replace(before, rows=decided)
    return result


def decide_readings(
    before: Decisions, picked: Mapping[tuple[str, str], str], known: Mapping[str, Collection[str]]
) -> Decided:
    """Read other texts instead: `picked` is by field and text; "" takes a reading back.

    `known` are the texts that each field may be read as; others are complained of.
    """
    result = Decided(before)
    readings = {name: dict(among) for name, among in before.readings.items()}
    for (name, text), value in picked.items():
        key = answer_key(name, text)
        if not value:
            readings.get(name, {}).pop(key, None)
        elif value in known.get(name, ()):
            readings.setdefault(name, {})[key] = value
            result.texts[key] = text
        else:
            result.complaints.append(f"“{value[:80]}” không có trong danh mục.")
    kept = {name: among for name, among in readings.items() if among}
    result.decisions = replace(before, readings=kept)
    return result


@dataclass(frozen=True)
class Shown:
    """Somebody not in the file as the page showed them; `offered` is the last day it proposed."""

    pk: int
    name: str
    offered: date | None = None

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Shown:
        """Return what `Upload.counts` keeps of somebody."""
        offered = kept.get("offered")
        return cls(kept["pk"], kept["name"], date.fromisoformat(offered) if offered else None)


def decide_absent(
    before: Decisions, sent: QueryDict, shown: Collection[Shown], today: date
) -> Decided:
    """End the posts of those ticked among the people `shown`; leave the others.

    The last day is the one typed beside a person, else the one for all, and so is the reason.
    The day may not lie ahead. With "offered", those to whom a day was proposed end on it besides.
    """
    result = Decided(before)
    common = result.day(sent.get("day", ""), "Ngày thôi giữ cho những người được chọn", today)
    asked = {one.pk for one in shown}
    ended = {pk: last for pk, last in before.ended.items() if pk not in asked}
    why = {pk: reason for pk, reason in before.ended_for.items() if pk not in asked}
    ticked, takes_up = set(sent.getlist("ended")), sent.get("do") == "offered"
    for one in shown:
        taken_up = takes_up and one.offered and str(one.pk) not in ticked
        if str(one.pk) not in ticked and not taken_up:
            continue
        typed = sent.get(f"day-{one.pk}", "")
        last = result.day(typed, one.name, today) if typed.strip() else common
        common_reason = sent.get("offered-reason" if taken_up else "reason", "")
        reason = sent.get(f"reason-{one.pk}") or common_reason
        if last and reason in Post.EndReason.values:
            ended[one.pk], why[one.pk] = last, reason
        elif last:
            result.complaints.append(f"{one.name}: chưa chọn lý do thôi giữ.")
        elif not typed.strip() and not sent.get("day", "").strip():
            result.complaints.append(f"{one.name}: chưa có ngày thôi giữ. {DAY_FORM}")
    result.decisions = replace(before, ended=ended, ended_for=why)
    return result
