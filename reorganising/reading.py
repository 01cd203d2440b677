"""A decree from a file of either kind: JSON, or the workbook that the portal gives out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from .fault import Fault
from .reading_json import read_json, understood
from .workbook import read_workbook

# By how the name of a file ends: what returns the content for `Decreed.of`, and what of the file
# it did not understand.
Reader = Callable[[Path], tuple[dict[str, Any], list[Fault]]]
READERS: Mapping[str, Reader] = {".json": read_json, ".xlsx": read_workbook}


def read_decree(path: Path) -> tuple[dict[str, Any], list[Fault]]:
    """Read a file of a decree; return what `Decreed.of` takes, and what was not understood."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        told = f"Tệp {path.name} không thuộc loại đọc được: {', '.join(READERS)}."
        return understood({})[0], [Fault("file_kind", told)]
    return reader(path)
