"""The parts a criterion is made of: whom it covers and what it asks of them.

Conditions are `Q` objects over the columns of `personnel.standing.standing`; the database
evaluates them, and nothing else does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_, or_

from django.db.models import Q

from personnel.levels import KINDS

from .figures import Share


@dataclass(frozen=True)
class Cover:
    """A set of people that a clause speaks of, on a given day."""

    code: str
    label: str
    on: Callable[[date], Q]


@dataclass(frozen=True)
class Ask:
    """A kind of credential at a level or above; xã miền núi may have a lower threshold."""

    kind: str
    level: int
    in_mountain_communes: int | None = None

    def met(self) -> Q:
        """The level held reaches the threshold."""
        return self._compare("gte")

    def too_low(self) -> Q:
        """A level is recorded and does not reach the threshold."""
        return self._compare("lt")

    def unmet(self) -> Q:
        """The level held is too low, or nothing of this kind is recorded."""
        return self.too_low() | Q(**{f"{self.kind}__isnull": True})

    def _compare(self, lookup: str) -> Q:
        elsewhere = Q(**{f"{self.kind}__{lookup}": self.level})
        if self.in_mountain_communes is None:
            return elsewhere
        there = Q(**{f"{self.kind}__{lookup}": self.in_mountain_communes})
        return Q(mountain_commune=1) & there | Q(mountain_commune=0) & elsewhere

    def threshold(self, mountain: bool) -> int:
        """Return the level asked of people in a mountain commune, or elsewhere."""
        if mountain and self.in_mountain_communes is not None:
            return self.in_mountain_communes
        return self.level

    def level_text(self, level: int) -> str:
        """Return a threshold in words: "Đại học trở lên", or the top level itself."""
        kind = KINDS[self.kind]
        above = "" if level == kind.top else " trở lên"
        return kind.level_label(level).removesuffix(" trở lên") + (above or "")

    @property
    def text(self) -> str:
        """What is asked, in words, both thresholds named."""
        words = self.level_text(self.level)
        if self.in_mountain_communes is None:
            return words
        return f"{words} (xã miền núi: {self.level_text(self.in_mountain_communes)})"


@dataclass(frozen=True)
class Reading:
    """A figure shown beside a criterion's own: another reading, or one part of a joint one."""

    code: str
    label: str
    covered: Q
    met: Q


@dataclass(frozen=True)
class Horizon:
    """A target year of the resolution and its last day."""

    code: str
    deadline: date

    @property
    def label(self) -> str:
        """The name on screen."""
        return f"Mục tiêu {self.code}"


@dataclass(frozen=True)
class Criterion:
    """One target of clause II.2.2: whom it covers, what it asks, which share must meet it.

    `share` None = the text names no number: figures without a verdict. No `asks` = the
    criterion is about units (online dossiers), not about people.
    """

    code: str
    clause: str
    horizon: Horizon
    label: str
    short: str
    cover: Cover
    asks: tuple[Ask, ...]
    share: Share | None
    reading: str = ""
    supersedes: tuple[str, ...] = ()
    alternative: Cover | None = None

    @property
    def about_people(self) -> bool:
        """Whether people are judged, rather than units."""
        return bool(self.asks)

    @property
    def deadline(self) -> date:
        """The last day of the horizon."""
        return self.horizon.deadline

    @property
    def asked(self) -> str:
        """What is asked, in words."""
        return " và ".join(
            ask.text if len(self.asks) == 1 else f"{KINDS[ask.kind].short} {ask.text}"
            for ask in self.asks
        )

    @property
    def reached(self) -> Q:
        """Everything that is asked is held."""
        return reduce(and_, (ask.met() for ask in self.asks))

    @property
    def too_low(self) -> Q:
        """Something is recorded below what is asked."""
        return reduce(or_, (ask.too_low() for ask in self.asks))

    def unmet(self, day: date) -> Q:
        """Covered on `day`, and not meeting it: too low, or nothing recorded."""
        return self.cover.on(day) & reduce(or_, (ask.unmet() for ask in self.asks))

    def beside(self, day: date) -> list[Reading]:
        """Return the other reading of the clause, and the parts of a joint condition."""
        readings = []
        if self.alternative:
            other = self.alternative.on(day)
            label = f"Cách hiểu khác: {self.alternative.label}"
            readings.append(Reading(self.alternative.code, label, other, other & self.reached))
        if len(self.asks) > 1:
            covered = self.cover.on(day)
            for ask in self.asks:
                label = f"Riêng {KINDS[ask.kind].label.lower()}: {ask.text}"
                readings.append(Reading(ask.kind, label, covered, covered & ask.met()))
        return readings
