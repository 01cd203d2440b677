"""Texts that several may type at once: what each saw is held against what is kept."""

import unicodedata
from collections.abc import Collection, Mapping

from personnel.keeping.recording import Refused

# What somebody saw in a field, and what they leave there, by code.
Changes = Mapping[str, tuple[str, str]]
MEANWHILE = (
    "Chưa ghi gì: nội dung vừa được người khác sửa. Mở lại trang để xem nội dung mới rồi sửa tiếp."
)


def lines(text: str) -> str:
    """Return a text with the line ends of one kind, composed letters and nothing around it."""
    return "\n".join(unicodedata.normalize("NFC", text).splitlines()).strip()


def changed(
    kept: Mapping[str, str], changes: Changes, known: Collection[str], longest: int
) -> dict[str, str]:
    """Return those of the texts that were changed, as they are from now on.

    Raises Refused for a code that is not `known`, a text that is too long or has characters that
    no document can hold, and when somebody else changed one of them meanwhile.
    """
    texts = {}
    for code, (seen, given) in changes.items():
        seen, given = lines(seen), lines(given)
        if given == seen:
            continue
        if code not in known:
            raise Refused(f"Chưa ghi gì: không có mục “{code}” trong kỳ báo cáo này.")
        if kept.get(code, "") not in (seen, given):
            raise Refused(MEANWHILE)
        require_fit(given, longest)
        texts[code] = given
    return texts


def require_fit(text: str, longest: int) -> None:
    """Raise Refused for a text that is too long, or that no document can hold."""
    if len(text) > longest:
        raise Refused(f"Chưa ghi gì: mỗi nội dung không quá {longest} ký tự.")
    if any(unicodedata.category(c) in ("Cc", "Cs") for c in text if c not in "\n\t"):
        raise Refused("Chưa ghi gì: nội dung có ký tự điều khiển, không in được. Xóa đi.")
