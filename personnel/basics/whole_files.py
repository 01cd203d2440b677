"""Where files lie that are kept whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from django.core.files.storage import FileSystemStorage


class WholeFiles(FileSystemStorage):
    """Files that are kept whole or not at all: nothing is left of one the disk did not take.

    A folder that no address serves, its owner's alone.
    """

    def __init__(self, **options: Any) -> None:
        usual = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
        super().__init__(**usual | options)

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        """Keep a file, and return the name under which it is."""
        free = self.get_available_name(name or content.name, max_length)
        try:
            return super().save(free, content, max_length)
        except BaseException:
            with suppress(OSError):
                os.remove(self.path(free))
            raise

    def holds(self, name: str) -> bool:
        """Whether a file is there."""
        return self.exists(name)

    def keep_as(self, name: str, content: Any) -> None:
        """Keep a file under a name that is not there yet."""
        self.save(name, content)

    def replace(self, name: str, content: bytes) -> None:
        """Put `content` in the place of a file; what raises OSError leaves it as it was."""
        path = Path(self.path(name))
        beside = path.with_name(f"{path.name}.new")
        try:
            beside.touch(mode=0o600)
            beside.write_bytes(content)
            beside.replace(path)
        finally:
            with suppress(OSError):
                beside.unlink(missing_ok=True)

    def require(self) -> None:
        """Make the folder; raises OSError where it is not to be used."""
        Path(self.location).mkdir(mode=0o700, parents=True, exist_ok=True)

    def takes_files(self) -> bool:
        """Whether a file can be kept there now."""
        try:
            self.require()
            with TemporaryFile(dir=self.location) as tried:
                tried.write(b"ok")
        except OSError:
            return False
        return True
