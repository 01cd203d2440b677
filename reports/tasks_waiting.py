"""What waits for a user beside the figures and the periods: hand-overs, files, fresh doubts."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count, Min, Q
from django.urls import reverse

from personnel.actions.handovers import to_decide
from personnel.models import HandOver
from personnel.scope import Editor
from personnel.words.vietnamese import dotted
from sheets.models import Upload
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
    yield from _doubts(source)


def _handovers(user: Editor) -> Iterator[Task]:
    offered, asked = Q(state=HandOver.State.WAITING), Q(state=HandOver.State.ASKED)
    found = to_decide(user).aggregate(
        offered=Count("pk", filter=offered), asked=Count("pk", filter=asked)
    )
    url = reverse("handovers")
    if found["offered"]:
        yield Task(
            "Quyết định tiếp nhận người chuyển đến", f"{found['offered']} người", url, waits=True
        )
    if found["asked"]:
        yield Task("Trả lời đề nghị bàn giao hồ sơ", f"{found['asked']} hồ sơ", url, waits=True)


def _uploads(user: Editor, today: date) -> Iterator[Task]:
    read = Q(state=Upload.State.READ)
    undone = Q(state=Upload.State.UNDONE, undone_at__date__gte=today - timedelta(days=DAYS))
    found = Upload.objects.editable_by(user).aggregate(
        read=Count("pk", filter=read), undone=Count("pk", filter=undone),
        first_read=Min("pk", filter=read), first_undone=Min("pk", filter=undone),
    )  # fmt: skip
    labels = {
        "read": "Xác nhận tệp Excel đã đọc",
        "undone": f"Xem lại tệp đã hoàn tác trong {DAYS} ngày qua",
    }
    for what, label in labels.items():
        if count := found[what]:
            first = reverse("upload", args=[found[f"first_{what}"]])
            yield Task(
                label, f"{count} tệp", first if count == 1 else reverse("uploads"), waits=True
            )


def _doubts(source: LiveSource) -> Iterator[Task]:
    """Yield how many of those whose records were written this week have an open doubt."""
    # Whether there is any is asked without a standing, which takes long to write.
    if not source.people.filter(written_of_late(source.lens)).exists():
        return
    count = source.rows().filter(fresh_check().where(source.lens)).count()
    if count:
        url = people_url(source.lens, unit=source.lens.address(source.root), quality=FRESH)
        label = f"Xem lại hồ sơ ghi trong {DAYS} ngày qua có điểm nghi vấn"
        yield Task(label, f"{dotted(count)} người", url, waits=True)
