"""A PDF looked through: kept as it is, or written anew without what runs and what is hidden.

As it is, because a decision signed digitally is the signed bytes: written anew it would be a copy
whose signature nobody can check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

from .unfit import Unfit

MAX_PAGES = 100
# As many things as no scan has; each is looked at.
_MAX_OBJECTS = 200_000
# What runs, opens something else, or carries files, by its name in a PDF.
_ACTIVE = frozenset(
    f"/{name}" for name in (
        "JavaScript", "JS", "Launch", "EmbeddedFile", "EmbeddedFiles", "FileAttachment",
        "RichMedia", "Movie", "Sound", "Rendition", "SubmitForm", "ImportData", "GoToE", "GoToR",
        "XFA", "3D",
    )
)  # fmt: skip
# The same in the bytes, for what no table of the file leads to. Short names are met by chance.
_HIDDEN = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|FileAttachment|RichMedia|SubmitForm)\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_ENDED = re.compile(rb"%%EOF\s*\Z")
_SIGNED = re.compile(rb"/ByteRange\s*\[")
# Annotations that are nothing but what is left out.
_LEFT_OUT = frozenset(
    f"/{name}" for name in ("FileAttachment", "RichMedia", "Movie", "Sound", "Screen", "3D")
)
ENCRYPTED = (
    "đặt mật khẩu hoặc giới hạn quyền nên không kiểm tra được. Bỏ mật khẩu rồi lưu lại, hoặc quét "
    "lại từ bản giấy."
)
DAMAGED = "là PDF bị hỏng hoặc thiếu. Quét lại, hoặc mở bằng trình đọc PDF rồi in thành PDF mới."
TOO_LONG = f"có quá nhiều trang: tối đa {MAX_PAGES} trang một tệp. Tách thành nhiều tệp."
NO_PAGE = "là PDF không có trang nào. Quét lại."
STAYS = "có mã chạy hoặc tệp nhúng không bỏ ra được. In thành PDF mới, hoặc quét lại từ bản giấy."
WITHOUT = "đã bỏ mã chạy, tệp nhúng hoặc phần ẩn trong PDF"
UNSIGNED = "; chữ ký số không còn kiểm tra được ở bản giữ tại đây, đơn vị giữ tệp gốc"


def checked(content: bytes) -> tuple[bytes, str]:
    """Return the PDF that is kept and what was left out of it, in words; "" where nothing was.

    Raises Unfit for one that is locked, damaged, without pages or with too many.
    """
    try:
        return _checked(content)
    except (Unfit, MemoryError):
        raise
    # pypdf meets whatever a damaged file holds and raises errors of every kind.
    except Exception as error:
        raise Unfit(DAMAGED) from error


def _checked(content: bytes) -> tuple[bytes, str]:
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted:
        raise Unfit(ENCRYPTED)
    if len(reader.pages) > MAX_PAGES:
        raise Unfit(TOO_LONG)
    if not len(reader.pages):
        raise Unfit(NO_PAGE)
    if _is_plain(content) and not _is_active(reader.trailer, _objects(reader)):
        return content, ""
    anew = _written_anew(reader)
    again = PdfReader(BytesIO(anew))
    if not _is_plain(anew) or _is_active(again.trailer, _objects(again)):
        raise Unfit(STAYS)
    return anew, WITHOUT + (UNSIGNED if _SIGNED.search(content) else "")


def _is_plain(content: bytes) -> bool:
    """Whether a file is a PDF from its first byte to its last, and names nothing that runs."""
    names = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), content)
    return (
        content.startswith(b"%PDF-")
        and _ENDED.search(content, max(len(content) - 1024, 0)) is not None
        and not _HIDDEN.search(names)
    )


def _objects(reader: PdfReader) -> Iterator[Any]:
    """Yield everything that the tables of a file name, whether or not anything leads there."""
    numbers = {(number, gen) for gen, of in reader.xref.items() for number in of}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > _MAX_OBJECTS:
        raise Unfit(DAMAGED)
    for number, gen in sorted(numbers):
        yield reader.get_object(IndirectObject(number, gen, reader))


def _is_active(trailer: Any, objects: Iterator[Any]) -> bool:
    return any(_names_active(found) for found in (trailer, *objects))


def _names_active(found: Any) -> bool:
    """Whether something names what runs; what it refers to is looked at in its own place."""
    waiting = [found]
    while waiting:
        found = waiting.pop()
        if isinstance(found, NameObject) and found in _ACTIVE:
            return True
        if isinstance(found, DictionaryObject):
            if _ACTIVE.intersection(found):
                return True
            waiting += [dict.__getitem__(found, key) for key in found]
        elif isinstance(found, ArrayObject):
            waiting += list.__iter__(found)
    return False


def _written_anew(reader: PdfReader) -> bytes:
    """Return the pages with what is seen of them, forms and signatures filled in included.

    What a file has besides its pages is left behind, what a page does when it is opened too.
    """
    writer = PdfWriter()
    for page in reader.pages:
        page.pop("/AA", None)
        kept = ArrayObject()
        for reference in page.get("/Annots") or ():
            annotation = reference.get_object()
            if annotation.get("/Subtype") not in _LEFT_OUT:
                kept.append(_without_actions(annotation))
        page[NameObject("/Annots")] = kept
        writer.add_page(page)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _without_actions(annotation: Any) -> Any:
    """Return an annotation as it looks: nothing happens at it, and it belongs to no form."""
    seen = ("/Type", "/Subtype", "/Rect", "/AP", "/AS", "/F", "/C", "/Border", "/Contents", "/MK")
    return DictionaryObject(
        {NameObject(name): annotation.raw_get(name) for name in seen if name in annotation}
    )
