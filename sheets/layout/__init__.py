"""Lists of people found in the sheets of a workbook, however a board lays them out."""

from sheets.understood import Column, Layout, NotUnderstood, Section, SheetUnderstood

from .understanding import understand
from .words import MEANINGS

__all__ = [
    "MEANINGS",
    "Column",
    "Layout",
    "NotUnderstood",
    "Section",
    "SheetUnderstood",
    "understand",
]
