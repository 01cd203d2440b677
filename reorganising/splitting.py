"""Who of a unit that was split went where: chosen with the decree, and put right afterwards."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils import timezone

from personnel.keeping import bulk
from personnel.keeping.bulk import Signature
from personnel.keeping.holding import hold
from personnel.keeping.locking import hold_list
from personnel.keeping.recording import Refused
from personnel.models import Person, Post, Unit, UnitChange
from personnel.places.deriving import Change, Lasts, Lines
from personnel.places.reaching import WHENEVER


class Ways:
    """The ways from units along what became of them; one query.

    A branch is named by the last successor on the way to which people do not go by default.
    """

    def __init__(self) -> None:
        rows = UnitChange.objects.values_list("old_id", "new_id", "is_default")
        changes = [Change(*row) for row in rows]
        self.successors = {(change.old, change.new) for change in changes}
        self._defaults = {(change.old, change.new) for change in changes if change.is_default}
        self._concerned = {unit for pair in self.successors for unit in pair}
        self._lines = Lines(dict[int, Lasts].fromkeys(self._concerned, WHENEVER), changes)

    def of(self, unit: int, branch: int | None) -> list[int]:
        """Return what people of a unit and a branch are in, one after another."""
        return self._lines.way(unit, branch or 0) if unit in self._concerned else [unit]

    def branch_of(self, way: Sequence[int]) -> int | None:
        """Return the branch that names a way; None of one that is the default throughout."""
        chosen = [new for old, new in pairwise(way) if (old, new) not in self._defaults]
        return chosen[-1] if chosen else None

    def turned(self, way: Sequence[int], old: int, new: int) -> int | None:
        """Return the branch of a way that at `old` turns to `new`, and is else as it was.

        Raises Refused where no branch says so.
        """
        start = [*way[: way.index(old) + 1], new]
        later = self.branch_of(way[len(start) - 1 :])
        branch = later or self.branch_of(start)
        found = self.of(start[0], branch)
        if found[: len(start)] != start or (later and later not in found):
            raise Refused(
                "Chưa ghi gì: đơn vị mới còn được sắp xếp tiếp, và lựa chọn này không đi cùng lựa "
                "chọn đã ghi cho lần sắp xếp sau. Hãy sửa lựa chọn của lần sau trước."
            )
        return branch


@transaction.atomic
def send(
    people: Iterable[Person], old: Unit, new: Unit, by: Any, *, at: datetime | None = None
) -> int:
    """Write that people of a unit that was split went to one of its successors.

    On all of their posts there, whatever unit these were written down in. Back to the default
    successor leaves no branch. Returns how many people it changed. Raises Refused where `new` does
    not follow `old`, where somebody was never in `old`, or where it cannot be told apart from
    what was chosen for a later decree; then nothing is written.
    """
    hold_list(Unit)
    ways = Ways()
    if (old.pk, new.pk) not in ways.successors:
        raise Refused(f"Chưa ghi gì: {new} không phải là đơn vị thay thế {old}.")
    held = hold(Person, {person.pk for person in people})
    concerned = _posts_in(old, held, ways)
    if lost := [p.full_name for p in held if p.pk not in {post.person_id for post in concerned}]:
        raise Refused(f"Chưa ghi gì: không có chức danh nào tại {old}: {', '.join(lost)}.")
    changed = []
    for post in concerned:
        branch = ways.turned(ways.of(post.unit_id, post.branch_id), old.pk, new.pk)
        if branch != post.branch_id:
            changed.append((post, branch))
    signed = Signature(by, at or timezone.now(), f"Chia tách {old}: chuyển về {new}")
    bulk.update(Post, ["branch_id"], [[post.pk, branch] for post, branch in changed], signed)
    return len({post.person_id for post, _ in changed})


def _posts_in(unit: Unit, people: Collection[Person], ways: Ways) -> list[Post]:
    """Return the posts of people whose way leads through a unit."""
    posts = Post.objects.filter(person__in=people).order_by("pk")
    return [post for post in posts if unit.pk in ways.of(post.unit_id, post.branch_id)]


def without_branches(units: Collection[int], signed: Signature) -> int:
    """Take back that people went to `units`, which are to be deleted; returns how many people.

    Where an earlier choice led on to one of them, that stays.
    """
    ways = Ways()
    posts = Post.objects.filter(branch__in=units).order_by("pk")
    rows, people = [], set[int]()
    for post in posts:
        way = ways.of(post.unit_id, post.branch_id)
        until = next((at for at, unit in enumerate(way) if unit in units), 0)
        rows.append([post.pk, ways.branch_of(way[:until])])
        people.add(post.person_id)
    bulk.update(Post, ["branch_id"], rows, signed)
    return len(people)
