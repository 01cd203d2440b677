"""The file of a scan, or of another paper kept among them, as it was kept."""

from __future__ import annotations

import logging
from hashlib import sha256

from personnel.basics.outages import DISK_BROKEN, DiskFault, disk_told
from personnel.models import Following, Scan

_log = logging.getLogger(__name__)


def content_of(scan: Scan | Following) -> bytes:
    """Return the kept file.

    Raises DiskFault where the disk does not give it, or gives another than was kept.
    """
    with disk_told(), scan.file.open("rb") as file:
        content: bytes = file.read()
    if sha256(content).hexdigest() != scan.sha256:
        what = scan._meta.model_name
        _log.error("The file of %s %s is not the one that was kept", what, scan.pk)
        raise DiskFault(DISK_BROKEN)
    return content
