"""Language columns: a language and a level, in the orders boards write them."""

from __future__ import annotations

from collections.abc import Container

from .values import BadCell, CellValue, cell_text, says_nothing
from .vocabulary import Held, Vocabulary, says_none, words_of

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


def read_foreign_language(
    vocabulary: Vocabulary, value: CellValue, *, certificates: Container[int]
) -> Held | None:
    """Read "Anh B1", "Tiếng Anh bậc 3", "ĐH tiếng Anh", "đang học tiếng Anh", "B" (English).

    `certificates` are the levels that are of English where no language is named.
    """
    text = cell_text(value)
    if says_nothing(text):
        return None
    if says_none(text):
        return Held(vocabulary.kind, 0)
    language, rest = _split_language(words_of(text).split(" "))
    if not rest:
        raise BadCell("thiếu trình độ của ngôn ngữ")
    level = vocabulary.level(rest)
    if not language and level in certificates:
        language = ENGLISH
    return Held(vocabulary.kind, level, language=language)


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


def read_ethnic_language(vocabulary: Vocabulary, value: CellValue) -> Held | None:
    """Read "Hrê - giao tiếp được"; the language comes as written, to be matched by name."""
    text = cell_text(value)
    if says_nothing(text):
        return None
    if says_none(text):
        return Held(vocabulary.kind, 0)
    level, rest = vocabulary.level_within(words_of(text))
    language = rest.replace(_LANGUAGE_WORD, " ")
    return Held(vocabulary.kind, level, language=" ".join(language.split()))
