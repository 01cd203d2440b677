"""When a level was awarded, where the cell of the level itself tells it: "ĐH Luật, 2015"."""

from __future__ import annotations

import re

from .partial_dates import PartialDate, read_date
from .values import BadCell

_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"(?<!\d)(?<!\d[/.\-])(?:\d{{1,2}}/(?:\d{{1,2}}/)?|\d{{1,2}}\.(?:\d{{1,2}}\.)?"
    rf"|\d{{1,2}}-(?:\d{{1,2}}-)?)?{_YEAR}(?!\d|[/.\-]\w)"
)
_IN_WORDS = re.compile(
    rf"(?:ngày\s+(?P<day>\d{{1,2}})\s+)?tháng\s+(?P<month>\d{{1,2}})\s+năm\s+(?P<year>{_YEAR})",
    re.IGNORECASE,
)
# What leads to a date; "cấp" is a part of some levels.
_LEADING = re.compile(
    r"(?:[\s,;:/\-–]|(?<!\w)(?:năm|tháng|ngày|tn|tốt nghiệp|hoàn thành|ra trường|nhận bằng"
    r"|(?:đã |được )?(?<!trung )(?<!cao )(?<!sơ )cấp(?= (?:ngày|tháng|năm|\d|$)))(?!\w)\.?)+$",
    re.IGNORECASE,
)
# With these in front it is when a study began, or the number of some document.
_UNSURE = re.compile(
    r"(?<!\w)(?:từ|khóa|khoá|niên khóa|niên khoá|k|đến|tới|trước|sau|vào|số|qđ|quyết định|nđ|theo"
    r"|(?<!đại )(?<!trung )(?<!cao )học)\.?$",
    re.IGNORECASE,
)
# The rules that computing certificates follow; their years are none of an award.
_CIRCULAR = re.compile(
    rf"(?:theo\s+)?(?<!\w)(?:thông\s+tư|tt)\s*(?:số\s*)?\d{{1,3}}(?:/{_YEAR})?(?:/[\w-]+)?(?!\w)",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"[(\[][\s,;:\-–]*[)\]]")
_EDGES = re.compile(r"(?<=\()[\s,;:\-–]+|[\s,;:\-–]+(?=\))")


def split_award(text: str) -> tuple[str, PartialDate | None]:
    """Return a text without the date of an award that it tells, and that date.

    A date alone stays as it is. Raises BadCell where the text tells several, or does not tell
    whether a study began or ended then.
    """
    text = _tidied(_CIRCULAR.sub("", _IN_WORDS.sub(_in_figures, text))) or text
    found = list(_DATE.finditer(text))
    if len(found) > 1:
        raise BadCell("ghi nhiều mốc thời gian, không rõ năm nào là năm cấp")
    if not found:
        return text, None
    (date,) = found
    before = _LEADING.sub("", text[: date.start()])
    if _UNSURE.search(before):
        raise BadCell(f"không rõ {date[0]} có phải là năm cấp không")
    rest = _tidied(f"{before} {text[date.end() :].lstrip(' ,;.')}")
    return (rest, read_date(date[0])) if rest else (text, None)


def _in_figures(date: re.Match[str]) -> str:
    return "/".join(filter(None, date.group("day", "month", "year")))


def _tidied(text: str) -> str:
    """Return a text without the brackets and signs that something taken out left behind."""
    lines = (" ".join(line.split()) for line in _EDGES.sub("", _EMPTY.sub("", text)).split("\n"))
    return "\n".join(filter(None, lines)).replace(" )", ")").strip(" ,;:-–\n")
