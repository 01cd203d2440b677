"""What is kept of files that were handed in, and what boards taught of how theirs are read."""

from .files import kept_files
from .places import WorkPlace
from .taught import RememberedLayout, TaughtReading
from .uploads import Upload, UploadQuerySet, UploadRow, place_kept

__all__ = [
    "RememberedLayout",
    "TaughtReading",
    "Upload",
    "UploadQuerySet",
    "UploadRow",
    "WorkPlace",
    "kept_files",
    "place_kept",
]
