"""Writing the rows of a sheet: one transaction, with history, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Required, TypedDict, Unpack

from django.db import IntegrityError, OperationalError, transaction
from django.db.models import Q
from django.utils import timezone

from personnel.basics.constraints import violated
from personnel.basics.outages import is_busy
from personnel.keeping.bulk import Signature, in_parts
from personnel.keeping.holding import moment_after
from personnel.keeping.outlasted import outlasted
from personnel.keeping.recording import lock_districts
from personnel.models import Person, Post, Unit
from personnel.scope import Editor
from sheets.comparing.absent import Ending, to_end
from sheets.comparing.changes import Comparison, RowDiff
from sheets.comparing.diff import UNDECIDED, compare
from sheets.deciding import Decisions, place_of
from sheets.reading.reading import Progress
from sheets.records import Row
from sheets.scope import Scope

from .saving import save


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


class How(TypedDict, total=False):
    """What `written` takes beside the rows."""

    by: Required[Editor | None]
    today: Required[date]
    scope: Scope | None
    reason: str
    decisions: Decisions
    expected: Mapping[str, str] | None
    at: datetime | None
    progress: Progress | None
    unchecked: bool


@dataclass(frozen=True)
class Written:
    """What was written, and the moment that its history bears."""

    comparison: Comparison
    at: datetime


def write(rows: Iterable[Row], **how: Unpack[How]) -> Comparison:
    """Write what `rows` change, and return it; as `written`, with nothing done besides."""
    with written(rows, **how) as done:
        return done.comparison


@contextmanager
def written(
    rows: Iterable[Row],
    *,
    by: Editor | None,
    today: date,
    scope: Scope | None = None,
    reason: str = "",
    decisions: Decisions = UNDECIDED,
    expected: Mapping[str, str] | None = None,
    at: datetime | None = None,
    progress: Progress | None = None,
    unchecked: bool = False,
) -> Iterator[Written]:
    """Write what `rows` change; what is done within is done in the same transaction.

    The rows are compared with the portal anew, as it was decided, after other imports into the
    same units have ended and while nobody else writes the records they mean. `expected` is
    the fingerprint of each row as it was shown, by its place: raises ChangedMeanwhile when any
    would do something else by now; doubts about them were shown then, and are not looked for
    again. Those of `decisions.ended` leave their posts. `reason` and the
    moment `at`, or one after the last deed on these records, stand in the history of every
    record; `unchecked` is how it was compared. Raises SheetNotWritten, too.
    """
    rows, keepers = list(rows), _keepers_of(scope)
    with _one_transaction():
        lock_districts(keepers)
        comparison = compare(
            rows, today, scope, decisions, locking=True, besides=decisions.ended,
            unchecked=unchecked, doubting=expected is None,
        )  # fmt: skip
        if expected is not None:
            _require_as_shown(comparison, expected)
        ending = to_end(rows, comparison, decisions, scope, today)
        if ending.refusal:
            raise SheetNotWritten(f"Chưa ghi gì: {ending.refusal}")
        moment = moment_after(at or timezone.now(), Person, _recorded(comparison, ending))
        signed = Signature(by, moment, reason)
        save(comparison.written, ending, signed, progress, today=today)
        _require_lasting(comparison.written)
        _check_scope(comparison.written, scope)
        yield Written(comparison, moment)


@contextmanager
def _one_transaction() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise SheetNotWritten(f"Chưa ghi gì: {violated(error)}") from error
    except OperationalError as error:
        if not is_busy(error):
            raise
        raise SheetNotWritten(
            "Chưa ghi gì: cơ sở dữ liệu đang bận ghi một lượt khác. Hãy thử lại sau ít phút."
        ) from error


def _keepers_of(scope: Scope | None) -> list[int]:
    """Return the ids of all whose boards keep records that the file may touch, on any day."""
    keepers = Unit.objects.keepers()
    if scope is not None:
        reached = Unit.objects.filter(pk__in=scope.reach.units)
        keepers = keepers.filter(Q(pk__in=reached.values("pk")) | Q(pk__in=reached.ids_above()))
    return list(keepers.values_list("pk", flat=True))


def _recorded(comparison: Comparison, ending: Ending) -> set[int]:
    """Return the ids of everybody on whose record something is written; the new have none yet."""
    changed = {diff.person.pk for diff in comparison.written if not diff.is_new}
    return changed | {post.person_id for post, _, _ in ending.posts}


def _require_as_shown(comparison: Comparison, expected: Mapping[str, str]) -> None:
    found = {place_of(diff.row.record): diff.fingerprint for diff in comparison.rows}
    changed = [
        place
        for place in dict.fromkeys((*expected, *found))
        if expected.get(place) != found.get(place)
    ]
    if changed:
        raise ChangedMeanwhile(changed)


def _require_lasting(diffs: Sequence[RowDiff]) -> None:
    """Look again, after writing, whether the units and titles of new posts go on."""
    begun = dict.fromkeys((s.unit.pk, s.title.pk) for diff in diffs for s in diff.serving)
    if refusal := outlasted(Post(unit_id=unit, title_id=title) for unit, title in begun):
        raise SheetNotWritten(f"Chưa ghi gì: {refusal}")


def _check_scope(diffs: Sequence[RowDiff], scope: Scope | None) -> None:
    """Look again, after writing: every post and person written belongs to the scope's units."""
    if scope is None:
        return
    people = [diff.person.pk for diff in diffs]
    posts = [post for diff in diffs for post in (*diff.new_posts, *diff.changed_posts)]
    own = Person.objects.in_the_hands_of(scope.reach)
    if not all(scope.reach.has_post(post.unit_id, post.branch_id) for post in posts) or any(
        own.filter(pk__in=some).count() != len(some) for some in in_parts(people)
    ):
        raise SheetNotWritten(f"Chưa ghi gì: có hồ sơ không thuộc {scope}.")
