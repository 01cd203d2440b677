"""People who study as a table of them shows each: what the user may do, what they hold by now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from personnel.models import Credential, Enrolment, EnrolmentQuerySet, Person
from personnel.scope import Editor
from personnel.studying.enrolling import holders_among
from personnel.studying.rights import may_confirm_any
from personnel.studying.states import FOLLOWING

State = Enrolment.State


@dataclass(frozen=True)
class Row:
    """Somebody in a class: whether the user may open the record, write of it, and confirm.

    `held` is a credential of the level that whoever is not through has already.
    """

    enrolment: Enrolment
    linked: bool
    editable: bool
    confirmable: bool
    credential: Credential | None = None
    held: Credential | None = None

    @property
    def lost(self) -> bool:
        """Whether what it became is no longer in the record."""
        return self.enrolment.state == State.FINISHED and self.credential is None


def rows_of(found: EnrolmentQuerySet, user: Editor, today: date) -> list[Row]:
    """Return a row of each of these that the user may see, in name order; a handful of queries."""
    people = list(in_name_order(found))
    every = Enrolment.objects.filter(pk__in=[enrolment.pk for enrolment in people])
    ids = [enrolment.person_id for enrolment in people]
    linked = set(Person.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))
    editable = set(every.editable_by(user).values_list("pk", flat=True))
    confirmable: set[int] = set()
    if may_confirm_any(user):
        mine = every.confirmable_by(user).unconfirmed()
        confirmable = set(mine.values_list("pk", flat=True))
    became = Credential.objects.in_bulk([e.credential for e in people if e.credential])
    held = holders_among([e for e in people if e.is_open], today)
    return [
        Row(
            e, e.person_id in linked, e.pk in editable, e.pk in confirmable,
            became.get(e.credential or 0), held.get(e.pk),
        )
        for e in people
    ]  # fmt: skip


def in_name_order(found: EnrolmentQuerySet) -> EnrolmentQuerySet:
    """Return enrolments by the names of their people, with all that a row shows of each."""
    ordered = found.select_related("person", "unit", "title", "training_class")
    return ordered.order_by("person__sort_key", "person__birth_date", "pk")


def choices_of(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Return the states to which somebody of these could come, without what results lead to."""
    there = {row.enrolment.state for row in rows if row.editable}
    open_to = {state for before in there for state in FOLLOWING[before]}
    return [(state.value, state.label) for state in State if state in open_to]
