"""What differs between a submission and the records as they are now, for the same day."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import TextChoices

from personnel.keeping.telling import WITHHELD
from personnel.models import Unit
from personnel.reading.counted import units_counted
from personnel.words.vietnamese import dotted
from reports import units
from reports.models import FrozenStanding, Submission
from reports.rules import Rules, lens_of
from sheets.comparing.changes import Change
from targets.figures import Outcome
from targets.rules import Criterion
from targets.sources import LiveSource

from .freezing import dossiers_of, standings_of
from .telling import CONFIDENTIAL_LABELS, told_of

Criteria = Mapping[str, Criterion]


class Kind(TextChoices):
    """How a person differs."""

    ADDED = "added", "Thêm vào"
    GONE = "gone", "Không còn"
    CHANGED = "changed", "Thay đổi"


@dataclass(frozen=True)
class Judged:
    """A criterion that says something else of the person now."""

    criterion: Criterion
    before: Outcome
    after: Outcome


@dataclass(frozen=True)
class Differing:
    """A person who is counted now and was not, the other way round, or otherwise."""

    kind: Kind
    row: FrozenStanding
    changes: list[Change]
    outcomes: list[Judged]

    def shown(self, opened: Collection[int]) -> "Differing":
        """Return it as whoever sees all of the people `opened` is told of it.

        Of others a confidential fact is said to be another, and no more.
        """
        if self.row.person in opened:
            return self
        return replace(self, changes=[_withheld(change) for change in self.changes])


def _withheld(change: Change) -> Change:
    return Change(change.label, "", WITHHELD) if change.label in CONFIDENTIAL_LABELS else change


@dataclass(frozen=True)
class Differences:
    """All that differs: people by unit and name, units, and dossier counters by unit."""

    people: list[Differing]
    units: list[Change]
    dossiers: list[Change]

    def __bool__(self) -> bool:
        return bool(self.people or self.units or self.dossiers)


def differences(submission: Submission) -> Differences:
    """Return what the same submission would have otherwise if it were made now.

    Four queries, whatever the size of the unit; one more where its rules are not read yet.
    """
    period, district = submission.period, submission.district
    # By the rules of then: what is told differs in the records, not in the rules (`changed_rules`).
    criteria = Rules(submission.rules.facts).criteria
    now = standings_of(LiveSource(lens_of(period), district), criteria.values())
    here = units_counted(period.day, district, {row.unit_id for row in now})
    dossiers = dossiers_of(period.day, [unit.pk for unit in here])
    names = {unit.pk: unit.name for unit in (*here, *units.thaw(submission.units))}
    return Differences(
        list(_people(submission.standings.all(), now, names, criteria)),
        list(_units(submission.units, here)),
        list(_dossiers(submission.dossiers, dossiers, names)),
    )


def _people(
    before: Any, now: list[FrozenStanding], names: Mapping[int, str], criteria: Criteria
) -> Iterator[Differing]:
    then = {row.person: row for row in before}
    for row in now:
        old = then.pop(row.person, None)
        if old is None:
            yield Differing(Kind.ADDED, row, [], [])
            continue
        changes, outcomes = list(_changes(old, row, names)), list(_outcomes(old, row, criteria))
        if changes or outcomes:
            yield Differing(Kind.CHANGED, row, changes, outcomes)
    for row in sorted(then.values(), key=lambda row: (row.unit_id, bytes(row.sort_key))):
        yield Differing(Kind.GONE, row, [], [])


def _changes(
    old: FrozenStanding, new: FrozenStanding, names: Mapping[int, str]
) -> Iterator[Change]:
    before, after = told_of(old, names), told_of(new, names)
    for label, text in after.items():
        if before[label] != text:
            yield Change(label, before[label], text)


def _outcomes(old: FrozenStanding, new: FrozenStanding, criteria: Criteria) -> Iterator[Judged]:
    for code in sorted({*old.outcomes, *new.outcomes}):
        before, after = _outcome(old, code), _outcome(new, code)
        if before != after:
            yield Judged(criteria[code], before, after)


def _outcome(row: FrozenStanding, code: str) -> Outcome:
    return Outcome(row.outcomes.get(code, [Outcome.EXEMPT])[0])


def _units(frozen: list[units.Facts], now: list[Unit]) -> Iterator[Change]:
    before = {facts["id"]: facts for facts in frozen}
    after = {unit.pk: units.freeze(unit) for unit in now}
    for pk in sorted({*before, *after}):
        old, new = before.get(pk), after.get(pk)
        if _told(old, new):
            name = (new or old or {})["name"]
            yield Change(name, _told(old, new), _told(new, old))


def _told(facts: units.Facts | None, other: units.Facts | None) -> str:
    """Tell of a unit what is not so in the other state of it."""
    if facts is None or other is None:
        return "không có" if facts is None else "có"
    (unit,) = units.thaw([facts])
    differing = [field for field in Unit._meta.concrete_fields if _differs(field, facts, other)]
    return "; ".join(f"{field.verbose_name}: {_shown(unit, field)}" for field in differing)


def _differs(field: Any, facts: units.Facts, other: units.Facts) -> bool:
    known = field.attname in facts and field.attname in other
    return known and bool(facts[field.attname] != other[field.attname])


def _shown(unit: Unit, field: Any) -> str:
    value = getattr(unit, field.attname)
    if isinstance(value, bool):
        return "có" if value else "không"
    if field.choices:
        return str(getattr(unit, f"get_{field.name}_display")())
    return f"{value:%d/%m/%Y}" if hasattr(value, "year") else str(value or "chưa có")


def _dossiers(
    before: Mapping[str, list[int]], now: Mapping[str, list[int]], names: Mapping[int, str]
) -> Iterator[Change]:
    for unit in sorted({*before, *now}, key=int):
        if before.get(unit) != now.get(unit):
            yield Change(names[int(unit)], _counter(before.get(unit)), _counter(now.get(unit)))


def _counter(counter: list[int] | None) -> str:
    if counter is None:
        return "chưa có số liệu"
    online, total = map(dotted, counter)
    return f"{online}/{total} hồ sơ"
