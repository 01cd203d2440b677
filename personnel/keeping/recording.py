"""Writing records by hand: one moment, one author, one reason, one transaction."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from operator import attrgetter
from typing import Any, TypeVar, cast

from django.db import IntegrityError, OperationalError, models, transaction
from django.db.models import F
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from personnel.basics.constraints import violated
from personnel.basics.outages import is_busy
from personnel.keeping.outlasted import goes_on, outlasted
from personnel.models import FormerName, Person, Post, Unit
from personnel.scope import Editor, may_edit_post

from . import bulk
from .baseline import keep_what_stands
from .holding import hold, moment_after
from .signing import signed
from .telling import CHANGED

M = TypeVar("M", bound=models.Model)
# Whether a post can last in its place hangs on these columns.
_LASTING = frozenset(("unit", "unit_id", "title", "title_id", "end"))


class Refused(Exception):
    """Nothing is written; says why in Vietnamese."""


class Scribe:
    """Writes records of one deed, with its author, moment and reason in the history.

    What stands already is held before it is changed, and changed column by column: nothing that
    its writer did not mean to change is written, whoever saved it meanwhile. `wrote` tells
    whether there was anything to write.
    """

    def __init__(self, by: Any, at: datetime, reason: str) -> None:
        self.by, self.at, self.reason = by, at, reason
        self.begun: list[Post] = []
        self.wrote = False
        self._held: set[tuple[type[models.Model], int]] = set()

    def hold(self, record: M) -> M:
        """Return a record as it is now; nobody else writes it until the transaction ends.

        Who holds a person holds what hangs on them. Raises Refused when it is gone.
        """
        return self.hold_all([record])[0]

    def hold_all(self, records: Collection[M]) -> list[M]:
        """Return records of one model as they are now, in their order; raises Refused as `hold`."""
        found = {record.pk: record for record in self.hold_present(records)}
        gone = [record for record in records if record.pk not in found]
        if gone:
            what = str(gone[0]._meta.verbose_name).lower()
            names = ", ".join(map(str, gone))
            raise Refused(f"Chưa ghi gì: {what} {names} không còn, vừa bị xóa ở nơi khác.")
        return [found[record.pk] for record in records]

    def hold_present(self, records: Iterable[M]) -> list[M]:
        """Return those of the records that are still there, as `hold_all` does."""
        if not (records := list(records)):
            return []
        ids = [record.pk for record in records]
        # A user who signed in comes wrapped, so the class is asked of the record.
        model = cast(type[M], records[0]._meta.model)
        held = hold(model, ids)
        self._held |= {(model, record.pk) for record in held}
        self.follow(model, ids)
        return held

    def follow(self, model: type[models.Model], ids: Collection[int]) -> None:
        """Put the moment of the deed after whatever was done to these records, gone or not."""
        self.at = moment_after(self.at, model, ids)

    def add(self, record: models.Model) -> None:
        """Write a new record; a post is begun, and not where none can be (see `recording`)."""
        self._begin(record)
        self.restore(record)

    def restore(self, record: models.Model) -> None:
        """Write a record that was deleted under the number it had, as it stood."""
        self._sign(record)
        record.save(force_insert=True)
        self._held.add((type(record), record.pk))

    def change(self, record: models.Model, **values: Any) -> None:
        """Give columns of a held record these values, where it has others; no other is written.

        How it stood before is kept in the history too.
        """
        self._require_held(record)
        changed = {name: v for name, v in values.items() if getattr(record, name) != v}
        if not changed:
            return
        keep_what_stands(type(record), [record.pk], self.at)
        if isinstance(record, Person) and "full_name" in changed:
            FormerName.objects.keep({record.pk: changed["full_name"]})
        for name, value in changed.items():
            setattr(record, name, value)
        if changed.keys() & _LASTING:
            self._begin(record)
        fields = record._meta.concrete_fields
        derived = [f.name for f in fields if getattr(f, "source", None) in changed]
        self._sign(record)
        record.save(update_fields=[*changed, *derived])

    def note(self, record: models.Model) -> None:
        """Keep in the history that something was done to a held record, which stays as it is."""
        self._require_held(record)
        keep_what_stands(type(record), [record.pk], self.at)
        signed = bulk.Signature(self.by, self.at, self.reason)
        bulk.note(type(record), [record.pk], CHANGED, signed)
        self.wrote = True

    def create(self, model: type[models.Model], records: list[Any]) -> None:
        """Write many new records of one model, each with its history row, in few statements."""
        self._begin(*records)
        bulk_create_with_history(
            records, model, batch_size=500, default_user=self.by, default_date=self.at,
            default_change_reason=self.reason[:100],
        )  # fmt: skip
        self.wrote = True

    def delete(self, record: models.Model) -> None:
        """Delete a held record; its last state stays in the history."""
        self._require_held(record)
        self._sign(record)
        record.delete()

    def _begin(self, *records: Any) -> None:
        """Remember the posts that begin or go on: `recording` looks at them before it ends."""
        posts = (record for record in records if isinstance(record, Post))
        self.begun += [post for post in posts if post._state.adding or goes_on(post)]

    def _require_held(self, record: models.Model) -> None:
        """Make sure by whoever programs, not by whoever types, that nothing is written unheld."""
        references = (field for field in record._meta.concrete_fields if field.is_relation)
        owners = {(f.related_model, getattr(record, f.attname)) for f in references}
        if not self._held & {(type(record), record.pk), *owners}:
            raise RuntimeError(f"{record!r} is written without being held")

    def _sign(self, record: Any) -> None:
        signed(record, self.by, self.reason, self.at)
        self.wrote = True


@contextmanager
def recording(*, by: Any, at: datetime, reason: str) -> Iterator[Scribe]:
    """Yield a scribe within one transaction: all that it writes is kept, or nothing.

    `reason` stands in the history of every record. What the database declines is raised as
    Refused, in the words of the constraint, and so is a post begun where none can be; that it is
    away is raised as it comes.
    """
    try:
        with transaction.atomic():
            scribe = Scribe(by, at, reason)
            yield scribe
            # What is taken back begins nothing.
            refusal = "" if transaction.get_rollback() else outlasted(scribe.begun)
            if refusal:
                raise Refused(f"Chưa ghi gì: {refusal}")
    except IntegrityError as error:
        raise Refused(f"Chưa ghi gì: {violated(error)}") from error
    except OperationalError as error:
        if not is_busy(error):
            raise
        raise Refused(
            "Chưa ghi gì: cơ sở dữ liệu đang bận ghi một lượt khác. Hãy thử lại sau ít phút."
        ) from error


def lock_districts(ids: Iterable[int]) -> None:
    """Make whoever else creates people of these districts wait until the transaction ends.

    Somebody without an identity number is told apart by what is recorded in the district, so
    two who look before either has written would both create them. An update that changes
    nothing takes the row lock in PostgreSQL and the write lock in SQLite; it has to be the
    first statement of the transaction.
    """
    for district in sorted(ids):
        Unit.objects.filter(pk=district).update(name=F("name"))


def require_own(posts: Iterable[Any], by: Editor) -> None:
    """Raise Refused unless every post is in the user's hands."""
    if not all(may_edit_post(by, post) for post in posts):
        raise Refused("Chưa ghi gì: có chức danh ở đơn vị ngoài phạm vi được cập nhật.")


def require_editable(by: Editor, *people: Person) -> None:
    """Raise Refused unless every record is in the user's hands, as the database has it now."""
    own = Person.objects.editable_by(by).filter(pk__in=[person.pk for person in people])
    kept = set(own.values_list("pk", flat=True))
    lost = [person.full_name for person in people if person.pk not in kept]
    if lost:
        raise Refused(f"Chưa ghi gì: hồ sơ không thuộc phạm vi được cập nhật: {', '.join(lost)}.")


def open_posts(person: Person) -> list[Post]:
    """Return the posts of a person that have no end, the principal one first; one query."""
    posts = person.posts.filter(end__isnull=True).with_keepers().select_related("title")
    posts = posts.with_group(timezone.localdate())
    return sorted(posts.order_by("pk"), key=attrgetter("precedence"))
