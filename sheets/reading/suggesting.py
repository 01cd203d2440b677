"""What a cell that names nothing known may have meant: the nearest names, to pick from."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from personnel.kinds import KINDS, Kind
from personnel.words.text import match_key
from personnel.words.vietnamese import fold
from sheets.columns import DATES
from sheets.scope import Scope

from .answering import ANSWERED, answers
from .matching import UNIT_KINDS, References, unit_key

Choice = tuple[str, str]
# The fields whose cells name something of a list.
SUGGESTED = (
    "left", "full_name", "unit", "district", "title", "other_titles", "ethnicity", *KINDS, *DATES,
)  # fmt: skip
# What is answered of whoever the file says has left, the likelier answer first.
LEFT, IN_POST = "left", "in_post"
_WHO_LEFT = [(LEFT, "Không còn giữ chức danh: không ghi dòng này"), (IN_POST, "Vẫn giữ chức danh")]
_AT_MOST = 8
_NEAR = 0.45
_NONE = "Chưa"
# A cell that is read as nothing recorded, as `vocabulary.says_nothing` knows it.
_BLANK = ("Chưa có thông tin", "Để trống (chưa có thông tin)")


def choices(field: str, references: References, scope: Scope | None = None) -> list[Choice]:
    """Return everything a cell of the field may name: what a reading holds, and its label.

    Communes and districts are those of `scope`, and read by their codes.
    """
    if field == "left":
        return list(_WHO_LEFT)
    if field in ANSWERED:
        return answers(field)
    if field in KINDS:
        return _levels(KINDS[field], references)
    if field == "unit":
        units = [unit for unit in references.communes.all if scope is None or scope.has(unit)]
        return [(unit.code, f"{unit.name} ({unit.above})") for unit in units]
    if field == "district":
        districts = scope.districts if scope else references.districts.all
        return [(unit.code, unit.name) for unit in districts]
    if field in ("title", "other_titles"):
        return [(title.name, title.name) for title in references.titles_in_force]
    if field == "ethnicity":
        names = dict.fromkeys(found.name for found in references.ethnicities.values())
        return [(name, name) for name in names]
    return []


def labels_of(field: str) -> dict[str, str]:
    """Return how the answers are called that are no text of their own, by their codes."""
    return dict(_WHO_LEFT) if field == "left" else {}


def suggestions(
    field: str, text: str, references: References, scope: Scope | None = None
) -> list[Choice]:
    """Return the choices nearest to `text`, nearest first, at most eight."""
    if field == "left":
        return list(_WHO_LEFT)
    if field in ANSWERED:
        return answers(field, text)
    bare, whole = fold(_plain(field, text)), match_key(text)
    # Of names that are alike without marks and kind, the one with these.
    rated = [
        (
            (
                _likeness(bare, {fold(_plain(field, name)) for name in names}),
                _likeness(whole, {match_key(name) for name in names}),
            ),
            choice,
        )
        for choice, names in _named(field, references, scope)
    ]
    near = sorted(rated, reverse=True, key=lambda r: r[0])[:_AT_MOST]
    return [choice for likeness, choice in near if likeness[0] >= _NEAR]


def _levels(kind: Kind, references: References) -> list[Choice]:
    labels = kind.labels[1:]
    if kind.languages and kind.languages.of_ethnic_groups:
        groups = dict.fromkeys(found.name for found in references.ethnicities.values())
        labels = tuple(f"{group} - {label}" for group in groups for label in labels)
    elif kind.languages:
        named = kind.languages.named
        labels = tuple(f"{language} {label}" for language in named for label in labels)
    return [_BLANK, *((label, label) for label in (_NONE, *labels))]


def _named(
    field: str, references: References, scope: Scope | None
) -> Iterator[tuple[Choice, list[str]]]:
    """Yield each choice with every name that it goes by."""
    aliases = {title.name: title.aliases for title in references.titles_in_force}
    for value, label in choices(field, references, scope):
        if field == "unit":
            yield (value, label), [label.partition(" (")[0]]
        else:
            yield (value, label), [label, *aliases.get(label, ())]


def _plain(field: str, text: str) -> str:
    """Return what is compared of a name: a unit's without its kind."""
    if field not in ("unit", "district"):
        return match_key(text)
    key = unit_key(text)
    return next((key.removeprefix(k).strip() for k in UNIT_KINDS if key.startswith(k)), key)


def _likeness(wanted: str, names: set[str]) -> float:
    matcher = SequenceMatcher(b=wanted, autojunk=False)
    best = 0.0
    for name in names:
        matcher.set_seq1(name)
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
            best = max(best, matcher.ratio())
    return best
