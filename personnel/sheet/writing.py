"""Writing the rows of a sheet: one transaction, with history, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, Protocol

from django.db import IntegrityError, OperationalError, transaction
from django.db.models import F
from django.utils import timezone

from personnel import bulk
from personnel.bulk import Signature
from personnel.constraints import violated
from personnel.models import Credential, Person, Post, Unit
from personnel.planning import count_rows_anew
from personnel.scope import Editor

from .absent import NO_ENDING, Ending, to_end
from .changes import Comparison, RowDiff, stored_award, stored_start
from .deciding import Decisions, place_of
from .diff import UNDECIDED, compare
from .finding import in_parts
from .records import Row
from .scope import Scope

_DERIVED = [field for field in Person._meta.concrete_fields if hasattr(field, "derive_for")]
_FACTS = [field.attname for field in Person._meta.concrete_fields if not field.primary_key]
_POST = ("person_id", "unit_id", "title_id", "start", "start_precision")
_POST_CHANGED = ("start", "start_precision", "end", "end_reason")
_DETAILS = ("level", "awarded", "awarded_precision", "language", "field_of_study")
_CREDENTIAL = ("person_id", "kind", *_DETAILS)


class SheetNotWritten(Exception):
    """The database did not take the rows, and nothing was written; says why in Vietnamese."""


class ChangedMeanwhile(SheetNotWritten):
    """Rows would no longer do what was shown; `places` (`place_of`) names them."""

    def __init__(self, places: Sequence[str]) -> None:
        super().__init__(
            f"Chưa ghi gì: {len(places)} dòng có hồ sơ đã thay đổi sau khi xem trước. "
            "Hãy xem lại rồi xác nhận."
        )
        self.places = list(places)


class Progress(Protocol):
    """Is told how far a long work has come."""

    def __call__(self, done: int, total: int) -> None:
        """Tell that `done` of `total` parts are done."""


def write(
    rows: Iterable[Row],
    *,
    by: Editor | None,
    today: date,
    scope: Scope | None = None,
    reason: str = "",
    decisions: Decisions = UNDECIDED,
    expected: Mapping[str, str] | None = None,
    at: datetime | None = None,
    ended_reason: str = "",
    progress: Progress | None = None,
    in_transaction: Callable[[], None] | None = None,
) -> Comparison:
    """Write what `rows` change, and return it; all in one transaction.

    The rows are compared with the portal anew, as it was decided, after other imports into the
    same districts have ended and while nobody else writes the records they mean. `expected` is
    the fingerprint of each row as it was shown, by its place: raises ChangedMeanwhile when any
    would do something else by now. Those of `decisions.ended` leave their posts for
    `ended_reason` (a Post.EndReason). `reason` and the moment `at` stand in the history of
    every record. `in_transaction` is called last. Raises SheetNotWritten, too.
    """
    rows = list(rows)
    signed = Signature(by, at or timezone.now(), reason)
    with _one_transaction():
        lock_districts(rows, scope)
        comparison = compare(rows, today, scope, decisions, locking=True, besides=decisions.ended)
        if expected is not None:
            _require_as_shown(comparison, expected)
        ending = to_end(rows, comparison, decisions.ended, scope, today)
        if ending.refusal:
            raise SheetNotWritten(f"Chưa ghi gì: {ending.refusal}")
        save(comparison.written, ending, ended_reason, signed, progress)
        _check_scope(comparison.written, scope)
        if in_transaction:
            in_transaction()
    return comparison


@contextmanager
def _one_transaction() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise SheetNotWritten(f"Chưa ghi gì: {violated(error)}") from error
    except OperationalError as error:
        raise SheetNotWritten(
            "Chưa ghi gì: cơ sở dữ liệu đang bận ghi một lượt khác. Hãy thử lại sau ít phút."
        ) from error


def lock_districts(rows: Iterable[Row], scope: Scope | None) -> None:
    """Make other imports into the same districts wait until this transaction ends.

    People without an identity number are told apart by what is recorded in the whole scope, so
    two imports that read before either has written would both create them. An update that
    changes nothing takes the row lock in PostgreSQL and the write lock in SQLite; it has to be
    the first statement of the transaction.
    """
    if scope is None:
        districts = Unit.objects.filter(level=Unit.Level.DISTRICT).values_list("pk", flat=True)
        locked = set(districts)
    else:
        locked = set(scope.ids)
    for district in sorted(locked):
        Unit.objects.filter(pk=district).update(name=F("name"))


def _require_as_shown(comparison: Comparison, expected: Mapping[str, str]) -> None:
    found = {place_of(diff.row.record): diff.fingerprint for diff in comparison.rows}
    changed = [
        place
        for place in dict.fromkeys((*expected, *found))
        if expected.get(place) != found.get(place)
    ]
    if changed:
        raise ChangedMeanwhile(changed)


def save(
    diffs: Sequence[RowDiff],
    ending: Ending = NO_ENDING,
    ended_reason: str = "",
    signed: Signature | None = None,
    progress: Progress | None = None,
) -> None:
    """Write what these rows change and whose posts end; without a signature, no history.

    Has to stand in a transaction.
    """
    steps = (
        lambda: _people(diffs, signed),
        lambda: _posts(diffs, ending, ended_reason, signed),
        lambda: _credentials(diffs, signed),
        lambda: count_rows_anew() if diffs or ending.posts else None,
    )
    for at, step in enumerate(steps, start=1):
        step()
        if progress:
            progress(at, len(steps))


def _people(diffs: Sequence[RowDiff], signed: Signature | None) -> None:
    new = [diff.person for diff in diffs if diff.is_new]
    changed = [diff for diff in diffs if diff.person_fields and not diff.is_new]
    for person in (*new, *(diff.person for diff in changed)):
        for field in _DERIVED:
            field.derive_for(person)
    ids = bulk.insert(Person, _FACTS, (_values(person, _FACTS) for person in new), signed)
    for person, pk in zip(new, ids, strict=True):
        person.pk = pk
        person._state.adding = False
    fields = set().union(*(diff.person_fields for diff in changed))
    names = [f.attname for f in Person._meta.concrete_fields if f.name in fields or f in _DERIVED]
    rows = [(diff.person.pk, *_values(diff.person, names)) for diff in changed]
    bulk.update(Person, names, rows, signed)


def _values(record: Any, names: Iterable[str]) -> list[Any]:
    return [getattr(record, name) for name in names]


def _posts(diffs: Sequence[RowDiff], ending: Ending, why: str, signed: Signature | None) -> None:
    changed = [post for diff in diffs for post in diff.changed_posts]
    for post, last in ending.posts:
        post.end, post.end_reason = last, why
        changed.append(post)
    rows = [(post.pk, *_values(post, _POST_CHANGED)) for post in changed]
    bulk.update(Post, _POST_CHANGED, rows, signed)
    new = (
        (diff.person.pk, serving.unit.pk, serving.title.pk, *stored_start(serving.since))
        for diff in diffs
        for serving in diff.serving
    )
    bulk.insert(Post, _POST, new, signed)


def _credentials(diffs: Sequence[RowDiff], signed: Signature | None) -> None:
    gone = [pk for diff in diffs for pk in diff.removed_credentials]
    bulk.delete(Credential, gone, signed)
    changed = [credential for diff in diffs for credential in diff.changed_credentials]
    rows = [(credential.pk, *_values(credential, _DETAILS)) for credential in changed]
    bulk.update(Credential, _DETAILS, rows, signed)
    new = (
        (
            diff.person.pk,
            held.kind,
            held.level,
            *stored_award(held.awarded),
            held.language,
            held.field_of_study,
        )  # fmt: skip
        for diff in diffs
        for held in diff.learned
    )
    bulk.insert(Credential, _CREDENTIAL, new, signed)


def _check_scope(diffs: Sequence[RowDiff], scope: Scope | None) -> None:
    """Look again, after writing: every post and person written belongs to the districts."""
    if scope is None:
        return
    people = [diff.person.pk for diff in diffs]
    units = {serving.unit.pk for diff in diffs for serving in diff.serving}
    units |= {post.unit_id for diff in diffs for post in diff.changed_posts}
    outside = Unit.objects.exclude(parent__in=scope.ids).filter(pk__in=units)
    own = Person.objects.in_the_hands_of(scope.ids)
    if outside.exists() or any(
        own.filter(pk__in=some).count() != len(some) for some in in_parts(people)
    ):
        raise SheetNotWritten(f"Chưa ghi gì: có hồ sơ không thuộc {scope}.")
