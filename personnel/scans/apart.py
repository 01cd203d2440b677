"""A file looked through in a process of its own, which a hostile one may bring down alone."""

from __future__ import annotations

import json
import subprocess
import sys
import threading

from django.conf import settings

from personnel.basics.outages import disk_told

from .__main__ import SECONDS, TOLD
from .cleaning import Clean, cleaned
from .unfit import Unfit

# So many at a time in each process of the server; each may take a core and some memory.
_AT_ONCE, _SECONDS_IN_LINE = 2, 30
_turn = threading.BoundedSemaphore(_AT_ONCE)
_COMMAND = (sys.executable, "-m", "personnel.scans")
TOO_MUCH = (
    "cần quá nhiều thời gian hoặc bộ nhớ để kiểm tra. Quét lại ở độ phân giải thấp hơn (300 dpi) "
    "hoặc tách thành nhiều tệp."
)
BUSY = "chưa kiểm tra được: máy chủ đang kiểm tra các tệp khác. Thử lại sau ít phút."


def cleaned_apart(content: bytes, seconds: int = SECONDS) -> Clean:
    """Return what is kept of a file, as `cleaned` does, which it raises too.

    Raises Unfit also where that takes too much, or where too many others wait, and DiskFault
    where no process can be begun. Without `SCANS_APART` it is done here.
    """
    if not settings.SCANS_APART:
        return cleaned(content)
    if not _turn.acquire(timeout=_SECONDS_IN_LINE):
        raise Unfit(BUSY)
    try:
        return _run(content, seconds)
    finally:
        _turn.release()


def _run(content: bytes, seconds: int) -> Clean:
    try:
        with disk_told():
            ran = subprocess.run(
                _COMMAND, input=content, cwd=settings.BASE_DIR, env={"LANG": "C.UTF-8"},
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=seconds,
            )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise Unfit(TOO_MUCH) from error
    if ran.returncode == TOLD:
        raise Unfit(ran.stdout.decode())
    if ran.returncode:
        raise Unfit(TOO_MUCH)
    about, kept = ran.stdout.split(b"\n", 1)
    return Clean(content=kept, **json.loads(about))
