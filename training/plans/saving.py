"""Keeping a plan tried out under a name, moving people by hand, giving it up."""

from __future__ import annotations

from datetime import UTC, datetime

from personnel.keeping.recording import Refused, Scribe, recording
from personnel.kinds import KINDS
from personnel.models import Person
from personnel.scope import Editor
from reports.models import ScenarioMove, TrainingScenario
from reports.periods.writing import require_administrator

from .parameters import Parameters

MEANWHILE = (
    "Chưa ghi gì: phương án vừa được người khác lưu. Mở lại trang để xem phương án hiện nay rồi "
    "sửa tiếp."
)


def seen_of(scenario: TrainingScenario) -> str:
    """Return what a page carries of the scenario it shows, to tell any change made meanwhile."""
    return scenario.saved_at.astimezone(UTC).isoformat()


def save_new(
    name: str, parameters: Parameters, note: str = "", *, by: Editor, at: datetime,
    like: TrainingScenario | None = None,
) -> TrainingScenario:  # fmt: skip
    """Keep parameters under a name, with the hand moves of the scenario they were made of.

    Raises Refused unless `by` administers the province, and where the name is taken.
    """
    with recording(by=by, at=at, reason="Lưu phương án học tập") as scribe:
        require_administrator(by)
        facts = _facts(parameters) | {"name": name, "note": note, "saved_by": scribe.by}
        scenario = TrainingScenario(**facts, saved_at=scribe.at)
        scribe.add(scenario)
        for move in like.moves.all() if like else ():
            scribe.add(_like(move, scenario))
    return scenario


def save_over(
    scenario: TrainingScenario, name: str, parameters: Parameters, note: str, *, seen: str,
    by: Editor, at: datetime,
) -> TrainingScenario:  # fmt: skip
    """Keep other parameters in the place of those a scenario had; its moves stay.

    Raises Refused unless `by` administers the province, where the name is another's, and where
    somebody saved it since it was `seen`.
    """
    with recording(by=by, at=at, reason="Sửa phương án học tập") as scribe:
        fresh = _hold(scribe, scenario, seen)
        told = _facts(parameters) | {"name": name, "note": note}
        _touch(scribe, fresh, **told)
    return fresh


def move(
    scenario: TrainingScenario, person: Person, kind: str, reason: str, *, taken: bool, seen: str,
    by: Editor, at: datetime,
) -> None:  # fmt: skip
    """Put somebody into a scenario for a kind of course, or take them out of it, for a reason.

    Whatever was decided of the person before that it contradicts is given up: taken for a kind
    they are not left of it, left as a whole they are taken for none. Raises Refused as
    `save_over` does, for an empty reason, and for a kind that is none.
    """
    if not reason.strip():
        raise Refused("Chưa ghi gì: nêu lý do đưa vào hoặc đưa ra khỏi phương án.")
    if kind not in KINDS and (taken or kind):
        raise Refused("Chưa ghi gì: chọn loại trình độ.")
    why = f"Đưa {'vào' if taken else 'ra khỏi'} phương án học tập"
    with recording(by=by, at=at, reason=why) as scribe:
        fresh = _hold(scribe, scenario, seen)
        for before in fresh.moves.filter(person=person.pk):
            if before.kind == kind or (before.taken != taken and "" in (before.kind, kind)):
                scribe.delete(before)
        scribe.add(
            ScenarioMove(
                scenario=fresh, person=person.pk, kind=kind, taken=taken, reason=reason.strip()
            )
        )
        _touch(scribe, fresh)


def move_back(
    scenario: TrainingScenario, pk: int, *, seen: str, by: Editor, at: datetime
) -> ScenarioMove:
    """Give up one hand move; returns it as it was. Raises Refused as `save_over`, or if gone."""
    with recording(by=by, at=at, reason="Bỏ lựa chọn trong phương án học tập") as scribe:
        fresh = _hold(scribe, scenario, seen)
        found = fresh.moves.filter(pk=pk).first()
        if found is None:
            raise Refused("Chưa ghi gì: lựa chọn này không còn.")
        scribe.delete(found)
        _touch(scribe, fresh)
    return found


def give_up(scenario: TrainingScenario, *, seen: str, by: Editor, at: datetime) -> None:
    """Delete a scenario with its moves; the history keeps both. Raises Refused as `save_over`."""
    with recording(by=by, at=at, reason="Xóa phương án học tập") as scribe:
        fresh = _hold(scribe, scenario, seen)
        for each in fresh.moves.all():
            scribe.delete(each)
        scribe.delete(fresh)


def _facts(parameters: Parameters) -> dict[str, object]:
    return {
        "horizon": parameters.horizon.code,
        "start": parameters.start,
        "wishes": parameters.wishes_kept,
        "readings": sorted(parameters.readings),
    }


def _like(given: ScenarioMove, scenario: TrainingScenario) -> ScenarioMove:
    facts = {name: getattr(given, name) for name in ("person", "kind", "taken", "reason")}
    return ScenarioMove(scenario=scenario, **facts)


def _hold(scribe: Scribe, scenario: TrainingScenario, seen: str) -> TrainingScenario:
    require_administrator(scribe.by)
    fresh = scribe.hold(scenario)
    if seen_of(fresh) != seen:
        raise Refused(MEANWHILE)
    return fresh


def _touch(scribe: Scribe, scenario: TrainingScenario, **values: object) -> None:
    """Change what is told, and by it what others who have it open are told they saw."""
    scribe.change(scenario, **values, saved_by=scribe.by, saved_at=scribe.at)
