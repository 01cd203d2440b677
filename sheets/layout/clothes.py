"""What boards put around the words of a heading: bullets, ordinals, labels, brackets, counts."""

from __future__ import annotations

import re

_BULLET = re.compile(r"^[\s+*•·●○►▪■□◆→⇒>=~_#§–—-]+(?=\S)")
# "I.", "II.1", "A -", "1)", "(1)", "3/" in front of a heading; "X. Ba Tô" is tried as it stands,
# and "K. chuyên trách" is no ordinal.
_ORDINAL = re.compile(
    r"^\s*(?![Kk]\s*\.\s*[Cc])(?:(?:mục|phần|Mục|Phần|MỤC|PHẦN)\s+)?[(\[]?((?:[IVXLC]+|[A-ZĐ]|[a-zđ](?=\s*[.)/])|\d{1,3})"
    r"(?:[.,]\d{1,2})*)\s*(?:[.,)/:\]–-]+\s*|(?<=[IVX])\s+|(?<=\d)\s+(?=[^\W\d]))(?=\S)",
)
ORDINAL = re.compile(r"[(\[]?(?:[IVXLCivxlc]+|[A-Za-zĐđ]|\d{1,3})(?:\.\d{1,2})*\s*[.,)/:\]-]*")
# What may follow a commune's name: "(29 người)", ": 29", "có 29 người", "= 24 đ/c".
_COUNT = re.compile(
    r"\s*[(:,;=–-]*\s*(?:(?:có|gồm|tổng số|ts|sl|số lượng)\s*[:=]?\s*)?\d+"
    r"\s*(?:người|đồng chí|đ/c|đc|cán bộ|cbcc|cb|biên chế|nhân sự)?\s*\)?[\s.:;]*$",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^()]*(?:\)|$)|\[[^\[\]]*(?:\]|$)")
_LABEL = re.compile(
    r"^(?:tên\s+)?(?:đơn vị|địa phương|cơ quan|nơi công tác)(?:\s+(?:công tác|cấp xã))?"
    r"\s*[:=–-]\s*",
    re.IGNORECASE,
)
_SIGNS = " \t.,:;…–-*+_=/"
_DIGITS = re.compile(r"\d+")


def bare(text: str) -> str:
    """Return a heading without its bullet and ordinal."""
    return _ORDINAL.sub("", _BULLET.sub("", text)).strip()


def without_count(text: str) -> str:
    """Return a heading without the number of people behind it."""
    return _COUNT.sub("", text)


def undressed(text: str) -> str:
    """Return the words of a heading: without what stands in brackets, too."""
    words = _LABEL.sub("", _BRACKETS.sub(" ", bare(text)))
    return " ".join(without_count(words.strip(_SIGNS)).strip(_SIGNS).split())


def in_brackets(text: str) -> bool:
    """Whether all of a text stands in brackets."""
    return bool(_BRACKETS.fullmatch(text.strip()))


def rank_of(text: str) -> str:
    """Return the sort of ordinal in front of a heading: "I", "A", "a", "1", "1.1"; "" for none."""
    match = _ORDINAL.match(_BULLET.sub("", text)) or re.fullmatch(r"\s*(\S+?)[.,)/:\]-]*", text)
    if not match or not ORDINAL.fullmatch(match[1]):
        return ""
    first, *deeper = re.split(r"[.,]", match[1])
    return ".".join(["1" if first.isdigit() else _letters(first), *("1" for _ in deeper)])


def _letters(ordinal: str) -> str:
    if len(ordinal) > 1 or ordinal in "IVX":
        return "I"
    return "A" if ordinal.isupper() else "a"
