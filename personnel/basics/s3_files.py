"""Files in S3-compatible storage; what it says of its troubles is told as a disk's is."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import ContentFile, File
from storages.backends.s3 import S3Storage

from .former_folder import StillInFolder

# A store that does not answer is given up soon: somebody waits.
_PATIENCE = Config(connect_timeout=5, read_timeout=20, retries={"max_attempts": 1})
_OF_STATUS = {403: errno.EACCES, 404: errno.ENOENT, 503: errno.EHOSTUNREACH}
# How much of a file is held in memory; the rest lies in /tmp while it is open.
_HELD = 1024 * 1024


@contextmanager
def _told_as_a_disk() -> Iterator[None]:
    """Raise OSError for what the store, or the way there, says."""
    try:
        yield
    except ClientError as error:
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        raise OSError(_OF_STATUS.get(status, errno.EIO), "S3") from error
    except BotoCoreError as error:
        raise OSError(errno.EHOSTUNREACH, "S3") from error


class _Store(S3Storage):
    """A bucket, or the part of it below `location`; each file is there whole or not at all."""

    def __init__(self, **options: Any) -> None:
        usual = {
            "client_config": _PATIENCE, "default_acl": None, "file_overwrite": False,
            "max_memory_size": _HELD, "transfer_config": TransferConfig(use_threads=False),
        }  # fmt: skip
        super().__init__(**usual | options)

    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        with _told_as_a_disk():
            file: File[Any] = super()._open(name, mode)
            # Fetched now: whoever reads it later is told of no trouble by the way.
            file.open()
            return file

    def _save(self, name: str, content: File[Any]) -> str:
        with _told_as_a_disk():
            return str(super()._save(name, content))

    def delete(self, name: str) -> None:
        with _told_as_a_disk():
            super().delete(name)

    def exists(self, name: str) -> bool:
        with _told_as_a_disk():
            return bool(super().exists(name))

    def size(self, name: str) -> int:
        with _told_as_a_disk():
            return int(super().size(name))

    def get_modified_time(self, name: str) -> datetime:
        with _told_as_a_disk():
            at: datetime = super().get_modified_time(name)
            return at

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        with _told_as_a_disk():
            folders, files = super().listdir(path)
            return folders, files


class KeptInS3(StillInFolder, _Store):
    """Files of an area in S3; what the folder `former` still has is found too."""

    def __init__(self, former: Path | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.find_also_in(former)

    def keep_as(self, name: str, content: File[Any]) -> None:
        """Keep a file under a name that is not there yet."""
        self._save(name, content)

    def replace(self, name: str, content: bytes) -> None:
        """Put `content` in the place of a file, or leave it as it was."""
        self._save(name, ContentFile(content))
        self.let_go_of_former(name)

    def require(self) -> None:
        """Whether it answers is told by the file that is asked for."""

    def takes_files(self) -> bool:
        """Whether the bucket answers."""
        try:
            with _told_as_a_disk():
                self.connection.meta.client.head_bucket(Bucket=self.bucket_name)
        except OSError:
            return False
        return True
