"""Enrolments held and written: many at once, each with its history."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from personnel.keeping import bulk
from personnel.keeping.recording import Refused, Scribe
from personnel.models import Course, Enrolment, Person

from .rights import require_written, signed_by

COLUMNS = [f.attname for f in Enrolment._meta.concrete_fields if not f.primary_key]
MEANWHILE = "Chưa ghi gì: vừa được người khác ghi khác đi: {}. Xem lại rồi ghi."


def held(
    scribe: Scribe, enrolments: Iterable[Enrolment], seen: Mapping[int, str] | None = None
) -> list[Enrolment]:
    """Hold the people of enrolments, and return these as they are now, in the order given.

    Raises Refused when one is gone, in other hands, or not in the state that was `seen`, by number.
    """
    given = list(enrolments)
    numbers = sorted({enrolment.person_id for enrolment in given})
    scribe.hold_present([Person(pk=pk) for pk in numbers])
    found = Enrolment.objects.select_related("training_class", "person")
    fresh = found.in_bulk([enrolment.pk for enrolment in given])
    gone = [e for e in given if e.pk not in fresh or fresh[e.pk].person_id != e.person_id]
    if gone:
        raise Refused("Chưa ghi gì: có việc học vừa bị xóa hoặc chuyển hồ sơ ở nơi khác.")
    every = [fresh[enrolment.pk] for enrolment in given]
    require_written(scribe.by, every)
    require_seen(every, seen or {})
    return every


def require_seen(enrolments: Iterable[Enrolment], seen: Mapping[int, str]) -> None:
    """Raise Refused where a state is another by now than somebody saw."""
    others = [e for e in enrolments if seen.get(e.pk, e.state) != e.state]
    if others:
        told = (f"{e.person} ({e.get_state_display().lower()})" for e in others)
        raise Refused(MEANWHILE.format(", ".join(told)))


def school_codes() -> set[str]:
    """Return the codes of the school's courses."""
    return set(Course.objects.filter(by_school=True).order_by().values_list("code", flat=True))


def write(scribe: Scribe, enrolments: Collection[Enrolment]) -> None:
    """Write held enrolments as they are now, each with its row of history."""
    if not enrolments:
        return
    signed_by(scribe, enrolments, school_codes())
    signed = bulk.Signature(scribe.by, scribe.at, scribe.reason)
    rows = [(e.pk, *(getattr(e, name) for name in COLUMNS)) for e in enrolments]
    bulk.update(Enrolment, COLUMNS, rows, signed)
    scribe.wrote = True


def add(scribe: Scribe, enrolments: list[Enrolment]) -> None:
    """Write new enrolments of held people."""
    if not enrolments:
        return
    signed_by(scribe, enrolments, school_codes())
    scribe.create(Enrolment, enrolments)
