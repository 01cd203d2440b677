"""How titles stand in cells: cut apart, in short forms, in all their spellings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from personnel.words.text import match_key

# Between these stand names of their own; between the others there may also be one name's parts.
_APART = r"[;,+()\[\]]|(?<!\w)(?:kiêm(?:\s+nhiệm)?|đồng\s+thời)(?!\w)"
_LOOSE = (
    r"\n|\s*[-\u2010-\u2015\u2212/&]\s*|(?<!\w)và(?!\w)"
    r"|(?:(?<= xã)|(?<= phường)|(?<= trấn))\s+"
)
_CUT = re.compile(rf"(?P<apart>{_APART})|(?P<loose>{_LOOSE})", re.IGNORECASE)
_TOKEN = re.compile(r"[\w\u0300-\u036f]+")
_AND, _DEPUTY = match_key("và"), match_key("phó")
# Words that are nothing else in a title, in short.
_IN_FULL = {
    match_key(short): match_key(whole)
    for short, whole in {
        "ĐU": "Đảng ủy",
        "BT": "Bí thư",
        "PBT": "Phó Bí thư",
        "CT": "Chủ tịch",
        "PCT": "Phó Chủ tịch",
        "P": "Phó",
        "CHT": "Chỉ huy trưởng",
        "PCHT": "Phó Chỉ huy trưởng",
        "xã đoàn": "Đoàn",
    }.items()
}
_SHORT = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(_IN_FULL, key=len, reverse=True))})(?![\w\u0300-\u036f])"
)


def title_key(text: str) -> str:
    """Return what all spellings of a title have in common: its letters alone.

    "VP - TK", "VP.TK" and "VPTK" come to the same, and so do "CT. HĐND" and "CTHĐND".
    """
    return _words(text).replace(" ", "")


def title_keys(text: str) -> tuple[str, ...]:
    """Return the key of a title, and that of its short words in full: "Phó BT ĐU", "P. CT"."""
    return tuple(dict.fromkeys((title_key(text), title_key(words_in_full(text)))))


def words_in_full(text: str) -> str:
    """Return the words of a title with a blank between, its short ones in full: "P. CT"."""
    return _SHORT.sub(lambda short: _IN_FULL[short[0]], _words(text))


def _words(text: str) -> str:
    return " ".join(token for token in _TOKEN.findall(match_key(text)) if token != _AND)


def words_of_deputies(text: str) -> str:
    """Return the words of a title, a deputy's told apart from that of whom they stand in for."""
    return f" {_words(text)}".replace(f" {_DEPUTY} ", f" {_DEPUTY}-").strip()


@dataclass
class Part:
    """A stretch of a cell between two cuts; `follows` is whether it may go on the part before."""

    start: int
    end: int
    follows: bool


def parts_of(text: str) -> list[Part]:
    """Return the stretches of a cell that say something, between all its cuts."""
    parts, start, loosely = list[Part](), 0, False
    for cut in (*_CUT.finditer(text), None):
        end = cut.start() if cut else len(text)
        if _TOKEN.search(text[start:end]):
            parts.append(Part(start, end, follows=loosely))
            loosely = True
        if cut:
            start, loosely = cut.end(), loosely and cut.lastgroup == "loose"
    return parts


def trimmed(text: str) -> str:
    """Return a title without the signs around it."""
    return " ".join(text.split()).strip(" -–,.;:()[]")
