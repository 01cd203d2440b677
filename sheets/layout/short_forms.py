"""Words of headings in short, and what they stand for."""

from __future__ import annotations

import re

from personnel.words.text import match_key

# In keys of headings, where blanks stand for dots: "C.Môn" is "c môn".
_IN_FULL = {
    "tđ | t độ": "trình độ",
    "cm | c môn | ch môn | chuyên m": "chuyên môn",
    "nv | n vụ": "nghiệp vụ",
    "llct | ll ct | l luận ct | ll chính trị | ll c trị | ll c t | lý luận ct": "lý luận chính trị",
    "ll | l luận": "lý luận",
    "ct | c trị": "chính trị",
    "qlnn | ql nn | q lý nn | quản lý nn | ql nhà nước | qlhc nhà nước | qlhc nn | ql hcnn "
    "| q lý nhà nước | quản lý hcnn": "quản lý nhà nước",
    "tin học | th | t học | tin | ccth | cc th | cc tin học | vi tính": "tin học",
    "nn | n ngữ | ng ngữ | ccnn | cc nn | cc ngoại ngữ | anh văn | a văn": "ngoại ngữ",
    "vh | v hóa": "văn hóa",
    "hv": "học vấn",
    "c quyền | ch quyền": "chính quyền",
    "c ngành | ch ngành": "chuyên ngành",
    "gt": "giới tính",
    "dt": "dân tộc",
}
# These alone may be anything: "Chủ tịch" as well as "Chính trị".
_NOT_ALONE = frozenset(map(match_key, ("ct", "c trị", "nv", "ll", "hv", "vh", "tđ", "tin")))
_FULL = {
    match_key(short): match_key(whole)
    for shorts, whole in _IN_FULL.items()
    for short in shorts.split(" | ")
}
_SHORT = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(_FULL, key=len, reverse=True))})(?![\w\u0300-\u0323])"
)
_GLUED = re.compile(r"(?<!\w)tđ(?=(?:cm|ll|th|tin|nn|ql|vh|hv))")


def spelt_out(key: str) -> str:
    """Return the key of a heading with its short words in full: "tđ ll ct", "c môn"."""
    if key in _NOT_ALONE:
        return key
    return _SHORT.sub(lambda short: _FULL[short[0]], _GLUED.sub("tđ ", key))
