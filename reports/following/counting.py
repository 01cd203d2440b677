"""The numbers of a year: how many have a programme, a review, an inspection; each with its list."""

from __future__ import annotations

from dataclasses import dataclass

from reports.yearly.committees import OWED, Kind, State

from .asked import ALL, INSPECTED, OF_INSPECTIONS, OWING, SHOWN, THERE, UNREMEDIED, Asked, is_listed

HEADS = {
    ALL: SHOWN[ALL],
    THERE: SHOWN[THERE],
    State.LATE.value: "Trong đó chậm hạn",
    OWING: SHOWN[OWING],
    State.OVERDUE.value: "Trong đó quá hạn",
}


@dataclass(frozen=True)
class Cell:
    """A number, what it is of, and the address of its list; "" of none."""

    label: str
    count: int
    url: str


@dataclass(frozen=True)
class Counted:
    """A kind with its numbers, one for each of `HEADS`."""

    label: str
    cells: list[Cell]


def counted(asked: Asked) -> list[Counted]:
    """Return the numbers of programmes and of reviews."""
    return [
        Counted(
            f"{kind.label} năm {asked.year}" if kind == Kind.REVIEW else str(kind.label),
            [_cell(asked, kind, show, label) for show, label in HEADS.items()],
        )
        for kind in OWED
    ]


def inspected(asked: Asked) -> list[Cell]:
    """Return how many units were inspected, and of how many nothing was written as remedied."""
    shown = (INSPECTED, UNREMEDIED)
    return [_cell(asked, Kind.INSPECTION, show, OF_INSPECTIONS[show]) for show in shown]


def _cell(asked: Asked, kind: Kind, show: str, label: str) -> Cell:
    number = sum(is_listed(row, kind, show) for row in asked.rows)
    return Cell(label, number, asked.url(kind=kind.value, show=show) if number else "")
