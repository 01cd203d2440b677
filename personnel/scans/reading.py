"""The file of a scan, or of another paper kept among them, as it was kept."""

from __future__ import annotations

import logging
from hashlib import file_digest
from typing import Any

from django.core.files.base import File

from personnel.basics.kept import opened
from personnel.basics.outages import DISK_BROKEN, DiskFault, disk_told
from personnel.models import Following, Scan

_log = logging.getLogger(__name__)


def content_of(scan: Scan | Following) -> bytes:
    """Return the kept file as a whole; raises DiskFault as `checked` does."""
    with disk_told(), checked(scan) as file:
        content: bytes = file.read()
    return content


def checked(scan: Scan | Following) -> File[Any]:
    """Return the kept file, opened, to be given out piece by piece once all of it was looked at.

    Raises DiskFault where the disk does not give it, or gives another than was kept.
    """
    with disk_told():
        file = opened(scan.file)
        found = file_digest(file, "sha256").hexdigest()
        file.seek(0)
    if found != scan.sha256:
        file.close()
        what = scan._meta.model_name
        _log.error("The file of %s %s is not the one that was kept", what, scan.pk)
        raise DiskFault(DISK_BROKEN)
    return file
