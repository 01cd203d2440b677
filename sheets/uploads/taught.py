"""What a board has taught: how its files write what the portal's lists call otherwise.

An answer given to one file holds for the board's next ones from that moment on, whether the
file is confirmed or not, until it is taken back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sheets.deciding import Decisions
from sheets.models import TaughtReading, Upload

from .layouts import board_of
from .then import Picked

# Beside the decisions of an upload, the texts of its file by the keys of their readings.
TEXTS = "texts"
_LONGEST = TaughtReading._meta.get_field("text").max_length or 0
Readings = Mapping[str, Mapping[str, str]]


def decisions_with_taught(upload: Upload) -> dict[str, Any]:
    """Return the upload's decisions with what its board has taught; its own answers go first."""
    own = Decisions.of(upload.decisions)
    readings = {name: dict(among) for name, among in own.readings.items()}
    texts = dict(upload.decisions.get(TEXTS, {}))
    every = list(TaughtReading.objects.filter(district=board_of(upload)))
    picked = Picked([taught.value for taught in every if taught.field == "unit"])
    for taught in every:
        value = picked.then(taught.value, taught.at) if taught.field == "unit" else taught.value
        readings.setdefault(taught.field, {}).setdefault(taught.key, value)
        texts.setdefault(taught.key, taught.text)
    return replace(own, readings=readings).as_json() | ({TEXTS: texts} if texts else {})


def learn(
    upload: Upload, before: Readings, after: Readings, texts: Mapping[str, str], *,
    by: Any, at: datetime,
) -> None:  # fmt: skip
    """Keep for the board what was answered, and drop what was taken back."""
    board = board_of(upload)
    for name in {*before, *after}:
        was, now = before.get(name, {}), after.get(name, {})
        gone = was.keys() - now.keys()
        TaughtReading.objects.filter(district=board, field=name, key__in=gone).delete()
        for key in [key for key, value in now.items() if was.get(key) != value]:
            TaughtReading.objects.update_or_create(
                district=board,
                field=name,
                key=key,
                defaults={
                    "text": texts.get(key, key)[:_LONGEST],
                    "value": now[key],
                    "by": by,
                    "at": at,
                },
            )
