"""What a file asks: each question once, however many of its cells and rows it is about."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from personnel.words.text import match_key

from .deciding import answer_key
from .problems import Asks, Problem, Sort


@dataclass
class Question:
    """One thing that somebody decides: a text to be read, a column, a section, a sheet.

    `text` is as the first of its cells has it; `places` are the sheets and rows it is about.
    """

    asks: str
    field: str
    column: str
    text: str
    reason: str
    accepted: str
    places: list[tuple[str, int | None]] = dataclasses.field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return the fields by name, with the number of cells."""
        return {
            "asks": self.asks,
            "column": self.column,
            "text": self.text,
            "message": self.reason,
            "accepted": self.accepted,
            "cells": len(self.places),
            "places": [{"sheet": sheet, "row": row} for sheet, row in self.places],
        }


def questions_of(problems: Iterable[Problem]) -> list[Question]:
    """Return the questions among problems, those that one answer settles together as one."""
    found: dict[tuple[str, ...], Question] = {}
    for problem in problems:
        if problem.sort is not Sort.QUESTION:
            continue
        text = problem.unknown or problem.value or ""
        asks = str(problem.asks) or "reading"
        key = (asks, problem.field, _key(problem, text))
        question = found.setdefault(
            key,
            Question(asks, problem.field, problem.column, text, problem.reason, problem.accepted),
        )
        question.places.append((problem.sheet, problem.row))
    return list(found.values())


def _key(problem: Problem, text: str) -> str:
    """Return what the cells have in common that one answer is given for."""
    if problem.asks is Asks.SHEET:
        return problem.sheet
    if problem.asks is Asks.COLUMN:
        return match_key(text)
    if problem.asks is Asks.FILE:
        return problem.column
    return answer_key(problem.field, text) if problem.field or text else problem.reason
