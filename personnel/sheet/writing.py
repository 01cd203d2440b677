"""Writing the rows of a sheet: one transaction, with history, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, OperationalError, models, transaction
from django.db.models import F
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from personnel.baseline import keep_what_stands
from personnel.constraints import violated
from personnel.models import Credential, Person, Post, Unit
from personnel.planning import count_rows_anew
from personnel.scope import Editor

from .changes import Comparison, RowDiff, Status
from .diff import compare
from .finding import in_parts
from .records import Row
from .scope import Scope

_BATCH = 500
_POST_FIELDS = ["start", "start_precision", "end"]
_CREDENTIAL_FIELDS = ["awarded", "awarded_precision", "language", "field_of_study"]


class SheetNotWritten(Exception):
    """The database did not take the rows, and nothing was written; says why in Vietnamese."""


def write(
    rows: Iterable[Row],
    *,
    by: Editor | None,
    today: date,
    scope: Scope | None = None,
    reason: str = "",
) -> Comparison:
    """Write what `rows` change, and return it; all in one transaction.

    The rows are compared with the portal anew, after other imports into the same districts
    have ended. `reason` stands in the history of every record. Raises SheetNotWritten.
    """
    rows = list(rows)
    try:
        with transaction.atomic():
            lock_districts(rows)
            comparison = compare(rows, today, scope)
            written = [d for d in comparison.rows if d.status in (Status.NEW, Status.CHANGED)]
            _save(written, _history(by, reason))
            _check_scope(written, scope)
            if written:
                count_rows_anew()
    except IntegrityError as error:
        raise SheetNotWritten(f"Chưa ghi gì: {violated(error)}") from error
    except OperationalError as error:
        raise SheetNotWritten(
            "Chưa ghi gì: cơ sở dữ liệu đang bận ghi một lượt khác. Hãy thử lại sau ít phút."
        ) from error
    return comparison


def lock_districts(rows: Iterable[Row]) -> None:
    """Make other imports into the same districts wait until this transaction ends.

    People without an identity number are told apart by what is recorded, so two imports
    that read before either has written would both create them. An update that changes
    nothing takes the row lock in PostgreSQL and the write lock in SQLite; it has to be the
    first statement of the transaction.
    """
    for district in sorted({row.unit.parent_id for row in rows if row.unit.parent_id}):
        Unit.objects.filter(pk=district).update(name=F("name"))


def _history(by: Editor | None, reason: str) -> dict[str, Any]:
    """One moment, one person and one reason for everything that this import writes."""
    return {
        "default_user": by,
        "default_change_reason": reason[:100] or None,
        "default_date": timezone.now(),
    }


def _save(diffs: Sequence[RowDiff], history: dict[str, Any]) -> None:
    new = [diff.person for diff in diffs if diff.status == Status.NEW]
    _create(Person, new, history)
    _update_people([diff for diff in diffs if diff.person_fields and not diff.is_new], history)
    for model, fields, created, changed in (
        (Post, _POST_FIELDS, "new_posts", "changed_posts"),
        (Credential, _CREDENTIAL_FIELDS, "new_credentials", "changed_credentials"),
    ):
        _update(model, _all(diffs, changed), fields, history)
        _create(model, _all(diffs, created), history)


def _all(diffs: Sequence[RowDiff], name: str) -> list[models.Model]:
    return [record for diff in diffs for record in getattr(diff, name)]


def _update_people(diffs: Sequence[RowDiff], history: dict[str, Any]) -> None:
    fields = set().union(*(diff.person_fields for diff in diffs))
    derived = [field for field in Person._meta.fields if hasattr(field, "derive_for")]
    for diff in diffs:
        for field in derived:
            field.derive_for(diff.person)
    names = fields | {field.name for field in derived}
    _update(Person, [diff.person for diff in diffs], sorted(names), history)


def _create(
    model: type[models.Model], records: Sequence[models.Model], history: dict[str, Any]
) -> None:
    if records:
        bulk_create_with_history(records, model, batch_size=_BATCH, **history)


def _update(
    model: type[models.Model],
    records: Sequence[models.Model],
    fields: Sequence[str],
    history: dict[str, Any],
) -> None:
    if records:
        keep_what_stands(model, [record.pk for record in records], history["default_date"])
        bulk_update_with_history(records, model, list(fields), batch_size=_BATCH, **history)


def _check_scope(diffs: Sequence[RowDiff], scope: Scope | None) -> None:
    """Look again, after writing: every post and person written belongs to the districts."""
    if scope is None:
        return
    posts = [post.pk for post in (*_all(diffs, "new_posts"), *_all(diffs, "changed_posts"))]
    people = [diff.person.pk for diff in diffs]
    outside = Post.objects.exclude(unit__parent__in=scope.ids)
    own = Person.objects.in_the_hands_of(scope.ids)
    if any(outside.filter(pk__in=some).exists() for some in in_parts(posts)) or any(
        own.filter(pk__in=some).count() != len(some) for some in in_parts(people)
    ):
        raise SheetNotWritten(f"Chưa ghi gì: có hồ sơ không thuộc {scope}.")
