"""Files brought from where they were kept to where the settings keep them now, one by one.

Each is read back before it is deleted where it was, and named by the same record all the time:
broken off at any moment, all are in one place or the other, and the next time goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import file_digest
from typing import Any

from django.conf import settings
from django.core.files.storage import storages
from django.db import models, transaction

from personnel.basics.outages import disk_told
from personnel.models import Following, Scan
from sheets.models import Upload

NAMED: dict[str, tuple[type[models.Model], ...]] = {
    "uploads": (Upload,),
    "scans": (Scan, Following),
}


@dataclass
class Moved:
    """How many files were moved, were there already; which are nowhere, or not as they were.

    Of the latter nothing is deleted. Each is told by its table and number.
    """

    moved: int = 0
    there: int = 0
    lost: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)


def move(kind: str) -> Moved:
    """Bring every file that a record names from a kind of place; raises DiskFault."""
    done = Moved()
    with disk_told():
        for area, models_ in NAMED.items():
            source = _source(settings.STORAGES_OF_KIND[kind][area])
            for record in _naming(models_):
                _bring(record, source, storages[area], done)
    return done


def _source(place: dict[str, Any]) -> Any:
    """Return a storage that has what is its own alone: what it finds elsewhere is not there."""
    own = {name: value for name, value in place["OPTIONS"].items() if name != "former"}
    return storages.create_storage(place | {"OPTIONS": own})


def _naming(models_: tuple[type[models.Model], ...]) -> Iterator[Any]:
    for model in models_:
        named = model._default_manager.exclude(file="").order_by("pk")
        yield from named.only("pk", "file", "sha256").iterator(chunk_size=500)


def _bring(record: Any, source: Any, target: Any, done: Moved) -> None:
    """Move the file of a record that still names it once the record is held."""
    name, was_there = record.file.name, source.holds(record.file.name)
    with transaction.atomic():
        held = type(record)._default_manager.select_for_update(of=("self",))
        if held.filter(pk=record.pk, file=name).only("pk").first() is None:
            return
        if not was_there:
            _note(record, name, target, done)
            return
        is_new = not target.holds(name)
        if is_new and _is_whole(record, source):
            with source.open(name) as file:
                target.keep_as(name, file)
        if not target.holds(name) or _digest(target, name) != _digest(source, name):
            done.differing.append(_told(record))
            return
    source.delete(name)
    done.moved += 1


def _note(record: Any, name: str, target: Any, done: Moved) -> None:
    if target.holds(name):
        done.there += 1
    else:
        done.lost.append(_told(record))


def _is_whole(record: Any, source: Any) -> bool:
    """Whether a scan or paper is as it was kept; of workbooks the hash is of what was handed in."""
    return isinstance(record, Upload) or _digest(source, record.file.name) == record.sha256


def _digest(storage: Any, name: str) -> str:
    with storage.open(name) as file:
        return file_digest(file, "sha256").hexdigest()


def _told(record: Any) -> str:
    return f"{record._meta.model_name} {record.pk}"
