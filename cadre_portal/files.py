"""Where files handed in and scans are kept, as the settings say: each kind of place as Django's."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

DATABASE, FOLDER, S3 = "database", "folder", "s3"
KINDS = (DATABASE, FOLDER, S3)
Storages = dict[str, dict[str, Any]]


def storages_of(folders: Mapping[str, Path], s3: Mapping[str, str]) -> dict[str, Storages]:
    """Return for each kind the entries of STORAGES: one for each area, with its folder.

    What is not in the database, or in S3, is looked for in the folder, where earlier releases
    kept it (`manage.py move_files`). `s3` are options of its storage; those left empty are not set.
    """
    said = {name: value for name, value in s3.items() if value}
    return {
        DATABASE: {
            area: _entry("personnel.models.kept_files.KeptInDatabase", area=area, former=folder)
            for area, folder in folders.items()
        },
        FOLDER: {
            area: _entry("personnel.basics.whole_files.WholeFiles", location=folder)
            for area, folder in folders.items()
        },
        S3: {
            area: _entry("personnel.basics.s3_files.KeptInS3", location=area, former=folder, **said)
            for area, folder in folders.items()
        },
    }


def _entry(backend: str, **options: Any) -> dict[str, Any]:
    return {"BACKEND": backend, "OPTIONS": options}
