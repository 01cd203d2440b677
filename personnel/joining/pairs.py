"""Posts and credentials of two records side by side: what is recorded twice, and what is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from personnel.models import Credential, Post
from personnel.words.partial_dates import PartialDate, refined
from personnel.words.text import match_key

from .facts import BOTH, JOINED, KEPT

ONE = "one"
Row = TypeVar("Row", Post, Credential)
_LABELS = {
    ONE: "Là một, gộp lại",
    KEPT: "Là một, giữ như hồ sơ giữ lại",
    JOINED: "Là một, ghi như hồ sơ được gộp",
    BOTH: "Là hai, giữ cả hai",
}


# Columns that say one thing together: all of them stay, or none.
_GROUPS: dict[type[Any], tuple[tuple[str, ...], ...]] = {
    Post: (
        ("decision_number", "decision_date", "decision_precision"),
        ("basis",),
        ("came_from",),
        ("acting",),
        ("body",),
    ),  # fmt: skip
    Credential: (("verification", "verified_on", "verified_by_document"),),
}


@dataclass(frozen=True)
class Pair:
    """A row of each record that may be one and the same.

    `choices` are the answers that can be given; a single one is settled without asking.
    """

    kept: Any
    joined: Any
    choices: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the question."""
        return f"{self.joined._meta.model_name}-{self.joined.pk}"

    @property
    def settled(self) -> str:
        """The only answer there is; "" where somebody has to choose."""
        return self.choices[0] if len(self.choices) == 1 else ""

    @property
    def options(self) -> list[tuple[str, str]]:
        """The answers with their labels."""
        return [(choice, _LABELS[choice]) for choice in self.choices]

    def values(self, chosen: str) -> dict[str, Any]:
        """Return what the columns of the row that stays become; nothing where both stay."""
        if chosen == JOINED:
            return {name: getattr(self.joined, name) for name in _columns(self.joined)}
        return _combined(self.kept, self.joined) if chosen == ONE else {}


@dataclass(frozen=True)
class Paired:
    """The rows of two records: pairs, and those that only one of them has."""

    pairs: list[Pair] = field(default_factory=list)
    only_kept: list[Any] = field(default_factory=list)
    only_joined: list[Any] = field(default_factory=list)


def paired_posts(kept: Iterable[Post], joined: Iterable[Post]) -> Paired:
    """Pair posts of the same title and commune that were held at the same time."""
    return _paired(list(kept), list(joined), _of_posts)


def paired_credentials(kept: Iterable[Credential], joined: Iterable[Credential]) -> Paired:
    """Pair credentials of the same kind and level that may be one paper."""
    return _paired(list(kept), list(joined), _of_credentials)


def _paired(
    kept: list[Row], joined: list[Row], choices: Callable[[Row, Row], Sequence[str]]
) -> Paired:
    """Pair the rows that are surely the same first, then those that may be."""
    pairs: list[Pair] = []
    for sure in (True, False):
        for other in [row for row in joined if all(row is not pair.joined for pair in pairs)]:
            free = [row for row in kept if all(row is not pair.kept for pair in pairs)]
            found = ((one, tuple(choices(one, other))) for one in free)
            match = next(((o, c) for o, c in found if c and (len(c) == 1 or not sure)), None)
            if match:
                pairs.append(Pair(match[0], other, match[1]))
    return Paired(
        pairs,
        [row for row in kept if all(row is not pair.kept for pair in pairs)],
        [row for row in joined if all(row is not pair.joined for pair in pairs)],
    )


def _of_posts(one: Post, other: Post) -> Sequence[str]:
    if (one.unit_id, one.title_id) != (other.unit_id, other.title_id):
        return ()
    if one.span[0] > other.span[1] or other.span[0] > one.span[1]:
        return ()
    starts = _date(one, "start"), _date(other, "start")
    agree = None in starts or starts[0].agrees_with(starts[1])
    same_end = one.end == other.end and _may_be_same(one.end_reason, other.end_reason)
    surely = agree and same_end and _agree_in_groups(one, other)
    return (ONE,) if surely else (KEPT, JOINED)


def _of_credentials(one: Credential, other: Credential) -> Sequence[str]:
    if (one.kind, one.level) != (other.kind, other.level):
        return ()
    told = ("language", "field_of_study")
    if not all(_may_be_same(getattr(one, name), getattr(other, name)) for name in told):
        return ()
    details = ("institution", "number")
    fit = _agree_in_groups(one, other) and all(
        _may_be_same(getattr(one, name), getattr(other, name)) for name in details
    )
    if one.identity == other.identity:
        return (ONE,) if fit else (KEPT, JOINED)
    dates = _date(one, "awarded"), _date(other, "awarded")
    if not fit or None not in dates and not dates[0].agrees_with(dates[1]):
        return ()
    return (ONE, BOTH)


def _may_be_same(one: str, other: str) -> bool:
    return not one or not other or match_key(one) == match_key(other)


def _date(row: Any, column: str) -> Any:
    return PartialDate.stored(getattr(row, column), getattr(row, f"{column}_precision"))


def _grouped(row: Any) -> tuple[str, ...]:
    return tuple(name for group in _GROUPS[type(row)] for name in group)


def _agree_in_groups(one: Any, other: Any) -> bool:
    """Whether of each group of columns both say the same, or one of them nothing."""
    told = [
        [tuple(getattr(row, name) for name in group) for row in (one, other)]
        for group in _GROUPS[type(one)]
    ]
    return all(first == second or not any(first) or not any(second) for first, second in told)


def _columns(row: Any) -> tuple[str, ...]:
    if isinstance(row, Post):
        return "start", "start_precision", "end", "end_reason", *_grouped(row)
    return (
        "language",
        "field_of_study",
        "awarded",
        "awarded_precision",
        "institution",
        "number",
        *_grouped(row),
    )


def _combined(one: Any, other: Any) -> dict[str, Any]:
    """Return what both rows say together: the more precise date, the text that is there."""
    column, kept = ("start", "first") if isinstance(one, Post) else ("awarded", "last")
    known = refined(_date(other, column), _date(one, column))
    values = {
        column: getattr(known, kept) if known else None,
        f"{column}_precision": str(known.precision) if known else "",
    }
    apart = {f"{column}_precision", column, "end", "end_reason", *_grouped(one)}
    texts = [name for name in _columns(one) if name not in apart]
    texts += ["end_reason"] if isinstance(one, Post) else []
    values |= {name: getattr(one, name) or getattr(other, name) for name in texts}
    for group in _GROUPS[type(one)]:
        known = one if any(getattr(one, name) for name in group) else other
        values |= {name: getattr(known, name) for name in group}
    return values
