"""What the records know of people and a commune, read at once for whoever is asked about."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from personnel.models import Post
from personnel.planning.of import completed_courses
from personnel.reading.failing import known_by, last_failed
from personnel.reading.localities import said_of
from personnel.reading.recorded_terms import RecordedTerms
from personnel.reading.supposed import Supposed
from personnel.reading.terms_of_heads import Terms, terms_of
from personnel.scope import Editor
from personnel.words.dates import Precision
from personnel.words.grades import Grade

from .findings import NOTHING_SAID, Answers, Case, Evaluated


@dataclass(frozen=True)
class Known:
    """Who serves in a commune on a day, who led it, who completed the course, by their ids."""

    supposed: Supposed
    day: date
    serving: frozenset[int]
    led: Mapping[int, Terms]
    local: Mapping[int, bool]
    courses: Mapping[int, bool]
    ends: date | None
    evaluated: Mapping[int, Evaluated]

    @classmethod
    def of(
        cls, supposed: Supposed, day: date, user: Editor, people: Collection[int] | QuerySet[Any]
    ) -> Known:
        """Read all. Of evaluations those of `people` alone, by their ids.

        Who may see whom is for the caller to say, but of planning.

        What that says is for whoever has the right to it.
        """
        unit = supposed.unit
        serving = Post.objects.held_on(day).placed_on(day).filter(Q(place=unit.pk))
        heads = Post.objects.filter(title__head=True).ever_within(unit).order_by()
        led = terms_of(heads.values("person"), day) if supposed.title.head else ()
        terms = {each.person: each.terms for each in led if each.place == unit.pk}
        there = frozenset(serving.values_list("person_id", flat=True))
        return cls(
            supposed, day, there, terms, said_of(unit, day),
            completed_courses(supposed.title, unit, day, user),
            RecordedTerms.read().end_on(day, unit),
            evaluated_by(day, people),
        )  # fmt: skip

    def case(self, person: Any, answers: Answers = NOTHING_SAID) -> Case:
        """Return the case of somebody recorded: a person, or a row with the columns of one."""
        serves = person.pk in self.serving
        if answers.course is None:
            answers = replace(answers, course=self.courses.get(person.pk))
        return Case(
            self.supposed.title, self.supposed.unit, self.day, person.sex, person.birth_date,
            about=person.birth_precision != Precision.DAY,
            terms=self.led.get(person.pk),
            local=self.local.get(person.pk),
            serves=serves,
            ends=self.ends,
            evaluated=self.evaluated.get(person.pk, Evaluated()),
            answers=answers,
        )  # fmt: skip


def evaluated_by(day: date, people: Collection[int] | QuerySet[Any]) -> dict[int, Evaluated]:
    """Return how these people were evaluated last by a day, by their ids; two queries."""
    known = known_by(day).filter(person__in=people)
    rows = known.order_by("year").values_list("person", "year", "grade")
    twice = last_failed(day).filter(person__in=people).order_by()
    failed = {who: (year - 1, year) for who, year in twice.values_list("person", "year")}
    return {
        person: Evaluated(year, Grade(grade), failed.get(person)) for person, year, grade in rows
    }
