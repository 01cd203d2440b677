"""A decree as a workbook: given out with every unit in force, read when it comes back."""

from .sheet.reading import read_workbook
from .sheet.writing import write_workbook

__all__ = ["read_workbook", "write_workbook"]
