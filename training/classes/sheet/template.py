"""The sheet of a class to be filled in: its people, and a column of results to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from personnel.models import Enrolment, TrainingClass
from sheets.template.looks import AS_TEXT, Looks, set_up_print, set_widths

from .columns import BIRTH, DAY, HEADINGS, NAME, NUMBER, REASON, RESULT

_COLUMNS = (
    ("TT", 5), (HEADINGS[NAME], 26), (HEADINGS[BIRTH], 12), ("Chức danh, đơn vị", 34),
    ("Hiện là", 12), (HEADINGS[RESULT], 14), (HEADINGS[REASON], 28), (HEADINGS[NUMBER], 18),
    (HEADINGS[DAY], 13),
)  # fmt: skip
_FILLED_IN = (HEADINGS[RESULT], HEADINGS[REASON], HEADINGS[NUMBER], HEADINGS[DAY])
_HEADER = 4
_HOW = (
    "Chọn kết quả ở cột «Kết quả»; để trống thì không ghi gì. Không đạt, thôi học, hoãn thì ghi lý "
    "do. Ngày cấp ghi dd/mm/yyyy; để trống thì theo ngày cấp chung nhập khi nộp tệp."
)


def class_sheet(training_class: TrainingClass, enrolments: Sequence[Enrolment]) -> bytes:
    """Return the workbook of a class with a row for each of `enrolments`; no CCCD is in it."""
    book, looks = Workbook(), Looks()
    sheet: Any = book.active
    sheet.title = "Kết quả"
    set_widths(sheet, [width for _, width in _COLUMNS])
    days = f"{training_class.starts:%d/%m/%Y} – {training_class.ends:%d/%m/%Y}"
    looks.title(sheet, 1, f"Kết quả lớp {training_class}", bold=True)
    looks.title(sheet, 2, f"{training_class.gives}; {days}")
    looks.title(sheet, 3, _HOW)
    _across(sheet)
    names = [name for name, _ in _COLUMNS]
    required = [at for at, name in enumerate(names, start=1) if name in _FILLED_IN]
    looks.heading(sheet, _HEADER, names, required)
    for at, enrolment in enumerate(enrolments, start=1):
        _row(sheet, looks, at, enrolment)
    _offer(sheet, len(enrolments))
    sheet.freeze_panes = sheet.cell(_HEADER + 1, 3)
    set_up_print(sheet, "landscape")
    sheet.print_title_rows = f"{_HEADER}:{_HEADER}"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _across(sheet: Any) -> None:
    last = get_column_letter(len(_COLUMNS))
    for row, height in ((1, 20), (2, 16), (3, 32)):
        sheet.merge_cells(f"A{row}:{last}{row}")
        sheet.row_dimensions[row].height = height


def _row(sheet: Any, looks: Looks, at: int, enrolment: Enrolment) -> None:
    person = enrolment.person
    place = ", ".join(str(part) for part in (enrolment.title, enrolment.unit) if part)
    told = [str(at), person.full_name, person.birth_shown, place, enrolment.get_state_display()]
    for column, (name, _) in enumerate(_COLUMNS, start=1):
        cell = looks.entry(sheet.cell(_HEADER + at, column), AS_TEXT, quoted=name not in _FILLED_IN)
        if column <= len(told):
            cell.value, cell.data_type = told[column - 1], "s"


def _offer(sheet: Any, people: int) -> None:
    """Let the results be chosen from a list."""
    letter = get_column_letter([name for name, _ in _COLUMNS].index(HEADINGS[RESULT]) + 1)
    states = ",".join(state.label for state in Enrolment.State)
    offered = DataValidation("list", formula1=f'"{states}"', allow_blank=True)
    offered.add(f"{letter}{_HEADER + 1}:{letter}{_HEADER + max(people, 1)}")
    sheet.add_data_validation(offered)
