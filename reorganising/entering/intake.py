"""A file of a decree taken in: what it says, with everything that keeps it from being a draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from personnel.places.decreed import Decreed
from reorganising.checking import faults
from reorganising.fault import Fault
from reorganising.reading_json import read_bytes
from reorganising.workbook import read_workbook

from .forms import CODE
from .writing import without_numbers


@dataclass(frozen=True)
class Taken:
    """What a file says (`told`), what of it is not understood, and what else is wrong with it.

    Only what is not understood keeps it out: a draft may be unfinished. `version` is that of the
    draft a workbook was given out from; `has_splits` tells that the file can say who went where.
    """

    told: dict[str, Any]
    not_understood: list[Fault]
    other: list[Fault]
    version: int | None
    has_splits: bool

    @property
    def all(self) -> list[Fault]:
        """Everything that is wrong, each told once."""
        by_told = {fault.told: fault for fault in (*self.not_understood, *self.other)}
        return list(by_told.values())


def take_in(file: UploadedFile[Any]) -> Taken:
    """Read a workbook or a JSON file that was sent; never raises for what it holds."""
    is_json = str(file.name).lower().endswith(".json")
    told, found = read_bytes(file.read()) if is_json else read_workbook(file)
    version = told.pop("version", None)
    for kind in ("begins", "past"):
        told[kind] = [{"parent": None, **entry} for entry in told.get(kind, ())]
        found += _unfit(told[kind])
    if found:
        return Taken(told, found, [], version, is_json)
    told, nobody = without_numbers(told)
    return Taken(told, nobody, faults(Decreed.of(told), sealed=None), version, is_json)


def _unfit(entries: list[Mapping[str, Any]]) -> Iterator[Fault]:
    """Yield what no page could show: a code that is none, a value that is no plain one."""
    for entry in entries:
        code = entry.get("code")
        if not isinstance(code, str) or not CODE.fullmatch(code):
            yield Fault("wrong_code", f"“{code}” không phải mã đơn vị.")
        for name, value in entry.items():
            if not isinstance(value, str | bool | None):
                yield Fault("wrong_value", f"Đơn vị mã {code}: không rõ giá trị của “{name}”.")
