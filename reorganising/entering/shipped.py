"""The decrees that come with the software, to be made drafts of."""

from __future__ import annotations

from pathlib import Path

from personnel.models import Decree
from personnel.places.decreed import Decreed
from reorganising.known_past import FOLDER, read_shipped
from reorganising.models import DecreeDraft


def shipped(folder: Path = FOLDER) -> dict[str, Decreed]:
    """Return the decrees that come along and are neither entered nor applied, by file name."""
    taken = {*DecreeDraft.objects.values_list("number", flat=True)}
    taken |= {*Decree.objects.values_list("number", flat=True)}
    return {name: told for name, told in read_shipped(folder).items() if told.number not in taken}
