"""Units that were picked by code before a decree: whichever bears the code now may be another."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.utils import timezone

from personnel.models import Unit
from sheets.reading.places import answer_of


class Picked:
    """Answers that may be codes of units: each as it was meant when it was given; one query."""

    def __init__(self, answers: Collection[str]) -> None:
        self._ended = list(Unit.objects.filter(code__in=set(answers), valid_to__isnull=False))

    def then(self, answer: str, at: datetime) -> str:
        """Return an answer of a moment; a code that others bore since tells its unit from them."""
        day = timezone.localdate(at)
        meant = (unit for unit in self._ended if unit.code == answer and unit.is_in_force(day))
        return next(map(answer_of, meant), answer)


def correction_of_then(correction: dict[str, Any], at: datetime) -> dict[str, Any]:
    """Return a correction that was kept, its sections as they were meant then."""
    sections = correction.get("sections")
    if not sections:
        return correction
    picked = Picked(sections.values())
    meant = {key: picked.then(answer, at) for key, answer in sections.items()}
    return correction | {"sections": meant}
