"""Who leads each commune on a day: rows of heads, and of titles that nobody holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q

from personnel.models import Post, Title, Unit
from personnel.reading.localities import saying_local
from personnel.reading.recorded_terms import RecordedTerms, told_in_terms
from personnel.reading.terms_of_heads import Terms
from personnel.scope import Viewer
from reports.scope import sees_wholly
from targets.lens import Lens

DAY = timedelta(days=1)
# The posts of heads of a commune, by the id of the person.
Held = dict[int, list[Post]]


@dataclass(frozen=True)
class Leader:
    """A commune and a title with one of its holders, or with none: then vacant `since`.

    `holders` says how many hold it, `since` from when more than one do, as far as it is known;
    `local` whether the title is held by somebody of the locality, None where that is not known.
    """

    lens: Lens
    unit: Unit
    title: Title
    post: Post | None = None
    terms: Terms | None = None
    holders: int = 0
    since: date | None = None
    local: bool | None = None
    recorded: RecordedTerms | None = None

    @property
    def in_terms(self) -> str:
        """How long the holder leads in terms that are recorded, the words of it; "" of none."""
        if not (self.recorded and self.terms):
            return ""
        return told_in_terms(self.recorded.served(self.terms.posts, self.unit, self.lens.day))

    @property
    def name(self) -> str:
        """Who it is; "" where the title is vacant."""
        return self.post.person.full_name if self.post else ""

    @property
    def from_here(self) -> bool | None:
        """Whether the holder is local; None: not known."""
        return told_local(self.post) if self.post else None

    @property
    def notes(self) -> list[str]:
        """What else is to be told: since when nobody leads, or several do, or somebody acts."""
        found = []
        since = f"từ {self.since:%d/%m/%Y}" if self.since else "không rõ từ ngày nào"
        if self.post is None:
            told = since if self.since else "chưa ghi nhận ai từng giữ"
            return [f"Trống, {told}"]
        if self.holders > 1:
            found.append(f"{self.holders} người cùng giữ, {since}")
        if self.post.acting:
            start = self.post.start_shown
            began = f"từ {start}" if start else "không rõ từ ngày nào"
            found.append(f"{self.post.get_acting_display()}, {began}")
        if self.terms and self.terms.acting and not self.post.acting:
            found.append("Thời gian gồm cả khi quyền, phụ trách")
        return found


@dataclass(frozen=True)
class Where:
    """Which communes and titles are asked about, through a lens, of what a `viewer` may see.

    None sees everything. `recorded` are the terms in which time is told.
    """

    lens: Lens
    viewer: Viewer | None
    communes: Sequence[Unit]
    titles: Sequence[Title]
    recorded: RecordedTerms | None = None


def leaders(where: Where) -> list[Leader]:
    """Return every head, and every title without one, of what is asked about; one query.

    A commune of which the viewer sees a part says nothing of what is vacant.
    """
    posts = _posts(where)
    return [
        leader
        for unit in where.communes
        for title in where.titles
        for leader in _of(where, unit, title, posts[unit.pk])
    ]


def _posts(where: Where) -> dict[int, Held]:
    """Return the posts of heads that were, are or are to be, by commune and by person."""
    lens, communes = where.lens, [unit.pk for unit in where.communes]
    heads = Post.objects.filter(title__head=True)
    held = heads.visible_to(where.viewer) if where.viewer else heads
    placed = held.in_the_province_on(lens.day).placed_on(lens.units_on)
    there = saying_local(placed.filter(Q(place__in=communes)), lens.units_on)
    found: dict[int, Held] = {unit: defaultdict(list) for unit in communes}
    told = there.annotate(stands=F("place")).select_related("person", "title")
    for post in told.order_by("start", "pk"):
        found[post.stands][post.person_id].append(post)
    return found


def _of(where: Where, unit: Unit, title: Title, there: Held) -> Iterator[Leader]:
    lens = where.lens
    of_title = [post for held in there.values() for post in held if post.title_id == title.pk]
    held = {post.person_id: post for post in of_title if post.lasts_on(lens.day)}
    if held:
        since = _several_since(unit, list(held.values()), lens.day)
        local = _local(held.values())
        for person, post in held.items():
            terms = Terms(there[person], lens.day)
            yield Leader(lens, unit, title, post, terms, len(held), since, local, where.recorded)
    elif _ought_to_have(where, unit, title):
        yield Leader(lens, unit, title, since=_vacant_since(unit, of_title, lens.day))


def _local(held: Iterable[Post]) -> bool | None:
    """Return whether any of some holders is local; None where it is not known."""
    said = {told_local(post) for post in held}
    return True if True in said else None if None in said else False


def told_local(post: Post) -> bool | None:
    """Return whether whoever holds a post is local, as it was read with it."""
    found: bool | None = getattr(post, "local_there", None)
    return found


def _ought_to_have(where: Where, unit: Unit, title: Title) -> bool:
    in_force = unit.is_in_force(where.lens.units_on) and title.fits(unit.kind)
    return in_force and (where.viewer is None or sees_wholly(where.viewer, [unit]))


def _several_since(unit: Unit, held: Sequence[Post], day: date) -> date | None:
    """Return from when more than one hold a title, in the unit as it is; None: not known."""
    if len(held) < 2:
        return None
    second = sorted(post.span[0] for post in held)[1]
    return _known(max(second, unit.valid_from or date.min), day)


def _vacant_since(unit: Unit, before: Sequence[Post], day: date) -> date | None:
    """Return from when nobody holds a title there; None where nobody is known to have."""
    ended = [post.end for post in before if post.end and post.end < day]
    return _known(max(max(ended) + DAY, unit.valid_from or date.min), day) if ended else None


def _known(since: date, day: date) -> date | None:
    return since if date.min < since <= day else None
