"""Telling doubts on the form that raises them, before anything is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from personnel.scope import Viewer

from .case import Facts
from .confirming import sorted_out
from .register import CREDENTIALS, PERSON, POSTS, Told, doubts_of

__all__ = ["CREDENTIALS", "PERSON", "POSTS", "Answer", "Doubtful", "open_doubts", "require_told"]
ABOUT_ALL = (PERSON, POSTS, CREDENTIALS)


class Doubtful(Exception):
    """Nothing is written yet: `told` are doubts that the form was not shown before."""

    def __init__(self, told: list[Told]) -> None:
        super().__init__(" ".join(one.text for one in told))
        self.told = told


@dataclass(frozen=True)
class Answer:
    """What a form sends of the doubts it showed: the keys of all, and of those confirmed."""

    told: frozenset[str] = frozenset()
    confirmed: frozenset[str] = frozenset()

    @classmethod
    def of(cls, data: Any) -> Answer:
        """Read what was sent."""
        return cls(frozenset(data.getlist("told")), frozenset(data.getlist("confirmed")))


def open_doubts(
    facts: Facts, user: Viewer, day: date, about: Collection[str] = ABOUT_ALL, unchecked: str = ""
) -> list[Told]:
    """Return the doubts about parts of a record that nobody confirmed; `unchecked` as in `Case`."""
    told = [
        one for one in doubts_of(facts, user, day, unchecked=unchecked) if one.doubt.about in about
    ]
    return list(sorted_out(facts.person, told).open)


def require_told(told: Iterable[Told], answer: Answer) -> list[Told]:
    """Return those of the open doubts that stay open; raises Doubtful before all were shown.

    Showing them is enough: a doubt stands in nobody's way.
    """
    told = list(told)
    if any(one.key not in answer.told for one in told):
        raise Doubtful(told)
    return [one for one in told if one.key not in answer.confirmed]
