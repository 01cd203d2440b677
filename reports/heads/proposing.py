"""Heads of whom it is not known whether they are local, with what their home place proposes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict

from personnel.actions.localities import Said, shown
from personnel.models import Person, Unit, open_to
from personnel.places.standing_for import StandingFor
from personnel.scope import Editor

from .asked import Asked, Show
from .home_places import Register
from .reading import Row, listed, rows_of

CHOICES = {"1": True, "0": False}


@dataclass(frozen=True)
class Proposal:
    """A head whose record is in the user's hands; `local` is proposed, None: nothing is."""

    row: Row
    person: Person
    local: bool | None
    typed: str | None = None

    @property
    def name(self) -> str:
        """What a form calls the answer."""
        return f"local-{self.person.pk}"

    @property
    def chosen(self) -> str:
        """The answer that stands in the form: what was typed, else what is known or proposed."""
        if self.typed is not None:
            return self.typed
        local = self.local if self.row.from_here is None else self.row.from_here
        return "" if local is None else str(int(local))

    @property
    def seen(self) -> str:
        """What tells whether the record still is as it was shown."""
        return shown(self.person)

    @property
    def told(self) -> str:
        """The proposal in words; "" where there is none."""
        words = {True: "đề nghị là người địa phương", False: "đề nghị không phải người địa phương"}
        return words.get(self.local, "") if self.local is not None else ""


def proposals(asked: Asked, user: Editor, typed: QueryDict | None = None) -> list[Proposal]:
    """Return each head in the user's hands that is listed, once; a few queries.

    Of those it is not known of where the address does not say which. `typed` are answers sent.
    """
    which = asked if asked.show else replace(asked, show=Show.UNSAID)
    rows: dict[int, Row] = {}
    for row in listed(which, rows_of(which)):
        if row.post:
            rows.setdefault(row.post.person_id, row)
    own = open_to(user, rows.keys())
    found = [row for row in rows.values() if row.post and row.post.person_id in own]
    if not found:
        return []
    register, standing = _register(), StandingFor.on(asked.lens.units_on)
    return [_proposal(row, register, standing, typed) for row in found]


def _register() -> Register:
    province = Unit.objects.provinces().order_by("-valid_from", "-pk").first()
    units = Unit.objects.communes().with_above()
    return Register.of(units, province.name if province else "")


def _proposal(
    row: Row, register: Register, standing: StandingFor, typed: QueryDict | None
) -> Proposal:
    assert row.post is not None  # noqa: S101  # rows without are left out by `proposals`
    person = row.post.person
    local = register.proposes(person.home_place, standing.led_to([row.unit.pk]))
    sent = typed.get(f"local-{person.pk}") if typed is not None else None
    return Proposal(row, person, local, sent)


def answers(data: QueryDict, offered: Sequence[Proposal]) -> Mapping[int, Said]:
    """Return what was answered of those offered, by the number of the person.

    An answer that is none of the choices says nothing.
    """
    said = {}
    for each in offered:
        pk = each.person.pk
        typed, seen = (str(data.get(name, "")) for name in (each.name, f"seen-{pk}"))
        if typed in CHOICES:
            said[pk] = Said(CHOICES[typed], each.row.unit.pk, seen)
    return said
