"""What becomes of rights when units end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from personnel.models import Decree


@dataclass(frozen=True)
class RightsChosen:
    """What an administrator confirmed of the rights that a decree ends or proposes."""


NONE_CHOSEN = RightsChosen()


def carry_rights(
    decree: Decree, chosen: RightsChosen, *, by: Any, at: datetime
) -> Mapping[str, int]:
    """Write what becomes of rights; return how many ended, were carried, are asked about."""
    return {"ended": 0, "carried": 0, "asked": 0}
