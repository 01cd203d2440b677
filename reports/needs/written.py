"""Needs, forecasts and the plan as JSON, for other programs and for checking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from personnel.models import Title
from targets.assuming import Assuming
from targets.figures import Figure
from targets.judging import EVERYONE
from targets.needs.counting import EVERYBODY, Measure
from targets.needs.forecasting import Forecast
from targets.needs.minimum import Minimum
from targets.needs.people import Someone
from targets.needs.plans import Plan
from targets.needs.wishes import Wishes
from targets.rules import Criterion

from .study import Study

Json = dict[str, Any]


def head(study: Study) -> Json:
    """Return what was asked."""
    return {
        "today": study.today.isoformat(),
        "start": study.start.isoformat(),
        "horizon": study.horizon.code,
        "deadline": study.horizon.deadline.isoformat(),
    }


def needs(study: Study) -> Json:
    """Return what is needed, by course and unit, and by criterion."""
    counts, standings = study.counts, study.needs.standings
    wanted, retiring = (len(counts.lines[m]) for m in (Measure.WANTED, Measure.RETIRING))
    return {
        "in_post_today": study.now.in_post(Assuming.NOTHING) + study.now.leavers(),
        "past_age_today": study.now.left_by_age(),
        "leave_by_deadline": _by_group(standings.gone),
        "in_post_at_deadline": len(standings.stay),
        "people_with_needs": len(counts.people(Measure.WANTED)),
        "seats_wanted": wanted,
        "seats_if_everybody_unmet_were_sent": wanted + retiring,
        "criteria_closed_by_these": dict(counts.closed()),
        "too_late": dict(counts.too_late()),
        "enrolled": _enrolled(study),
        "needs": _by_course(study),
        "minimum": {found.criterion.code: _minimum(found) for found in study.minimums()},
    }


def _by_group(people: list[Someone]) -> dict[str, int]:
    found = Counter(one.group for one in people)
    return {group: found[group] for group in Title.Group.values if found[group]}


def _by_course(study: Study) -> Json:
    measures = {measure: study.counts.by_course(measure) for measure in Measure}
    boards = _boards(study)
    return {
        course: {
            "total": counts[EVERYBODY],
            "nothing_recorded": _total(measures[Measure.UNRECORDED], course),
            "retiring": _total(measures[Measure.RETIRING], course),
            "enrolled": _total(measures[Measure.ENROLLED], course),
            "districts": {name: counts[pk] for pk, (_, name) in boards.items() if counts[pk]},
            "districts_by_code": {c: counts[pk] for pk, (c, _) in boards.items() if counts[pk]},
        }
        for course, counts in sorted(measures[Measure.WANTED].items())
    }


def _enrolled(study: Study) -> Json:
    """Return how many study each course, the awards of how many are not expected in time."""
    lines, deadline = study.counts.lines[Measure.ENROLLED], study.horizon.deadline
    late = Counter(
        line.course for line in lines if line.expected and not line.expected.by(deadline)
    )
    studied = Counter(line.course for line in lines)
    return {
        course: {"total": studied[course], "not_by_deadline": late[course]}
        for course in sorted(studied)
    }


def _total(counts: Mapping[str, Counter[int | None]], course: str) -> int:
    return counts.get(course, Counter())[EVERYBODY]


def _boards(study: Study) -> dict[int, tuple[str, str]]:
    """Return code and name of the units right below the province, by id."""
    boards = {one.board for one in study.needs.standings.everybody}
    units = (unit for unit in study.then.units if unit.pk in boards)
    return {unit.pk: (study.then.name_of(unit), unit.name) for unit in units}


def _minimum(found: Minimum) -> Json:
    return {
        "covered": found.covered,
        "met": found.met,
        "needed": found.needed,
        "gap": found.gap,
        "can": found.can,
        "too_late": found.too_late,
        "reachable": found.reachable,
        "seats": found.seats,
    }


def forecasts(study: Study) -> Json:
    """Return the figures of today and of the end of each year, by what is taken for granted."""
    days = [study.forecasting.on(day) for day in study.year_ends]
    return {
        "forecasts": {
            way.value: {found.day.isoformat(): _forecast(study, found, way) for found in days}
            for way in Assuming
        },
        "today_figures": {c.code: _figure(c, study.now.bare(c)) for c in study.criteria},
    }


def _forecast(study: Study, found: Forecast, way: Assuming) -> Json:
    return {
        "in_post": found.in_post(way),
        "left_by_age": found.left_by_age(),
        "criteria": {
            c.code: _figure(c, found.figure(c, way), found.refilled(c) if way.replaces else 0)
            for c in study.criteria
        },
    }


def _figure(criterion: Criterion, figure: Figure, refilled: int = 0) -> Json:
    told = {
        "met": figure.met,
        "short": figure.short,
        "unknown": figure.unknown,
        "covered": figure.covered,
    }
    if refilled:
        told["refilled"] = refilled
    if criterion.share is None or not figure.covered:
        return told
    return told | {
        "needed": criterion.share.needed(figure.covered),
        "gap": figure.gap(criterion.share),
        "reached": criterion.share.reached(figure.met, figure.covered),
    }


def plan(study: Study, wishes: Wishes) -> Json:
    """Return the smallest plan that is as wished, and what it does not reach; raises NoPlan."""
    found, boards = study.plan(wishes), _boards(study)
    apart: dict[str, dict[str, int]] = {}
    for missing in found.not_reached:
        if missing.board is not EVERYONE:
            _, name = boards[missing.board]
            apart.setdefault(missing.criterion.code, {})[name] = missing.people
    return {
        "smallest_plan": {
            "seats": len(found.seats),
            "person_months": found.months,
            "by_course": by_course(found),
            "by_year": _by_year(found),
            "people": found.people,
            "not_reached": {
                missing.criterion.code: missing.people
                for missing in found.not_reached
                if missing.board is EVERYBODY
            },
            "not_reached_in_districts": apart,
            "short_because": _short_because(found),
        }
    }


def by_course(found: Plan) -> dict[str, int]:
    """Return the seats of a plan by the code of the course."""
    return dict(sorted(Counter(seat.offer.code for seat in found.seats).items()))


def _by_year(found: Plan) -> dict[str, dict[str, int]]:
    """Return the same by the year of the intake."""
    years: dict[str, dict[str, int]] = {}
    for (code, year), seats in sorted(found.by_year().items(), key=lambda one: one[0][::-1]):
        years.setdefault(str(year), {})[code] = seats
    return years


def _short_because(found: Plan) -> dict[str, dict[str, int]]:
    """Return how many are short of a criterion that is not reached, by what is in the way."""
    reasons: dict[str, dict[str, int]] = {}
    for (code, why), people in Counter((s.criterion.code, s.why) for s in found.short).items():
        reasons.setdefault(code, {})[why.value] = people
    return reasons
