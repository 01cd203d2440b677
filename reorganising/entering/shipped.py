"""The decrees that come with the software, to be made drafts of."""

from __future__ import annotations

from pathlib import Path

from personnel.models import Decree
from personnel.places.decreed import Decreed
from personnel.reference import FIXTURES
from reorganising.models import DecreeDraft

FOLDER = FIXTURES / "decrees"


def shipped(folder: Path = FOLDER) -> dict[str, Decreed]:
    """Return the decrees that come along and are neither entered nor applied, by file name."""
    taken = {*DecreeDraft.objects.values_list("number", flat=True)}
    taken |= {*Decree.objects.values_list("number", flat=True)}
    read = {path.stem: Decreed.read(path) for path in sorted(folder.glob("*.json"))}
    return {name: told for name, told in read.items() if told.number not in taken}
