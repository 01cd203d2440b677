"""What a thing is from one day to another, written down as spells that leave no day out.

A thing has a line of spells that covers every day once, or none at all: then it is on every day
what its own row says. So a line that is missing drops nobody from a figure.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from .periods import Days, Lasting

# The ends of a line, as both databases keep them; no day is open, so that spells can be compared.
EVER, NEVER = date.min, date.max
SPELL = Days("first", "last", bounded=True)


class Spell(Lasting):
    """One spell of a line; both days count."""

    days = SPELL
    # The columns that say whose line a spell is of.
    LINE: ClassVar[tuple[str, ...]]

    first = models.DateField("Từ ngày", default=EVER)
    last = models.DateField("Đến hết ngày", default=NEVER)

    class Meta:
        abstract = True

    @property
    def told(self) -> str:
        """From when to when: "từ 01/01/2026", "đến hết 31/12/2025"."""
        begun = [f"từ {self.first:%d/%m/%Y}"] if self.first != EVER else []
        ended = [f"đến hết {self.last:%d/%m/%Y}"] if self.last != NEVER else []
        return " ".join([*begun, *ended]) or "mọi ngày"


def spell_in_order() -> Q:
    """Return what a constraint asks of both days."""
    return Q(last__gte=F("first"))


def first_of(spell: str) -> Coalesce:
    """Return the first day of a spell that may be absent: then it has always been so."""
    return Coalesce(f"{spell}__first", Value(EVER))


def last_of(spell: str) -> Coalesce:
    """Return the last day of a spell that may be absent: then it is so for ever."""
    return Coalesce(f"{spell}__last", Value(NEVER))
