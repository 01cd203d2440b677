"""Files that come with a form."""

from typing import Any

from django import forms


class ManyFiles(forms.ClearableFileInput):
    """A choice of one file or several."""

    allow_multiple_selected = True


def left_out(request: Any) -> list[str]:
    """Return the names of the files that were too large, to be added to.

    Whoever counts what a request brings (`FILE_UPLOAD_HANDLERS`) reads past them.
    """
    if not hasattr(request, "files_left_out"):
        request.files_left_out = []
    names: list[str] = request.files_left_out
    return names
