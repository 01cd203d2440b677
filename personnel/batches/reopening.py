"""Whoever had finished by a credential that is taken back is in a class again."""

from __future__ import annotations

from collections.abc import Collection

from personnel.keeping import bulk
from personnel.keeping.bulk import Signature
from personnel.keeping.recording import Refused, Scribe
from personnel.models import Enrolment

# What finishing wrote of an enrolment, and is given back.
GIVEN_BACK = ("state", "since", "reason", "credential", "confirmed_by_id", "confirmed_at")


def reopen(scribe: Scribe, credentials: Collection[int]) -> list[Enrolment]:
    """Give the enrolments that became these credentials their state of before, with history.

    Their people are held. Raises Refused where somebody is in another class of the course by now.
    """
    finished = list(Enrolment.objects.filter(credential__in=credentials).select_related("person"))
    for enrolment in finished:
        _as_before(enrolment)
        _require_single(enrolment)
    rows = [(e.pk, *(getattr(e, name) for name in GIVEN_BACK)) for e in finished]
    bulk.update(Enrolment, GIVEN_BACK, rows, Signature(scribe.by, scribe.at, scribe.reason))
    return finished


def _as_before(enrolment: Enrolment) -> None:
    """Take the state of before from the history; that of studying where it tells none."""
    rows = enrolment.history.exclude(state=Enrolment.State.FINISHED)
    row = rows.order_by("-history_date", "-history_id").first()
    enrolment.credential = None
    if row is None:
        enrolment.state, enrolment.reason = Enrolment.State.STUDYING, ""
        return
    for name in GIVEN_BACK:
        setattr(enrolment, name, getattr(row, name))


def _require_single(enrolment: Enrolment) -> None:
    if not enrolment.is_open:
        return
    others = Enrolment.objects.open().exclude(pk=enrolment.pk).filter(
        person=enrolment.person_id, kind=enrolment.kind, level=enrolment.level,
        language=enrolment.language,
    ).select_related("training_class")  # fmt: skip
    if other := others.first():
        where = f" (lớp {other.training_class})" if other.training_class else ""
        raise Refused(
            f"Chưa hoàn tác: {enrolment.person} đang theo một khóa cùng trình độ{where}. Ghi thôi "
            "học khóa đó trước."
        )
