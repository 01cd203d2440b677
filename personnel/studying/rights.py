"""Who may open a class, propose people, write what becomes of them, and confirm it.

A class is its board's, the school's where it organises it, or else the province's. An enrolment is
in the hands of whoever keeps the person's record, and of the school in its own courses.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from personnel.keeping.recording import Refused, Scribe
from personnel.models import Enrolment, TrainingClass
from personnel.scope import Editor

NOT_OWN_CLASS = "Chưa ghi gì: lớp này không do tài khoản này mở."
FOREIGN = "Chưa ghi gì: việc học ngoài phạm vi được cập nhật"
NOT_TO_CONFIRM = "Chưa xác nhận: việc này do cấp tỉnh, hoặc Trường Chính trị với khóa của trường"


def may_open_any(user: Editor) -> bool:
    """Whether a user opens classes at all."""
    return user.may_administer or user.teaches or bool(user.edited_boards)


def may_open(user: Editor, training_class: TrainingClass) -> bool:
    """Whether a class, as it stands, is the user's to open and to change."""
    if user.may_administer:
        return True
    if training_class.by_school:
        return user.teaches
    return training_class.unit_id in user.edited_boards


def may_propose(user: Editor) -> bool:
    """Whether a user proposes and records people: those whose records are in the user's hands."""
    return user.may_edit


def may_confirm_any(user: Editor) -> bool:
    """Whether a user confirms what boards write."""
    return user.may_administer or user.teaches


def require_open(user: Editor, training_class: TrainingClass) -> None:
    """Raise Refused unless the class is the user's to change."""
    if not may_open(user, training_class):
        raise Refused(NOT_OWN_CLASS)


def require_written(user: Editor, enrolments: Collection[Enrolment]) -> None:
    """Raise Refused unless each is in the user's hands, as the database has it now."""
    _require(Enrolment.objects.editable_by(user), enrolments, FOREIGN)


def require_confirmed(user: Editor, enrolments: Collection[Enrolment]) -> None:
    """Raise Refused unless each is the user's to confirm."""
    _require(Enrolment.objects.confirmable_by(user), enrolments, NOT_TO_CONFIRM)


def _require(own: Any, enrolments: Collection[Enrolment], why: str) -> None:
    kept = set(own.filter(pk__in=[e.pk for e in enrolments]).values_list("pk", flat=True))
    if lost := [str(e.person) for e in enrolments if e.pk not in kept]:
        raise Refused(f"{why}: {', '.join(lost)}.")


def confirms(user: Editor, enrolment: Enrolment, school: Collection[str]) -> bool:
    """Whether what a user writes of an enrolment is confirmed by that; `school` has its codes."""
    if user.may_administer:
        return True
    return user.teaches and _is_of_school(enrolment, school)


def _is_of_school(enrolment: Enrolment, school: Collection[str]) -> bool:
    if enrolment.training_class:
        return enrolment.training_class.by_school
    return enrolment.course_code in school


def signed_by(scribe: Scribe, enrolments: Collection[Enrolment], school: Collection[str]) -> None:
    """Let enrolments tell whether what is written of them now is confirmed, and by whom."""
    for enrolment in enrolments:
        own = confirms(scribe.by, enrolment, school)
        enrolment.confirmed_by_id = scribe.by.pk if own else None
        enrolment.confirmed_at = scribe.at if own else None
