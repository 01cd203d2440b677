"""A .docx or .xlsx as a PDF, by LibreOffice in a process of its own.

Each run has a folder and a profile of its own, an end in time, and its children end with it. It
takes the fonts of the machine: those with the measures of Times and all Vietnamese letters
(fonts-croscore) are named in docs/operating.md.
"""

import os
import shutil
import signal
import subprocess
import threading
from pathlib import Path
from tempfile import TemporaryDirectory

from personnel.keeping.recording import Refused

# What a document is taken away as: in words, and its content type.
FORMS = {
    "docx": (
        "tệp Word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "pdf": ("tệp PDF", "application/pdf"),
}
PROGRAMS = ("soffice", "libreoffice")
SECONDS, SECONDS_IN_LINE = 60, 30
# One at a time in each process of the server: a run takes some 200 MB and a whole core.
_turn = threading.BoundedSemaphore(1)
NOT_INSTALLED = (
    "Chưa lập được bản PDF: máy chủ chưa cài LibreOffice. Tải bản Word hoặc Excel rồi lưu thành "
    "PDF, hoặc báo quản trị hệ thống cài đặt."
)
BUSY = "Chưa lập được bản PDF: máy chủ đang lập các bản khác. Thử lại sau ít phút."
FAILED = (
    "Chưa lập được bản PDF: LibreOffice trên máy chủ không in được văn bản này. Tải bản Word hoặc "
    "Excel rồi lưu thành PDF, hoặc báo quản trị hệ thống."
)


def pdf_of(content: bytes, suffix: str = "docx", seconds: int = SECONDS) -> bytes:
    """Return a .docx, or a file of another suffix, as a PDF.

    Raises Refused where LibreOffice is not installed, is busy for too long, or does not come to
    an end with a PDF in time.
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise Refused(NOT_INSTALLED)
    if not _turn.acquire(timeout=SECONDS_IN_LINE):
        raise Refused(BUSY)
    try:
        with TemporaryDirectory(prefix="report-") as folder:
            return _printed(program, content, Path(folder), suffix, seconds)
    finally:
        _turn.release()


def _printed(program: str, content: bytes, folder: Path, suffix: str, seconds: int) -> bytes:
    file = folder / f"report.{suffix}"
    file.write_bytes(content)
    profile = (folder / "profile").as_uri()
    command = [
        program, f"-env:UserInstallation={profile}", "--headless", "--nologo", "--norestore",
        "--convert-to", "pdf", "--outdir", str(folder), str(file),
    ]  # fmt: skip
    _run(command, folder, seconds)
    made = folder / "report.pdf"
    if not made.exists():
        raise Refused(FAILED)
    return made.read_bytes()


def _run(command: list[str], folder: Path, seconds: int) -> None:
    """Run a command to its end, or end it with all that it has started when its time is up."""
    path = os.environ.get("PATH", os.defpath)
    environment = {"PATH": path, "HOME": str(folder), "LANG": "C.UTF-8"}
    with subprocess.Popen(
        command, cwd=folder, env=environment, start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise Refused(FAILED) from None
