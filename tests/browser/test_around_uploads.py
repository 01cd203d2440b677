"""The pages around an upload: each accessible, in light and dark, and on a telephone."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from playwright.sync_api import expect

from sheets.models import Upload
from sheets.uploads.receiving import receive
from sheets.uploads.runs import start_waiting, start_writing
from tests.browser.test_accessibility import violations
from tests.sheets.building import sheet_of, somebody, workbook_of

STRANGE = {"Lạ": [["Nhân vật", "Vai"], ["Phạm Thị Lành", "Văn phòng - thống kê"]]}


@pytest.fixture
def uploads(records, editor_a):
    """An upload in each state, those that are worked on waiting for their turn."""

    def handed_in(content: BytesIO) -> Upload:
        file = SimpleUploadedFile("danh sách.xlsx", content.getvalue())
        (upload,) = receive([file], by=editor_a, at=timezone.now(), board=None)
        start_waiting(timezone.now())
        upload.refresh_from_db()
        return upload

    refused = handed_in(workbook_of(STRANGE))
    written = handed_in(sheet_of(somebody(), somebody(born="31/02/1980")))
    start_writing(written, by=editor_a, at=timezone.now())
    found = {"refused": refused, "written": written, "read": handed_in(sheet_of(somebody()))}
    assert {name: upload.state for name, upload in found.items()} == {name: name for name in found}
    waiting = handed_in(sheet_of(somebody()))
    Upload.objects.filter(pk=waiting.pk).update(state="reading", seen_at=None)
    return found | {"waiting": waiting}


def test_every_page_around_an_upload_is_accessible(
    uploads, editor_a, sign_in, page, live_server, complaints, settings
):
    settings.UPLOADS_AT_ONCE = 0
    sign_in(editor_a)
    found = {}
    for path in (
        "",
        "{refused}/",
        "{refused}/cach-doc/",
        "{read}/cach-doc/",
        "{waiting}/",
        "{written}/",
        "{written}/cach-doc/",
        "{written}/hoan-tac/",
    ):
        url = path.format(**{name: upload.pk for name, upload in uploads.items()})
        page.set_viewport_size({"width": 1366, "height": 768})
        page.goto(f"{live_server.url}/nhap-tep/{url}")
        found[path] = violations(page)
        page.set_viewport_size({"width": 390, "height": 844})
        widest = page.evaluate("document.documentElement.scrollWidth")
        found[path] += [f"{widest} px wide"] if widest > 390 else []
    assert {path: broken for path, broken in found.items() if broken} == {}
    assert complaints == []


def test_a_page_that_waits_goes_on_by_itself(
    uploads, editor_a, sign_in, page, live_server, settings
):
    settings.UPLOADS_AT_ONCE = 0
    sign_in(editor_a, f"/nhap-tep/{uploads['waiting'].pk}/")
    expect(page.get_by_role("heading", name="Đang chờ đến lượt")).to_be_visible()
    settings.UPLOADS_AT_ONCE = 2
    page.wait_for_url(f"**/nhap-tep/{uploads['waiting'].pk}/xem-truoc/")


def test_files_are_dropped_on_the_form(records, editor_a, sign_in, page, live_server):
    sign_in(editor_a, "/nhap-tep/")
    dropped = page.evaluate_handle(
        """() => {
          const carried = new DataTransfer();
          for (const name of ["một.xlsx", "hai.xlsx"]) carried.items.add(new File(["x"], name));
          return carried;
        }"""
    )
    page.dispatch_event("[data-drop]", "drop", {"dataTransfer": dropped})
    expect(page.get_by_text("một.xlsx (1 KB)")).to_be_visible()
    page.get_by_role("button", name="Nộp và xem trước").click()
    expect(page.get_by_text("Đã nhận 2 tệp")).to_be_visible()
    expect(page.locator(".past").get_by_text("Không nhận")).to_have_count(2)
