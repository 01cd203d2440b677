"""Work on an upload in a process of its own, which a hostile file may bring down alone."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys

from django.conf import settings
from django.core.management import call_command

from personnel.basics import request_ids
from personnel.basics.outages import disk_told
from personnel.keeping.recording import Refused
from sheets.models import Upload
from xlsx.safety import MEGABYTE

from .beats import Place
from .marking import marked

COMMAND = "work_upload"
_MANAGE = (sys.executable, str(settings.BASE_DIR / "manage.py"))
# How many seconds a page waits for the file that it was asked for.
_PATIENCE = 60
# How a process ends that prints, instead of a file, why there is none.
TOLD = os.EX_UNAVAILABLE
_NOT_MARKED = "Không lập được tệp kèm lỗi. {} Các lỗi vẫn xem được ở bản xem trước."
_TOO_MUCH = "Tệp cần quá nhiều thời gian hoặc bộ nhớ."


def begin(upload: Upload, place: Place) -> None:
    """Work on the run of `upload` at a place taken for it, which the process holds on its own.

    The process outlives the request and the server that began it. Without `UPLOADS_APART`
    the work is done before this returns. Raises DiskFault where no process can be begun.
    """
    arguments = (str(upload.pk), str(upload.run))
    if settings.UPLOADS_APART:
        _spawn(*arguments, place=place)
    else:
        call_command(COMMAND, *arguments, place=place)


def _spawn(*arguments: str, place: Place) -> None:
    with disk_told():
        # What it says of its troubles goes where the server's own goes.
        subprocess.Popen(
            [*_MANAGE, COMMAND, *arguments, "--place", place.argument, "--bounded"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env=request_ids.passed_on(),
            start_new_session=True,
            pass_fds=place.handles,
        )
    place.handed_on()


def marked_apart(upload: Upload) -> bytes:
    """Return the file of an upload with what is wrong in it, made in a process of its own.

    Raises Refused when that takes too much or cannot be done, and DiskFault where no process
    can be begun. Without `UPLOADS_APART` it is made here.
    """
    if not settings.UPLOADS_APART:
        return marked(upload)
    try:
        with disk_told():
            ran = subprocess.run(
                [*_MANAGE, "mark_upload", str(upload.pk)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                env=request_ids.passed_on(),
                timeout=_PATIENCE,
            )
    except subprocess.TimeoutExpired as error:
        raise Refused(_NOT_MARKED.format(_TOO_MUCH)) from error
    if ran.returncode == TOLD:
        raise Refused(_NOT_MARKED.format(ran.stdout.decode()))
    if ran.returncode:
        raise Refused(_NOT_MARKED.format(_TOO_MUCH))
    return ran.stdout


def bound_this_process() -> None:
    """Let the system end this process when it takes too long, and refuse it too much memory."""
    most = settings.UPLOADS_MEGABYTES * MEGABYTE
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(settings.UPLOADS_SECONDS)
