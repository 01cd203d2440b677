"""What a row tells of studies that go on: in a column of their own, or beside a level."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from functools import lru_cache

from personnel.kinds import KINDS, Kind
from personnel.studying.told import Study
from personnel.words.ongoing import is_going_on, until, what_is_studied
from personnel.words.telling import is_unheld, levels_told
from personnel.words.values import (
    BadCell,
    CellValue,
    cell_text,
    is_tick,
    read_lines,
    read_yes_no,
    says_nothing,
)
from personnel.words.vietnamese import clean
from personnel.words.vocabulary import Held, says_none
from sheets.columns import STUDIED

from .studies_told import Choice, is_ahead

# The answer by which a cell of such a column says nothing, and how it is put.
NO_STUDY = "none"
_IGNORED = (NO_STUDY, "Bỏ qua: không ghi việc học")
_SEVERAL = re.compile(r"[;\n+]| và ")
_UNCLEAR = "chưa rõ đang học trình độ nào"


def read_studies(field: str, cell: CellValue, day: date) -> tuple[Study, ...]:
    """Return what a cell of a column of studies tells; `field` is one of `STUDIED`.

    Raises BadCell for what names no level, a level of several kinds, or a study that does not
    go on.
    """
    text = cell_text(cell)
    if says_nothing(text) or says_none(text) or _says_no(cell):
        return ()
    parts = filter(None, map(clean, _SEVERAL.split(read_lines(cell) or "")))
    return tuple(dict.fromkeys(_study(STUDIED[field], part, day) for part in parts))


def answered(field: str, answer: str, cell: CellValue, day: date) -> tuple[Study, ...]:
    """Return what somebody said that a cell of a column of studies tells."""
    code, _, level = answer.partition("=")
    is_level = code in KINDS and level.isdecimal() and 0 < int(level) <= KINDS[code].top
    return (Study(code, int(level), until=until(cell_text(cell), day)),) if is_level else ()


def choices_of_studies(field: str) -> list[Choice]:
    """Return everything that a cell of a column of studies may be said to tell.

    None of a language: which one nobody can know of a level alone.
    """
    own = STUDIED[field]
    kinds: Iterable[Kind] = [own] if own else KINDS.values()
    return [_IGNORED, *(choice for kind in kinds if not kind.languages for choice in _each(kind))]


def likeliest_studies(field: str, text: str) -> list[Choice]:
    """Return the levels that a text names in whatever kind, then that it is none."""
    bare = what_is_studied(text)
    found = []
    for value, label in choices_of_studies(field)[1:]:
        code, _, level = value.partition("=")
        if int(level) in KINDS[code].vocabulary.levels_named(bare):
            found.append((value, label))
    return [*found, _IGNORED]


def study_beside(kind: Kind, cell: CellValue, held: Held | None, day: date) -> Study | None:
    """Return the study that a cell of a level tells of besides what is `held`; None: of none.

    Raises BadCell where it tells of one, and not plainly of which, or whether it goes on.
    """
    if not isinstance(cell, str):
        return None
    told, level = _told_beside(kind.code, cell, day), held.level if held else 0
    if isinstance(told, BadCell) and level < max(kind.vocabulary.levels_named(cell), default=1):
        raise told
    return told if isinstance(told, Study) and told.level > level else None


@lru_cache(maxsize=4096)
def _told_beside(code: str, text: str, day: date) -> Study | BadCell | None:
    """Return what one text tells; most are of many rows."""
    kind, text = KINDS[code], clean(text)
    with suppress(BadCell):
        if says_nothing(cell_text(text)):
            return None
    ahead = is_ahead(text, day)
    if not (ahead or is_unheld(kind.vocabulary, text)):
        return None
    if not is_going_on(text, day) and not kind.vocabulary.study_in(text):
        return BadCell("chưa rõ có còn học hay không")
    if kind.languages:
        return _read(kind, what_is_studied(text), text, day) or BadCell(_UNCLEAR)
    levels, studied = levels_told(kind.vocabulary, text)
    found = studied or (levels if ahead else [])
    if len(found) != 1 or not found[0]:
        return BadCell(_UNCLEAR)
    return Study(code, found[0], until=until(text, day))


def _study(own: Kind | None, text: str, day: date) -> Study:
    """Return the study that one part of a cell tells of."""
    bare = what_is_studied(text)
    if not is_going_on(f"đang học {text}", day):
        raise BadCell("không phải việc đang học")
    kinds = [own] if own else _kinds_named(bare)
    found = [study for kind in kinds if (study := _read(kind, bare, text, day))]
    if len(found) != 1:
        raise BadCell(_UNCLEAR)
    return found[0]


def _kinds_named(text: str) -> list[Kind]:
    """Return the kinds that a text names with its level, else all that have such a level."""
    named = [kind for kind in KINDS.values() if kind.without_its_name(text) != text]
    # "ĐH tiếng Anh" is of its language or a degree in it.
    return named if named and not any(k.languages for k in named) else list(KINDS.values())


def _read(kind: Kind, bare: str, text: str, day: date) -> Study | None:
    """Return the study of a kind that a text names, without the words of studying in `bare`."""
    if kind.is_course:
        is_it = is_tick(bare) or kind.without_its_name(bare) != bare
        return Study(kind.code, kind.top, until=until(text, day)) if is_it else None
    for told in dict.fromkeys((bare, kind.without_its_name(bare))):
        with suppress(BadCell):
            held = kind.read(told)
            if held and held.level:
                return Study.of(held, until(text, day))
    named = kind.vocabulary.levels_named(bare) if kind.vocabulary.study_in(bare) else []
    return Study(kind.code, named[0], until=until(text, day)) if len(named) == 1 else None


def _each(kind: Kind) -> list[Choice]:
    labels = enumerate(kind.labels)
    return [(f"{kind.code}={n}", f"Đang học {kind.short}: {name}") for n, name in labels if n]


def _says_no(cell: CellValue) -> bool:
    with suppress(BadCell):
        return read_yes_no(cell) is False
    return False
