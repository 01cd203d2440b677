"""Workbooks as the zip files they are: taken apart, put together again, refused."""

import io
import zipfile
from pathlib import Path

import pytest

from xlsx.limits import SheetRefused
from xlsx.workbook import open_workbook


def parts_of(book: io.BytesIO | bytes) -> dict[str, bytes]:
    """Return the parts of a workbook by name."""
    file = io.BytesIO(book) if isinstance(book, bytes) else book
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def put_together(parts: dict[str, bytes]) -> io.BytesIO:
    """Return a workbook of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    file.seek(0)
    return file


def refusal_of(file: io.BytesIO | Path) -> str:
    """Return in what words a file is refused."""
    with pytest.raises(SheetRefused) as refused:
        open_workbook(file)
    return str(refused.value)
