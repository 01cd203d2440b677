"""A plan approved: parameters, catalogue, rules, figures and everybody in it frozen and hashed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import F

from personnel.basics.digests import digest_of_facts
from personnel.keeping.recording import Refused, recording
from personnel.models import Course
from personnel.reading.particulars import last_day_in_office
from personnel.scope import Editor
from reports.models import LeftOfPlan, PlannedSeat, TrainingPlan, TrainingScenario
from reports.needs.study import PastDeadline
from reports.periods.ruling import rulebook_on
from reports.periods.writing import require_administrator
from reports.plans.hashing import CURRENT, hash_of
from targets.needs.people import Someone
from targets.needs.plans import Seat, Why
from targets.needs.solver import NoPlan

from .moves import moves_of
from .named import rows_of
from .parameters import Parameters
from .tables import Reach, Tables
from .working import Tried

BATCH = 500
CHANGED = (
    "Chưa duyệt: hồ sơ, danh mục khóa học hoặc phương án đã thay đổi từ lúc trang được mở, nên kế "
    "hoạch nay khác với kế hoạch đã xem. Xem lại rồi duyệt."
)
REPLACED = (
    "Chưa duyệt: kế hoạch đang thực hiện vừa được kế hoạch khác thay thế. Xem kế hoạch ấy rồi "
    "duyệt lại nếu vẫn cần."
)


def digest_of(tried: Tried) -> str:
    """Return what tells one plan from another: who sits where when, and what is not reached."""
    seats = sorted((s.one.pk, s.offer.code, s.offer.kind, s.start) for s in tried.plan.seats)
    missing = [(m.criterion.code, m.board, m.people) for m in tried.plan.not_reached]
    return digest_of_facts(seats, sorted(missing, key=str), tried.wishes.as_json())


def in_effect(horizon: str) -> TrainingPlan | None:
    """Return the plan of a horizon that is carried out now."""
    return TrainingPlan.objects.in_effect().filter(horizon=horizon).first()


def approve(
    scenario: TrainingScenario, told: dict[str, Any], *, seen: str, by: Editor, at: datetime,
    today: date,
) -> TrainingPlan:  # fmt: skip
    """Freeze what a scenario comes to now as the plan that is carried out from here on.

    `told` is what the form of approval says: name, document, note, and why it replaces the plan
    carried out so far. Raises Refused unless `by` administers the province and the plan is the
    one `seen` (`digest_of`), where it has no seats, and where none can be worked out.
    """
    with recording(by=by, at=at, reason="Duyệt kế hoạch đào tạo") as scribe:
        require_administrator(by)
        fresh = scribe.hold(scenario)
        tried = _worked_out(fresh, today)
        if digest_of(tried) != seen:
            raise Refused(CHANGED)
        if not tried.plan.seats:
            raise Refused("Chưa duyệt: phương án không cử ai đi học.")
        replaced = _held(fresh.horizon)
        plan = _plan(tried, fresh, told, replaced)
        plan.approved_by, plan.approver, plan.approved_at = scribe.by, str(by), scribe.at
        seats, left = _named(tried)
        plan.people, plan.seats_count = tried.plan.people, len(seats)
        plan.sha256 = hash_of(plan, seats, left)
        plan.save(force_insert=True)
        for seat in seats:
            seat.plan = plan
        for one in left:
            one.plan = plan
        PlannedSeat.objects.bulk_create(seats, batch_size=BATCH)
        LeftOfPlan.objects.bulk_create(left, batch_size=BATCH)
    return plan


def _worked_out(scenario: TrainingScenario, today: date) -> Tried:
    try:
        return Tried.of(Parameters.of(scenario), today, moves_of(scenario))
    except (PastDeadline, NoPlan, ValueError) as problem:
        raise Refused(f"Chưa duyệt: {problem}") from problem


def _held(horizon: str) -> TrainingPlan | None:
    """Return the plan that is carried out so far; whoever else replaces it waits."""
    found = in_effect(horizon)
    if found:
        TrainingPlan.objects.filter(pk=found.pk).update(note=F("note"))
        if in_effect(horizon) != found:
            raise Refused(REPLACED)
    return found


def _plan(
    tried: Tried, scenario: TrainingScenario, told: dict[str, Any], replaced: TrainingPlan | None
) -> TrainingPlan:
    horizon = tried.parameters.horizon
    return TrainingPlan(
        name=told["name"],
        document_number=told.get("document_number", ""),
        document_day=told.get("document_day"),
        note=told.get("note", ""),
        replaces=replaced,
        replacement_reason=told.get("replacement_reason", "") if replaced else "",
        horizon=horizon.code,
        deadline=horizon.deadline,
        day=tried.study.today,
        start=tried.parameters.start,
        parameters={
            "scenario": scenario.name,
            "wishes": tried.parameters.wishes_kept,
            "readings": sorted(tried.parameters.readings),
        },
        catalogue=[_course(c) for courses in tried.catalogue.values() for c in courses],
        rules=rulebook_on(horizon.deadline),
        units=[
            {"id": unit.pk, "code": unit.code, "name": unit.name}
            for unit in (tried.study.source.root, *tried.boards.values())
        ],
        figures=_figures(tried),
        hash_version=CURRENT,
    )


_OF_A_COURSE = (
    "code", "name", "kind", "level", "language", "builds_on", "months", "form", "provider",
    "by_school", "class_size", "party_required", "professional_required", "oldest",
    "service_times", "confirmed",
)  # fmt: skip


def _course(course: Course) -> dict[str, Any]:
    days = {"valid_from": course.valid_from, "valid_to": course.valid_to}
    told = {name: day and day.isoformat() for name, day in days.items()}
    return told | {name: getattr(course, name) for name in _OF_A_COURSE}


def _figures(tried: Tried) -> dict[str, Any]:
    """Return what the plan promises: seats beside those of everybody, criteria on the deadline."""
    tables = Tables(tried)
    places = [(place, rows) for place, rows in tables.reaches.items()]
    return {
        "everybody": tried.everybody,
        "months": tried.plan.months,
        "everybody_by_course": {row.code: row.everybody for row in tables.by_course},
        "reaches": {str(place or ""): [_reach(row) for row in rows] for place, rows in places},
    }


def _reach(row: Reach) -> dict[str, Any]:
    share = row.criterion.share
    return {
        "code": row.criterion.code,
        "cover": row.criterion.cover.label,
        "label": row.criterion.label,
        "share": str(share) if share else "",
        "covered": row.after.covered,
        "before": row.before.met,
        "after": row.after.met,
        "needed": row.needed,
    }


def _named(tried: Tried) -> tuple[list[PlannedSeat], list[LeftOfPlan]]:
    left = list(_left(tried))
    ids = {seat.one.pk for seat in tried.plan.seats} | {one.pk for one, *_ in left}
    rows = rows_of(tried, ids)
    seats = [PlannedSeat(**_seat(tried, seat, rows[seat.one.pk])) for seat in tried.plan.seats]
    return seats, [
        LeftOfPlan(
            **_who(tried, one, rows[one.pk]), criterion=criterion, kind=kind, why=why, reason=reason
        )
        for one, criterion, kind, why, reason in left
    ]


def _left(tried: Tried) -> Iterable[tuple[Someone, str, str, str, str]]:
    """Yield who is short, and whom somebody took out by hand, if they are in post then."""
    for short in tried.plan.short:
        yield short.one, short.criterion.code, "", short.why.value, ""
    for (person, kind), reason in sorted(tried.moves.reasons[False].items()):
        if one := tried.people.get(person):
            yield one, "", kind, Why.LEFT.value, reason


def _who(tried: Tried, one: Someone, row: Any) -> dict[str, Any]:
    return {
        "person": one.pk,
        "full_name": row.full_name,
        "sort_key": bytes(row.sort_key),
        "title_group": one.group,
        "title_name": row.title_name,
        "unit_id": one.unit,
        "unit_name": tried.units[one.unit].name,
        "board_id": one.board,
        "board_name": tried.units[one.board].name,
    }


def _seat(tried: Tried, seat: Seat, row: Any) -> dict[str, Any]:
    offer, one = seat.offer, seat.one
    course = tried.course_of(seat)
    return _who(tried, one, row) | {
        "sex": row.sex,
        "birth_year": row.birth_date.year,
        "ethnic_group": row.ethnic_group,
        "title_order": row.title_order,
        "course_code": offer.code,
        "course_name": course.name,
        "kind": offer.kind,
        "level": offer.level,
        "held": tried.held(one, offer.kind),
        "builds_on": offer.builds_on,
        "months": offer.months,
        "by_school": course.by_school,
        "year": seat.year,
        "starts": seat.start,
        "ends": seat.last_day,
        "closes": [criterion.code for criterion in tried.closes(seat)],
        "retires": last_day_in_office(row),
        "reason": tried.moves.reason(True, one.pk, offer.kind),
    }
