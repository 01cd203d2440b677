"""The lists to choose from: on a sheet of their own, and behind the columns they serve.

The lists stand one under another. Side by side, their headings would be those of the sheet's
columns, and the reader would take them for a list of people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from personnel.kinds import KINDS, Kind
from personnel.models import Acting, Basis, Ethnicity, Title, Unit
from personnel.reading.evaluated import due_year
from personnel.words.grades import Grade
from sheets.columns import BY_FIELD, EVALUATIONS, Column
from sheets.layout.own_sheets import LISTS, LISTS_TITLE
from sheets.reading.body_names import in_each_body

from .looks import Looks, set_up_print, set_widths

NAME = LISTS
_YES_NO = ("x", "Có", "Không")


@dataclass(frozen=True)
class Choices:
    """The values of a column to choose from, each with what tells more of it.

    `only`: nothing else is sensible, and Excel stops it; otherwise Excel asks first.
    """

    field: str
    values: Sequence[tuple[str, str]]
    only: bool = False

    @property
    def column(self) -> Column:
        """The column of the sheet that they serve."""
        return BY_FIELD[self.field]


def choices(top: Unit, communes: Sequence[Unit], day: date) -> list[Choices]:
    """Return the lists of a unit's sheet, of the communes in it, as they stand on a day."""
    found = [
        Choices("sex", [("Nam", ""), ("Nữ", "")], only=True),
        Choices("ethnicity", [(e.name, "; ".join(e.aliases)) for e in Ethnicity.objects.all()]),
        Choices("is_local", [(word, "") for word in _YES_NO], only=True),
        Choices("district", [(unit.name, unit.code) for unit in _districts(top, communes)]),
        Choices("unit", [(unit.name, _where(unit, top)) for unit in communes]),
        Choices("title", list(_titles(day))),
        Choices("basis", [(label, "") for label in Basis.labels], only=True),
        Choices("acting", [(label, "") for label in Acting.labels], only=True),
        Choices("committee", [(word, "") for word in _YES_NO], only=True),
        *(Choices(kind.code, list(_levels(kind))) for kind in KINDS.values()),
        Choices(EVALUATIONS[due_year(day)].field, [(grade.label, grade.short) for grade in Grade]),
    ]
    return [some for some in found if some.values]


def _districts(top: Unit, communes: Sequence[Unit]) -> list[Unit]:
    if top.is_district:
        return [top]
    above = dict.fromkeys(unit.above for unit in communes if unit.above)
    return [unit for unit in above if unit.is_district]


def _where(unit: Unit, top: Unit) -> str:
    is_said = unit.is_right_below(top) or unit.keeper == unit
    return unit.code if is_said else f"{unit.code}, {unit.above}"


def _titles(day: date) -> Iterator[tuple[str, str]]:
    """Yield the titles of a day with their groups, those of one of several bodies with each."""
    for title in Title.objects.in_force(day):
        for name in (title.name, *in_each_body(title)):
            yield name, _group(title)


def _group(title: Title) -> str:
    return str(Title.Group(title.group).label)


def _levels(kind: Kind) -> Iterator[tuple[str, str]]:
    """Yield the levels in the portal's words; of languages, with the usual ones in front."""
    none, *levels = kind.labels
    yield none, ""
    for language in kind.languages.usual if kind.languages else ("",):
        for level in levels:
            yield (f"{language} - {level}" if language else level), ""


def write_lists(book: Any, lists: Sequence[Choices], looks: Looks) -> dict[str, str]:
    """Write the sheet of the lists; returns by field the reference of its values."""
    sheet = book.create_sheet(NAME)
    set_widths(sheet, (30, 52, 48))
    looks.heading(sheet, 1, (LISTS_TITLE, "Giá trị để chọn", "Nói rõ thêm"))
    places, row = {}, 2
    for some in lists:
        first = row
        for value, more in some.values:
            looks.line(sheet, row, (some.column.header, value, more))
            row += 1
        places[some.field] = f"'{NAME}'!$B${first}:$B${row - 1}"
    sheet.auto_filter.ref = f"A1:C{row - 1}"
    sheet.freeze_panes = "A2"
    sheet.protection.sheet = True
    sheet.protection.autoFilter = False
    sheet.print_title_rows = "1:1"
    set_up_print(sheet, "portrait")
    return places


def offer(sheet: Worksheet, some: Choices, reference: str, cells: str) -> None:
    """Put a list behind the cells of its column."""
    validation = DataValidation(
        type="list",
        formula1=reference,
        allow_blank=True,
        errorStyle="stop" if some.only else "warning",
        showErrorMessage=True,
        errorTitle=some.column.header[:32],
        error=_told(some),
    )
    validation.add(cells)
    sheet.add_data_validation(validation)


def _told(some: Choices) -> str:
    """Return what Excel says of another value: it takes no more than 225 letters."""
    accepted = f"Cột này nhận: {some.column.accepted}."
    ask = "" if some.only else " Giữ giá trị vừa ghi?"
    longest = 225 - len(ask)
    shown = accepted if len(accepted) <= longest else f"{accepted[: longest - 1]}…"
    return shown + ask
