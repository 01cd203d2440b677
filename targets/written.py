"""Criteria as plain data: what each said, and asked of whom, on a day; and read back as criteria.

A criterion read back is judged by the conditions that were written, whatever today's covers and
asks say, and speaks in the words of then.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from personnel.words.dates import years_before

from . import conditions
from .figures import Share
from .rules import Ask, Cover, Criterion, Horizon, Section

Facts = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class WrittenAsk(Ask):
    """Something asked as it was written down: its conditions and words are kept, not made."""

    reached: Q
    lower: Q
    missed: Q
    words: str
    name: str

    def met(self) -> Q:
        """The level held reached the threshold."""
        return self.reached

    def too_low(self) -> Q:
        """A level was recorded and did not reach it."""
        return self.lower

    def unmet(self) -> Q:
        """The level held was too low, or nothing of this kind was recorded."""
        return self.missed

    @property
    def text(self) -> str:
        """What was asked, in words."""
        return self.words

    @property
    def named(self) -> str:
        """The kind and what was asked of it."""
        return self.name


def write(criterion: Criterion, day: date) -> dict[str, Any]:
    """Return a criterion as it judges on a day."""
    return {
        "code": criterion.code,
        "clause": criterion.clause,
        "horizon": criterion.horizon.code,
        "label": criterion.label,
        "short": criterion.short,
        "cover": _write_cover(criterion.cover, day),
        "asks": [_write_ask(ask) for ask in criterion.asks],
        "share": criterion.share and asdict(criterion.share),
        "reading": criterion.reading,
        "supersedes": list(criterion.supersedes),
        "alternative": criterion.alternative and _write_cover(criterion.alternative, day),
    }


def _write_cover(cover: Cover, day: date) -> dict[str, Any]:
    return {
        "code": cover.code,
        "label": cover.label,
        "section": asdict(cover.section),
        "of": conditions.write(cover.on(day)),
    }


def _write_ask(ask: Ask) -> dict[str, Any]:
    return {
        "kind": ask.kind,
        "level": ask.level,
        "in_mountain_communes": ask.in_mountain_communes,
        "text": ask.text,
        "named": ask.named,
        "met": conditions.write(ask.met()),
        "too_low": conditions.write(ask.too_low()),
        "unmet": conditions.write(ask.unmet()),
    }


def read(facts: Facts, horizons: Mapping[str, Horizon]) -> Criterion:
    """Return the criterion that was written; its horizon is one of `horizons`, by code."""
    alternative = facts["alternative"]
    return Criterion(
        facts["code"],
        facts["clause"],
        horizons[facts["horizon"]],
        facts["label"],
        facts["short"],
        _read_cover(facts["cover"]),
        tuple(map(_read_ask, facts["asks"])),
        facts["share"] and Share(**facts["share"]),
        facts["reading"],
        tuple(facts["supersedes"]),
        alternative and _read_cover(alternative),
    )


def _read_cover(facts: Facts) -> Cover:
    covered = conditions.read(facts["of"])
    section = Section(**facts["section"])
    return Cover(facts["code"], facts["label"], section, lambda day: covered)


def _read_ask(facts: Facts) -> WrittenAsk:
    return WrittenAsk(
        facts["kind"],
        facts["level"],
        facts["in_mountain_communes"],
        reached=conditions.read(facts["met"]),
        lower=conditions.read(facts["too_low"]),
        missed=conditions.read(facts["unmet"]),
        words=facts["text"],
        name=facts["named"],
    )


def on_another_day(criterion: Criterion, day: date, other: date) -> Criterion:
    """Return a criterion that judges on `day` as it would on another day.

    One that was read back has the days of its conditions worked out: ages and years of service
    are counted anew from the other day.
    """
    facts = _redated(write(criterion, day), day, other)
    return read(facts, {criterion.horizon.code: criterion.horizon})


def _redated(facts: Any, day: date, other: date) -> Any:
    if isinstance(facts, list):
        return [_redated(each, day, other) for each in facts]
    if not isinstance(facts, dict):
        return facts
    if facts.keys() == {"day"}:
        years = day.year - date.fromisoformat(facts["day"]).year
        is_counted_back = years_before(day, years).isoformat() == facts["day"]
        return {"day": years_before(other, years).isoformat()} if is_counted_back else facts
    return {name: _redated(each, day, other) for name, each in facts.items()}


def judges_alike(one: Facts, other: Facts) -> bool:
    """Whether two written criteria say the same of everybody, whatever their words and shares."""
    return _judging(one) == _judging(other)


def _judging(facts: Facts) -> list[Any]:
    asks = [[ask["met"], ask["too_low"], ask["unmet"]] for ask in facts["asks"]]
    return [facts["cover"]["of"], asks, (facts["alternative"] or {}).get("of")]
