"""What a file must be before Excel's format is read: a sound .xlsx of bounded size.

An .xlsx is a zip of XML parts. Both can be made to grow out of all proportion when they
are read, so every part is unpacked once, piece by piece, and counted against `limits`
before anything builds a workbook from it.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import IO
from xml.parsers import expat

from .contents import Contents
from .limits import (
    DAMAGED,
    MAX_COLUMNS,
    MAX_FILE,
    MAX_PARTS,
    MAX_UNPACKED,
    MEGABYTE,
    REASONS,
    SAVE_AGAIN,
    Budget,
    SheetRefused,
)
from .scanning import PartScan
from .styles import Look, looks_of

__all__ = [
    "MAX_COLUMNS",
    "MAX_FILE",
    "MEGABYTE",
    "SAVE_AGAIN",
    "SheetRefused",
    "check_container",
]

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
)
_PIECE = 64 * 1024
# The cell formats; of a list of people they come to far less.
_STYLES, _MAX_STYLES = "xl/styles.xml", 10 * MEGABYTE
_WORKBOOK = re.compile(r"workbook\d*\.xml$")
# What may stand in front of the first "<" of an XML part, in any encoding.
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
_XML = (".xml", ".rels")
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


def check_container(file: IO[bytes]) -> Contents:
    """Return what a scan of `file` found; raise SheetRefused unless it is sound and small."""
    size = file.seek(0, 2)
    file.seek(0)
    if size == 0:
        raise SheetRefused("Tệp rỗng (0 byte).")
    if size > MAX_FILE:
        raise SheetRefused(f"Tệp quá lớn: tối đa {MAX_FILE // MEGABYTE} MB.")
    _check_signature(file)
    try:
        with zipfile.ZipFile(file) as archive:
            return _check_parts(archive)
    except _BROKEN as error:
        raise SheetRefused(DAMAGED) from error


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


def _check_parts(archive: zipfile.ZipFile) -> Contents:
    parts = archive.infolist()
    if len(parts) > MAX_PARTS:
        raise SheetRefused(f"Tệp có quá nhiều thành phần ({len(parts)}).")
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise SheetRefused(REASONS["bytes"])
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or not any(map(_WORKBOOK.search, names)):
        raise SheetRefused(f"Tệp không phải sổ Excel (.xlsx). {SAVE_AGAIN}")
    contents = _scanned(archive, exactly=False)
    if not contents.has_little_text:
        Budget().take("text", _scanned(archive, exactly=True).text())
    return contents


def _scanned(archive: zipfile.ZipFile, *, exactly: bool) -> Contents:
    budget, contents = Budget(), Contents()
    looks: dict[str, Look] = {}
    for part in sorted(archive.infolist(), key=lambda part: part.filename != _STYLES):
        _check_sort(part)
        scan = _scan(archive, part, budget, looks, exactly)
        if scan:
            contents.add(scan)
        if part.filename == _STYLES and part.file_size <= _MAX_STYLES:
            looks = looks_of(archive.read(part))
    return contents


def _check_sort(part: zipfile.ZipInfo) -> None:
    if part.flag_bits & 1:
        raise SheetRefused("Tệp được đặt mật khẩu. Hãy gỡ mật khẩu rồi nộp lại.")
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise SheetRefused(f"Tệp nén theo cách mà Excel không dùng. {SAVE_AGAIN}")


def _scan(
    archive: zipfile.ZipFile,
    part: zipfile.ZipInfo,
    budget: Budget,
    looks: Mapping[str, Look],
    exactly: bool,
) -> PartScan | None:
    """Unpack a part wholly, whatever it is; return its scan when it is XML."""
    scan: PartScan | None = PartScan(part.filename, budget, looks, exactly=exactly)
    with archive.open(part) as unpacked:
        for at, piece in enumerate(iter(lambda: unpacked.read(_PIECE), b"")):
            budget.take("bytes", len(piece))
            if at == 0 and not piece.lstrip(_BEFORE_XML).startswith(b"<"):
                _give_up(part.filename)
                scan = None
            if scan and not _goes_on(scan, piece):
                scan = None
    return scan if scan and part.file_size and _goes_on(scan, b"") else None


def _goes_on(scan: PartScan, piece: bytes) -> bool:
    """Feed a piece, or finish with none; false when the XML breaks off."""
    try:
        if piece:
            scan.feed(piece)
        else:
            scan.close()
    except expat.ExpatError:
        _give_up(scan.name)
        return False
    return True


def _give_up(name: str) -> None:
    """Pass over a picture or an old drawing; what the reader of cells may open has to be XML."""
    if name.endswith(_XML):
        raise SheetRefused(DAMAGED)
