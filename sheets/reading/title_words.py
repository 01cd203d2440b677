"""Titles that have words in common with a text which names none: what it may have meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from personnel.models import Title
from personnel.words.text import match_key, whole_words
from personnel.words.vietnamese import fold

from .title_names import words_in_full

# "Thủ quỹ" and "Thú y" are nearly one, letter by letter: short names must be more alike.
_ALIKE, _ALIKE_IN_SHORT, _SHORT = 0.8, 0.92, 9
# Words that many titles have tell little; of what is told so much must be shared.
_LITTLE, _OF_THE_BEST = 0.3, 0.35
_VOWELS = frozenset("aeiouy")
_PAIR = 2
# What somebody is called besides, whatever their post.
_STAFF = whole_words("công chức|cán bộ|cc|cb|nhân viên|nv|phụ trách|chuyên trách|xã|của|trưởng ban")
_DEPUTY = match_key("phó")


class TitlesByWords:
    """Titles by the words of all their names; a word counts the less the more titles have it."""

    def __init__(self, titles: Iterable[Title]) -> None:
        self._names = {title: (title.name, *title.aliases) for title in titles}
        self._words = {
            title: {word for name in names for word in _words_of(name)}
            for title, names in self._names.items()
        }
        self._holders = Counter(word for words in self._words.values() for word in words)

    def nearest(self, text: str, group: str = "") -> list[Title]:
        """Return the titles that `text` may have meant: those of `group` first, then the likelier.

        Empty when it has nothing in common with any but words that many have.
        """
        words = set(self._wanted(text))
        scores = {title: self._score(title, text, words) for title in self._names}
        least = max(_LITTLE, _OF_THE_BEST * max(scores.values(), default=0))
        near = [title for title, score in scores.items() if score >= least]
        return sorted(near, key=lambda title: (title.group != group, -scores[title]))

    def _wanted(self, text: str) -> Iterator[str]:
        """Yield the words of a text; of initials that no title has, by twos: "LĐTBXH"."""
        for word in _words_of(_STAFF.sub(" ", match_key(text))):
            yield word
            if _is_initials(word) and word not in self._holders:
                yield from (word[at : at + _PAIR] for at in range(0, len(word), _PAIR))

    def _score(self, title: Title, text: str, words: set[str]) -> float:
        shared = sum(1 / self._holders[word] for word in words & self._words[title])
        if (_DEPUTY in words) != (_DEPUTY in self._words[title]):
            shared /= 2
        return shared + _likeness(text, self._names[title])


def _words_of(text: str) -> Iterator[str]:
    """Yield the words of a title, which are of two syllables mostly, and the initials in it."""
    syllables = words_in_full(text).split()
    yield from map(" ".join, pairwise(syllables))
    yield from (one for one in syllables if one == _DEPUTY or _is_initials(one))


def _is_initials(word: str) -> bool:
    return len(word) >= _PAIR and not _VOWELS & set(fold(word))


def _likeness(text: str, names: Sequence[str]) -> float:
    """Return how alike a text is to the nearest of these names, 0 where hardly."""
    wanted = fold(match_key(text))
    least = _ALIKE_IN_SHORT if len(wanted) < _SHORT else _ALIKE
    matcher, best = SequenceMatcher(b=wanted, autojunk=False), 0.0
    for name in names:
        matcher.set_seq1(fold(match_key(name)))
        if matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least:
            best = max(best, matcher.ratio())
    # A name mistyped goes before all that only shares its words.
    return 2 * best if best >= least else 0.0
