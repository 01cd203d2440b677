"""What tells one uploaded file, or one state of some facts, from another."""

import hashlib
import json

from django.core.files.uploadedfile import UploadedFile


def digest_of(file: UploadedFile) -> str:
    """Return the SHA-256 of a file's content in hexadecimal; it is left at its beginning."""
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()


def digest_of_facts(*facts: object) -> str:
    """Return what a page carries of the facts that it shows, to tell any change made meanwhile.

    In whatever order a mapping comes: PostgreSQL gives the keys of its own.
    """
    told = json.dumps(facts, sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()
