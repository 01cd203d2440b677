"""What a list of needs is about, in words."""

from __future__ import annotations

from targets.needs.ordering import LeftOut

from .asked import Asked
from .entries import Entries
from .reading import in_words
from .shown import Shown
from .tables import WITHOUT_COURSE

# Of a minimum the people are those who may be sent.
ORDER = "Thứ tự cử đi học"


def headline(asked: Asked, entries: Entries) -> str:
    """Return what the list shows: "Cần học: Trung cấp lý luận chính trị"."""
    shown = str(asked.show.label)
    if asked.show == Shown.MINIMUM:
        shown = entries.left.label if entries.left else ORDER
    what = column_name(asked)
    return f"{shown}: {what}" if what else shown


def column_name(asked: Asked) -> str:
    """Return the name of the course or criterion asked for; "" where it is all of them."""
    if asked.column is None:
        return ""
    if asked.show.by_course:
        offers = asked.study.needs.offers.offers
        names = (offer.name for offer in offers if offer.code == asked.column)
        return next(names, asked.column or WITHOUT_COURSE.get(asked.show, ""))
    criteria = (c for c in asked.study.criteria if c.code == asked.column)
    return next(map(in_words, criteria), asked.column)


def asked_in_words(asked: Asked, entries: Entries) -> str:
    """Return what was asked for, as the log of personal data keeps it."""
    parts = [
        "Nhu cầu đào tạo", headline(asked, entries), str(asked.top or ""),
        f"hạn {asked.deadline:%d/%m/%Y}", f"khai giảng {asked.start:%d/%m/%Y}",
    ]  # fmt: skip
    return "; ".join(part for part in parts if part)


def left_asked(asked: Asked, value: str) -> LeftOut | None:
    """Return the reason whose people are listed; None: those in the order."""
    return LeftOut(value) if value and asked.show == Shown.MINIMUM else None
