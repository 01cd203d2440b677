"""Columns of who came and who left, and what their cells say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .leaving import heads_leaving, says_left
from .text import match_key, whole_words

_CHANGES = whole_words("biến động|tăng ?[,/&-]? ?(?:(?:và|hoặc|hay) )?giảm|t/g")
_ARRIVAL = whole_words(
    "tăng|mới|đến|chuyển (?:đến|về)|tiếp nhận|tuyển(?: dụng| mới)?|bổ sung|bổ nhiệm|bầu|trúng cử"
    "|(?:điều động|luân chuyển) (?:đến|về)|kiện toàn|nhận công tác",
    "^(?:được |đã )?",
)
_NO_CHANGE = whole_words(
    "(?:nghỉ )?thai sản|nghỉ (?:phép|ốm)|ốm|đi học|không(?! còn)|ko(?! còn)"
    "|chưa|giữ nguyên|ổn định|như cũ|đang|hiện|còn|t|nay|hiện nay|đến nay",
    "^",
)
_POST = "công tác|giữ chức vụ|giữ chức danh|giữ chức|chức vụ|chức danh|đảm nhiệm|làm việc|hợp đồng"
_AT = r"(?: (?:tại|ở|trong))?(?: (?:xã|phường|thị trấn|đơn vị|cơ quan|địa phương))?"
_UNTIL = re.compile(
    match_key(
        rf"(?:(?:thời gian|ngày|thời điểm|thời hạn) )?(?:(?:{_POST}|nhiệm kỳ|bổ nhiệm){_AT} )?"
        r"\(?(?:đến(?: hết)?(?: ?[,/]? ?(?:ngày|tháng|năm))*|kết thúc|hết hạn)\)?"
    )
)
_OF_A_POST = whole_words(rf"{_POST}|nhiệm kỳ|bổ nhiệm|thời gian|thời hạn")
# "Đến" alone, and "Ngày đến", may be when somebody came.
_EITHER = frozenset(map(match_key, ("đến", "ngày đến", "thời gian đến", "thời điểm đến")))


def heads_changes(path: Sequence[str]) -> bool:
    """Whether a column, headed from the top down, is of who came as well as of who left."""
    return any(_CHANGES.search(match_key(text)) for text in path) and not heads_leaving(path[-1])


def heads_those_gone(path: Sequence[str]) -> bool:
    """Whether the cells of a column may say that somebody left: by a day, a reason, a tick."""
    keys = list(map(match_key, path))
    changes = [at for at, key in enumerate(keys) if _CHANGES.search(key)]
    if changes and any(map(_ARRIVAL.match, keys[changes[-1] + 1 :])):
        return False
    return bool(changes) or _heads_an_end(keys) or any(map(heads_leaving, path))


def says_no_leaving(text: str) -> bool:
    """Whether a cell of such a column says that somebody came, or is where they were."""
    key = match_key(text)
    is_other = bool(_ARRIVAL.match(key) or _NO_CHANGE.match(key)) or not key.strip("+0")
    return is_other and not says_left(text)


def _heads_an_end(keys: Sequence[str]) -> bool:
    """Whether a column is of the day until which somebody serves."""
    *above, leaf = keys
    if not _UNTIL.fullmatch(leaf):
        return False
    return bool(_OF_A_POST.search(above[-1])) if above else leaf not in _EITHER
