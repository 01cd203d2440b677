"""What waits for a user beside the figures and the periods: hand-overs, files, fresh doubts."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse

from personnel.actions.handovers import numbers_to_decide
from personnel.basics.statements import rows_found
from personnel.models import HandOver, Person
from personnel.scope import Editor
from personnel.words.vietnamese import dotted
from sheets.models import Upload, UploadQuerySet
from targets.sources import LiveSource

from .links import people_url
from .quality.checks import FRESH, fresh_check
from .quality.fresh import DAYS, written_of_late
from .task import Task


def waiting_tasks(user: Editor, source: LiveSource, today: date) -> Iterator[Task]:
    """Yield what waits for the user; a query for each of the three, more where doubts are fresh."""
    if user.may_edit:
        yield from _handovers(user)
        yield from _uploads(user, today)
    yield from _doubts(source, today)


def _handovers(user: Editor) -> Iterator[Task]:
    found, url = numbers_to_decide(user), reverse("handovers")
    if offered := found.get(HandOver.State.WAITING):
        label = "Quyết định tiếp nhận người chuyển đến"
        yield Task(label, f"{offered} người", url, waits=True)
    if asked := found.get(HandOver.State.ASKED):
        yield Task("Trả lời đề nghị bàn giao hồ sơ", f"{asked} hồ sơ", url, waits=True)


def _uploads(user: Editor, today: date) -> Iterator[Task]:
    asked = ("uploads waiting", user.edits_province, user.edited_units, today)
    rows = rows_found(asked, lambda: _waiting(Upload.objects.editable_by(user), today), Upload)
    found = {state: (count, first) for state, count, first in rows}
    labels = {
        Upload.State.READ: "Xác nhận tệp Excel đã đọc",
        Upload.State.UNDONE: f"Xem lại tệp đã hoàn tác trong {DAYS} ngày qua",
    }
    for state, label in labels.items():
        if state in found:
            count, first = found[state]
            url = reverse("upload", args=[first]) if count == 1 else reverse("uploads")
            yield Task(label, f"{count} tệp", url, waits=True)


def _waiting(uploads: UploadQuerySet, today: date) -> QuerySet[Upload, tuple[str, int, int]]:
    """Return by state how many uploads wait to be confirmed or looked at again, and the first."""
    read = Q(state=Upload.State.READ)
    undone = Q(state=Upload.State.UNDONE, undone_at__date__gte=today - timedelta(days=DAYS))
    waiting = uploads.filter(read | undone).order_by().values_list("state")
    return waiting.annotate(number=Count("pk"), first=Min("pk"))


def _any_written_of_late(source: LiveSource, today: date) -> bool:
    def write() -> QuerySet[Person, tuple[int]]:
        people = source.people.filter(written_of_late(source.lens))
        return people.order_by().values_list("pk")[:1]

    asked = ("written of late", source.lens.today or today, source.follows_from)
    return bool(rows_found(asked, write, Person))


def _doubts(source: LiveSource, today: date) -> Iterator[Task]:
    """Yield how many of those whose records were written this week have an open doubt."""
    # Whether there is any is asked without a standing, which takes long to find.
    if not _any_written_of_late(source, today):
        return
    count = source.rows().filter(fresh_check().where(source.lens)).count()
    if count:
        url = people_url(source.lens, unit=source.lens.address(source.root), quality=FRESH)
        label = f"Xem lại hồ sơ ghi trong {DAYS} ngày qua có điểm nghi vấn"
        yield Task(label, f"{dotted(count)} người", url, waits=True)
