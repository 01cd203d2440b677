"""What a file sent as a scan is by its content, and the file that is kept of it.

It knows nothing of Django: a process of its own runs it (`apart.py`), which a hostile file may
bring down alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from .papers import checked
from .pictures import JPEG, PNG, drawn_anew
from .unfit import Unfit

PDF_TYPE = "application/pdf"
# Readers look for the beginning of a PDF so far into a file.
_PDF_WITHIN = 1024
NEITHER = (
    "không phải PDF, JPEG hoặc PNG. Quét lại thành PDF, hoặc chụp và lưu thành ảnh JPEG, PNG; đổi "
    "đuôi của tên tệp thì không đủ."
)


@dataclass(frozen=True)
class Clean:
    """A file as it is kept: its content type, what is in it, and what was left out, in words."""

    content_type: str
    content: bytes
    left_out: str = ""


def cleaned(content: bytes) -> Clean:
    """Return what is kept of a file; its name and what its sender says of it are not asked.

    Pictures are drawn anew. A PDF stays as it is, byte by byte, unless it holds what runs or is
    hidden in it: then it is written anew without that. Raises Unfit for whatever is no sound PDF,
    JPEG or PNG.
    """
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return Clean("image/png", drawn_anew(content, PNG))
    if content.startswith(b"\xff\xd8\xff"):
        return Clean("image/jpeg", drawn_anew(content, JPEG))
    if b"%PDF-" in content[:_PDF_WITHIN]:
        paper, left_out = checked(content)
        return Clean(PDF_TYPE, paper, left_out)
    raise Unfit(NEITHER if content else "không có nội dung. Kiểm tra lại tệp rồi chọn lại.")
