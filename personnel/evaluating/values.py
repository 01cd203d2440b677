"""What stands in a line of the grid: a level with its paper, or nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from personnel.words.grades import Grade


class _Row(Protocol):
    grade: Any
    document_number: Any
    document_date: Any
    note: Any


@dataclass(frozen=True)
class Beside:
    """A year beside the one that is typed, only read: in short, and in full."""

    year: int
    short: str
    told: str

    @classmethod
    def of(cls, several: Sequence[Beside], year: int) -> Beside:
        """Return what several units say of one year, as one."""
        short = "; ".join(each.short for each in several)
        return cls(year, short, "; ".join(each.told for each in several))


@dataclass(frozen=True)
class Value:
    """A level of one year with its paper; without a level nothing is recorded."""

    grade: str = ""
    document_number: str = ""
    document_date: date | None = None
    note: str = ""

    @classmethod
    def of(cls, row: _Row | None) -> Value:
        """Return what a row says; nothing, where there is none."""
        if row is None:
            return cls()
        return cls(row.grade, row.document_number, row.document_date, row.note)

    @classmethod
    def read(cls, text: str) -> Value | None:
        """Return what `sent` wrote; None where it cannot be read."""
        try:
            grade, number, day, note = json.loads(text)
            known = date.fromisoformat(day) if day else None
        except (TypeError, ValueError):
            return None
        if not all(isinstance(part, str) for part in (grade, number, note)):
            return None
        return cls(grade, number, known, note)

    @property
    def sent(self) -> str:
        """The value as one text that a form carries."""
        day = self.document_date.isoformat() if self.document_date else ""
        return json.dumps([self.grade, self.document_number, day, self.note], ensure_ascii=False)

    @property
    def columns(self) -> dict[str, Any]:
        """The columns of a row that says so."""
        return {
            "grade": self.grade,
            "document_number": self.document_number,
            "document_date": self.document_date,
            "note": self.note,
        }

    @property
    def label(self) -> str:
        """The level in words; "" where there is none."""
        return str(Grade(self.grade).label) if self.grade in Grade.values else ""

    @property
    def short(self) -> str:
        """The level in short, for a narrow column."""
        return Grade(self.grade).short if self.grade in Grade.values else ""

    @property
    def has_no_paper(self) -> bool:
        """Whether neither number nor day of a paper stands in it."""
        return not (self.document_number or self.document_date)

    def beside(self, year: int, whose: str = "") -> Beside:
        """Return how it stands beside another year; `whose` names another unit's."""
        apart = f" ({whose})" if whose and self.short else ""
        return Beside(year, f"{self.short}{apart}", str(self) if self.label else "")

    def __str__(self) -> str:
        if not self.label:
            return "chưa có mức xếp loại"
        number = f"văn bản số {self.document_number}" if self.document_number else ""
        day = f"ngày {self.document_date:%d/%m/%Y}" if self.document_date else ""
        return ", ".join(filter(None, (self.label, f"{number} {day}".strip(), self.note)))
