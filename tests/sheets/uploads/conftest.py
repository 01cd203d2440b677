"""Workbooks handed in by the cast, read and written within the test's own process."""

import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import User
from personnel.models import Unit
from sheets.models import Upload
from sheets.uploads.beats import Beat
from sheets.uploads.receiving import receive
from sheets.uploads.runs import start_waiting
from sheets.uploads.slots import beats
from tests.sheets.building import sheet_of, somebody

HandIn = Callable[..., Upload]
ONE = somebody(cccd="051187001234")
OTHER = somebody(name="Phạm Văn Bền", sex="Nam")
WRONG = somebody(name="Đinh Thị Sai", born="31/02/1980")


def workbook(*rows: Mapping[str, Any], name: str = "danh sách.xlsx") -> SimpleUploadedFile:
    """A file as a form sends it: rows of the template."""
    return file_of(sheet_of(*rows), name)


def file_of(content: io.BytesIO | bytes, name: str = "danh sách.xlsx") -> SimpleUploadedFile:
    """A file as a form sends it, whatever is in it."""
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.getvalue())


@pytest.fixture
def hand_in(editor_a: User) -> HandIn:
    """Return a function that hands in a file and has it read; by Ba Tơ's editor if by nobody."""

    def received(
        file: SimpleUploadedFile, by: User = editor_a, board: Unit | None = None
    ) -> Upload:
        now = timezone.now()
        (upload,) = receive([file], by=by, at=now, board=board)
        start_waiting(now)
        upload.refresh_from_db()
        return upload

    return received


def of_status(upload: Upload, *statuses: str) -> Iterable[str]:
    """The names of the rows of an upload that have one of the statuses."""
    rows = upload.rows.filter(status__in=statuses)
    return list(rows.values_list("full_name", flat=True))


def held() -> list[Beat]:
    """What is said at the places that somebody holds."""
    return beats()
