"""Files that still lie in the folder where they were kept before they are kept elsewhere."""

from __future__ import annotations

import logging
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import Storage
from django.db import transaction

from .whole_files import WholeFiles

_log = logging.getLogger(__name__)


class StillInFolder(Storage):
    """What a storage has, and what `move_files` has not yet brought there from the folder `former`.

    New files go to the storage alone.
    """

    former: WholeFiles | None

    def find_also_in(self, folder: Path | None) -> None:
        """Look for what is not here in a folder too."""
        self.former = WholeFiles(location=folder) if folder else None

    def holds(self, name: str) -> bool:
        """Whether a file is in the storage itself."""
        return super().exists(name)

    def exists(self, name: str) -> bool:
        return self.holds(name) or self._is_former(name)

    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        try:
            return super()._open(name, mode)  # type: ignore[misc]  # every storage has it
        except FileNotFoundError:
            return self._former_of(name).open(name, mode)

    def size(self, name: str) -> int:
        try:
            return super().size(name)
        except FileNotFoundError:
            return self._former_of(name).size(name)

    def get_modified_time(self, name: str) -> datetime:
        try:
            return super().get_modified_time(name)
        except FileNotFoundError:
            return self._former_of(name).get_modified_time(name)

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        folders, files = (set(names) for names in super().listdir(path))
        if self.former and self.former.exists(path or "."):
            more, besides = self.former.listdir(path)
            folders, files = folders.union(more), files.union(besides)
        return sorted(folders), sorted(files)

    def delete(self, name: str) -> None:
        super().delete(name)
        self.let_go_of_former(name)

    def let_go_of_former(self, name: str) -> None:
        """Delete what the folder has of a file, once what is written here is committed."""
        if self.former is None or not self.former.exists(name):
            return
        if transaction.get_connection().in_atomic_block:
            transaction.on_commit(partial(self._let_go, self.former, name))
        else:
            self.former.delete(name)

    def _let_go(self, former: WholeFiles, name: str) -> None:
        try:
            former.delete(name)
        except OSError:
            _log.error("A file that no record names could not be deleted from its folder")

    def _is_former(self, name: str) -> bool:
        return self.former is not None and self.former.exists(name)

    def _former_of(self, name: str) -> WholeFiles:
        if self.former is None or not self.former.exists(name):
            raise FileNotFoundError(2, "No such file")
        return self.former
