"""Language columns: a language and a level, in the orders boards write them."""

from __future__ import annotations

from .values import BadCell, CellValue, cell_text
from .vocabulary import Held, Vocabulary, says_none, says_nothing, words_of

ENGLISH = "Anh"
LANGUAGES = (
    ENGLISH,
    "Pháp",
    "Nga",
    "Trung",
    "Nhật",
    "Hàn",
    "Đức",
    "Lào",
    "Thái",
    "Khmer",
)
_BY_WORD = {words_of(name): name for name in LANGUAGES}
_LANGUAGE_WORD = words_of("tiếng")
_AFTER_A_LANGUAGE = {words_of(word) for word in ("văn", "ngữ", "quốc", "bản")}
# "Trung cấp" is a level, "Trung" alone a language.
_NOT_A_LANGUAGE_BEFORE = {words_of("cấp")}
# The old certificates and the six-level frame: what "A", "B" or "A2" alone means.
_CERTIFICATES = range(2, 9)

_FRAME = {
    level: f"{name} | bậc {step} | bậc {step}/6 | bậc {step} {name} | {name} bậc {step}"
    for step, (level, name) in enumerate(
        zip(range(3, 9), ("A1", "A2", "B1", "B2", "C1", "C2"), strict=True), start=1
    )
}
_FOREIGN_LEVELS = Vocabulary(
    "foreign_language",
    {
        1: "đang học | đã học",
        2: "A | B | C",
        **_FRAME,
        9: "CĐ",
        10: "ĐH | Đại học | Cử nhân | Thạc sĩ | Tiến sĩ | ThS | TS",
    },
    noise=("chứng chỉ", "trình độ", "bằng", "cũ"),
)


def read_foreign_language(value: CellValue) -> Held | None:
    """Read "Anh B1", "Tiếng Anh bậc 3", "ĐH tiếng Anh", "đang học tiếng Anh", "B" (English)."""
    text = cell_text(value)
    if says_nothing(text):
        return None
    if says_none(text):
        return Held("foreign_language", 0)
    language, rest = _split_language(words_of(text).split(" "))
    if not rest:
        raise BadCell("thiếu trình độ của ngôn ngữ")
    level = _FOREIGN_LEVELS.level(rest)
    if not language and level in _CERTIFICATES:
        language = ENGLISH
    return Held("foreign_language", level, language=language)


def _split_language(words: list[str]) -> tuple[str, str]:
    for at, word in enumerate(words):
        following = words[at + 1 : at + 2]
        if word in _BY_WORD and not _NOT_A_LANGUAGE_BEFORE.intersection(following):
            before, after = words[:at], words[at + 1 :]
            if before[-1:] == [_LANGUAGE_WORD]:
                before.pop()
            if after and after[0] in _AFTER_A_LANGUAGE:
                after.pop(0)
            return _BY_WORD[word], " ".join(before + after)
    return "", " ".join(words)


_ETHNIC_LEVELS = {
    words_of(phrase): level
    for level, phrases in {
        3: "nghe và nói được | nghe nói được | nghe, nói được | giao tiếp được | giao tiếp tốt "
        "| giao tiếp | thành thạo",
        2: "có chứng chỉ | chứng chỉ",
        1: "đang học hoặc đã học | đang/đã học | đang học | đã học",
    }.items()
    for phrase in phrases.split(" | ")
}


def read_ethnic_language(value: CellValue) -> Held | None:
    """Read "Hrê - giao tiếp được"; the language comes as written, to be matched by name."""
    text = cell_text(value)
    if says_nothing(text):
        return None
    if says_none(text):
        return Held("ethnic_language", 0)
    words = words_of(text)
    phrase = next((phrase for phrase in _ETHNIC_LEVELS if phrase in words), None)
    if phrase is None:
        raise BadCell("không rõ trình độ")
    language = words.replace(phrase, " ").replace(_LANGUAGE_WORD, " ")
    return Held("ethnic_language", _ETHNIC_LEVELS[phrase], language=" ".join(language.split()))
