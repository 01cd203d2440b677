"""The commune and title that a user typed last, offered in the form of somebody new."""

from collections.abc import Collection
from dataclasses import dataclass

from personnel.models import Post, Title, Unit
from personnel.scope import Editor

# The reason under which the form of a person writes.
TYPED = "Nhập trực tiếp"


@dataclass(frozen=True)
class LastUsed:
    """A commune still in the user's hands, and a title."""

    unit_id: int
    title_id: int


def last_used(user: Editor, communes: Collection[Unit]) -> LastUsed | None:
    """Return what stands in the first post that `user` typed last; the history remembers it.

    None where nothing was typed yet, or its commune is none of `communes` by now: those in force
    whose records are in the user's hands.
    """
    typed = Post.history.filter(
        history_user=user, history_type="+", history_change_reason=TYPED
    ).order_by("-history_date", "history_id")
    last = typed.values_list("unit_id", "title_id").first()
    if last is None:
        return None
    unit_id, title_id = last
    offered = unit_id in {unit.pk for unit in communes}
    there = offered and Title.objects.filter(pk=title_id).exists()
    return LastUsed(unit_id, title_id) if there else None
