"""Criteria found by what they ask, of whom, in short, by code or by clause."""

from collections.abc import Iterator
from dataclasses import replace

from personnel.words.typed import begins, is_whole
from reports.links import page_url
from targets.criteria import REGISTER
from targets.lens import Lens
from targets.rules import Criterion

from .hits import Group, Hit, group


def criteria_found(text: str, lens: Lens, most: int) -> Group:
    """Return the criteria of every horizon, those in force at the lens's first."""
    later = [criterion for criterion in REGISTER if criterion not in lens.criteria]
    found = [each for each in (*lens.criteria, *later) if _is_meant(text, each)]
    return group("Chỉ tiêu", _hits(found, lens), text, most, page_url(lens, "criteria"))


def _is_meant(text: str, criterion: Criterion) -> bool:
    """Whether it is named: a clause or a code may be typed down to any of its parts."""
    numbered = (criterion.code, criterion.clause)
    if any(f"{number}.".casefold().startswith(f"{text}.".casefold()) for number in numbered):
        return True
    asked, of_whom = criterion.label, f"{criterion.cover.label} {criterion.horizon.label}"
    said = (f"{asked} {of_whom}", f"{of_whom} {asked}")
    return is_whole(text, criterion.short) or any(begins(text, each) for each in said)


def _hits(criteria: list[Criterion], lens: Lens) -> Iterator[tuple[str, Hit]]:
    for criterion in criteria:
        in_force = criterion in lens.criteria
        there = lens if in_force else replace(lens, horizon=criterion.horizon)
        told = f"{criterion.cover.label} · {criterion.horizon.label} · {criterion.clause}"
        address = page_url(there, "criterion", criterion.code)
        yield criterion.label, Hit(criterion.label, address, told)
