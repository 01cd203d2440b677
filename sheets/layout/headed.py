"""Levels that head columns of ticks, in the words of boards and of form BM02."""

from __future__ import annotations

import re
from functools import lru_cache

from personnel.kinds import KINDS
from personnel.words.headings import heading_key
from personnel.words.languages import LANGUAGES
from personnel.words.values import BadCell
from personnel.words.vietnamese import clean
from personnel.words.vocabulary import Held

# What stands with a level and makes it no other: "CV & TĐ", "ĐH trở lên", "ĐH (tại chức)".
_BESIDE = re.compile(
    r"(?:&|/|-|,|(?<!\w)(?:và|hoặc))?\s*\(?(?<!\w)(?:tđ|tương đương)(?!\w)\)?"
    r"|^từ(?=\s.*trở lên)"
    r"|(?<!\w)(?:trở lên|và cao hơn|chính quy|tại chức|từ xa|liên thông|vừa học vừa làm|vlvh"
    r"|đã tốt nghiệp|tốt nghiệp|trình độ)(?!\w)",
    re.IGNORECASE,
)
Path = tuple[str, ...]
_TRAINED = re.compile(r"(?<!\w)đt(?!\w)", re.IGNORECASE)
_COURSE = re.compile(r"(?<!\w)bd(?!\w)", re.IGNORECASE)
_UPWARDS = re.compile(r"(?<!\w)(?:trở lên|và cao hơn)(?!\w)", re.IGNORECASE)
_DOWNWARDS = re.compile(
    r"^(?:trình độ\s+)?dưới\s+|\s+trở xuống$|^từ(?=\s.*trở xuống)", re.IGNORECASE
)
_OTHER_LANGUAGE = re.compile(r"(?:ngoại ngữ|tiếng|ngôn ngữ)\s+(?:\w+\s+)?khác", re.IGNORECASE)
_LANGUAGE = re.compile(
    rf"(?<!\w)(?:tiếng\s+)?({'|'.join(LANGUAGES)})(?:\s+(?:văn|ngữ))?(?!\w)(?!\s*cấp)",
    re.IGNORECASE,
)


def _keys(words: str) -> frozenset[str]:
    return frozenset(heading_key(phrase) for phrase in words.split(" | "))


_CERTIFICATES = _keys(
    "Chứng chỉ | Chứng chỉ A, B, C | Chứng chỉ A, B | A, B, C | A, B | Có chứng chỉ | CC "
    "| Chứng chỉ các loại"
)
# Headings of several levels mean the lowest of them for certain: by kind, its number.
_SEVERAL = {
    ("professional", 5): _keys("Trên ĐH | Trên đại học | Sau ĐH | Sau đại học | SĐH | TĐH"),
    ("professional", 4): _keys(
        "ĐH và trên ĐH | ĐH, trên ĐH | ĐH và sau ĐH | ĐH, sau ĐH | Đại học và trên đại học "
        "| Đại học, trên đại học | Đại học và sau đại học | Đại học, sau đại học"
    ),
    ("theory", 3): _keys(
        "Cao cấp, cử nhân | Cử nhân, cao cấp | Cao cấp và cử nhân | Cao cấp & cử nhân "
        "| Cử nhân và cao cấp | Cử nhân & cao cấp | Cao cấp hoặc cử nhân | Cử nhân hoặc cao cấp "
        "| CC, CN | CN, CC | CN & CC | CC & CN"
    ),
    ("it", 1): _CERTIFICATES,
    ("foreign_language", 2): _CERTIFICATES,
}
_BY_WORDS = {(kind, key): level for (kind, level), keys in _SEVERAL.items() for key in keys}


@lru_cache(maxsize=2048)
def headed_level(kind: str, path: Path) -> str:
    """Return what a tick under a heading says as a cell of `kind` would; "" when it is no level.

    `path` is the heading from the top down, as "Ngoại ngữ", "Tiếng Anh", "Chứng chỉ".
    """
    if kind not in KINDS or KINDS[kind].is_course or not path:
        return ""
    told = _told(kind, path[-1])
    return _of_its_language(kind, told, path) if told else ""


def kind_headed(path: Path) -> str:
    """Return the kind of a heading that names it together with a level: "Trung cấp LLCT"."""
    for kind in KINDS:
        rest = KINDS[kind].without_its_name(path[-1])
        if rest != clean(path[-1]) and rest and headed_level(kind, (rest,)):
            return kind
    return ""


def label_of(kind: str, level: int) -> str:
    """Return how a cell of `kind` says a level."""
    return KINDS[kind].level_label(level) if level else "Chưa"


def level_of(kind: str, text: str) -> int | None:
    """Return the level that a cell of `kind` says; None when it says none."""
    held = _read(kind, text)
    return held.level if held else None


def is_a_floor(kind: str, path: Path) -> bool:
    """Whether a heading is of more levels than the one that a tick under it is read as."""
    leaf = path[-1] if path else ""
    level = level_of(kind, headed_level(kind, path))
    if level is None or level == KINDS[kind].top:
        return False
    several = (kind, heading_key(_plain(leaf))) in _BY_WORDS and (kind, level) not in (
        ("it", 1),
        ("foreign_language", 2),
    )
    return several or bool(_UPWARDS.search(clean(leaf)))


def is_below_a_level(path: Path) -> bool:
    """Whether a heading is of everybody below a level: "Dưới đại học", "CĐ trở xuống"."""
    leaf = clean(path[-1]) if path else ""
    rest = _DOWNWARDS.sub("", leaf).strip()
    return rest != leaf and any(headed_level(kind, (rest,)) for kind in KINDS)


def _told(kind: str, leaf: str) -> str:
    rest = KINDS[kind].without_its_name(leaf)
    if rest and rest != clean(leaf) and (told := _told(kind, rest)):
        return told
    plain = _plain(leaf)
    level = _BY_WORDS.get((kind, heading_key(plain)))
    if level is not None:
        return label_of(kind, level)
    told = plain if plain != clean(leaf) else leaf
    return told if _read(kind, told) is not None else ""


def _plain(leaf: str) -> str:
    """Return a heading without what makes its level no other."""
    text = _TRAINED.sub("đào tạo", _BESIDE.sub(" ", clean(leaf)))
    text = _COURSE.sub("bồi dưỡng", text)
    return re.sub(r"\(\s*\)", "", text).strip(" ,;&/-")


def _of_its_language(kind: str, told: str, path: Path) -> str:
    """Return a level with the language that stands above it."""
    languages = KINDS[kind].languages
    if languages is None or languages.of_ethnic_groups or not level_of(kind, told):
        return told
    whole = clean(" / ".join(path))
    if _OTHER_LANGUAGE.search(whole):
        # Which one, nobody can know of a tick: told so that it is asked.
        return f"ngoại ngữ khác: {told}"
    named = _LANGUAGE.search(whole)
    held = _read(kind, told)
    if named is None or held is None or (held.language and _LANGUAGE.search(told)):
        return told
    return f"{named[1].capitalize()} {told}"


def _read(kind: str, text: str) -> Held | None:
    try:
        return KINDS[kind].read(text) if text else None
    except BadCell:
        return None
