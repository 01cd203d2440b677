"""What stands in the way of a decree as it is told: all of it at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from personnel.places.decreed import Decreed


@dataclass(frozen=True)
class Fault:
    """Something wrong with a decree: `code` for programs, `told` for whoever entered it."""

    code: str
    told: str


def faults(decreed: Decreed, *, sealed: date | None) -> list[Fault]:
    """Return everything that is wrong; `sealed` is the day of the last sealed period."""
    if sealed and decreed.day <= sealed:
        return [Fault("sealed", f"Kỳ báo cáo ngày {sealed:%d/%m/%Y} đã khóa.")]
    return []
