"""Where planning stands on a day: whether it goes along with somebody who moved (III.4).

Within a district it is recognised, and used for the equivalent title; beyond it somebody has to
decide whether it stays. No move is one to a unit where the person served when it was decided.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.functional import cached_property

from personnel.models import PlannedTitle, Post, Unit

from .districts import Maps

_DAY = timedelta(days=1)


class State(TextChoices):
    """What became of planning by a day; the first four are of planning in effect."""

    HERE = "here", "Không chuyển công tác"
    ALONG = "along", "Ghi nhận theo chức danh tương đương"
    KEPT = "kept", "Đã quyết định giữ"
    ASKED = "asked", "Cần quyết định"
    LAPSED = "lapsed", "Hết nhiệm kỳ"
    ENDED = "ended", "Đã kết thúc"

    @classmethod
    def in_effect(cls) -> tuple[State, ...]:
        """Those of planning that is in effect."""
        return cls.HERE, cls.ALONG, cls.KEPT, cls.ASKED


@dataclass(frozen=True)
class Going:
    """A planned title on a day: of whoever holds these posts, by these maps."""

    plan: PlannedTitle
    posts: Sequence[Post]
    day: date
    maps: Maps

    @cached_property
    def unit(self) -> Unit:
        """The unit that stands on the day for the one it was decided for."""
        return self.maps.units[self.maps.stands(self.plan.unit_id, self.day)]

    @cached_property
    def held(self) -> list[Post]:
        """The posts held on the day."""
        return [post for post in self.posts if post.lasts_on(self.day)]

    @cached_property
    def state(self) -> State:
        """What became of it by the day."""
        if self.plan.ended_on and self.plan.ended_on <= self.day:
            return State.ENDED
        if self.plan.term_to < self.day.year:
            return State.LAPSED
        if self._is_here():
            return State.HERE
        if self.shared:
            return State.ALONG
        return State.KEPT if self._is_kept() else State.ASKED

    @cached_property
    def shared(self) -> tuple[Unit, Unit] | None:
        """Where they serve now, and the district in which that and the unit of it lie."""
        for post in self.held:
            of_both = self.plan.unit_id, post.unit_id
            if district := self.maps.district(*of_both, self._began(post)):
                return self._unit_of(post), district
        return None

    @property
    def moved_on(self) -> date | None:
        """The day on which they came to where they are, or left; None where nobody knows."""
        if self.held:
            return max((post.start for post in self.held if post.start), default=None)
        ends = [post.end for post in self.posts if post.end and post.end < self.day]
        return max(ends) + _DAY if ends else None

    @property
    def why(self) -> str:
        """What of the state is to be told, in words; "" where there is nothing."""
        if self.state == State.ALONG and self.shared:
            here, district = self.shared
            return f"đã chuyển đến {here}, trong cùng {district}"
        if self.state == State.KEPT and self.plan.kept_on:
            return f"giữ từ ngày {self.plan.kept_on:%d/%m/%Y}, {self.plan.kept_by}"
        if self.state == State.ENDED and self.plan.ended_on:
            reason = self.plan.get_end_reason_display().lower()
            return f"từ ngày {self.plan.ended_on:%d/%m/%Y}, {reason}"
        return self._asked() if self.state == State.ASKED else ""

    def _asked(self) -> str:
        if not self.held:
            return "không giữ chức danh nào ở cấp xã"
        there = ", ".join(dict.fromkeys(str(self._unit_of(post)) for post in self.held))
        apart = all(
            self.maps.apart(self.plan.unit_id, post.unit_id, self._began(post))
            for post in self.held
        )
        which = "khác" if apart else "không xác định được có cùng"
        return f"đang công tác tại {there}, {which} địa phương cấp huyện"

    def _began(self, post: Post) -> date:
        return post.start or self.day

    def _unit_of(self, post: Post) -> Unit:
        return self.maps.units[self.maps.of_post(post, self.day)]

    def _is_here(self) -> bool:
        decided = self.plan.decision_day
        then = [post for post in self.posts if decided and post.lasts_on(decided)]
        base = {self.unit.pk, *(self.maps.of_post(post, self.day) for post in then)}
        return not base.isdisjoint(self.maps.of_post(post, self.day) for post in self.held)

    def _is_kept(self) -> bool:
        kept, moved = self.plan.kept_on, self.moved_on
        return kept is not None and kept <= self.day and (moved is None or moved <= kept)


def going(plans: Iterable[PlannedTitle], day: date, maps: Maps | None = None) -> list[Going]:
    """Return where each of these planned titles stands on a day, in their order; four queries."""
    every = list(plans)
    if not every:
        return []
    posts = posts_of({plan.person_id for plan in every})
    maps = maps or Maps.read()
    return [Going(plan, posts[plan.person_id], day, maps) for plan in every]


def posts_of(people: Collection[int]) -> dict[int, list[Post]]:
    """Return the posts of people by their ids, the latest first; one query."""
    found: dict[int, list[Post]] = defaultdict(list)
    for post in Post.objects.filter(person__in=people).select_related("title").order_by("pk"):
        found[post.person_id].append(post)
    return found
