"""What keeps the titles true: nobody holds one that has ended, and a group is not changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .holders import ended_under, held, people_of, posts_of
from .problems import Problem, as_it_was, changed, refuse

if TYPE_CHECKING:
    from personnel.models import Title

FIXED = {
    "code": "mã",
    "group": "nhóm",
    "implies_committee": "quy định đương nhiên là cấp ủy viên",
}


def check_title(title: Title) -> None:
    """Raise ValidationError, by field, unless its holders allow what is changed of a title.

    To be called with the titles locked (`locking.hold_list`) where somebody else may be writing.
    """
    before = as_it_was(title)
    if before:
        refuse((*_beginning(title, before), *_ending(title, before), *_fixed(title, before)))


def _beginning(title: Title, before: Title) -> Iterator[Problem]:
    """Nobody held the title before its first day; of whom no start is known, nothing is said."""
    first = title.valid_from
    if first is None or before.valid_from and before.valid_from >= first:
        return
    if people := people_of(posts_of(title).begun_before(first)):
        yield "valid_from", held(
            "%(people)s người giữ hoặc đã từng giữ chức danh này từ trước ngày %(day)s.",
            people, day=f"{first:%d/%m/%Y}",
        )  # fmt: skip


def _ending(title: Title, before: Title) -> Iterator[Problem]:
    yield from ended_under(
        title, before,
        "Còn %(people)s người giữ chức danh này sau ngày %(day)s. Hãy kết thúc chức danh của họ "
        "trước.",
    )  # fmt: skip


def _fixed(title: Title, before: Title) -> Iterator[Problem]:
    moved = changed(before, title, *FIXED)
    people = people_of(posts_of(title)) if moved else 0
    for name in moved if people else ():
        yield name, held(
            "Không đổi được %(what)s: %(people)s người giữ hoặc đã từng giữ chức danh này, số "
            "liệu mọi năm sẽ đổi theo.",
            people, what=FIXED[name],
        )  # fmt: skip
