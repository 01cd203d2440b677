"""What tells one uploaded file from another."""

import hashlib

from django.core.files.uploadedfile import UploadedFile


def digest_of(file: UploadedFile) -> str:
    """Return the SHA-256 of a file's content in hexadecimal; it is left at its beginning."""
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()
