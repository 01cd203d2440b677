"""One of the machines that share the work: a process of the portal, told what to do by lines.

A line of JSON names a deed and what it is done with; the answer is a line of JSON.
"""

import json
import sys
from typing import Any

import django
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone


def hand_in(path: str) -> int:
    """Hand in a workbook and have it read; returns its number."""
    from accounts.models import User
    from sheets.uploads.receiving import receive
    from sheets.uploads.runs import start_waiting

    with open(path, "rb") as file:
        sent = SimpleUploadedFile("danh sách.xlsx", file.read())
    now = timezone.now()
    (upload,) = receive([sent], by=User.objects.get(is_superuser=True), at=now, board=None)
    start_waiting(now)
    return upload.pk


def look(pk: int) -> dict[str, Any]:
    """What the page of an upload tells, and how many records there are."""
    from personnel.models import Person
    from sheets.models import Upload
    from sheets.uploads.runs import look_after

    upload = Upload.objects.get(pk=pk)
    look_after(upload, timezone.now())
    return {
        "state": upload.state, "message": upload.message, "waits": upload.seen_at is None,
        "people": Person.objects.count(), "history": Person.history.count(),
    }  # fmt: skip


def confirm(pk: int, run: int) -> str:
    """Confirm an upload as it was at a run; returns why not."""
    from accounts.models import User
    from personnel.keeping.recording import Refused
    from sheets.models import Upload
    from sheets.uploads.runs import start_writing

    upload = Upload.objects.get(pk=pk)
    upload.run, upload.state = run, "read"
    try:
        start_writing(upload, by=User.objects.get(is_superuser=True), at=timezone.now())
    except Refused as refused:
        return str(refused)
    return ""


def run_of(pk: int) -> int:
    """The number of an upload's run."""
    from sheets.models import Upload

    return Upload.objects.get(pk=pk).run


def working() -> list[list[Any]]:
    """Who works, as every machine sees it: host, process, step, how much is done."""
    from sheets.uploads.slots import beats

    return [[beat.host, beat.process, beat.step, beat.done] for beat in beats()]


DEEDS = {deed.__name__: deed for deed in (hand_in, look, confirm, run_of, working)}

if __name__ == "__main__":
    django.setup()
    for line in sys.stdin:
        name, *arguments = json.loads(line)
        print(json.dumps(DEEDS[name](*arguments)), flush=True)
