"""The words that boards write for levels, and what a level column says of a person.

"Chưa …" is level 0 in every column; a blank cell records nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from .partial_dates import PartialDate
from .text import match_key
from .values import BadCell, CellValue, cell_text

_SEPARATORS = re.compile(r"[\s\-,:;()]+")
_NONE_YET = match_key("chưa")
# The portal's own words for "nothing recorded", and what boards write for it.
_NOT_RECORDED = {match_key(t) for t in ("chưa có thông tin", "chưa rõ", "chưa xác định")}


@dataclass(frozen=True)
class Held:
    """What one level column says of a person."""

    kind: str
    level: int
    awarded: PartialDate | None = None
    language: str = ""
    field_of_study: str = ""


def words_of(text: str) -> str:
    """Return the match key of `text` with one space for every separator."""
    return _SEPARATORS.sub(" ", match_key(text)).strip()


def says_nothing(text: str) -> bool:
    """Whether a level cell is blank, or says that the level is not known."""
    return not text or match_key(text) in _NOT_RECORDED


def says_none(text: str) -> bool:
    """Whether a level cell says "Chưa …": level 0, a fact of its own."""
    return words_of(text).split(" ")[0] == _NONE_YET


class Vocabulary:
    """The words for the levels of one kind.

    `names` gives those of each level from 0 on, its own name first; `noise` may stand around
    what is read, and is taken out of own names.
    """

    def __init__(
        self, kind: str, names: Sequence[Sequence[str]], noise: Sequence[str] = ()
    ) -> None:
        self.kind, self.names = kind, names
        self._noise = [f" {words_of(phrase)} " for phrase in noise]
        known = list(enumerate(names))[1:]
        self._levels = {self._bare(own): level for level, (own, *_) in known}
        for level, (_, *others) in known:
            self._levels |= {words_of(phrase): level for phrase in others}

    def _bare(self, text: str) -> str:
        padded = f" {words_of(text)} "
        for phrase in self._noise:
            padded = padded.replace(phrase, " ")
        return padded.strip()

    def level(self, text: str) -> int:
        """Return the level that `text` names; raises BadCell when it names none."""
        if says_none(text):
            return 0
        found = self._levels.get(self._bare(text))
        if found is None:
            raise BadCell("không rõ trình độ")
        return found

    def level_within(self, text: str) -> tuple[int, str]:
        """Return the highest level named anywhere in `text`, and the rest of it.

        `text` is of `words_of`; raises BadCell when it names none.
        """
        phrase = next((phrase for phrase in self._phrases if phrase in text), None)
        if phrase is None:
            raise BadCell("không rõ trình độ")
        return self._phrases[phrase], text.replace(phrase, " ")

    @cached_property
    def _phrases(self) -> dict[str, int]:
        """The levels by all their names, from the highest."""
        downwards = reversed(list(enumerate(self.names))[1:])
        return {words_of(name): level for level, names in downwards for name in names}

    def read(self, value: CellValue) -> Held | None:
        """Read a cell that holds a level and nothing else."""
        text = cell_text(value)
        return None if says_nothing(text) else Held(self.kind, self.level(text))

    def level_in_front(self, text: str) -> tuple[int, str]:
        """Return the level named by the first words of `text`, and the rest of it."""
        words = text.split(" ")
        for count in range(min(len(words), 4), 0, -1):
            level = self._levels.get(words_of(" ".join(words[:count]).rstrip(".")))
            if level is not None:
                rest = " ".join(words[count:]).strip(" -,:;")
                return level, re.sub(r"^\((.*)\)$", r"\1", rest)
        raise BadCell("không rõ trình độ")

    def names_a_level(self, text: str) -> bool:
        """Whether `text` begins with a level."""
        with suppress(BadCell):
            return self.level_in_front(text.strip())[0] > 0
        return False
