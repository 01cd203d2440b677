"""Where the rules in force today would say otherwise than those that figures were frozen by."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from personnel.models import Title
from reports.links import Links
from reports.sources import FrozenSource
from reports.workbooks.annual import bm02
from reports.workforce import GROUP_LABELS, workforce_conditions
from targets import conditions, criteria, written
from targets.covers import STAFF
from targets.figures import Verdict
from targets.judging import figure_key, outcome_of
from targets.lens import Lens
from targets.rules import Cover, Criterion
from targets.structure import BASES, MEASURES

# What an address asks for those judged otherwise, beside the outcomes that there are.
OTHERWISE = "otherwise"


@dataclass(frozen=True)
class Changed:
    """A criterion that asks otherwise today: for another share, or of `people` another outcome.

    `verdicts` are those of the whole source, by the rules of then and of today.
    """

    then: Criterion
    now: Criterion
    people: int
    url: str
    verdicts: tuple[Verdict, Verdict]

    @property
    def shares(self) -> tuple[str, str] | None:
        """The share asked then and now, where it is another."""
        if self.then.share == self.now.share:
            return None
        told = (str(each.share) if each.share else "chỉ theo dõi" for each in (self.then, self.now))
        return next(told), next(told)


@dataclass(frozen=True)
class ChangedRules:
    """All of it: criteria that are new, gone or changed, and numbers that count others."""

    added: list[Criterion]
    gone: list[Criterion]
    changed: list[Changed]
    numbers: list[str]

    def __bool__(self) -> bool:
        return bool(self.added or self.gone or self.changed or self.numbers)


def changed_rules(source: FrozenSource, links: Links) -> ChangedRules:
    """Return what today's rules would say otherwise of frozen figures at the source's horizon.

    No query where the rules are the same; else one for each criterion that judges otherwise, and
    three at most about figures and numbers.
    """
    lens = source.lens
    then, now = _by_code(lens), _by_code(_today(lens))
    pairs = [(criterion, now[code]) for code, criterion in then.items() if code in now]
    return ChangedRules(
        added=[criterion for code, criterion in now.items() if code not in then],
        gone=[criterion for code, criterion in then.items() if code not in now],
        changed=_changed(source, links, pairs),
        numbers=_numbers(source),
    )


def _today(lens: Lens) -> Lens:
    """Return the lens of today's rules; at the horizon of then, where it goes by another day."""
    return Lens(criteria.HORIZONS.get(lens.horizon.code, lens.horizon), lens.day)


def _by_code(lens: Lens) -> dict[str, Criterion]:
    return {each.code: each for c in lens.criteria for each in (c, *c.variants)}


def _changed(
    source: FrozenSource, links: Links, pairs: list[tuple[Criterion, Criterion]]
) -> list[Changed]:
    root = source.root
    judged = {then.code: _judged_otherwise(source, then, now) for then, now in pairs}
    pairs = [(then, now) for then, now in pairs if then.share != now.share or judged[then.code]]
    if not pairs:
        return []
    kept = source.figures([then for then, _ in pairs])
    today = source.figures([now for _, now in pairs])
    return [
        Changed(
            then,
            now,
            judged[then.code],
            links.people(root, criterion=then.code, outcome=OTHERWISE),
            (
                kept.figure(then, figure_key(root)).verdict(then.share),
                today.figure(now, figure_key(root)).verdict(now.share),
            ),
        )
        for then, now in pairs
    ]


def _judged_otherwise(source: FrozenSource, then: Criterion, now: Criterion) -> int:
    """Return of how many people today's criterion says something else."""
    day = source.lens.day
    if not then.about_people or not now.about_people:
        return 0
    if written.judges_alike(written.write(then, day), written.write(now, day)):
        return 0
    rows = source.rows().annotate(judged=outcome_of(then, day))
    return judged_otherwise(rows, now, day).count()


def judged_otherwise(rows: QuerySet[Any], now: Criterion, day: date) -> QuerySet[Any]:
    """Narrow rows that have what was `judged` to those of whom `now` says something else."""
    return rows.annotate(today=outcome_of(now, day)).exclude(judged=F("today"))


def today_of(lens: Lens, code: str) -> Criterion | None:
    """Return today's criterion of that code at a frozen lens's horizon, if there is one."""
    return _by_code(_today(lens)).get(code)


def _numbers(source: FrozenSource) -> list[str]:
    """Return, by table, what numbers are worked out otherwise today, and differ."""
    lens = source.lens
    today = workforce_conditions(_today(lens)) | bm02.conditions(lens.day)
    then = source.as_ruled(today)
    labels = dict(_labels())
    other = [
        name
        for name, condition in today.items()
        if name in labels and conditions.write(condition) != conditions.write(then[name])
    ]
    if not other:
        return []
    # Under names that the rules of then do not know, so that each is asked as it stands here.
    people = source.counts(
        {f"{OTHERWISE} {n}": then[n] & ~today[n] | today[n] & ~then[n] for n in other}
    )
    found: dict[str, list[str]] = {}
    for table, number in (labels[name] for name in other if people(f"{OTHERWISE} {name}")):
        found.setdefault(table, []).append(number)
    return [f"{table}: {', '.join(dict.fromkeys(numbers))}" for table, numbers in found.items()]


def _labels() -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield each name of a number with the table that shows it and what it is called there."""
    for group in (*Title.Group.values, *BASES):
        yield f"group {group}", ("Số lượng", GROUP_LABELS[group])
    for base in BASES.values():
        for measure in MEASURES.values():
            for part in ("part", "whole"):
                yield f"{measure.code} {base.code} {part}", (f"Cơ cấu, {base.label}", measure.label)
    for base in bm02.BASES:
        for column in bm02.COLUMNS:
            yield bm02.key(base, column), (_form_of(base), f"cột {column.number}")


def _form_of(base: Cover) -> str:
    """The form of the circular is that of cadres and civil servants; the other has its columns."""
    return f"{'BM02/BNV' if base is STAFF else 'Biểu số 3b'}, {base.label}"
