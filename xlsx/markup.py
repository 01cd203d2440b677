"""What the XML of a workbook's parts may say of itself, and how it names columns."""

from __future__ import annotations

from .limits import DAMAGED, SheetRefused

# What the reader of cells gets by relation is to be looked at by its name.
_READ = ("/worksheet", "/sharedStrings", "/styles", "/officeDocument")
# The reader of cells takes every part for UTF-8.
_ENCODINGS = (None, "utf-8", "us-ascii")


def column_of(letters: str) -> int:
    """Return the number of a column, from 1: "AA" → 27."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def is_utf8(encoding: str | None) -> bool:
    """Whether a part declared so is read as it is meant."""
    return (encoding and encoding.casefold()) in _ENCODINGS


def check_relation(attributes: dict[str, str]) -> None:
    """Raise SheetRefused where a part that is read bears a name that is not looked at."""
    target = attributes.get("Target", "")
    if attributes.get("Type", "").endswith(_READ) and not target.endswith(".xml"):
        raise SheetRefused(DAMAGED)


def refuse_declarations(*_args: object) -> None:
    """Raise SheetRefused: entities are declared in no part of a workbook."""
    raise SheetRefused("Tệp chứa khai báo XML mà Excel không dùng; có thể là tệp gây hại.")
