"""One person against the criteria: what is held, what is asked, what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Expression, QuerySet

from personnel.basics.asked_again import asked_again
from personnel.kinds import KINDS
from personnel.models import Credential, Enrolment, Person, PersonQuerySet
from personnel.reading.ahead import Ahead, awards_by
from personnel.reading.standing import flag, standing
from personnel.reading.supposed import Supposed
from personnel.reading.typed import Typed, typed_standing

from .figures import Outcome
from .judging import outcome_of
from .rules import Ask, Criterion


@dataclass(frozen=True)
class AskLine:
    """One thing asked of the person, and what they hold of that kind.

    `expected` is what they are taken to be awarded by a day to come, where that is more.
    """

    kind_label: str
    held: Credential | None
    asked: str
    reached: bool
    expected: Enrolment | None = None

    @property
    def missing(self) -> str:
        """What is still to be had, in words; "" when reached."""
        return "" if self.reached else f"cần có: {self.asked[0].lower()}{self.asked[1:]}"


@dataclass(frozen=True)
class Line:
    """One criterion's outcome for the person; `asks` is empty when exempt."""

    criterion: Criterion
    outcome: Outcome
    asks: tuple[AskLine, ...]

    @property
    def missing(self) -> str:
        """Everything still to be had, in words; "" when met or exempt."""
        return "; ".join(ask.missing for ask in self.asks if ask.missing)


@dataclass(frozen=True)
class Explanation:
    """A person's standing on a day, judged; `lines` in the order of the criteria given."""

    standing: Any
    day: date
    lines: tuple[Line, ...]

    @property
    def covered(self) -> list[Line]:
        """The criteria that speak of this person."""
        return [line for line in self.lines if line.outcome != Outcome.EXEMPT]

    @property
    def exempt(self) -> list[Line]:
        """The criteria that do not."""
        return [line for line in self.lines if line.outcome == Outcome.EXEMPT]


def explain(
    people: PersonQuerySet, person_id: int, day: date, criteria: Iterable[Criterion],
    ahead: Ahead | None = None, supposed: Supposed | None = None,
    credentials: Collection[Credential] | None = None,
) -> Explanation | None:  # fmt: skip
    """Judge one of `people` on `day`; None when they hold no post that day (or are not there).

    The outcomes come from the query that every figure comes from, run on one row. Who is taken to
    have left by a day to come holds none on it. With `supposed` they are judged as if they held
    that title.
    """
    if supposed or people.query.has_filters():
        return explain_all(people, [person_id], day, criteria, ahead, supposed).get(person_id)
    asked = tuple(criterion for criterion in criteria if criterion.about_people)
    judged = _judged_one(person_id, day=day, criteria=asked, ahead=ahead)
    held = None
    if credentials is not None:
        held = {person_id: [credential for credential in credentials if credential.lasts_on(day)]}
    return _explained_all(judged, day, asked, ahead, held).get(person_id)


@asked_again(Person)
def _judged_one(
    person: int, *, day: date, criteria: tuple[Criterion, ...], ahead: Ahead | None
) -> QuerySet[Any, Any]:
    """Return the query that judges somebody: it takes longer to write than to answer."""
    rows = standing(day, Person.objects.filter(pk__in=[person]), ahead=ahead)
    return _judged(rows, criteria, day)


def explain_all(
    people: PersonQuerySet, ids: Collection[int], day: date, criteria: Iterable[Criterion],
    ahead: Ahead | None = None, supposed: Supposed | None = None,
) -> dict[int, Explanation]:  # fmt: skip
    """Judge some of `people`, by their ids, as `explain` does; three queries at most."""
    asked = [criterion for criterion in criteria if criterion.about_people]
    rows = standing(day, people.filter(pk__in=ids), ahead=ahead, supposed=supposed)
    return _explained_all(list(_judged(rows, asked, day)), day, asked, ahead)


