"""The parts a criterion is made of: whom it covers and what it asks of them.

Conditions are `Q` objects over the columns of `personnel.reading.standing.standing`; the database
evaluates them, and nothing else does.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import and_, or_

from django.db.models import Q
from django.utils.functional import cached_property

from personnel.kinds import KINDS
from personnel.reading.standing import RESTS_ON

from .figures import Share


@dataclass(frozen=True, order=True)
class Section:
    """A heading under which criteria are shown together, in the resolution's order.

    `mixed` when it holds criteria of several covers, each line of which says whom it covers.
    """

    order: int
    label: str
    short: str
    mixed: bool = False


@dataclass(frozen=True)
class Cover:
    """A set of people that a clause speaks of, on a given day, and where it is shown.

    `brief` names it where there is little room; without one its label does.
    """

    code: str
    label: str
    section: Section
    on: Callable[[date], Q]
    brief: str = ""


def unit_facts(*conditions: Q) -> frozenset[str]:
    """Return the facts of units (`Unit.Fact`) that conditions on a standing rest on.

    Told from the columns they name, so that no criterion or measure can forget to say so.
    """
    columns = {name for condition in conditions for name in condition.referenced_base_fields}
    return frozenset(RESTS_ON[name] for name in columns & RESTS_ON.keys())


# The columns of a standing that rest on the kind of a commune.
KIND_COLUMNS = {"mountain_commune", "urban"}


def title_groups(condition: Q) -> frozenset[str]:
    """Return the title groups that a condition on a standing names; none: it asks for no group."""
    found: set[str] = set()
    for child in condition.children:
        if isinstance(child, Q):
            found |= title_groups(child)
        elif isinstance(child, tuple) and child[0] == "title_group":
            found.add(child[1])
        elif isinstance(child, tuple) and child[0] == "title_group__in":
            found.update(child[1])
    return frozenset(found)


# That the resolution is about somebody on the day: where they serve, by the province's decision.
IN_SCOPE = Q(in_scope=1)


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

    def nothing(self) -> Q:
        """Nothing of this kind is recorded."""
        return Q(**{f"{self.kind}__isnull": True})

    def unmet(self) -> Q:
        """The level held is too low, or nothing of this kind is recorded."""
        return self.too_low() | self.nothing()

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
    def named(self) -> str:
        """The kind and what is asked of it: "LLCT: Sơ cấp trở lên"."""
        return f"{KINDS[self.kind].short}: {self.text}"

    @property
    def text(self) -> str:
        """What is asked, in words, both thresholds named."""
        words = self.level_text(self.level)
        if self.in_mountain_communes is None:
            return words
        return f"{words} (xã miền núi: {self.level_text(self.in_mountain_communes)})"


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
    criterion is about units (online dossiers), not about people. `brief` is the label where there
    is little room, "" where it is short enough.
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
    brief: str = ""

    @property
    def about_people(self) -> bool:
        """Whether people are judged, rather than units."""
        return bool(self.asks)

    @property
    def judged(self) -> bool:
        """Whether the text names a number to reach; without one it is only monitored."""
        return self.share is not None

    @cached_property
    def unit_facts(self) -> frozenset[str]:
        """The facts of units that decide whom it covers or what it asks of them."""
        asked = (self.reached,) if self.about_people else ()
        return unit_facts(self.cover.on(self.deadline), *asked)

    @cached_property
    def asks_kind(self) -> bool:
        """Whether the kind of a commune decides whom it covers, in either reading, or what it asks.

        So it has to be said how a đặc khu is counted, of which the text does not speak.
        """
        readings = (self, self.otherwise) if self.otherwise else (self,)
        conditions = [each.cover.on(self.deadline) for each in readings]
        conditions += [self.reached] if self.about_people else []
        return any(KIND_COLUMNS & q.referenced_base_fields for q in conditions)

    @cached_property
    def title_groups(self) -> frozenset[str]:
        """The groups of titles that decide whom it covers; none where no group does."""
        return title_groups(self.cover.on(self.deadline))

    @property
    def deadline(self) -> date:
        """The last day of the horizon."""
        return self.horizon.deadline

    @cached_property
    def asked(self) -> str:
        """What is asked, in words."""
        return " và ".join(
            ask.text if len(self.asks) == 1 else f"{KINDS[ask.kind].short} {ask.text}"
            for ask in self.asks
        )

    @property
    def kinds(self) -> str:
        """What kind of credential it looks at: "lý luận chính trị"."""
        labels = (KINDS[ask.kind].label for ask in self.asks)
        return ", ".join(f"{label[0].lower()}{label[1:]}" for label in labels)

    @property
    def reached(self) -> Q:
        """Everything that is asked is held."""
        return reduce(and_, (ask.met() for ask in self.asks))

    @property
    def too_low(self) -> Q:
        """Something is recorded below what is asked."""
        return reduce(or_, (ask.too_low() for ask in self.asks))

    @property
    def variants(self) -> tuple["Criterion", ...]:
        """What is shown beside it: the clause read otherwise, and the parts of a joint condition.

        The parts have no share of their own: the text asks for both together.
        """
        parts = tuple(
            replace(
                self,
                code=f"{self.code}.{ask.kind}",
                label=ask.named,
                asks=(ask,),
                share=None,
                brief="",
            )  # fmt: skip
            for ask in self.asks
            if len(self.asks) > 1
        )
        return (self.otherwise, *parts) if self.otherwise else parts

    @cached_property
    def otherwise(self) -> "Criterion | None":
        """The clause read otherwise, with the same share; None where it can be read in one way."""
        if self.alternative is None:
            return None
        code = f"{self.code}.alternative"
        return replace(self, code=code, cover=self.alternative, alternative=None)

    def covers(self, day: date) -> Q:
        """Who is spoken of on `day`: one of the cover, in a unit that the resolution is about."""
        return self.cover.on(day) & IN_SCOPE

    def falls_short(self, day: date) -> Q:
        """Covered on `day`, and something recorded below what is asked."""
        return self.covers(day) & self.too_low

    def lacks(self, day: date) -> Q:
        """Covered on `day`, and nothing recorded of something asked."""
        return self.covers(day) & reduce(or_, (ask.nothing() for ask in self.asks))

    def unmet(self, day: date) -> Q:
        """Covered on `day`, and not meeting it: too low, or nothing recorded."""
        return self.covers(day) & reduce(or_, (ask.unmet() for ask in self.asks))
