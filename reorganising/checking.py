"""Whether a decree can be applied as it was entered: everything that is wrong with it, at once."""

from __future__ import annotations

from datetime import date

from personnel.places.decreed import Decreed

from .checks.beginning import beginning_faults
from .checks.ending import ending_faults
from .checks.following import following_faults
from .checks.head import head_faults
from .checks.known import Known
from .checks.sent import sent_faults
from .fault import Fault

__all__ = ["Fault", "faults"]


def faults(decreed: Decreed, *, sealed: date | None) -> list[Fault]:
    """Return everything that keeps a decree from being applied, none where it can be.

    `sealed` is the last day that sealed figures are of. A unit in force that the decree does not
    name goes on; what begins and follows nothing is taken as new (`wholly_new`). A decree that is
    already applied has a fault too: ask first whether it is. At most four queries.
    """
    known = Known.read(decreed)
    return list(
        dict.fromkeys(
            (
                *head_faults(known, sealed),
                *ending_faults(known),
                *beginning_faults(known),
                *following_faults(known),
                *sent_faults(known),
            )
        )
    )


def wholly_new(decreed: Decreed) -> list[str]:
    """Return the codes of communes that begin and follow no unit: to be told, not refused."""
    followed = {new for _, new, _ in decreed.changes}
    known = Known.read(decreed)
    return [c for c, e in known.begins.items() if e.unit.is_commune and c not in followed]