def _explained_all(
    judged: Sequence[Any], day: date, asked: Sequence[Criterion], ahead: Ahead | None,
    held: Mapping[int, list[Credential]] | None = None,
) -> dict[int, Explanation]:  # fmt: skip
    """Return the explanations of rows that are judged, by person; two queries at most.

    What each has `held` on the day is read unless it is given.
    """
    found = [row.pk for row in judged]
    if held is None:
        held = _of_each(Credential.objects.held_on(day), found)
    awards = _of_each(awards_by(day, ahead), found)
    return {
        row.pk: _explained(
            _Held(row, highest_held(held[row.pk]), highest_awarded(awards[row.pk])), day, asked
        )
        for row in judged
    }


def _of_each(rows: QuerySet[Any, Any], people: Collection[int]) -> Mapping[int, list[Any]]:
    """Return rows about people by whom they are about; no query of nobody."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows.filter(person__in=people):
        found[row.person_id].append(row)
    return found


def explain_typed(
    someone: Typed, supposed: Supposed, day: date, criteria: Iterable[Criterion]
) -> Explanation:
    """Judge somebody who is in no record as if they held a title on `day`; one query."""
    asked = [criterion for criterion in criteria if criterion.about_people]
    (row,) = _judged(typed_standing(day, someone, supposed), asked, day)
    held = {kind: Credential(kind=kind, level=level) for kind, level in someone.levels.items()}
    return _explained(_Held(row, held, {}), day, asked)


def _judged(
    rows: QuerySet[Any, Any], criteria: Sequence[Criterion], day: date
) -> QuerySet[Any, Any]:
    return rows.annotate(**_judgements(criteria, day)).order_by()


def _explained(known: _Held, day: date, criteria: Sequence[Criterion]) -> Explanation:
    lines = tuple(_line(criterion, known) for criterion in criteria)
    return Explanation(known.person, day, lines)


def highest_held(credentials: Iterable[Credential]) -> dict[str, Credential]:
    """Return the highest credential of each kind; of equals, the one held longest."""
    held: dict[str, Credential] = {}
    for credential in sorted(credentials, key=lambda c: (-c.level, c.awarded or date.min)):
        held.setdefault(credential.kind, credential)
    return held


def highest_awarded(awards: Iterable[Enrolment]) -> dict[str, Enrolment]:
    """Return the highest enrolment of each kind that is taken to come to something."""
    found: dict[str, Enrolment] = {}
    for enrolment in sorted(awards, key=lambda one: (-one.level, one.pk)):
        found.setdefault(enrolment.kind, enrolment)
    return found


@dataclass(frozen=True)
class _Held:
    """What is known of the person: the judged row, what is held, what is taken to be awarded."""

    person: Any
    credentials: dict[str, Credential]
    awards: dict[str, Enrolment]

    def expected(self, kind: str) -> Enrolment | None:
        """Return the award of a kind that comes before what is held."""
        held, award = self.credentials.get(kind), self.awards.get(kind)
        return award if award and (held is None or award.level > held.level) else None


def _judgements(criteria: Iterable[Criterion], day: date) -> dict[str, Expression]:
    """Return what the database is to say of the person: each outcome, and each thing asked."""
    outcomes: dict[str, Expression] = {
        _name(criterion): outcome_of(criterion, day) for criterion in criteria
    }
    asks: dict[str, Expression] = {
        _name(criterion, ask): flag(ask.met()) for criterion in criteria for ask in criterion.asks
    }
    return outcomes | asks


def _name(criterion: Criterion, ask: Ask | None = None) -> str:
    code = criterion.code.replace(".", "_")
    return f"reached_{code}_{ask.kind}" if ask else f"outcome_{code}"


def _line(criterion: Criterion, known: _Held) -> Line:
    outcome = Outcome(getattr(known.person, _name(criterion)))
    asks = criterion.asks if outcome != Outcome.EXEMPT else ()
    return Line(criterion, outcome, tuple(_ask_line(criterion, ask, known) for ask in asks))


def _ask_line(criterion: Criterion, ask: Ask, known: _Held) -> AskLine:
    person = known.person
    return AskLine(
        kind_label=KINDS[ask.kind].label,
        held=known.credentials.get(ask.kind),
        asked=ask.level_text(ask.threshold(mountain=bool(person.mountain_commune))),
        reached=bool(getattr(person, _name(criterion, ask))),
        expected=known.expected(ask.kind),
    )
