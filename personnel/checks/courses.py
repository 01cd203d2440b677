"""What keeps the catalogue of courses true: one course a day for a code and a level built on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from personnel.kinds import KINDS

from .problems import Problem, refuse

if TYPE_CHECKING:
    from personnel.models import Course


def check_course(course: Course) -> None:
    """Raise ValidationError, by field, unless a course agrees with the others of its code.

    To be called with the courses locked (`locking.hold_list`) where somebody else may be writing.
    """
    if course.kind in KINDS:
        refuse((*_levels(course), *_others(course)))


def _levels(course: Course) -> Iterator[Problem]:
    kind = KINDS[course.kind]
    if course.level is not None and course.level > kind.top:
        yield "level", ValidationError(f"{kind.label} chỉ có trình độ từ 0 đến {kind.top}.")


def _others(course: Course) -> Iterator[Problem]:
    others = type(course).objects.filter(code=course.code).exclude(pk=course.pk)
    for other in others:
        if (other.kind, other.level) != (course.kind, course.level):
            yield "code", ValidationError(f"Mã này đã dùng cho khóa {other}, đạt trình độ khác.")
        elif other.builds_on == course.builds_on and _meet(other, course):
            yield (
                "valid_from",
                ValidationError(f"Trùng ngày áp dụng với khóa {other} ({other.period_shown})."),
            )


def _meet(one: Course, other: Course) -> bool:
    return one.span[0] <= other.span[1] and other.span[0] <= one.span[1]
