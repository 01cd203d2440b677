"""What a cell of a level tells besides the level: when it was awarded, or that it is not held yet.

The same for every kind; the level itself is read by the kind's own reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from .awards import split_award
from .not_held import marked_spans, told_doubt
from .values import BadCell, CellValue, read_lines, says_nothing
from .vietnamese import clean
from .vocabulary import Held, Vocabulary, says_none

Reader = Callable[[Vocabulary, CellValue], Held | None]

_NOT_COUNTED = "đang học hoặc chưa có bằng thì chưa tính là có trình độ này"
# "Chưa …" is the level "none", unless it is a study that did not end: another level may be held.
_UNENDED = re.compile(
    r"chưa (?:tốt nghiệp|tn|nhận|được (?:cấp|nhận)|cấp|lấy|hoàn thành|học xong|xong|ra trường"
    r"|bảo vệ|thi)(?!\w)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;(]")
_PARTS = re.compile(r"[;,+()\n]| và | - |\s(?=(?:hiện|đang|sắp|sẽ)\s)", re.IGNORECASE)


def read_held(reader: Reader, vocabulary: Vocabulary, value: CellValue) -> Held | None:
    """Read a cell with a kind's reader; a date behind the level is that of its award.

    Raises BadCell for a level that is studied for and not known to be held, and for what the
    reader does not know.
    """
    if not isinstance(value, str):
        return reader(vocabulary, value)
    text = read_lines(value)
    if says_nothing(clean(text)):
        return None
    refuse_unheld(vocabulary, clean(text))
    if says_none(text):
        return reader(vocabulary, text)
    told, awarded = split_award(text)
    held = reader(vocabulary, told)
    if held and held.level and awarded and not held.awarded:
        held = replace(held, awarded=awarded)
    return held


def refuse_unheld(vocabulary: Vocabulary, text: str) -> None:
    """Raise BadCell where a text tells of a study and not of what it ended in."""
    if says_none(text):
        clause = _CLAUSE.split(text)[0]
        names_one = not vocabulary.knows_studying and vocabulary.levels_named(clause)
        if _UNENDED.match(text) or names_one:
            raise BadCell("chưa học xong một trình độ; không rõ đã có trình độ nào")
        return
    if study := vocabulary.study_in(text):
        raise BadCell(f"«{study}» là đang học hay đã có bằng; {_NOT_COUNTED}")
    if doubt := told_doubt(vocabulary.without_studying(text)):
        raise BadCell(f"«{doubt}»: {_NOT_COUNTED}")


def is_unheld(vocabulary: Vocabulary, text: str) -> bool:
    """Whether a text tells of a study and not of what it ended in."""
    try:
        refuse_unheld(vocabulary, clean(text))
    except BadCell:
        return True
    return False


def levels_told(vocabulary: Vocabulary, text: str) -> tuple[list[int], list[int]]:
    """Return the levels that a text names apart from a study, and those it names with one.

    "TC Luật, đang học ĐH" names the second level as held and the fourth as studied for.
    """
    held: list[int] = []
    studied: list[int] = []
    for part in filter(None, map(str.strip, _PARTS.split(marked_spans(text)))):
        named = vocabulary.levels_named(part) or vocabulary.levels_alone(part)
        if not is_unheld(vocabulary, part) and not says_none(part):
            held += named
        elif named:
            studied += named
        elif held:
            # What follows a level without one of its own is said of that: "ĐH Luật (đang học)".
            studied.append(held.pop())
    return _unique(held), _unique(studied)


def _unique(levels: Iterable[int]) -> list[int]:
    return sorted(set(levels), reverse=True)
