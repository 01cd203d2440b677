"""What each column of a header is taken for, where several may be the one of a field."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from personnel.kinds import KINDS
from personnel.words.headings import heading_key
from sheets.columns import EVALUATED
from sheets.understood import Column

from .evaluated import grade_headed
from .grids import letter
from .headed import headed_level, label_of, level_of
from .meaning import NOW, PLAIN, Meaning, meaning
from .words import CHOICES, JOINED, PARTS

Path = tuple[str, ...]
# Of what is named by hand, what stands beside it yields.
_BY_HAND = -1
_PARTS_APART = [
    {heading_key(word), heading_key(f"{word} sinh")} for word in ("Ngày", "Tháng", "Năm")
]
# So many headings that come again, a name among them, are those of a second list.
_A_LIST = 3
_AGAIN = re.compile(r"~\d+$")


def columns_of(paths: Iterable[Path], corrected: Mapping[str, str]) -> tuple[Column, ...]:
    """Return the columns of headings given from the top down; one field has one column.

    What is corrected by hand goes before what is known, that of now before the rest, and
    that before the second best. Columns that go equally stand as `rivals` of each other.
    """
    paths = list(paths)
    keys = _keys(paths)
    taken = [_taken(key, path, corrected) for key, path in zip(keys, paths, strict=True)]
    _find_birth_in_parts(paths, taken)
    columns = []
    for at, (key, path, found) in enumerate(zip(keys, paths, taken, strict=True)):
        column = Column(at, letter(at), " / ".join(path), key, found.field)
        column.otherwise = found.otherwise.value if found.otherwise else ""
        column.path = path
        column.base, column.by_hand = found.base, found.rank == _BY_HAND
        column.ticked = _ticked(corrected.get(key, ""), path, found)
        is_level = column.ticked and column.field in KINDS
        column.level = level_of(column.field, column.ticked) if is_level else None
        columns.append(column)
    _choose(columns, [found.rank for found in taken])
    return tuple(columns)


def key_of_signature(key: str) -> str:
    """Return the key of a column as it was before equal headings were told apart."""
    return _AGAIN.sub("", key)


def second_list(columns: Sequence[Column]) -> Column | None:
    """Return where the headings of a list begin again beside it; None where they do not.

    What somebody named by hand is no second list.
    """
    again = [c for c in columns if _AGAIN.search(c.key) and c.path and not c.by_hand]
    names = [c for c in again if meaning(c.path).field == "full_name"]
    return again[0] if names and len(again) >= _A_LIST else None


def _keys(paths: Sequence[Path]) -> list[str]:
    """Return a key each; of equal headings, the second has "~2" behind it."""
    seen: Counter[str] = Counter()
    keys = []
    for at, path in enumerate(paths):
        key = "/".join(map(heading_key, path)) if path else f"#{letter(at)}"
        seen[key] += 1
        keys.append(key if seen[key] == 1 else f"{key}~{seen[key]}")
    return keys


def _taken(key: str, path: Path, corrected: Mapping[str, str]) -> Meaning:
    chosen = corrected.get(key, corrected.get(key_of_signature(key)))
    if chosen is None:
        return meaning(path) if path else Meaning("")
    field, _, _level = chosen.partition("=")
    return Meaning(field if field in CHOICES else "", _BY_HAND)


def _ticked(chosen: str, path: Path, found: Meaning) -> str:
    """Return what a tick under a heading says: the level chosen by hand, else that it names."""
    _, _, level = chosen.partition("=")
    if found.field in KINDS and level.isdecimal() and int(level) <= KINDS[found.field].top:
        return label_of(found.field, int(level))
    return grade_headed(path) if found.field in EVALUATED else headed_level(found.field, path)


def _find_birth_in_parts(paths: Sequence[Path], taken: list[Meaning]) -> None:
    """Take "Ngày" | "Tháng" | "Năm" side by side for a birth, where nothing else is one.

    "Ngày sinh" | "Tháng sinh" | "Năm sinh" are no three births.
    """
    for at in range(len(paths) - 2):
        three = paths[at : at + 3]
        if not all(path and not path[:-1] for path in three):
            continue
        leaves = [heading_key(path[-1]) for path in three]
        if all(leaf in words for leaf, words in zip(leaves, _PARTS_APART, strict=True)):
            elsewhere = [f.field for n, f in enumerate(taken) if not at <= n < at + 3]
            if "birth" not in elsewhere and not any(f.startswith("birth_") for f in elsewhere):
                for n, part in enumerate(PARTS, start=at):
                    if taken[n].rank != _BY_HAND:
                        taken[n] = Meaning(f"birth_{part}")


def _choose(columns: Sequence[Column], ranks: Sequence[int]) -> None:
    """Leave each field to the column that goes before the others, or to its rivals."""
    by_field: dict[str, list[tuple[int, Column]]] = {}
    for column, rank in zip(columns, ranks, strict=True):
        if column.field:
            by_field.setdefault(column.field, []).append((rank, column))
    for field, found in by_field.items():
        if field in JOINED:
            _choose_joined(field, found)
        elif len(found) > 1 and not _are_ticked_apart(column for _, column in found):
            _choose_one(found)


def _are_ticked_apart(columns: Iterable[Column]) -> bool:
    """Whether each of these is ticked, for a level of its own."""
    ticked = [column.ticked for column in columns]
    return all(ticked) and len(set(ticked)) == len(ticked)


def _choose_one(found: list[tuple[int, Column]]) -> None:
    best = min(rank for rank, _ in found)
    first = [column for rank, column in found if rank == best]
    for rank, column in found:
        if rank > best:
            _yield(column, first[0])
    if best == _BY_HAND:
        for column in first[1:]:
            if not _are_ticked_apart([first[0], column]):
                _yield(column, first[0])
    elif len(first) > 1 and not _are_ticked_apart(first):
        for column in first:
            column.rivals = [c.at for c in first if c is not column]


def _choose_joined(field: str, found: list[tuple[int, Column]]) -> None:
    """Keep the parts of a name that adjoin; titles of now beside others may be two things."""
    if field == "full_name":
        by_hand = any(rank == _BY_HAND for rank, _ in found)
        for (_, before), (rank, column) in pairwise(found):
            adjoins = before.field and column.at == before.at + 1
            if not adjoins and not (by_hand and rank == _BY_HAND):
                _yield(column, found[0][1])
    ranks = {rank for rank, _ in found}
    if field in ("title", "other_titles") and {NOW, PLAIN} <= ranks and _BY_HAND not in ranks:
        for _, column in found:
            column.rivals = [c.at for _, c in found if c is not column]


def _yield(column: Column, to: Column) -> None:
    column.field, column.ticked, column.level = "", "", None
    column.yields = to.heading or to.letter
