"""Where a test has files kept: in the database, in folders, or in S3."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages

from cadre_portal.files import storages_of
from personnel.models import Following, Scan
from sheets.models import Upload

# By area, the tables whose files are kept there.
NAMED = {"uploads": (Upload,), "scans": (Scan, Following)}
BUCKET = {"bucket_name": "portal", "region_name": "us-east-1", "access_key": "a",
          "secret_key": "b"}  # fmt: skip


def keep_in(kind: str, folder: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have all files kept in a kind of place from now on, those of folders below `folder`."""
    folders = {area: folder / area for area in NAMED}
    settings.UPLOADS_DIR, settings.SCANS_DIR = folders["uploads"], folders["scans"]
    settings.STORAGES_OF_KIND = storages_of(folders, BUCKET)
    settings.FILES = kind
    settings.STORAGES = settings.STORAGES | settings.STORAGES_OF_KIND[kind]
    for area, models in NAMED.items():
        for model in models:
            monkeypatch.setattr(model._meta.get_field("file"), "storage", storages[area])


def names(area: str) -> set[str]:
    """Return the names of all files of an area, with the folders they lie in."""

    def below(folder: str) -> set[str]:
        folders, files = storages[area].listdir(folder)
        inside = f"{folder}/" if folder else ""
        deeper = (below(f"{inside}{name}") for name in folders)
        return {f"{inside}{name}" for name in files}.union(*deeper)

    try:
        return {name for name in below("") if not name.startswith("place-")}
    except FileNotFoundError:
        return set()
