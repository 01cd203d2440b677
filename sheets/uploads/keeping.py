"""The kept file of an upload, read as a whole and replaced as a whole."""

from __future__ import annotations

from personnel.basics.kept import keeps, opened
from personnel.basics.outages import disk_told
from sheets.models import Upload


def content_of(upload: Upload) -> bytes:
    """Return the kept file; raises DiskFault where the disk does not give it.

    All of it at once, so that nothing the disk does later is taken for the file's own fault.
    """
    with disk_told(), opened(upload.file) as file:
        return file.read()


def let_go(upload: Upload, kept: str) -> bool:
    """Delete a file that its upload does not name any more; False where the disk keeps it.

    What the disk does not let go of stays with its upload, where it can be found.
    """
    if not kept:
        return True
    try:
        upload.file.storage.delete(kept)
    except OSError:
        Upload.objects.filter(pk=upload.pk).update(file=kept)
        return False
    return True


def replace_content(upload: Upload, content: bytes) -> None:
    """Put `content` in the place of the kept file; raises DiskFault, and leaves it as it was."""
    with disk_told():
        keeps(upload.file.storage).replace(upload.file.name or "", content)
