"""What a file must be before Excel's format is read: a sound .xlsx of bounded size.

An .xlsx is a zip of XML parts. Both can be made to grow out of all proportion when they
are read, so every part is unpacked once, piece by piece, and counted against the limits
below, before anything builds a workbook from it.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from typing import IO
from xml.parsers import expat

MEGABYTE = 1024 * 1024
MAX_FILE = 20 * MEGABYTE
MAX_UNPACKED = 100 * MEGABYTE
MAX_PARTS = 2_000
MAX_ROWS = 50_000
MAX_CELLS = 600_000
MAX_COLUMNS = 200
# What stands inside cells and texts: values, formulas, runs.
MAX_CELL_PARTS = 1_500_000
# All other elements: shared strings, styles, links, merged areas.
MAX_OTHERS = 300_000
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
)
_PIECE = 64 * 1024
_WORKBOOK = re.compile(r"workbook\d*\.xml$")
# What may stand in front of the first "<" of an XML part, in any encoding.
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_THINGS = {"c": "cells", "row": "rows"} | dict.fromkeys(("v", "t", "is", "f", "r"), "cell parts")
_LIMITS = {
    "bytes": MAX_UNPACKED,
    "rows": MAX_ROWS,
    "cells": MAX_CELLS,
    "cell parts": MAX_CELL_PARTS,
    "others": MAX_OTHERS,
}


class SheetRefused(Exception):
    """A file that cannot be taken as a personnel sheet; the text says why, in Vietnamese."""


def dotted(number: int) -> str:
    """Return a whole number as Vietnamese text writes it: 10.000."""
    return f"{number:,}".replace(",", ".")


SAVE_AGAIN = "Hãy mở bằng Excel rồi lưu lại dạng .xlsx."
_TRIM = "Hãy xóa các dòng, cột trống ở cuối trang tính rồi nộp lại."
_TOO_INTRICATE = "Tệp có cấu trúc quá lớn, không thể là danh sách cán bộ."
_REASONS = {
    "bytes": f"Tệp giải nén ra quá lớn (hơn {MAX_UNPACKED // MEGABYTE} MB), "
    "không thể là danh sách cán bộ.",
    "rows": f"Tệp có quá nhiều dòng (hơn {dotted(MAX_ROWS)}). {_TRIM}",
    "cells": f"Tệp có quá nhiều ô (hơn {dotted(MAX_CELLS)}). {_TRIM}",
    "cell parts": _TOO_INTRICATE,
    "others": _TOO_INTRICATE,
}


def check_container(file: IO[bytes]) -> None:
    """Raise SheetRefused unless `file` is a sound .xlsx container within the limits."""
    size = file.seek(0, 2)
    file.seek(0)
    if size == 0:
        raise SheetRefused("Tệp rỗng (0 byte).")
    if size > MAX_FILE:
        raise SheetRefused(f"Tệp quá lớn: tối đa {MAX_FILE // MEGABYTE} MB.")
    _check_signature(file)
    try:
        with zipfile.ZipFile(file) as archive:
            _check_parts(archive)
    except _DAMAGED as error:
        raise SheetRefused(f"Tệp bị hỏng, không giải nén được. {SAVE_AGAIN}") from error


def _check_signature(file: IO[bytes]) -> None:
    start = file.read(len(_OLE))
    if start == _OLE:
        file.seek(0)
        if _ENCRYPTED_STREAM in file.read():
            raise SheetRefused("Tệp được đặt mật khẩu. Hãy gỡ mật khẩu rồi nộp lại.")
        raise SheetRefused(f"Tệp ở định dạng .xls cũ. {SAVE_AGAIN}")
    if not start.startswith(_ZIP):
        raise SheetRefused(f"Tệp không phải sổ Excel (.xlsx). {SAVE_AGAIN}")
    file.seek(0)


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MAX_PARTS:
        raise SheetRefused(f"Tệp có quá nhiều thành phần ({len(parts)}).")
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise SheetRefused(_REASONS["bytes"])
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or not any(map(_WORKBOOK.search, names)):
        raise SheetRefused(f"Tệp không phải sổ Excel (.xlsx). {SAVE_AGAIN}")
    count = _Count()
    for part in parts:
        _check_part(archive, part, count)


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, count: _Count) -> None:
    if part.flag_bits & 1:
        raise SheetRefused("Tệp được đặt mật khẩu. Hãy gỡ mật khẩu rồi nộp lại.")
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise SheetRefused(f"Tệp nén theo cách mà Excel không dùng. {SAVE_AGAIN}")
    parser: expat.XMLParserType | None = count.parser()
    with archive.open(part) as unpacked:
        for at, piece in enumerate(iter(lambda: unpacked.read(_PIECE), b"")):
            count.add("bytes", len(piece))
            if at == 0 and not piece.lstrip(_BEFORE_XML).startswith(b"<"):
                parser = None
            parser = parser and _fed(parser, piece)


def _fed(parser: expat.XMLParserType, piece: bytes) -> expat.XMLParserType | None:
    """Count on; None when the XML breaks off here, where every reader would stop too."""
    try:
        parser.Parse(piece, False)
    except expat.ExpatError:
        return None
    return parser


class _Count:
    """What all parts of a file come to together, against the limits."""

    def __init__(self) -> None:
        self._left = dict(_LIMITS)

    def add(self, thing: str, number: int = 1) -> None:
        """Count what was really unpacked, whatever the zip's own directory declares."""
        self._left[thing] -= number
        if self._left[thing] < 0:
            raise SheetRefused(_REASONS[thing])

    def parser(self) -> expat.XMLParserType:
        """Return a parser that builds nothing, only counts, and refuses declarations."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._element
        parser.StartDoctypeDeclHandler = _refuse_declarations
        return parser

    def _element(self, name: str, _attributes: object) -> None:
        self.add(_THINGS.get(name.rpartition(" ")[2], "others"))


def _refuse_declarations(*_args: object) -> None:
    raise SheetRefused("Tệp chứa khai báo XML mà Excel không dùng; có thể là tệp gây hại.")
