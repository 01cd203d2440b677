"""Everyone counted on either side of a comparison, and what the records say of both days."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import add
from typing import Any, NamedTuple

from django.db.models import (
    BigIntegerField,
    ExpressionWrapper,
    F,
    IntegerField,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Coalesce

from personnel.basics.spells import SPELL
from personnel.models import Person, Post, Unit, UnitPlace
from personnel.reading.ahead import left_by
from personnel.reading.standing import flag, within
from targets import written
from targets.figures import Outcome
from targets.judging import kinds_asked
from targets.lens import Lens
from targets.packing import packed, unpacked, unpacked_at
from targets.rules import Criterion
from targets.sources import LiveSource, Source

FLAGS = ("committee", "minority_area", "mountain_commune", "urban", "in_scope")
_BITS = 4  # of each flag, and of each level one above it: 0 where nothing is recorded


class Stand(NamedTuple):
    """What decides the outcomes of one person: where and as what they serve, what they hold.

    `judged` are the outcomes, packed; so are the `facts`: the flags, then the levels of the kinds
    that the criteria ask for. Of thousands of people a number is read sooner than ten columns.
    """

    judged: int
    unit: int
    district: int | None
    group: str
    facts: int

    def flag(self, name: str) -> int:
        """Return one of FLAGS."""
        return self._fact(FLAGS.index(name))

    def level(self, at: int) -> int:
        """Return what is held of the kind at a place among those read, one above its level."""
        return self._fact(len(FLAGS) + at)

    def _fact(self, at: int) -> int:
        return self.facts >> at * _BITS & 2**_BITS - 1


def _facts(kinds: Sequence[str]) -> Any:
    """Return the expression of a stand's facts over a standing, live or frozen."""
    flags = [flag(Q(**{name: True if name == "minority_area" else 1})) for name in FLAGS]
    levels = [Coalesce(F(kind) + 1, 0, output_field=IntegerField()) for kind in kinds]
    field = BigIntegerField()
    numbers = (
        ExpressionWrapper(Value(2 ** (at * _BITS), field) * fact, field)
        for at, fact in enumerate([*flags, *levels])
    )
    return reduce(add, numbers)


Stands = Mapping[int, Stand]


@dataclass(frozen=True)
class Read:
    """Two sides person by person, and the records as they are now on the days of both.

    `then` and `now` are the records: the side itself where it is of them. `elsewhere_before` and
    `elsewhere_after` are of those who hold a post that day outside of what is compared,
    `outside_before` of those who held it in what was another province's then; `became`
    are units with what stands for each on the day after, where that is another; `reasons` say why
    the last post of somebody ended. `ruled` is `now` judged by the rules of before, empty where
    they are the same.
    """

    pairs: Sequence[tuple[Criterion, Criterion]]
    kinds: Sequence[str]
    before: Stands
    after: Stands
    then: Stands
    now: Stands
    ruled: Mapping[int, int]
    missing_before: frozenset[int]
    missing_after: frozenset[int]
    elsewhere_before: Collection[int] = frozenset()
    elsewhere_after: Collection[int] = frozenset()
    outside_before: Collection[int] = frozenset()
    reasons: Mapping[int, str] | None = None
    became: Collection[tuple[int, int]] = frozenset()

    @property
    def asked(self) -> list[Criterion]:
        """The criteria as they are on the side after."""
        return [after for _, after in self.pairs]

    def outcomes(self, judged: int) -> list[Outcome]:
        """Return the outcome of each criterion that such a number tells."""
        return unpacked(judged, self.asked)

    def outcome(self, stand: Stand | None, at: int) -> Outcome:
        """Return the outcome of the `at`-th criterion; of nobody, exempt."""
        return unpacked_at(stand.judged, at) if stand else Outcome.EXEMPT


def read(before: Source, after: Source, codes: Collection[str]) -> Read:
    """Return both sides by the criteria about people of these codes that both know.

    Each by its own rules; both of one root. Two queries for two days, two more for each side that
    is frozen or bears other rules, one about units, four at most about those who came and left.
    """
    pairs = _pairs(before, after, codes)
    old, new = [then for then, _ in pairs], [now for _, now in pairs]
    kinds = kinds_asked([*old, *new])
    missing_before, missing_after = (
        frozenset(unit.pk for unit in side.missing) for side in (before, after)
    )
    if not pairs:
        return Read(pairs, kinds, {}, {}, {}, {}, {}, missing_before, missing_after)
    side_before, then = _side_and_records(before, old, kinds)
    side_after, now = _side_and_records(after, new, kinds)
    ruled = _ruled(_records(after), old, new, before.lens.day)
    found = Read(
        pairs, kinds, side_before, side_after, then, now, ruled, missing_before, missing_after,
        became=_became(after.lens.day),
    )  # fmt: skip
    return _with_posts(found, after.root, before.lens, after.lens)


