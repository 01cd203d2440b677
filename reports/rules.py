"""The rules that figures were sealed by, read from where they are kept with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.functional import cached_property

from targets import conditions, written
from targets.lens import Lens
from targets.rules import Criterion, Horizon

from .models import Period


class Rules:
    """The criteria of each horizon, and whom each number of the workforce counted, as written.

    `facts` are what `reports.periods.ruling.rules_on` writes.
    """

    def __init__(self, facts: Mapping[str, Any]) -> None:
        self.facts = facts
        self.horizons = {
            code: Horizon(code, date.fromisoformat(horizon["deadline"]))
            for code, horizon in facts["horizons"].items()
        }

    @cached_property
    def criteria(self) -> dict[str, Criterion]:
        """Every criterion by code, of whatever horizon."""
        found = (written.read(facts, self.horizons) for facts in self.facts["criteria"])
        return {criterion.code: criterion for criterion in found}

    def criteria_for(self, horizon: str) -> list[Criterion]:
        """Return the criteria that were in force at a horizon, by its code."""
        return [self.criteria[code] for code in self.facts["horizons"][horizon]["criteria"]]

    def counted(self, horizon: str) -> dict[str, Q]:
        """Return the condition of each number of the workforce and of form BM02, by name."""
        named = self.facts["counted"] | self.facts["horizons"][horizon]["counted"]
        return {name: conditions.read(condition) for name, condition in named.items()}

    def lens(self, horizon: str, day: date) -> "RuledLens":
        """Return the lens of a horizon on a day; raises LookupError when it was not known then."""
        return RuledLens(self.horizons[horizon], day, rules=self)


@dataclass(frozen=True, kw_only=True)
class RuledLens(Lens):
    """A lens through which figures are seen by the rules they were sealed by."""

    rules: Rules = field(kw_only=True)

    @property
    def criteria(self) -> list[Criterion]:
        """The criteria that were in force at the horizon."""
        return self.rules.criteria_for(self.horizon.code)

    @property
    def known(self) -> dict[str, Criterion]:
        """Every criterion by code that was known then, and its other readings and parts."""
        own = self.rules.criteria
        return own | {variant.code: variant for c in own.values() for variant in c.variants}


def lens_of(period: Period, today: date | None = None) -> Lens:
    """Return the lens of a period by the rules in force, looked through on a day."""
    return Lens(period.target, period.day, today)


def lens_of_seal(period: Period) -> RuledLens:
    """Return the lens of a sealed period, by its own rules; raises LookupError while it is open."""
    if period.rules is None:
        raise LookupError(period)
    return Rules(period.rules.facts).lens(period.horizon, period.day)
