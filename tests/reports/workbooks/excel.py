"""Workbooks read back, and their formulas worked out by rules of our own, as Excel does."""

import ast
import re
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

from django.utils.functional import cached_property
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.utils.cell import coordinate_from_string

CELL = r"[A-Z]{1,3}\d+"


class Excel:
    """A workbook's sheets as values and as formulas."""

    def __init__(self, content):
        self._content = content
        self.values = load_workbook(BytesIO(content), data_only=True)

    @cached_property
    def formulas(self):
        """The sheets with their formulas and chart, read when they are asked for."""
        return load_workbook(BytesIO(self._content))

    @property
    def names(self):
        return self.values.sheetnames

    def sheet(self, start):
        """Return the values of the sheet whose name starts so."""
        return self.values[next(name for name in self.names if name.startswith(start))]

    def rows(self, start):
        """Return the rows below the column numbers, up to the first blank one."""
        sheet = self.sheet(start)
        _, first = coordinate_from_string(sheet.freeze_panes)
        found = []
        for row in sheet.iter_rows(min_row=first, values_only=True):
            if not any(cell is not None for cell in row):
                break
            found.append(row)
        return found

    def text(self, start):
        """Return everything written on a sheet."""
        rows = self.sheet(start).iter_rows(values_only=True)
        return "\n".join(str(cell) for row in rows for cell in row if cell is not None)

    def recalculated(self):
        """Yield where each formula stands, what is shown there, and what it comes to."""
        for name in self.names:
            values = self.values[name]
            for row in self.formulas[name].iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        worth = evaluate(cell.value, values)
                        yield f"{name}!{cell.coordinate}", values[cell.coordinate].value, worth


def evaluate(formula, sheet):
    """Work out a formula over the values of a sheet: exact fractions, texts as they are."""
    text = re.sub(rf"({CELL}):({CELL})", r'RANGE("\1:\2")', formula.removeprefix("="))
    text = re.sub(rf'(?<![A-Z"\d:])({CELL})(?![\d(":])', r'CELL("\1")', text)
    text = re.sub(r"(?<![<>=])=(?!=)", "==", text)
    return _Working(sheet).of(ast.parse(text, mode="eval").body)


class _Working:
    def __init__(self, sheet):
        self.sheet = sheet

    def of(self, node):
        return getattr(self, type(node).__name__)(node)

    def Constant(self, node):
        return node.value if isinstance(node.value, str) else Fraction(str(node.value))

    def BinOp(self, node):
        left, right = self.of(node.left), self.of(node.right)
        match type(node.op).__name__:
            case "Add":
                return left + right
            case "Sub":
                return left - right
            case "Mult":
                return left * right
            case "Div":
                return left / right

    def Compare(self, node):
        left, right = self.of(node.left), self.of(node.comparators[0])
        return left < right if isinstance(node.ops[0], ast.Lt) else left == right

    def Call(self, node):
        return getattr(self, node.func.id)(*node.args)

    def IF(self, condition, then, otherwise):
        return self.of(then if self.of(condition) else otherwise)

    def MIN(self, *parts):
        return min(map(self.of, parts))

    def SUM(self, *parts):
        found = [self.of(part) for part in parts]
        return sum((n for part in found for n in (part if isinstance(part, list) else [part])), 0)

    def ROUND(self, number, places):
        scale = 10 ** int(self.of(places))
        number = self.of(number) * scale
        whole = int(abs(number) + Fraction(1, 2))
        return Fraction(whole if number >= 0 else -whole, scale)

    def CELL(self, name):
        return self._number(self.sheet[name.value].value)

    def RANGE(self, name):
        column, row, last_column, last_row = range_boundaries(name.value)
        found = self.sheet.iter_rows(row, last_row, column, last_column, values_only=True)
        return [self._number(cell) for cells in found for cell in cells if cell is not None]

    def _number(self, value):
        return Fraction(str(value)) if isinstance(value, int | float | Decimal) else value
