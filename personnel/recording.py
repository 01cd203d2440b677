"""Writing records by hand: one moment, one author, one reason, one transaction."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.db import IntegrityError, OperationalError, models, transaction
from django.db.models import F
from simple_history.utils import bulk_create_with_history

from personnel.baseline import keep_what_stands
from personnel.catalogue.outlasted import goes_on, outlasted
from personnel.constraints import violated
from personnel.models import Person, Post, Unit
from personnel.scope import Editor, may_edit_in


class Refused(Exception):
    """Nothing is written; says why in Vietnamese."""


class Scribe:
    """Writes and deletes records of one moment, with their author and reason in the history."""

    def __init__(self, by: Any, at: datetime, reason: str) -> None:
        self.by, self.at, self.reason = by, at, reason
        self.begun: list[Post] = []

    def save(self, record: Any) -> None:
        """Write the record and its history row; how it stood before is kept too."""
        self._begin(record)
        if not record._state.adding:
            keep_what_stands(type(record), [record.pk], self.at)
        self._sign(record)
        record.save()

    def restore(self, record: Any) -> None:
        """Write a record that was deleted under the number it had."""
        self._sign(record)
        record.save(force_insert=True)

    def create(self, model: type[models.Model], records: list[Any]) -> None:
        """Write many new records of one model, each with its history row, in few statements."""
        self._begin(*records)
        bulk_create_with_history(
            records, model, batch_size=500, default_user=self.by, default_date=self.at,
            default_change_reason=self.reason[:100],
        )  # fmt: skip

    def delete(self, record: Any) -> None:
        """Delete the record; its last state stays in the history."""
        self._sign(record)
        record.delete()

    def _begin(self, *records: Any) -> None:
        """Remember the posts that begin or go on: `recording` looks at them before it ends."""
        posts = (record for record in records if isinstance(record, Post))
        self.begun += [post for post in posts if post._state.adding or goes_on(post)]

    def _sign(self, record: Any) -> None:
        record._history_user, record._history_date = self.by, self.at
        record._change_reason = self.reason[:100]


@contextmanager
def recording(*, by: Any, at: datetime, reason: str) -> Iterator[Scribe]:
    """Yield a scribe within one transaction: all that it writes is kept, or nothing.

    `reason` stands in the history of every record. What the database declines is raised as
    Refused, in the words of the constraint; so is a post begun where none can be.
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
        raise Refused(
            "Chưa ghi gì: cơ sở dữ liệu đang bận ghi một lượt khác. Hãy thử lại sau ít phút."
        ) from error


def lock(*people: Person) -> None:
    """Make other writers of these records wait until the transaction ends.

    Locked in one order, so that two writers never wait for each other. SQLite has one writer
    anyway.
    """
    ids = sorted(person.pk for person in people)
    rows = Person.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    list(rows.values_list("pk"))


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
    """Raise Refused unless every post is in a district whose records are in the user's hands."""
    if not all(may_edit_in(by, post.unit.parent_id) for post in posts):
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
    posts = person.posts.filter(end__isnull=True).select_related("unit__parent", "title")
    return sorted(posts.order_by("pk"), key=attrgetter("precedence"))
