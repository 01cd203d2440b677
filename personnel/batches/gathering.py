"""The people picked for something to be written of all of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils import timezone

from personnel.models import Person, PersonQuerySet, Post
from personnel.models.titles import group_precedence
from personnel.scope import Editor

MOST_PEOPLE = 500


@dataclass(frozen=True)
class Gathered:
    """People whose records are in the user's hands, and who was asked for besides.

    `lost` names those whom the user may see only; `unknown` counts the others, of whom
    nothing is told.
    """

    people: list[Person]
    lost: list[str]
    unknown: int

    @property
    def too_many(self) -> bool:
        """Whether more people were gathered than are recorded at once."""
        return len(self.people) > MOST_PEOPLE

    def problems(self) -> Iterator[str]:
        """Yield what keeps these from being recorded as they were asked for."""
        if self.lost:
            yield f"Không thuộc phạm vi được cập nhật, đã bỏ ra: {', '.join(self.lost)}."
        if self.unknown:
            yield (
                f"{self.unknown} hồ sơ không có trong phạm vi được cập nhật của tài khoản, "
                "đã bỏ ra khỏi danh sách."
            )
        if self.too_many:
            yield (
                f"Mỗi lần ghi nhận nhiều nhất {MOST_PEOPLE} người, danh sách đang có "
                f"{len(self.people)}. Bỏ bớt rồi ghi nhận thành nhiều lần."
            )


def gather(user: Editor, ids: Iterable[str]) -> Gathered:
    """Return the people of `ids` as sent by a form, in name order, with their open posts."""
    asked = dict.fromkeys(ids)
    numbers = {int(pk) for pk in asked if pk.isascii() and pk.isdigit() and len(pk) < 19}
    people = with_place(Person.objects.editable_by(user).filter(pk__in=numbers))
    others = numbers - {person.pk for person in people}
    seen = Person.objects.visible_to(user).filter(pk__in=others).in_name_order()
    lost = list(seen.values_list("full_name", flat=True)) if others else []
    return Gathered(people, lost, len(asked) - len(people) - len(lost))


def with_place(people: PersonQuerySet) -> list[Person]:
    """Return people in name order with `open_posts`, the principal first; two queries."""
    posts = Post.objects.filter(end__isnull=True).select_related("unit", "title")
    ranked = posts.grouped_on(timezone.localdate()).order_by(
        group_precedence("group"), "title__order", "pk"
    )
    return list(people.in_name_order().prefetch_related(Prefetch("posts", ranked, "open_posts")))
