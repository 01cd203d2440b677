"""What the lists of new communes do to the posts in what these came from, counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .absent import Missing
from .changes import Comparison, RowDiff


def anew(comparison: Comparison, missing: Sequence[Missing]) -> dict[str, Any]:
    """Return how many posts end that were held in communes which ended, and how many begin instead.

    `rows` have such posts that they do not name; `heads` led what ended and are in no row.
    """
    moved = [(diff, ended) for diff in comparison.written if (ended := _ended(diff))]
    return {
        "people": len(moved),
        "ended": sum(ended for _, ended in moved),
        "begun": sum(len(diff.serving) for diff, _ in moved),
        "rows": sum(bool(diff.unnamed) for diff in comparison.rows),
        "heads": sum(bool(one.offered) for one in missing),
    }


def _ended(diff: RowDiff) -> int:
    first = diff.row.place.valid_from
    posts = (post for post in diff.changed_posts if post.end)
    return sum(bool(first and post.unit.ended_before(first)) for post in posts)
