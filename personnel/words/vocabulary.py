"""The words that boards write for levels, and what a level column says of a person.

"Chưa …" is level 0 in every column; a blank cell records nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.utils.functional import cached_property

from .not_held import is_doubted
from .partial_dates import PartialDate
from .text import match_key
from .values import BadCell, CellValue, cell_text, says_nothing

_SEPARATORS = re.compile(r"[\s\-,.:;()]+")
_PLAIN = {match_key(short) for short in ("ĐH", "CĐ", "ThS")}
_NONE_YET = match_key("chưa")


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


def says_none(text: str) -> bool:
    """Whether a level cell says "Chưa …": level 0, a fact of its own."""
    return words_of(text).split(" ")[0] == _NONE_YET


def _is_plain(phrase: str) -> bool:
    return " " in phrase or phrase in _PLAIN


class Vocabulary:
    """The words for the levels of one kind.

    `names` gives those of each level from 0 on, its own name first; `noise` may stand around
    what is read, and is taken out of own names. `studies` are words for studying for a level,
    which do not tell whether it was reached.
    """

    def __init__(
        self,
        kind: str,
        names: Sequence[Sequence[str]],
        noise: Sequence[str] = (),
        studies: Mapping[str, int] | None = None,
    ) -> None:
        self.kind, self.names = kind, names
        self._studies = {words_of(phrase): level for phrase, level in (studies or {}).items()}
        self._said = {words_of(phrase): phrase for phrase in studies or {}}
        self._noise = [f" {words_of(phrase)} " for phrase in noise]
        known = list(enumerate(names))[1:]
        self._levels = {self.bare(own): level for level, (own, *_) in known}
        for level, (_, *others) in known:
            self._levels |= {words_of(phrase): level for phrase in others}

    def bare(self, text: str) -> str:
        """Return the words of `text` without those that say nothing of the level."""
        padded = f" {words_of(text)} "
        for phrase in self._noise:
            padded = padded.replace(phrase, " ")
        return padded.strip()

    def level(self, text: str) -> int:
        """Return the level that `text` names; raises BadCell when it names none."""
        if says_none(text):
            return 0
        found = self._levels.get(self.bare(text))
        if found is None:
            raise BadCell("không rõ trình độ")
        return found

    def without_noise_in_front(self, text: str) -> str:
        """Return a text without the words in front that say nothing of the level."""
        words = text.split(" ")
        while words:
            padded = f" {words_of(' '.join(words))} "
            noise = next((phrase for phrase in self._noise if padded.startswith(phrase)), None)
            if noise is None:
                break
            words = words[len(noise.split()) :]
        return " ".join(words)

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

    def study_in(self, text: str) -> str:
        """Return the words of `text` that name a study for a level, not whether it ended."""
        padded = f" {words_of(text)} "
        return next((said for key, said in self._said.items() if f" {key} " in padded), "")

    def levels_named(self, text: str) -> list[int]:
        """Return the levels named or studied for anywhere in `text`, the highest first.

        Of a name within another ("Trung cấp" in "Trung cấp nghề") only the longer one counts;
        names of one letter are none here.
        """
        padded, found = f" {words_of(text)} ", set()
        named = self._levels | self._studies
        for phrase in sorted(named, key=len, reverse=True):
            if len(phrase) > 1 and f" {phrase} " in padded:
                found.add(named[phrase])
                padded = padded.replace(f" {phrase} ", " | ")
        return sorted(found, reverse=True)

    def levels_alone(self, text: str) -> list[int]:
        """Return the level that `text` is the name of, if it is one."""
        found = self._levels.get(self.bare(text))
        return [] if found is None else [found]

    def levels_spelt_out(self, text: str) -> list[int]:
        """Return the levels named in `text` by words that are no short forms of something else.

        "TC" and "TS" may be tài chính and thủy sản, "ĐH" and "ThS" are nothing but levels.
        """
        padded = f" {words_of(text)} "
        named = self._levels.items()
        return [n for phrase, n in named if _is_plain(phrase) and f" {phrase} " in padded]

    def without_studying(self, text: str) -> str:
        """Return `text` without the names of levels that are themselves of studying."""
        for name in sorted(self._of_studying, key=len, reverse=True):
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text, flags=re.IGNORECASE)
        return text

    @property
    def knows_studying(self) -> bool:
        """Whether studying is itself a level."""
        return bool(self._of_studying)

    @cached_property
    def _of_studying(self) -> list[str]:
        return [name for names in self.names[1:] for name in names if is_doubted(name)]

    def names_a_level(self, text: str) -> bool:
        """Whether `text` begins with a level."""
        with suppress(BadCell):
            return self.level_in_front(text.strip())[0] > 0
        return False
