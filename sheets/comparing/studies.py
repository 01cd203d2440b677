"""The studies that a row tells of against what is recorded: none is told twice, none is held."""

from __future__ import annotations

from datetime import date

from personnel.kinds import KINDS
from personnel.models import Enrolment
from personnel.studying.told import Study
from personnel.words.vocabulary import Held

from .changes import RowDiff
from .finding import Dossier, Recorded

LABEL = "Đang học"
_STATE = Enrolment.State
# What came to nothing: a list never begins it again by itself.
_ENDED = (_STATE.FAILED, _STATE.LEFT)


def compare_studies(diff: RowDiff, dossier: Dossier, today: date) -> None:
    """Record the studies that the row adds; one that is open already changes nothing.

    One of a level that is held by then, or above which one is held, is not written, nor one that
    came to nothing: both are told.
    """
    for study in diff.row.studies:
        recorded = [e for e in dossier.enrolments if _key(e) == study.key]
        if is_open := next((e for e in recorded if e.is_open), None):
            _tell_open(diff, study, is_open)
        elif held := _held(diff, dossier, study, today):
            diff.note(_field(study), f"không ghi là đang học: đã có trình độ {held}")
        elif ended := next((e for e in recorded if e.state in _ENDED), None):
            told = f"{ended.get_state_display().lower()} từ {ended.since:%d/%m/%Y}"
            diff.note(_field(study), f"đã ghi {told}; nếu học lại thì ghi ở mục Đào tạo")
        else:
            diff.studies.append(study)
            diff.change(LABEL, "", study)


def _tell_open(diff: RowDiff, study: Study, recorded: Enrolment) -> None:
    """Note where what is open already says otherwise: a list changes no enrolment."""
    diff.known_studies += 1
    if recorded.state != _STATE.STUDYING:
        state = recorded.get_state_display().lower()
        diff.note(_field(study), f"đang học theo tệp, đã ghi là {state}; giữ nguyên")
    elif study.until and recorded.award_day not in (None, study.until.last):
        day = f"{recorded.award_day:%d/%m/%Y}"
        diff.note(_field(study), f"dự kiến {study.until} theo tệp, đã ghi {day}; giữ nguyên")


def _held(diff: RowDiff, dossier: Dossier, study: Study, today: date) -> str:
    """Return the level held that makes a study of none: recorded, or told by the same row."""
    counted = [
        c
        for c in dossier.credentials
        if c.counts_on(today) and not (c.awarded and c.awarded > today)
    ]
    told: list[Recorded | Held] = [*counted, *diff.row.held]
    held = [one.level for one in told if _is_like(one, study)]
    highest = max(held, default=0)
    return KINDS[study.kind].level_label(highest) if highest >= study.level else ""


def _is_like(one: Recorded | Held, study: Study) -> bool:
    """Whether something held is of the kind that is studied, and of no other language."""
    is_of_it = not (one.language and study.language) or one.language == study.language
    return one.kind == study.kind and is_of_it


def _key(enrolment: Enrolment) -> tuple[str, int, str]:
    return enrolment.kind, enrolment.level, enrolment.language


def _field(study: Study) -> str:
    """Return the field under which it is told."""
    return f"studying_{study.kind}"
