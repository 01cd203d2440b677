"""The lines of people of whom something is wanted: as recorded, and as they were sent."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.functional import cached_property

from personnel.entry.dossier import offered_to
from personnel.entry.fields import offer
from personnel.entry.forms import CredentialForm, PersonForm, PostForm
from personnel.keeping.seen import as_data
from personnel.kinds import KINDS
from personnel.models import Credential, Ethnicity, Person, Post
from personnel.scope import Editor
from personnel.words.vocabulary import words_of

from .cells import Cell, Line
from .wanted import CREDENTIAL, NEW, PERSON, POST, Wanted

_MODELS: dict[str, Any] = {POST: Post, CREDENTIAL: Credential}
_RELATED = {POST: ("unit", "title"), CREDENTIAL: ()}


class Lines:
    """What is `wanted` of people, as `user` may fill it in; `data` is what was sent of it."""

    def __init__(
        self, wanted: Wanted, user: Editor, today: date, data: QueryDict | None = None
    ) -> None:
        self.wanted, self.user, self.today = wanted, user, today
        self.data = data if data is not None else QueryDict()

    def lacking(self, people: Collection[Person], day: date) -> list[Line]:
        """Return the lines of people, in their order: one for each record that lacks it on a day.

        A handful of queries.
        """
        ids = [person.pk for person in people]
        if self.wanted.records:
            found = self._by_person(self.wanted.records(day).filter(person__in=ids))
            lines = [self._line(p, record) for p in people for record in found.get(p.pk, ())]
        else:
            others = numbers_of(self.wanted, ids)
            lines = [self._line(p, None, others=others.get(p.pk, "")) for p in people]
        return lines

    def own(self) -> list[Person]:
        """Return the people of whom something was typed, those in the user's hands."""
        own = Person.objects.editable_by(self.user).filter(pk__in=self.typed)
        return list(own.in_name_order())

    def sent(self) -> list[Line]:
        """Return the lines into which something was typed, of people in the user's hands."""
        people, records = self.own(), self._sent_records()
        lines = [
            self._line(person, found, gone=0 if found else pk)
            for person in people
            for pk in self.typed[person.pk]
            for found in [records.get((person.pk, pk))]
        ]
        return [line for line in lines if line.changed]

    def _sent_records(self) -> dict[tuple[int, int], Any]:
        """Return what is recorded of the posts or credentials named, by person and number."""
        model = _MODELS.get(self.wanted.of)
        if model is None:
            return {}
        ids = [pk for records in self.typed.values() for pk in records]
        rows = model.objects.filter(person__in=self.typed, pk__in=ids)
        rows = rows.select_related("person", *_RELATED[self.wanted.of])
        return {(row.person_id, row.pk): row for row in rows}

    @cached_property
    def words(self) -> dict[str, list[tuple[str, Any]]]:
        """The other words for what is chosen in a field: each with the value that it means."""
        if "ethnicity" in self.wanted.fields:
            groups = self._ethnicities
            found = [(words_of(alias), group.pk) for group in groups for alias in group.aliases]
            return {"ethnicity": found}
        if "kind" in self.wanted.fields:
            return {"kind": [(words_of(kind.short), kind.code) for kind in KINDS.values()]}
        return {}

    @cached_property
    def typed(self) -> dict[int, list[int]]:
        """The numbers of people of whom something was typed, each with those of the records."""
        name = (
            rf"(\d{{1,18}})-{self.wanted.of}(?:-(\d{{1,18}}))?-(?:{'|'.join(self.wanted.fields)})"
        )
        found: dict[int, list[int]] = defaultdict(list)
        for key in self.data:
            match = re.fullmatch(name, key, re.ASCII)
            if match and self.data[key] != self.data.get(f"initial-{key}", ""):
                record = int(match[2] or 0)
                found[int(match[1])] += [] if record in found[int(match[1])] else [record]
        return dict(found)

    def _by_person(self, rows: Any) -> dict[int, list[Any]]:
        found: dict[int, list[Any]] = defaultdict(list)
        for row in rows.select_related(*_RELATED[self.wanted.of]).order_by("pk"):
            found[row.person_id].append(row)
        return found

    def _line(self, person: Person, record: Any, others: str = "", gone: int = 0) -> Line:
        number = record.pk if record else gone
        prefix = f"{person.pk}-{self.wanted.of}" + (f"-{number}" if number else "")
        line = Line(person, prefix, self.form(person, record, prefix), record, bool(gone))
        line.others = self.data.get(f"{prefix}-others", others)
        line.cells = [self._cell(line, name) for name in self.wanted.fields]
        return line

    def _cell(self, line: Line, name: str) -> Cell:
        bound = line.form[name]
        shown = as_data(bound.field, bound.initial)
        about = f"{line.person}, {line.record}" if line.record else str(line.person)
        seen = self.data.get(bound.html_initial_name, shown)
        return Cell(bound, about, seen, self.data.get(bound.html_name, shown))

    def form(self, person: Person, record: Any, prefix: str, data: Any = None) -> Any:
        """Return the form of a line's record; where there is none, of a new one of the person."""
        if self.wanted.of == POST:
            return self.form_of(record or Post(person=person), prefix, data)
        if self.wanted.of != PERSON:
            given = record or Credential(person=person, kind=self.wanted.kind)
            return self.form_of(given, prefix, data)
        form = PersonForm(data, instance=person, prefix=prefix, user=self.user)
        offer(form, ethnicity=self._offered_groups)
        return form

    def form_of(self, row: Any, prefix: str, data: Any = None) -> Any:
        """Return the form of a post or credential."""
        if isinstance(row, Post):
            return PostForm(data, instance=row, prefix=prefix, **self._offered)
        return CredentialForm(data, instance=row, prefix=prefix)

    @cached_property
    def _offered(self) -> dict[str, Any]:
        return offered_to(self.user, self.today)

    @cached_property
    def _ethnicities(self) -> list[Ethnicity]:
        return list(Ethnicity.objects.all())

    @cached_property
    def _offered_groups(self) -> list[tuple[Any, str]]:
        groups = self._ethnicities if "ethnicity" in self.wanted.fields else []
        return [("", "Chưa rõ"), *((group.pk, group.name) for group in groups)]


def numbers_of(wanted: Wanted, people: Collection[int]) -> dict[int, str]:
    """Return by person the numbers of the credentials that stand beside a new one, as one text."""
    if wanted.of != NEW:
        return {}
    rows = Credential.objects.filter(person__in=people).order_by("pk")
    found: dict[int, list[str]] = defaultdict(list)
    for person, pk in (rows.filter(kind=wanted.kind) if wanted.kind else rows).values_list(
        "person_id", "pk"
    ):
        found[person].append(str(pk))
    return {person: " ".join(numbers) for person, numbers in found.items()}
