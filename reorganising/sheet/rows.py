"""The rows of the workbook of a decree: what each says, and where two say different things."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from personnel.models import Unit
from reorganising.checks.entries import LEVELS
from reorganising.fault import Fault

from . import columns as col

_SURE = {told: sure for sure, told in col.SURE.items()}
_TERRAINS = {told: value for value, told in col.TERRAINS.items()}


@dataclass(frozen=True)
class Line:
    """A row: its cells by their columns, and where it stands."""

    said: Mapping[str, str]
    sheet: str
    number: int
    struck: bool = False

    def __getitem__(self, label: str) -> str:
        return self.said.get(label, "")

    def fault(self, code: str, told: str) -> Fault:
        """Return what is wrong with the row."""
        where = f"Trang “{self.sheet}”, dòng {self.number}"
        return Fault(code, f"{where}: {told}.", self[col.OLD] or self[col.NEW])


def fates(lines: list[Line], faults: list[Fault]) -> tuple[list[str], list[dict[str, Any]]]:
    """Return which codes end, and what becomes of which."""
    results: dict[str, str] = {}
    changes: list[dict[str, Any]] = []
    for line in lines:
        old, new = line[col.OLD], line[col.NEW]
        if line.struck:
            faults.append(line.fault("struck", "dòng bị gạch ngang: xóa hẳn hoặc bỏ gạch"))
        if not old:
            if not new:
                faults.append(line.fault("no_code", "không có mã cũ, mã mới"))
            continue
        result = _chosen(line, col.RESULT, (col.GOES_ON, col.ENDS), faults)
        if result and results.setdefault(old, result) != result:
            faults.append(line.fault("results_differ", f"mã {old} ở dòng khác ghi kết quả khác"))
        if result == col.GOES_ON and new:
            faults.append(line.fault("goes_on_to", "giữ nguyên thì để trống mã mới"))
        elif new:
            default = _chosen(line, col.DEFAULT, (col.YES, col.NO), faults)
            changes.append({"old": old, "new": new, "default": default == col.YES})
    return sorted(code for code, said in results.items() if said == col.ENDS), changes


def entries(lines: list[Line], label: str, faults: list[Fault]) -> list[dict[str, Any]]:
    """Return the units written out, by the code in the column `label`.

    What several rows say of one must agree; a row that leaves a cell blank says nothing of it.
    """
    by_code: dict[str, list[Line]] = {}
    for line in lines:
        if line[label]:
            by_code.setdefault(line[label], []).append(line)
        else:
            faults.append(line.fault("no_code", f"chưa ghi “{label}”"))
    return [_entry(code, rows, faults) for code, rows in by_code.items()]


def _entry(code: str, rows: list[Line], faults: list[Fault]) -> dict[str, Any]:
    said: dict[str, str] = {}
    for line in rows:
        for label in col.OF_NEW:
            if line[label] and said.setdefault(label, line[label]) != line[label]:
                told = f"“{label}” của mã {code} khác với dòng ở trên (“{said[label]}”)"
                faults.append(line.fault("rows_differ", told))
    together = Line(said, rows[0].sheet, rows[0].number)
    kind = _chosen(together, col.KIND, col.KINDS, faults)
    above = said.get(col.ABOVE, "")
    if not above and kind != Unit.Kind.PROVINCE:
        told = f"chưa ghi “{col.ABOVE}” (mã đơn vị cấp trên, hoặc “{col.PROVINCE}”)"
        faults.append(together.fault("no_above", told))
    level = str(LEVELS.get(kind, ""))
    entry: dict[str, Any] = {
        "code": code, "name": said.get(col.NAME, ""), "level": level, "kind": kind,
        "parent": None if above.casefold() in ("", col.PROVINCE) else above,
    }  # fmt: skip
    return {**entry, **_facts(together, faults)} if level == Unit.Level.COMMUNE else entry


def _facts(line: Line, faults: list[Fault]) -> dict[str, Any]:
    terrain = _chosen(line, col.TERRAIN, _TERRAINS, faults)
    area = _chosen(line, col.MINORITY, (col.YES, col.NO), faults)
    sure = _SURE.get(_chosen(line, col.CONFIRMED, _SURE, faults), (False, False))
    return {
        "terrain": _TERRAINS.get(terrain, ""),
        "terrain_confirmed": sure[0],
        "minority_area": area == col.YES,
        "minority_area_confirmed": sure[1],
    }


def _chosen(line: Line, label: str, among: Collection[str], faults: list[Fault]) -> str:
    """Return which of some words a cell holds; "" and a fault where it is none of them."""
    said = line[label].casefold()
    found = next((word for word in among if word.casefold() == said), "")
    if not found:
        told = f"“{label}” ghi “{line[label]}”" if said else f"chưa ghi “{label}”"
        faults.append(line.fault("not_a_choice", f"{told}; chọn: {', '.join(among)}"))
    return found
