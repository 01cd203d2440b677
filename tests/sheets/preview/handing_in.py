"""A file goes the whole way through the pages, as a board's officer sends it."""

import re

from sheets.models import Upload


def hand_in(client, content, name="danh sach.xlsx", unit=""):
    """Hand in a workbook (its bytes); it is read before this returns."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile(name, content)
    response = client.post("/nhap-tep/", {"files": file, "unit": unit})
    assert response.status_code == 302, response.content.decode()
    return Upload.objects.latest("pk")


def send(client, upload, name, **fields):
    """Send one of the preview's forms; returns the upload afterwards, and what is said."""
    upload.refresh_from_db()
    data = {"run": upload.run} | {key.replace("_", "-"): value for key, value in fields.items()}
    response = client.post(f"/nhap-tep/{upload.pk}/{name}/", data, follow=True)
    assert response.status_code == 200, name
    upload.refresh_from_db()
    return re.sub(r"<[^>]+>", " ", response.content.decode())


def confirm(client, upload):
    """Confirm the upload, as its preview is now."""
    return send(client, upload, "xac-nhan")


def row_of(upload, name):
    """Return the row of the person of that name."""
    return upload.rows.get(full_name=name)
