"""Where files lie that are kept whole or not at all."""

import os
from contextlib import suppress
from typing import Any

from django.core.files.storage import FileSystemStorage


class WholeFiles(FileSystemStorage):
    """Files that are kept whole or not at all: nothing is left of one the disk did not take."""

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        """Keep a file, and return the name under which it is."""
        free = self.get_available_name(name or content.name, max_length)
        try:
            return super().save(free, content, max_length)
        except BaseException:
            with suppress(OSError):
                os.remove(self.path(free))
            raise
