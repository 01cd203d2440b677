"""Uploads as a reading leaves them, without reading any file."""

from datetime import date

import pytest
from django.utils import timezone

from personnel.models import Unit
from sheets.columns import BY_FIELD
from sheets.models import Upload, UploadRow

DAY = date(2025, 12, 31)


def problem(field, reason, severity="error", value="", unknown="", row=2, accepted=""):
    """One problem as the rows of an upload keep it."""
    return {
        "sheet": "Nhân sự", "row": row, "column": BY_FIELD[field].header, "value": value,
        "message": reason, "reason": reason, "accepted": accepted, "field": field,
        "unknown": unknown, "severity": severity,
    }  # fmt: skip


@pytest.fixture
def upload(province, editor_a):
    """A file of Huyện Ba Tơ that was read and waits to be confirmed, without rows yet."""
    made = Upload.objects.create(
        by=editor_a, at=timezone.now(), name="ba to.xlsx", sha256="0", size=1,
        state=Upload.State.READ, run=1, counts={},
    )  # fmt: skip
    made.districts.set([Unit.objects.get(code="535", level="district")])
    return made


@pytest.fixture
def add_row(upload):
    """Return a function that adds a row; its number in the sheet is the next one."""

    def add(status="new", problems=(), **fields):
        order = upload.rows.count()
        severities = {found["severity"] for found in problems}
        defaults = {
            "sheet": "Nhân sự", "number": order + 2, "full_name": "Phạm Thị Lành",
            "unit_name": "Xã Ba Tô", "has_conflicts": "conflict" in severities,
            "has_warnings": "warning" in severities,
        }  # fmt: skip
        return UploadRow.objects.create(
            upload=upload, order=order, status=status, problems=list(problems),
            **defaults | fields,
        )  # fmt: skip

    return add


@pytest.fixture
def page_of(upload, read):
    """Return a function that opens a part of the upload's preview and returns its text."""

    def open_page(client, query=""):
        return read(client, f"/nhap-tep/{upload.pk}/xem-truoc/{query}")

    return open_page
