"""In one line, how a file was understood; the page of its layout shows the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Understood:
    """What of a file is read: its sheets, columns and communes, and what is left out."""

    sheets: list[str]
    passed_over: list[str]
    columns: int
    units: list[str]
    header: tuple[int, int] | None

    @property
    def header_rows(self) -> str:
        """Where the only sheet has its headings: "5" or "5–7"; "" with several sheets."""
        if self.header is None or len(self.sheets) != 1:
            return ""
        first, last = self.header
        return str(first) if first == last else f"{first}–{last}"


def understood(sheets: Sequence[Mapping[str, Any]]) -> Understood:
    """Return the summary of `Upload.understanding`."""
    read = [sheet for sheet in sheets if sheet.get("header") and not sheet.get("why_not")]
    fields = {column["field"] for sheet in read for column in sheet.get("columns", ())} - {""}
    units = {
        section["unit_name"]: None
        for sheet in read
        for section in sheet.get("sections", ())
        if section.get("kind") == "unit" and section.get("unit_name")
    }
    return Understood(
        sheets=[sheet["name"] for sheet in read],
        passed_over=[sheet["name"] for sheet in sheets if sheet not in read],
        columns=len(fields),
        units=list(units),
        header=tuple(read[0]["header"]) if read else None,
    )
