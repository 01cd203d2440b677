"""Who became a non-specialised worker since the resolution, and by which qualification (III.2).

"Việc tuyển chọn người hoạt động không chuyên trách cấp xã … không được thấp hơn tiêu chí về trình
độ đã được xác định trong mục tiêu Nghị quyết này." A target for a share of them binds nobody in
particular; the one for all of them does (II.2.2.a, fourth dash): professional, trung cấp.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q

from personnel.models import Credential, Post, PostQuerySet, Title

KIND, FLOOR = "professional", 2
# The copy does not say when it was adopted: it was received by a committee on this day.
IN_FORCE = date(2022, 6, 2)
_GROUPS = (Title.Group.NONSPECIALISED,)


def first_posts(day: date) -> PostQuerySet:
    """Return the posts by which people first were such workers, begun since the resolution.

    One a person at most, by the groups of titles on `day`. Whose earliest has no known first day,
    or may have begun before, has none: a month or a year counts by its first day.
    """
    every = Post.objects.in_groups(_GROUPS, day)
    earlier = Q(start__isnull=True) | Q(start__lt=OuterRef("start"))
    earlier |= Q(start=OuterRef("start"), pk__lt=OuterRef("pk"))
    before = Post.objects.in_groups(_GROUPS, day).filter(earlier, person=OuterRef("person"))
    return every.filter(~Exists(before), start__gt=IN_FORCE)


def first_of(posts: Iterable[Post]) -> Post | None:
    """Return of somebody's posts in that group the one that `first_posts` has; None if none."""
    first = min(posts, key=lambda post: (post.span[0], post.pk or 0), default=None)
    return first if first and first.start and first.start > IN_FORCE else None


def taken_on_below(day: date) -> Q:
    """Return the condition on a person: such a worker, taken on since, and below on `day`.

    Of whom no qualification is recorded, it is not known.
    """
    held = Credential.objects.held_on(day).filter(person=OuterRef("pk"), kind=KIND)
    since = first_posts(day).filter(start__lte=day).order_by().values("person")
    below = Exists(held) & ~Exists(held.filter(level__gte=FLOOR))
    counted = Post.objects.counted_on(day, None, _GROUPS).order_by().values("person")
    return Q(pk__in=since) & Q(pk__in=counted) & Q(below)
