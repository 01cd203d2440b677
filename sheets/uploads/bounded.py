"""What a request may bring in files, counted while it comes in."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from personnel.basics.sent_files import left_out
from xlsx.safety import MAX_FILE

# What all the files of one request may come to.
MAX_REQUEST = 3 * MAX_FILE


class BoundedUpload(FileUploadHandler):
    """Leave out a file that is larger than any list of people, and what goes beyond the whole.

    The names left out are kept on the request: see `personnel.basics.sent_files`.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._all = 0
        self._size = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin to count."""
        super().new_file(*args, **kwargs)
        self._size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand a piece on, or read past the file from here on."""
        self._size += len(raw_data)
        self._all += len(raw_data)
        if self._size > MAX_FILE or self._all > MAX_REQUEST:
            left_out(self.request).append(self.file_name or "")
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers after this one."""