def _became(day: date) -> frozenset[tuple[int, int]]:
    """Return each unit with every other that stands for it, or for a part of it, on a day."""
    placed = UnitPlace.objects.filter(SPELL.on(day)).exclude(place=F("unit"))
    return frozenset(placed.values_list("unit", "place"))


def _pairs(
    before: Source, after: Source, codes: Collection[str]
) -> list[tuple[Criterion, Criterion]]:
    """Return each criterion as the rules of both sides have it, in the order asked for."""
    old, new = before.lens.known, after.lens.known
    pairs = [(old[code], new[code]) for code in codes if code in old and code in new]
    return [pair for pair in pairs if all(criterion.about_people for criterion in pair)]


def _records(source: Source) -> LiveSource:
    """Return the records on the day of a source, by its rules: itself where it is of them."""
    return source if isinstance(source, LiveSource) else LiveSource(source.lens, source.root)


def _side_and_records(
    source: Source, criteria: Sequence[Criterion], kinds: Sequence[str]
) -> tuple[Stands, Stands]:
    """Return everyone of a source, and of the records on its day: the same where it is these."""
    records, side = _records(source), _stands(source, criteria, kinds)
    return side, side if records is source else _stands(records, criteria, kinds)


def _stands(source: Source, criteria: Sequence[Criterion], kinds: Sequence[str]) -> Stands:
    judged = packed(criteria, source.lens.day)
    rows = _rows(source, kinds).annotate(judged=judged, facts=_facts(kinds))
    columns = ("judged", "unit_id", "district_id", "title_group", "facts")
    found = rows.values_list(source.person_column, *columns)
    return {person: Stand(*told) for person, *told in found}


def _ruled(
    source: LiveSource, old: Sequence[Criterion], new: Sequence[Criterion], day: date
) -> Mapping[int, int]:
    """Return everyone judged by the rules of before, if any of these judges otherwise.

    They are the rules of `day`, counted from the day of the source.
    """
    on = source.lens.day
    old = [written.on_another_day(criterion, day, on) for criterion in old]
    both = ([written.write(each, on) for each in among] for among in (old, new))
    if all(written.judges_alike(*pair) for pair in zip(*both, strict=True)):
        return {}
    rows = _rows(source, kinds_asked(old)).annotate(judged=packed(old, on))
    return dict(rows.values_list(source.person_column, "judged"))


def _rows(source: Source, kinds: Sequence[str]) -> QuerySet[Any]:
    """Return the rows of the root alone: a frozen source has those of its whole districts."""
    return source.rows(kinds).filter(within(source.root)).order_by()


def _with_posts(found: Read, root: Unit, first: Lens, last: Lens) -> Read:
    """Add whereabouts and reasons, of those alone who came or left by the records."""
    came, left = found.now.keys() - found.then.keys(), found.then.keys() - found.now.keys()
    reasons = _reasons(left, first.day, last.day) | _retired(left, last)
    outside = _outside(came, first.day)
    if root.whole_province:
        return replace(found, reasons=reasons, outside_before=outside)
    return replace(
        found,
        reasons=reasons,
        outside_before=outside,
        elsewhere_before=_in_post(came, first),
        elsewhere_after=_in_post(left, last),
    )


def _in_post(people: Collection[int], lens: Lens) -> frozenset[int]:
    if not people:
        return frozenset()
    held = Post.objects.held_on(lens.day).order_by().values("person")
    there = Person.objects.filter(pk__in=people).filter(pk__in=held)
    found = there.exclude(left_by(lens.day, lens.ahead)).order_by()
    return frozenset(found.values_list("pk", flat=True))


def _retired(people: Collection[int], lens: Lens) -> dict[int, str]:
    """Return whom their age is taken to have sent home by a day to come."""
    if not (people and lens.ahead):
        return {}
    held = Post.objects.held_on(lens.day).order_by().values("person")
    gone = Person.objects.filter(left_by(lens.day, lens.ahead), pk__in=people)
    found = gone.filter(pk__in=held).order_by().values_list("pk", flat=True)
    return dict.fromkeys(found, Post.EndReason.RETIRED.value)


def _outside(people: Collection[int], day: date) -> frozenset[int]:
    """Return who of people held a post on a day in what was another province's then."""
    if not people:
        return frozenset()
    posts = Post.objects.filter(person__in=people)
    there = posts.lasting_on(day).exclude(pk__in=posts.held_on(day).values("pk"))
    return frozenset(there.order_by().values_list("person_id", flat=True))


def _reasons(people: Collection[int], first: date, last: date) -> dict[int, str]:
    """Return why the last posts of people ended between two days, where somebody said."""
    if not people:
        return {}
    ended = Post.objects.filter(person__in=people, end__gte=first, end__lt=last)
    told = ended.exclude(end_reason="").order_by("end", "pk")
    return dict(told.values_list("person_id", "end_reason"))
