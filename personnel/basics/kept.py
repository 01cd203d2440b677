"""Files beside their records: opened anew, deleted with the record or once it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext, suppress
from typing import Any, Protocol, cast

from django.core.files.base import File
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models.fields.files import FieldFile


class Keeps(Protocol):
    """What each of our storages can, besides what Django asks of one."""

    def replace(self, name: str, content: bytes) -> None:
        """Put `content` in the place of a file; what raises OSError leaves it as it was."""

    def require(self) -> None:
        """Make ready what can be; raises OSError where no file is to be had."""

    def takes_files(self) -> bool:
        """Whether a file can be kept there now."""


def keeps(storage: Storage) -> Keeps:
    """Return a storage as one of ours, which those of `STORAGES_OF_KIND` are."""
    return cast(Keeps, storage)


def opened(file: FieldFile) -> File[bytes]:
    """Return the file that a record names, opened anew; raises OSError where it is not there."""
    return cast("File[bytes]", file.storage.open(file.name or "", "rb"))


def is_with_its_record(storage: Storage) -> bool:
    """Whether what is kept, or deleted, there goes with the transaction that it is a part of."""
    return bool(getattr(storage, "with_its_record", False))


def together(storage: Storage) -> AbstractContextManager[Any]:
    """Return what makes of a change to a record and its file one deed, where that is possible."""
    return transaction.atomic() if is_with_its_record(storage) else nullcontext()


def once_written(storage: Storage, delete: Callable[[], object]) -> None:
    """Delete a file with the record that named it, or once it is committed that nothing does."""
    if is_with_its_record(storage):
        delete()
    else:
        transaction.on_commit(delete)


def let_go_unwritten(files: Iterable[FieldFile]) -> None:
    """Delete files whose records were not written after all; one that the disk keeps stays."""
    for file in files:
        if not is_with_its_record(file.storage):
            with suppress(OSError):
                file.delete(save=False)
