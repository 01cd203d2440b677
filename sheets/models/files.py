"""Where uploaded files lie."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage

from personnel.basics.whole_files import WholeFiles


def kept_files() -> FileSystemStorage:
    """Return where uploaded files lie: a folder that no address serves, its owner's alone."""
    return WholeFiles(
        location=settings.UPLOADS_DIR,
        base_url=None,
        file_permissions_mode=0o600,
        directory_permissions_mode=0o700,
    )
