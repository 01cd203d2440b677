"""Work on an upload in a process of its own, which a hostile file may bring down alone."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys

from django.conf import settings
from django.core.management import call_command

from personnel.models import Upload
from personnel.sheet.safety import MEGABYTE

COMMAND = "work_upload"


def begin(upload: Upload, place: int) -> None:
    """Work on the run of `upload` at a place taken for it, which is left when the work ends.

    The process outlives the request and the server that began it. Without `UPLOADS_APART`
    the work is done before this returns.
    """
    arguments = (str(upload.pk), str(upload.run), "--place", str(place))
    try:
        if settings.UPLOADS_APART:
            _spawn(*arguments, place=place)
        else:
            call_command(COMMAND, *arguments)
    finally:
        os.close(place)


def _spawn(*arguments: str, place: int) -> None:
    # What it says of its troubles goes where the server's own goes.
    subprocess.Popen(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), COMMAND, *arguments, "--bounded"],
        cwd=settings.BASE_DIR,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        pass_fds=(place,),
    )


def bound_this_process() -> None:
    """Let the system end this process when it takes too long, and refuse it too much memory."""
    most = settings.UPLOADS_MEGABYTES * MEGABYTE
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(settings.UPLOADS_SECONDS)
