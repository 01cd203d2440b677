"""Nobody begins a post that outlasts its unit, or under a title that is no more."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import TypeVar

from django.db.models import Q

from personnel.models import Post, Title, Unit, UnitChange
from personnel.words.partial_dates import PartialDate

Row = TypeVar("Row", Unit, Title)


def goes_on(post: Post) -> bool:
    """Whether a post that is about to be written lasts longer than it did, or is held elsewhere."""
    longer = Q(end__lt=post.end or date.max)
    moved = ~Q(unit=post.unit_id) | ~Q(title=post.title_id)
    return Post.objects.filter(longer | moved, pk=post.pk).exists()


def outlasted(posts: Iterable[Post]) -> str:
    """Return why these posts, which were just written, cannot stand; "" when they can.

    Asked last, within the transaction that wrote them. It locks their units and titles: whoever
    ends one of these has either done so, and is seen here, or waits and counts these posts
    (`locking.hold_list`). A foreign key would not do: PostgreSQL looks at it when the transaction
    ends. A post goes on in what became of its unit. A title that was abolished is still recorded
    of those who began to hold it before.
    """
    begun = list(posts)
    units = _locked(Unit, {post.unit_id for post in begun})
    titles = _locked(Title, {post.title_id for post in begun})
    going_on = _going_on([unit.pk for unit in units.values() if unit.valid_to])
    for post in begun:
        unit, title, (first, last) = units[post.unit_id], titles[post.title_id], post.span
        if unit.valid_to and unit.ended_before(first if unit.pk in going_on else last):
            return f"{unit} chỉ có hiệu lực đến hết ngày {unit.valid_to:%d/%m/%Y}."
        if title.valid_from and post.start and title.begins_after(_last_start(post)):
            return f"{title} chỉ áp dụng từ ngày {title.valid_from:%d/%m/%Y}."
        if title.valid_to and title.ended_before(first):
            return f"{title} chỉ áp dụng đến hết ngày {title.valid_to:%d/%m/%Y}."
    return ""


def _going_on(ended: Collection[int]) -> set[int]:
    """Return of units those that went on in others."""
    changes = UnitChange.objects.filter(old__in=ended, is_default=True)
    return set(changes.values_list("old", flat=True)) if ended else set()


def _last_start(post: Post) -> date:
    """Return the last day on which a post with a start may have begun."""
    began = PartialDate.stored(post.start, post.start_precision)
    return began.last if began else date.min


def _locked(model: type[Row], ids: Collection[int]) -> dict[int, Row]:
    """Return the rows of these ids as they are once nobody else is changing them."""
    rows = model._default_manager.filter(pk__in=ids).order_by("pk")
    return {row.pk: row for row in rows.select_for_update(no_key=True)} if ids else {}
