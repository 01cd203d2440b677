"""What is entered of a decree, taken apart so that each part can be changed by somebody else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

HEAD = ("number", "day", "source")
# A line of the head, what becomes of a unit, one that begins, one of another province, a split.
OF_HEAD, FATE, BEGINS, PAST, SPLIT = "head", "fate", "begins", "past", "split"
# A kind of part, and which of them it is.
Key = tuple[str, ...]
Parts = dict[Key, Any]
Told = Mapping[str, Any]
NOTHING: Told = {"ends": [], "begins": [], "changes": [], "splits": [], "past": []}


@dataclass(frozen=True)
class Fate:
    """What becomes of a unit: whether it ends, and what follows, with whether by default."""

    ends: bool
    new: tuple[tuple[str, bool], ...] = ()

    @classmethod
    def by_codes(cls, codes: Iterable[str]) -> Fate:
        """Return that of a unit which ends; the first that follows is the default."""
        return cls(True, tuple((code, at == 0) for at, code in enumerate(dict.fromkeys(codes))))

    @property
    def codes(self) -> list[str]:
        """The codes of what follows, the default first."""
        return [code for code, _ in sorted(self.new, key=lambda each: not each[1])]


GOES_ON = Fate(False)


def taken_apart(told: Told) -> Parts:
    """Return the parts of what a decree says (`DecreeDraft.as_told`)."""
    parts: Parts = {(OF_HEAD, name): told[name] for name in HEAD}
    following: dict[str, list[tuple[str, bool]]] = {}
    for change in told["changes"]:
        following.setdefault(change["old"], []).append((change["new"], change["default"]))
    ends = set(told["ends"])
    for code in dict.fromkeys([*told["ends"], *following]):
        parts[FATE, code] = Fate(code in ends, tuple(following.get(code, ())))
    for kind in (BEGINS, PAST):
        for entry in told.get(kind, ()):
            parts[_free(parts, kind, str(entry.get("code", "")))] = dict(entry)
    for sent in told.get("splits", ()):
        parts[_free(parts, SPLIT, str(sent["person"]), sent["old"])] = sent["new"]
    return parts


def put_together(parts: Parts) -> dict[str, Any]:
    """Return what a decree says by its parts; of it `taken_apart` makes the same."""
    fates = {key[1]: fate for key, fate in parts.items() if key[0] == FATE}
    return {
        **{name: parts[OF_HEAD, name] for name in HEAD},
        "ends": sorted(code for code, fate in fates.items() if fate.ends),
        "begins": [dict(entry) for key, entry in parts.items() if key[0] == BEGINS],
        "changes": [
            {"old": old, "new": new, "default": default}
            for old in sorted(fates)
            for new, default in fates[old].new
        ],
        "splits": [
            {"person": key[1], "old": key[2], "new": new}
            for key, new in parts.items()
            if key[0] == SPLIT
        ],
        "past": [dict(entry) for key, entry in parts.items() if key[0] == PAST],
    }


@dataclass(frozen=True)
class Merged:
    """Two people's changes of one draft together: mine stand where both changed one part.

    `conflicts` are the parts that both changed, `others` those that the other one changed.
    """

    parts: Parts
    conflicts: tuple[Key, ...]
    others: tuple[Key, ...]


def merge(base: Parts, mine: Parts, theirs: Parts) -> Merged:
    """Return what two made of `base`, part by part."""
    merged, conflicts = dict(theirs), []
    for key in changed(base, mine):
        if theirs.get(key) not in (base.get(key), mine.get(key)):
            conflicts.append(key)
        if key in mine:
            merged[key] = mine[key]
        else:
            merged.pop(key, None)
    return Merged(merged, tuple(conflicts), tuple(changed(base, theirs)))


def changed(before: Parts, after: Parts) -> list[Key]:
    """Return the keys of the parts that differ."""
    return [key for key in {**before, **after} if before.get(key) != after.get(key)]


def with_fates(parts: Parts, fates: Mapping[str, Fate]) -> Parts:
    """Return the parts with what becomes of some units as it is said now."""
    found = dict(parts)
    for code, fate in fates.items():
        found[FATE, code] = fate
        if fate == GOES_ON:
            del found[FATE, code]
    return found


def with_unit(parts: Parts, was: str, entry: Mapping[str, Any], old: Iterable[str]) -> Parts:
    """Return the parts with a unit that begins, from the units with the codes `old`.

    `was` is the code that it had, "" of a new one; whatever stood right below it goes along. An
    old unit that led to nothing yet has it as its default.
    """
    code, before = str(entry["code"]), set(comes_from(parts, was)) if was else set()
    found: Parts = {}
    for key, value in parts.items():
        at = (BEGINS, code) if key == (BEGINS, was) else key
        below = at[0] == BEGINS and was and value.get("parent") == was
        found[at] = {**value, "parent": code} if below else value
    found[BEGINS, code] = dict(entry)
    now = set(old)
    renamed = _renaming(was, code) if was else _as_it_is
    fates: dict[str, Fate] = {}
    for each in sorted(before | now):
        fate = found.get((FATE, each), GOES_ON)
        new = [(renamed(to), default) for to, default in fate.new if each in now or to != was]
        if each in now and code not in [to for to, _ in new]:
            new.append((code, not new))
        fates[each] = Fate(fate.ends or each in now, tuple(new))
    return with_fates(found, fates)


def without_unit(parts: Parts, code: str) -> Parts:
    """Return the parts without a unit that begins; what led to it leads there no more."""
    found = {key: value for key, value in parts.items() if key != (BEGINS, code)}
    fates = {
        old: Fate(fate.ends, tuple(each for each in fate.new if each[0] != code))
        for (kind, old, *_), fate in found.items()
        if kind == FATE and code in dict(fate.new)
    }
    return with_fates(found, fates)


def comes_from(parts: Parts, code: str) -> list[str]:
    """Return the codes of the units that a unit which begins follows."""
    return [key[1] for key, fate in parts.items() if key[0] == FATE and code in dict(fate.new)]


def _renaming(was: str, code: str) -> Callable[[str], str]:
    return lambda each: code if each == was else each


def _as_it_is(code: str) -> str:
    return code


def _free(parts: Parts, *key: str) -> Key:
    """Return a key that no part has: one that is said twice is kept twice, and is a fault."""
    found, times = key, 1
    while found in parts:
        times += 1
        found = (*key, str(times))
    return found
