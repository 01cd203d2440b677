"""The workbook of a decree that came back: what it says, and everything that is not understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from django.utils import timezone

from personnel.models import Unit
from personnel.words.partial_dates import read_date
from personnel.words.values import BadCell
from personnel.words.vietnamese import clean
from reorganising.checks.known import eve_of
from reorganising.fault import Fault
from xlsx.workbook import Sheet, SheetRefused, open_workbook

from . import columns as col
from .rows import Line, entries, fates

Told = dict[str, Any]
_NOTHING: Told = {"number": "", "source": "", "ends": [], "begins": [], "changes": []}


def read_workbook(path: Path | IO[bytes]) -> tuple[Told, list[Fault]]:
    """Return what a workbook says of a decree, as `Decreed.of` takes it, and its faults.

    Every unit in force on the eve stands in it: one that does not is a fault. `version` is that of
    the draft it was given out from, where it has one. Without a day, today stands in its place.
    Never raises for what a file holds; one query.
    """
    today = timezone.localdate().isoformat()
    try:
        sheets = open_workbook(path)
    except SheetRefused as refused:
        return {**_NOTHING, "day": today, "splits": []}, [Fault("not_a_workbook", str(refused))]
    faults: list[Fault] = []
    sheet = next((each for each in sheets if _header(each, col.OLD)), None)
    if sheet is None:
        told = f"Không có trang tính nào có cột “{col.OLD}”, “{col.NEW}” của mẫu đã tải về."
        return {**_NOTHING, "day": today, "splits": []}, [Fault("no_table", told)]
    head = _head(sheet, faults)
    lines, past = list(_lines(sheet, col.OLD, faults)), _past(sheets, faults)
    said: dict[str, Any] = {**_NOTHING, "day": today, "splits": [], **head}
    said["begins"] = entries([line for line in lines if line[col.NEW]], col.NEW, faults)
    said["past"] = entries(past, col.CODE, faults)
    said["ends"], said["changes"] = fates(lines, faults)
    faults += _accounted_for(lines, date.fromisoformat(said["day"]), said["past"])
    return said, faults


def _past(sheets: list[Sheet], faults: list[Fault]) -> list[Line]:
    beside = next((each for each in sheets if each.name == col.PAST), None)
    return list(_lines(beside, col.CODE, faults)) if beside else []


def _header(sheet: Sheet, first: str) -> int:
    """Return the number of the row of headers, 0 where there is none."""
    wanted = first.casefold()
    for number, cells in sheet.rows:
        if any(_told(cell).casefold() == wanted for cell in cells):
            return number
    return 0


def _lines(sheet: Sheet, first: str, faults: list[Fault]) -> Iterator[Line]:
    header = _header(sheet, first)
    labels: dict[str, int] = {}
    known = {label.casefold(): label for label in (*col.COLUMNS, col.CODE)}
    for number, cells in sheet.rows:
        if number == header:
            labels = {known.get(_told(c).casefold(), ""): at for at, c in enumerate(cells)}
            needed = col.COLUMNS if first == col.OLD else (col.CODE, *col.OF_NEW)
            for label in (label for label in needed if label not in labels):
                faults.append(Fault("no_column", f"Trang “{sheet.name}” thiếu cột “{label}”."))
        elif number > header > 0:
            said = {x: _told(cells[at]) if at < len(cells) else "" for x, at in labels.items()}
            said.pop("", None)
            if any(said.values()):
                yield Line(said, sheet.name, number, struck=number in sheet.struck)


def _head(sheet: Sheet, faults: list[Fault]) -> Told:
    names = {label.casefold(): name for name, label in col.HEAD.items()}
    found: Told = {}
    for number, cells in sheet.rows:
        if number >= _header(sheet, col.OLD):
            break
        name = names.get(_told(cells[0]).casefold()) if cells else None
        if name and len(cells) > 1:
            found[name] = cells[1] if name == "day" else _told(cells[1])
    for name in ("number", "day"):
        if not found.get(name):
            faults.append(Fault("head_missing", f"Chưa ghi “{col.HEAD[name]}” ở đầu trang."))
    day, version = _day(found.pop("day", None), faults), _version(found, faults)
    return {**found, **day, **version}


def _day(said: Any, faults: list[Fault]) -> Told:
    if not said:
        return {}
    try:
        read = read_date(said.date() if isinstance(said, datetime) else said)
        if read and read.day is not None:
            return {"day": read.first.isoformat()}
    except BadCell:
        pass
    faults.append(
        Fault("wrong_day", f"“{col.HEAD['day']}”: ghi đủ ngày, tháng, năm như 01/07/2025.")
    )
    return {}


def _version(found: Mapping[str, Any], faults: list[Fault]) -> Told:
    said = found.get("version", "")
    if said.isascii() and said.isdigit() and len(said) < 9:
        return {"version": int(said)}
    if said:
        faults.append(Fault("wrong_version", f"“{col.HEAD['version']}”: giữ nguyên số đã ghi sẵn."))
    return {"version": None}


def _accounted_for(lines: list[Line], day: date, past: list[Told]) -> Iterator[Fault]:
    """Yield a fault for each unit in force that stands in no row, and each named otherwise."""
    standing = {u.code: u.name for u in Unit.objects.in_force(eve_of(day)) if not u.is_group}
    standing |= {each["code"]: each["name"] for each in past}
    there = {line[col.OLD] for line in lines}
    for code in sorted(standing.keys() - there):
        told = f"{standing[code]} ({code}) đang có hiệu lực nhưng không có dòng nào."
        yield Fault("no_row", told, code)
    for line in lines:
        name = standing.get(line[col.OLD])
        if name and line[col.OLD_NAME] and line[col.OLD_NAME].casefold() != name.casefold():
            yield line.fault("other_name", f"mã {line[col.OLD]} là {name}, không phải "
                             f"“{line[col.OLD_NAME]}”")  # fmt: skip


def _told(cell: Any) -> str:
    return "" if cell is None else clean(str(cell))
