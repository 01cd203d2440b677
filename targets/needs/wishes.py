"""What an officer wishes of a plan: bounds, whom first, how many in reserve, and hand moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from personnel.kinds import KINDS
from personnel.models import Title
from targets.rules import Criterion

# Among those left out: of every kind.
EVERY_KIND = ""
FIRST_TO_LAST = (Title.Group.KEY, Title.Group.COMMITTEE, Title.Group.MASS, Title.Group.CIVIL)


@dataclass(frozen=True)
class Wishes:
    """The parameters of a plan. Raises ValueError, in Vietnamese, where they cannot be meant.

    `bounds`: the most seats of a course, by its code and the year of the intake; where there is
    none, as many as it takes. `each_board`: every unit right below the province reaches its own
    shares too. `priority`: groups of titles, the first of which is served first where there are
    too few seats; those not named come last, together. `reserve`: of every gap that is closed, so
    many percent more people, rounded up, as far as there are people, because some fail. `taken`
    and `left`: a person's number and the kind that has, or has not, to be in the plan.
    """

    bounds: Mapping[tuple[str, int], int] = field(default_factory=dict)
    each_board: bool = True
    priority: tuple[str, ...] = FIRST_TO_LAST
    reserve: int = 0
    taken: frozenset[tuple[int, str]] = frozenset()
    left: frozenset[tuple[int, str]] = frozenset()

    def __post_init__(self) -> None:
        for problem in self._problems():
            raise ValueError(problem)

    def _problems(self) -> Iterator[str]:
        if any(seats < 0 for seats in self.bounds.values()):
            yield "Số chỗ của một khóa không được âm."
        if not 0 <= self.reserve <= 100:
            yield "Tỷ lệ dự phòng phải từ 0 đến 100%."
        if len({*self.priority}) < len(self.priority) or {*self.priority} - {*Title.Group.values}:
            yield "Thứ tự ưu tiên có nhóm chức danh lặp lại hoặc không có trong danh mục."
        if {kind for _, kind in self.taken} - KINDS.keys():
            yield "Người được chọn đưa vào phải kèm loại trình độ có trong danh mục."
        if {kind for _, kind in self.left} - KINDS.keys() - {EVERY_KIND}:
            yield "Người được chọn đưa ra có loại trình độ không có trong danh mục."
        if any(self.leaves_out(person, kind) for person, kind in self.taken):
            yield "Một người vừa được chọn đưa vào vừa được chọn đưa ra."

    def leaves_out(self, person: int, kind: str) -> bool:
        """Whether somebody must have no seat on a course of a kind."""
        return (person, kind) in self.left or (person, EVERY_KIND) in self.left

    def rank_of_group(self, group: str) -> int:
        """Return which place a group of titles has: 0 is served first."""
        return self.priority.index(group) if group in self.priority else len(self.priority)

    def rank_of(self, criterion: Criterion) -> int:
        """Return which place a criterion has: of the groups it speaks of, that of the last."""
        ranks = (self.rank_of_group(group) for group in _groups(criterion))
        return max(ranks, default=len(self.priority))

    def as_json(self) -> dict[str, Any]:
        """Return the same in what JSON knows, always in the same order."""
        return {
            "bounds": [[*key, seats] for key, seats in sorted(self.bounds.items())],
            "each_board": self.each_board,
            "priority": list(self.priority),
            "reserve": self.reserve,
            "taken": [list(one) for one in sorted(self.taken)],
            "left": [list(one) for one in sorted(self.left)],
        }

    @classmethod
    def of_json(cls, given: Any) -> Wishes:
        """Return what `as_json` gave; what is not said is as it is without wishes.

        Raises ValueError, in Vietnamese, for whatever else is given.
        """
        if not isinstance(given, dict) or given.keys() - _READERS.keys():
            raise _unreadable()
        return cls(**{key: _READERS[key](value) for key, value in given.items()})


def _groups(criterion: Criterion) -> frozenset[str]:
    """Return the groups that a criterion speaks of; a seat on the committee is one."""
    columns = criterion.cover.on(criterion.deadline).referenced_base_fields
    committee = {Title.Group.COMMITTEE.value} if "committee" in columns else set()
    return criterion.title_groups | committee


def _unreadable() -> ValueError:
    return ValueError("Các lựa chọn của phương án không đọc được.")


def _one(value: Any, kind: type) -> Any:
    # A truth is a number to Python, and none here.
    if type(value) is not kind:
        raise _unreadable()
    return value


def _rows(value: Any, *kinds: type) -> list[tuple[Any, ...]]:
    rows = [_one(row, list) for row in _one(value, list)]
    if any(len(row) != len(kinds) for row in rows):
        raise _unreadable()
    return [tuple(_one(v, kind) for v, kind in zip(row, kinds, strict=True)) for row in rows]


def _bounds(value: Any) -> dict[tuple[str, int], int]:
    rows = _rows(value, str, int, int)
    found = {(code, year): seats for code, year, seats in rows}
    if len(found) < len(rows):
        raise ValueError("Một khóa của một năm có hai giới hạn số chỗ.")
    return found


def _moves(value: Any) -> frozenset[tuple[int, str]]:
    return frozenset((person, kind) for person, kind in _rows(value, int, str))


_READERS = {
    "bounds": _bounds,
    "each_board": lambda value: _one(value, bool),
    "priority": lambda value: tuple(_one(group, str) for group in _one(value, list)),
    "reserve": lambda value: _one(value, int),
    "taken": _moves,
    "left": _moves,
}
