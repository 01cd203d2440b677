"""Whose identity number it is, and whose board keeps the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from personnel.models import Person, Post, Unit
from personnel.scope import Editor

from .placed import Placed


def holder_of(cccd: str, but: Person | None = None) -> Person | None:
    """Return whose record bears an identity number, `but` one; None for a blank number."""
    people = Person.objects.filter(cccd=cccd).exclude(cccd="")
    return (people.exclude(pk=but.pk) if but and but.pk else people).first()


def keeper_of(person: Person) -> Unit | None:
    """Return whose board keeps the record today: where the principal post is, or was last."""
    return keeper_by(person.posts.with_keepers().select_related("title"))


def keeper_by(posts: Iterable[Post]) -> Unit | None:
    """Return whose board keeps a record with these posts today; None where there are none."""
    every = list(posts)
    serving = sorted((p for p in every if p.end is None), key=lambda post: post.precedence)
    ended = sorted((p for p in every if p.end), key=lambda post: post.span[1], reverse=True)
    placed = Placed(every, timezone.localdate())
    return next((placed.board_of(post) for post in [*serving, *ended]), None)


@dataclass(frozen=True)
class Taken:
    """A number that somebody else's record bears, as far as the user may be told of it."""

    person: Person
    keeper: Unit | None
    seen: bool
    own: bool

    @classmethod
    def of(cls, cccd: str, user: Editor, but: Person | None = None) -> Taken | None:
        """Return who else bears a number; None when nobody does."""
        person = holder_of(cccd, but)
        if person is None:
            return None
        same = {"pk": person.pk}
        seen = Person.objects.visible_to(user).filter(**same).exists()
        own = Person.objects.editable_by(user).filter(**same).exists()
        return cls(person, keeper_of(person), seen, own)

    @property
    def kept_by(self) -> str:
        """Whose board keeps the record, or who does where no board does."""
        return str(self.keeper or "quản trị cấp tỉnh")

    @property
    def told(self) -> str:
        """Why the number cannot be recorded; of a record that is not seen, who keeps it alone."""
        who = f"{self.person}, sinh {self.person.birth_shown}" if self.seen else ""
        if self.own:
            return f"Số CCCD này đã ghi cho hồ sơ {who}. Nếu là một người, sửa hồ sơ đó."
        kept = f"do {self.kept_by} quản lý"
        return f"Số CCCD này đã ghi cho hồ sơ {who + ', ' if who else ''}{kept}."
