"""Files that are kept no longer: of scans taken back long ago, and those that nothing names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.core.files.storage import Storage
from django.db import models

from personnel.basics.kept import once_written, together
from personnel.models import Following, Scan
from personnel.models.scans import kept_scans

# A file lies there before its row is written, which takes no such time.
_FRESH = timedelta(days=1)


@dataclass
class Forgotten:
    """How many files were deleted: of scans taken back, and nobody's.

    `stuck` are those that the disk did not let go of.
    """

    taken_back: int = 0
    nobodys: int = 0
    stuck: int = 0


def due(before: datetime) -> models.QuerySet[Scan]:
    """Return the scans taken back before a moment whose file is still kept."""
    return Scan.objects.filter(taken_back_at__lt=before).exclude(file="").order_by("pk")


def forget_files(before: datetime | None, *, now: datetime) -> Forgotten:
    """Delete the files of scans taken back before a moment, and those that nothing names.

    The scans themselves stay, and what was taken back when, by whom. Without a moment none of the
    first are deleted.
    """
    done, storage = Forgotten(), kept_scans()
    if before is not None:
        for scan in due(before):
            done.taken_back += _forget(scan, before, done)
    for name in _nobodys(storage, now):
        done.nobodys += _delete(storage, name, done)
    return done


def erase(scans: models.QuerySet[Scan]) -> int:
    """Delete scans without a trace, their files with them; returns how many.

    Their history is the trail's to forget. A file that the disk keeps is nobody's then.
    """
    files = list(scans.exclude(file="").values_list("file", flat=True))
    once_written(kept_scans(), partial(_delete_all, files))
    gone: int = scans._raw_delete(scans.db)  # no history of what is erased
    return gone


def _delete_all(names: Iterable[str]) -> None:
    for name in names:
        _delete(kept_scans(), name, Forgotten())


def _forget(scan: Scan, before: datetime, done: Forgotten) -> bool:
    """Delete the file of a scan, unless it was put in again meanwhile."""
    kept = scan.file.name or ""
    still = Scan.objects.filter(pk=scan.pk, taken_back_at__lt=before, file=kept)
    with together(scan.file.storage):
        return bool(still.update(file="")) and _delete(scan.file.storage, kept, done)


def _delete(storage: Storage, name: str, done: Forgotten) -> bool:
    """Delete a file; what the disk keeps is nobody's, and tried again the next time."""
    try:
        storage.delete(name)
    except OSError:
        done.stuck += 1
        return False
    return True


def _nobodys(storage: Storage, now: datetime) -> Iterator[str]:
    # Listed first: what is written meanwhile is named, or fresh.
    there = [name for name in _listed(storage) if storage.get_modified_time(name) < now - _FRESH]
    named: set[str] = set()
    for model in (Scan, Following):
        named.update(model._default_manager.exclude(file="").values_list("file", flat=True))
    yield from (name for name in there if name not in named)


def _listed(storage: Storage, folder: str = "") -> Iterator[str]:
    """Yield the names of all files, those in folders with the way there."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    inside = f"{folder}/" if folder else ""
    yield from (f"{inside}{name}" for name in files)
    for name in folders:
        yield from _listed(storage, f"{inside}{name}")
