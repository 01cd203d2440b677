"""What the records know of people and a commune, read at once for whoever is asked about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q

from personnel.models import Post
from personnel.reading.supposed import Supposed
from personnel.reading.terms_of_heads import Terms, terms_of
from personnel.words.dates import Precision

from .findings import NOTHING_SAID, Answers, Case


@dataclass(frozen=True)
class Known:
    """Who serves in a commune on a day, who led it, who completed the course, by their ids."""

    supposed: Supposed
    day: date
    serving: frozenset[int]
    led: Mapping[int, Terms]
    courses: Mapping[int, bool]

    @classmethod
    def of(cls, supposed: Supposed, day: date) -> Known:
        """Read all; two queries. Who may see whom is for the caller to say."""
        unit = supposed.unit
        serving = Post.objects.held_on(day).placed_on(day).filter(Q(place=unit.pk))
        heads = Post.objects.filter(title__head=True).ever_within(unit).order_by()
        led = terms_of(heads.values("person"), day) if supposed.title.head else ()
        terms = {each.person: each.terms for each in led if each.place == unit.pk}
        there = frozenset(serving.values_list("person_id", flat=True))
        return cls(supposed, day, there, terms, planned_courses(supposed, day))

    def case(self, person: Any, answers: Answers = NOTHING_SAID) -> Case:
        """Return the case of somebody recorded: a person, or a row with the columns of one."""
        serves = person.pk in self.serving
        if answers.course is None:
            answers = replace(answers, course=self.courses.get(person.pk))
        return Case(
            self.supposed.title, self.supposed.unit, self.day, person.sex, person.birth_date,
            about=person.birth_precision != Precision.DAY,
            terms=self.led.get(person.pk),
            local=is_local_in(person, serves=serves),
            serves=serves,
            answers=answers,
        )  # fmt: skip


def is_local_in(person: Any, *, serves: bool) -> bool | None:
    """Return whether somebody is from a commune, where they serve or not; None: not known.

    The record says it of the place where its bearer serves: of another it says nothing.
    """
    return person.is_local if serves else None


def planned_courses(supposed: Supposed, day: date) -> Mapping[int, bool]:
    """Return of whom it is recorded that they completed the course for a planned title, or not.

    By the id of the person. No record has it yet, so whoever checks a candidate is asked.
    """
    return {}
