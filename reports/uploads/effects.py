"""What an upload does to the figures: counted before and after it, and nothing is written.

The file is written as it would be, without history, inside a savepoint that is taken back; so
the figures are those of the very query that counts them afterwards, and nobody else sees them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from datetime import date
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction
from django.db.models import Q

from personnel.constraints import violated
from personnel.models import Credential, Person, PersonQuerySet, Post, Unit
from personnel.models.units import together
from personnel.planning import count_rows_anew
from personnel.sheet.changes import Comparison, RowDiff, Status
from personnel.sheet.deciding import Decisions
from personnel.sheet.finding import in_parts
from personnel.sheet.scope import Scope
from targets.criteria import REGISTER
from targets.figures import Figure
from targets.judging import Place, RollUp, roll_up

from ..board import figure_key

_BATCH = 500
_COUNTED = [criterion for criterion in REGISTER if criterion.about_people]
_POST_FIELDS = ("start", "start_precision", "end")
_CREDENTIAL_FIELDS = ("level", "awarded", "awarded_precision", "language", "field_of_study")
Record = TypeVar("Record", bound=models.Model)


def effects_of(
    comparison: Comparison, decisions: Decisions, day: date, scope: Scope | None
) -> dict[str, Any]:
    """Return the figures on `day` that the upload changes, as plain lists and mappings.

    `lines` are lists of a unit's id (None: all districts of the scope together), a criterion's
    code, and met, short and unknown before and after; of every commune and district in `scope`,
    None being the province. `refused` says why the database would not take the rows, else "".
    """
    top, units = _units(day, scope)
    people = _people(top)
    try:
        with transaction.atomic():
            before = _figures(day, people)
            _as_if_written(comparison, decisions)
            after = _figures(day, people)
            transaction.set_rollback(True)
    except IntegrityError as error:
        return {"day": day.isoformat(), "lines": [], "refused": violated(error)}
    lines = list(_changed(top, units, before, after))
    return {"day": day.isoformat(), "lines": lines, "refused": ""}


def _units(day: date, scope: Scope | None) -> tuple[Unit, list[Unit]]:
    """Return what stands for the whole scope, and the districts and communes within."""
    units = list(Unit.objects.in_force(day).select_related("parent").order_by("code"))
    if scope is None:
        top = next(unit for unit in units if unit.level == Unit.Level.PROVINCE)
        return top, [unit for unit in units if unit is not top]
    top = scope.only or together(scope.districts)
    return top, [unit for unit in units if scope.ids & {unit.pk, unit.parent_id}]


def _people(top: Unit) -> PersonQuerySet:
    """Return whoever holds or held a post within `top`."""
    if top.level == Unit.Level.PROVINCE and not top.parts:
        return Person.objects.all()
    return Person.objects.filter(pk__in=Post.objects.within(top).values("person"))


def _figures(day: date, people: PersonQuerySet) -> RollUp:
    return roll_up(day, _COUNTED, people.all(), Unit.objects.none())


def _changed(
    top: Unit, units: list[Unit], before: RollUp, after: RollUp
) -> Iterator[list[int | str | list[int] | None]]:
    places: list[tuple[int | None, Place]] = [(unit.pk, figure_key(unit)) for unit in units]
    if top not in units:
        places.insert(0, (None, figure_key(top)))
    for pk, place in places:
        for criterion in _COUNTED:
            was, becomes = before.figure(criterion, place), after.figure(criterion, place)
            if was != becomes:
                yield [pk, criterion.code, _counts(was), _counts(becomes)]


def _counts(figure: Figure) -> list[int]:
    return [figure.met, figure.short, figure.unknown]


def _as_if_written(comparison: Comparison, decisions: Decisions) -> None:
    diffs = [diff for diff in comparison.rows if diff.status in (Status.NEW, Status.CHANGED)]
    _update_people(diffs)
    for model, fields, name in (
        (Post, _POST_FIELDS, "changed_posts"),
        (Credential, _CREDENTIAL_FIELDS, "changed_credentials"),
    ):
        changed = [record for diff in diffs for record in getattr(diff, name)]
        model._default_manager.bulk_update(changed, fields, batch_size=_BATCH)
    _end_posts(decisions)
    _create(diffs)
    count_rows_anew()


def _update_people(diffs: Sequence[RowDiff]) -> None:
    changed = [diff for diff in diffs if diff.person_fields and not diff.is_new]
    fields = sorted(set().union(*(diff.person_fields for diff in changed)))
    if fields:
        Person.objects.bulk_update([diff.person for diff in changed], fields, batch_size=_BATCH)


def _create(diffs: Sequence[RowDiff]) -> None:
    """Create copies of the new records, so that the comparison keeps no number taken back."""
    people = {id(diff.person): copy(diff.person) if diff.is_new else diff.person for diff in diffs}
    new = [people[id(diff.person)] for diff in diffs if diff.is_new]
    Person.objects.bulk_create(new, batch_size=_BATCH)
    for model, name in ((Post, "new_posts"), (Credential, "new_credentials")):
        records = [
            _of(people[id(diff.person)], record) for diff in diffs for record in getattr(diff, name)
        ]
        model._default_manager.bulk_create(records, batch_size=_BATCH)


def _of(person: Person, record: Record) -> Record:
    another = copy(record)
    another.person = person  # type: ignore[attr-defined]  # posts and credentials have one
    return another


def _end_posts(decisions: Decisions) -> None:
    for day in set(decisions.ended.values()):
        began = Q(start__isnull=True) | Q(start__lte=day)
        ending = Post.objects.filter(began, end__isnull=True)
        for some in in_parts(pk for pk, last in decisions.ended.items() if last == day):
            ending.filter(person__in=some).update(end=day)
