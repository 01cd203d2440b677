"""What giving a value means for each record: what it was, what it becomes, what is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, prefetch_related_objects
from django.utils.functional import cached_property

from personnel.basics.digests import digest_of_facts
from personnel.doubts.case import Around, Case, Facts, recorded
from personnel.doubts.confirming import keys_of
from personnel.doubts.register import Told, found_in
from personnel.models import Credential, Person
from personnel.models.batches import columns_given, columns_kept
from personnel.reading.localities import unit_said_of
from personnel.reading.placed import Placed
from personnel.words.partial_dates import PartialDate

from .forms import FactForm, FindingForm, ValueForm


@dataclass(frozen=True)
class Line:
    """One record that is offered the value: a person, or a credential of theirs.

    `was` is the value before in words, "" where there was none; `alone` tells whether nothing
    else of the person's could be meant; `refusal` why the value cannot be theirs.
    """

    person: Person
    record: Person | Credential
    before: dict[str, Any]
    after: dict[str, Any]
    was: str
    alone: bool = True
    refusal: str = ""
    doubts: Sequence[Told] = ()

    @property
    def key(self) -> str:
        """What tells the record from others."""
        return f"{self.record._meta.model_name}-{self.record.pk}"

    @property
    def token(self) -> str:
        """What a form sends to choose it; another once its value has changed."""
        return f"{self.key}:{digest_of_facts(self.before)}"

    @property
    def has_it(self) -> bool:
        """Whether the value is there already."""
        return self.before == self.after

    @property
    def open(self) -> bool:
        """Whether it may be chosen."""
        return not (self.has_it or self.refusal)

    @property
    def proposed(self) -> bool:
        """Whether it is chosen unless somebody says otherwise: nothing is replaced or guessed."""
        return self.open and self.alone and not self.was

    @property
    def asked(self) -> list[tuple[str, Told]]:
        """The doubts with what the page sends of each."""
        return [(f"{self.person.pk}:{told.key}", told) for told in self.doubts] if self.open else []

    @property
    def credential(self) -> Credential | None:
        """The credential that is meant; None where the person is."""
        return self.record if isinstance(self.record, Credential) else None


@dataclass(frozen=True)
class Plan:
    """The lines of all, in the order of the people, and who has no record of the kind."""

    lines: list[Line]
    without: list[Person]

    @cached_property
    def by_key(self) -> dict[str, Line]:
        """The lines by what tells each from others."""
        return {line.key: line for line in self.lines}

    @property
    def having(self) -> list[Line]:
        """Those that have the value already."""
        return [line for line in self.lines if line.has_it]

    @property
    def replaced(self) -> list[Line]:
        """Those whose value would be replaced."""
        return [line for line in self.lines if line.open and line.was]

    @property
    def proposed(self) -> list[Line]:
        """Those chosen unless somebody says otherwise."""
        return [line for line in self.lines if line.proposed]

    @property
    def open(self) -> list[Line]:
        """Those that may be chosen."""
        return [line for line in self.lines if line.open]

    @property
    def doubtful(self) -> list[Line]:
        """Those of whom the value makes something worth a second look."""
        return [line for line in self.lines if line.asked]


def plan_of(form: ValueForm, people: Sequence[Person], day: date) -> Plan:
    """Return what the value of a valid form means for each of `people`; a handful of queries."""
    return _of_facts(form, people, day) if isinstance(form, FactForm) else _of_papers(form, people)


def _of_facts(form: FactForm, people: Sequence[Person], day: date) -> Plan:
    ids = [person.pk for person in people]
    facts = {one.person.pk: one for one in recorded(Q(pk__in=ids))}
    placed = Placed((post for one in facts.values() for post in one.posts), day)
    confirmed = keys_of(ids)
    if "local_of_id" in form.values:
        prefetch_related_objects(list(people), "local_of")
    lines = []
    for person in people:
        before = columns_kept(person, form.fact.columns)
        after = form.values
        if "local_of_id" in after:
            after = after | {"local_of_id": unit_said_of(facts[person.pk].posts, day, placed)}
        doubts = _raised(facts[person.pk], after, day)
        told = [one for one in doubts if one.key not in confirmed.get(person.pk, ())]
        line = Line(
            person, person, before, after, form.fact.shown(person),
            refusal=_not_born(form, person), doubts=told,
        )  # fmt: skip
        lines.append(line)
    return Plan(lines, [])


def _not_born(form: FactForm, person: Person) -> str:
    typed = form.cleaned_data.get(form.name) if form.name in form.dates else None
    early = typed is not None and typed.last <= person.birth_date
    return f"sinh {person.birth_shown}: ngày này không sau ngày sinh" if early else ""


def _raised(facts: Facts, values: dict[str, Any], day: date) -> list[Told]:
    """Return the doubts that a value of the person's own makes; others' are not touched by it."""
    given = copy(facts.person)
    for name, value in columns_given(Person, values).items():
        setattr(given, name, value)
    before = {told.key for told in found_in(Case(facts, Around(), day))}
    with_it = Facts(given, facts.posts, facts.credentials)
    return [told for told in found_in(Case(with_it, Around(), day)) if told.key not in before]


def _of_papers(form: FindingForm, people: Sequence[Person]) -> Plan:
    papers: dict[int, list[Credential]] = defaultdict(list)
    kind = form.instance.kind
    rows = Credential.objects.filter(person__in=people, kind=kind, level__gt=0)
    for paper in rows.order_by("-level", "-awarded", "pk"):
        papers[paper.person_id].append(paper)
    lines = [
        Line(
            person, paper, columns_kept(paper, form.rare), form.values, paper.verification_told,
            alone=len(papers[person.pk]) == 1, refusal=_not_awarded(form, paper),
        )
        for person in people
        for paper in papers[person.pk]
    ]  # fmt: skip
    return Plan(lines, [person for person in people if not papers[person.pk]])


def _not_awarded(form: FindingForm, paper: Credential) -> str:
    found = form.cleaned_data["verified_on"]
    awarded = PartialDate.stored(paper.awarded, paper.awarded_precision)
    early = found and awarded and found < awarded.first
    return f"cấp {paper.awarded_shown}, sau ngày xác minh, thu hồi" if early else ""
