"""The tables that only grow: every kept history, the log of looks, what was forgotten of them.

A model above these rooms is one by saying so: `trail_moment` is the column that dates its rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property

from personnel.log.kinds import EVERY
from personnel.models import Disclosure, TrailForgotten

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Source:
    """A table of the trail; `moment` is the column that says to which day a row belongs."""

    model: type[models.Model]
    moment: str

    @cached_property
    def name(self) -> str:
        """Its name in what a day keeps of it."""
        return self.model._meta.label_lower

    @property
    def label(self) -> str:
        """Its name for people."""
        return str(self.model._meta.verbose_name)

    @cached_property
    def columns(self) -> list[str]:
        """Every column, the keys of other records as numbers."""
        return [field.attname for field in self.model._meta.concrete_fields]

    def rows(self, first: date, last: date) -> models.QuerySet[Any]:
        """Return the rows of these days, in the order in which they are hashed."""
        return self.before(last + DAY).filter(**{f"{self.moment}__gte": midnight(first)})

    def before(self, day: date) -> models.QuerySet[Any]:
        """Return the rows before a day, in order."""
        found = self.model._base_manager.filter(**{f"{self.moment}__lt": midnight(day)})
        return found.order_by(self.moment, "pk")

    def first_day(self) -> date | None:
        """Return the day of the oldest row; None where there is none."""
        oldest = self.model._base_manager.aggregate(oldest=models.Min(self.moment))["oldest"]
        return timezone.localdate(oldest) if oldest else None


def midnight(day: date) -> datetime:
    """Return the moment at which a day of the province begins."""
    return timezone.make_aware(datetime.combine(day, time.min))


def _sources() -> Iterator[Source]:
    for kind in EVERY:
        yield Source(kind.history.model, "history_date")
    yield Source(Disclosure, "at")
    yield Source(TrailForgotten, "at")
    for model in apps.get_models():
        if moment := getattr(model, "trail_moment", ""):
            yield Source(model, moment)


SOURCES = {source.name: source for source in sorted(_sources(), key=lambda source: source.name)}
