"""Keeping what was written of many people as one thing with its rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from personnel.keeping.recording import Refused, Scribe
from personnel.models import Batch, BatchRow


def keep(scribe: Scribe, kind: str, name: str, values: dict[str, Any]) -> Batch:
    """Return a new batch of what a scribe writes, kept with its author and moment."""
    batch = Batch(kind=kind, name=name, values=values, by=scribe.by, at=scribe.at)
    scribe.add(batch)
    return batch


def keep_rows(batch: Batch, rows: Iterable[BatchRow]) -> None:
    """Keep whose records a batch was written to."""
    found = list(rows)
    for row in found:
        row.batch = batch
    BatchRow.objects.bulk_create(found, batch_size=500)


def held(scribe: Scribe, batch: Batch) -> Batch:
    """Return a batch as it is now, held; raises Refused, saying by whom, when it was undone."""
    fresh = scribe.hold(batch)
    if fresh.undone_at:
        when = f"{timezone.localtime(fresh.undone_at):%H:%M ngày %d/%m/%Y}"
        who = f" do {fresh.undone_by}" if fresh.undone_by else ""
        raise Refused(f"Chưa ghi gì: đợt này đã được hoàn tác lúc {when}{who}.")
    return fresh
