"""Nobody begins a post that outlasts its unit or its title."""

from collections.abc import Iterable
from datetime import date

from personnel.models import Post, Title, Unit


def outlasted(posts: Iterable[Post]) -> str:
    """Return why these posts, which were just begun, cannot stand; "" when they can.

    Asked after they were written: their unit or title may have been ended since the form was
    opened, and whoever ends it waits for this transaction, or this one for theirs.
    """
    begun = list(posts)
    if not begun:
        return ""
    units = Unit.objects.filter(pk__in={post.unit_id for post in begun})
    titles = Title.objects.filter(pk__in={post.title_id for post in begun})
    last_of_unit = {unit.pk: unit for unit in units.filter(valid_to__isnull=False)}
    last_of_title = {title.pk: title for title in titles.filter(valid_to__isnull=False)}
    for post in begun:
        for ending in (last_of_unit.get(post.unit_id), last_of_title.get(post.title_id)):
            if ending and ending.valid_to and (post.end or date.max) > ending.valid_to:
                return f"{ending} chỉ có hiệu lực đến hết ngày {ending.valid_to:%d/%m/%Y}."
    return ""
