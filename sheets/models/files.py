"""Where uploaded files lie."""

from django.core.files.storage import Storage, storages


def kept_files() -> Storage:
    """Return where uploaded files lie, as the settings name it: nothing that an address serves."""
    return storages["uploads"]
