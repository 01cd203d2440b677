"""The order of names for "N more to reach a share": it fills classes, and is no rank of people."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from targets.rules import Criterion

from .needing import Needs
from .offers import Offer
from .people import Someone


class LeftOut(TextChoices):
    """Why somebody who does not meet a criterion is not in the order."""

    RETIRING = "retiring", "Nghỉ hưu trước hạn"
    ENROLLED = "enrolled", "Đang học"
    TOO_LATE = "too_late", "Không kịp trước hạn"
    UNRECORDED = "unrecorded", "Chưa có thông tin: cần xác minh trước"


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be sent, and what puts them where they are, the weightiest first.

    `closes` are the criteria that the courses close, this one among them.
    """

    one: Someone
    offers: tuple[Offer, ...]
    serves_after: bool
    closes: tuple[Criterion, ...]
    leaves: date | None
    name: str

    @property
    def months(self) -> int:
        """How long the courses take together."""
        return sum(offer.months for offer in self.offers)

    @property
    def rank(self) -> tuple[bool, int, int, int, int, str, int]:
        """What sorts candidates; the number last, so that the order is the same every time."""
        stays = -(self.leaves or date.max).toordinal()
        courses = len(self.offers)
        closes = -len(self.closes)
        return not self.serves_after, courses, closes, self.months, stays, self.name, self.one.pk


@dataclass(frozen=True)
class Ordered:
    """Who may be sent, in order, and who may not, each with why."""

    candidates: list[Candidate]
    left_out: dict[LeftOut, list[Someone]]


def ordered(
    needs: Needs,
    criterion: Criterion,
    among: Iterable[Someone],
    names: Mapping[int, str],
    enrolled: Collection[int] = (),
) -> Ordered:
    """Put in order whoever of these people does not meet a criterion on the deadline.

    `names` are keys to sort by, by the person's number; `enrolled` are those who study for it.
    """
    candidates: list[Candidate] = []
    left_out: dict[LeftOut, list[Someone]] = {reason: [] for reason in LeftOut}
    for one in among:
        if not needs.standings.missed(one.situation, criterion):
            continue
        reason = _left_out(needs, criterion, one, enrolled)
        if reason:
            left_out[reason].append(one)
        else:
            candidates.append(_candidate(needs, criterion, one, names[one.pk]))
    return Ordered(sorted(candidates, key=lambda candidate: candidate.rank), left_out)


def _left_out(
    needs: Needs, criterion: Criterion, one: Someone, enrolled: Collection[int]
) -> LeftOut | None:
    if one.is_gone(needs.offers.deadline):
        return LeftOut.RETIRING
    if one.pk in enrolled:
        return LeftOut.ENROLLED
    if needs.ways(one.situation, criterion) is None:
        return LeftOut.TOO_LATE
    missed = needs.standings.missed(one.situation, criterion)
    return LeftOut.UNRECORDED if any(ask.held is None for ask in missed) else None


def _candidate(needs: Needs, criterion: Criterion, one: Someone, name: str) -> Candidate:
    offers = tuple(needs.ways(one.situation, criterion) or ())
    start = needs.offers.start
    serves = one.leaves is None or all(o.serves_until(start) <= one.leaves for o in offers)
    closes = tuple(c for c in needs.criteria if _is_closed(needs, one, c, offers))
    return Candidate(one, offers, serves, closes, one.leaves, name)


def _is_closed(needs: Needs, one: Someone, criterion: Criterion, offers: Iterable[Offer]) -> bool:
    """Whether courses give all that somebody misses of a criterion."""
    missed = needs.standings.missed(one.situation, criterion)
    given = {offer.kind: offer.level for offer in offers}
    return bool(missed) and all(given.get(ask.kind, -1) >= ask.level for ask in missed)
