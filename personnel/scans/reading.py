"""The file of a scan, as it was kept."""

from __future__ import annotations

import logging
from hashlib import sha256

from personnel.basics.outages import DISK_BROKEN, DiskFault, disk_told
from personnel.models import Scan

_log = logging.getLogger(__name__)


def content_of(scan: Scan) -> bytes:
    """Return the kept file.

    Raises DiskFault where the disk does not give it, or gives another than was kept.
    """
    with disk_told(), scan.file.open("rb") as file:
        content: bytes = file.read()
    if sha256(content).hexdigest() != scan.sha256:
        _log.error("The file of scan %s is not the one that was kept", scan.pk)
        raise DiskFault(DISK_BROKEN)
    return content
