import re
from io import BytesIO
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import User
from personnel.models import Disclosure, Person
from sheets.models import Upload
from sheets.uploads.receiving import receive
from sheets.uploads.runs import start_writing
from sheets.uploads.slots import Progress, take

from .conftest import ONE, OTHER, WRONG, HandIn, file_of, workbook

State = Upload.State


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def written(hand_in: HandIn, by: User, *rows) -> Upload:
    upload = hand_in(workbook(*rows))
    start_writing(upload, by=by, at=timezone.now())
    assert upload.state == State.WRITTEN
    return upload


def test_past_uploads_tell_who_when_what_and_how_many(
    hand_in: HandIn, editor_a: User, editor_b: User, client_for
) -> None:
    upload = written(hand_in, editor_a, ONE, OTHER, WRONG)
    page = text(client_for(editor_a).get("/nhap-tep/"))
    assert upload.name in page and "Đã ghi" in page
    assert f"{timezone.localtime(upload.at):%H:%M %d/%m/%Y}" in page
    assert upload.sha256 not in page
    details = text(client_for(editor_a).get(f"/nhap-tep/{upload.pk}/")).split("Chi tiết kỹ thuật")
    assert upload.sha256 in details[1] and upload.sha256 not in details[0]
    assert '<td class="num" data-label="Mới:">2</td>' in page
    assert '<td class="num" data-label="Lỗi:">1</td>' in page
    assert upload.name not in text(client_for(editor_b).get("/nhap-tep/"))


def test_past_uploads_cost_the_same_however_many(
    hand_in: HandIn, editor_a: User, client_for
) -> None:
    client = client_for(editor_a)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/nhap-tep/").status_code == 200
        return len(asked)

    hand_in(workbook(ONE))
    few = queries()
    for _ in range(5):
        hand_in(workbook(ONE))
    assert queries() == few <= 16


def test_an_upload_waiting_to_be_confirmed_is_previewed(
    hand_in: HandIn, editor_a: User, client_for
) -> None:
    upload = hand_in(workbook(ONE))
    response = client_for(editor_a).get(f"/nhap-tep/{upload.pk}/")
    assert response["Location"] == f"/nhap-tep/{upload.pk}/xem-truoc/"


def test_a_written_upload_names_who_and_links_to_the_people(
    hand_in: HandIn, editor_a: User, client_for
) -> None:
    upload = written(hand_in, editor_a, ONE, OTHER, WRONG)
    page = text(client_for(editor_a).get(f"/nhap-tep/{upload.pk}/"))
    assert "ba-to xác nhận, ghi lúc" in page
    for one in Person.objects.all():
        assert f'<a href="/nhan-su/{one.pk}/">{one.full_name}</a>' in page
    assert "Tải tệp kèm lỗi" in page
    assert "Hoàn tác lượt nhập…" in page


def test_an_upload_is_undone_with_a_reason(hand_in: HandIn, editor_a: User, client_for) -> None:
    upload = written(hand_in, editor_a, ONE)
    client, url = client_for(editor_a), f"/nhap-tep/{upload.pk}/hoan-tac/"
    assert "Sẽ bỏ 1 hồ sơ mới" in text(client.get(url))
    assert client.post(url, {"reason": " "}).status_code == 422
    assert Person.objects.count() == 1
    page = text(client.post(url, {"reason": "Nộp nhầm tệp năm trước"}, follow=True))
    upload.refresh_from_db()
    assert (upload.state, upload.undone_by) == (State.UNDONE, editor_a)
    assert "Lý do hoàn tác: Nộp nhầm tệp năm trước" in page
    assert not Person.objects.exists()
    assert client.post(url, {"reason": "Lần nữa"})["Location"] == f"/nhap-tep/{upload.pk}/"


def written_and_changed(hand_in: HandIn, editor: User) -> tuple[Upload, Person]:
    """Write two people by a file and change one of them since."""
    upload = written(hand_in, editor, ONE, OTHER)
    changed = Person.objects.get(full_name="Phạm Thị Lành")
    changed.home_place = "Xã Ba Tô"
    changed.save()
    return upload, changed


def test_what_changed_since_stands_in_the_way_of_undoing(
    hand_in: HandIn, editor_a: User, client_for
) -> None:
    upload, changed = written_and_changed(hand_in, editor_a)
    client, url = client_for(editor_a), f"/nhap-tep/{upload.pk}/"
    page = text(client.get(url))
    assert "1 hồ sơ đã thay đổi sau khi ghi, nên giữ nguyên" in page and "Phạm Thị Lành" in page
    assert "Hoàn tác 1 hồ sơ còn lại…" in page
    other = Person.objects.exclude(pk=changed.pk).get()
    other.home_place = "Xã Ba Tô"
    other.save()
    assert "Hoàn tác" not in text(client.get(url)).partition("giữ nguyên như hiện nay")[2]
    response = client.post(f"{url}hoan-tac/", {"reason": "Thử"})
    assert response.status_code == 409
    assert "Phạm Thị Lành" in text(response)
    upload.refresh_from_db()
    assert (upload.state, upload.undone_at) == (State.WRITTEN, None)
    assert Person.objects.count() == 2


def test_whoever_did_not_change_since_is_taken_back(
    hand_in: HandIn, editor_a: User, client_for
) -> None:
    upload, changed = written_and_changed(hand_in, editor_a)
    client, url = client_for(editor_a), f"/nhap-tep/{upload.pk}/"
    page = text(client.post(f"{url}hoan-tac/", {"reason": "Thử"}, follow=True))
    assert "1 hồ sơ trở lại như trước, 1 hồ sơ đã thay đổi sau khi ghi được giữ nguyên" in page
    assert "Phạm Thị Lành" in page.partition("được giữ nguyên; mọi hồ sơ khác")[2]
    assert list(Person.objects.all()) == [changed]


def test_a_discarded_upload_stays_on_record(hand_in: HandIn, editor_a: User, client_for) -> None:
    upload = hand_in(workbook(ONE))
    client = client_for(editor_a)
    page = text(client.post(f"/nhap-tep/{upload.pk}/bo/", follow=True))
    assert "Đã bỏ lượt nhập" in page
    page = text(client.get(f"/nhap-tep/{upload.pk}/"))
    assert "không có gì được ghi" in page and upload.sha256 in page
    page = text(client.post(f"/nhap-tep/{upload.pk}/bo/", follow=True))
    assert "vừa được xử lý từ nơi khác (hiện: đã bỏ)" in page


class TestProgress:
    """What a page shows while a file is worked on."""

    def test_it_waits_its_turn(self, editor_a: User, client_for, settings) -> None:
        settings.UPLOADS_AT_ONCE = 0
        (upload,) = receive([workbook(ONE)], by=editor_a, at=timezone.now(), board=None)
        page = text(client_for(editor_a).get(f"/nhap-tep/{upload.pk}/"))
        assert "Đang chờ đến lượt" in page
        assert f'hx-get="/nhap-tep/{upload.pk}/tien-do/"' in page
        assert "Xem đã đến đâu" in page

    def test_it_tells_how_far_the_work_has_come(
        self, hand_in: HandIn, editor_a: User, client_for
    ) -> None:
        upload = hand_in(workbook(ONE))
        now = timezone.now()
        Upload.objects.filter(pk=upload.pk).update(state=State.WRITING, seen_at=now)
        upload.refresh_from_db()
        place = take(upload)
        assert place is not None
        progress = Progress(upload, place)
        progress.step("writing")
        progress._tell(300, 1200)
        client: Client = client_for(editor_a)
        htmx = {"HX-Request": "true"}
        part = text(client.get(f"/nhap-tep/{upload.pk}/tien-do/", headers=htmx))
        assert "Đang ghi vào hồ sơ" in part and 'value="25"' in part and "25%" in part
        assert "Bỏ tệp này" not in part
        place.leave()
        response = client.get(f"/nhap-tep/{upload.pk}/tien-do/", headers=htmx)
        assert response["HX-Redirect"] == f"/nhap-tep/{upload.pk}/"
        upload.refresh_from_db()
        assert upload.state == State.READ

    def test_without_htmx_it_is_the_page(self, hand_in: HandIn, editor_a: User, client_for) -> None:
        upload = hand_in(workbook(ONE))
        response = client_for(editor_a).get(f"/nhap-tep/{upload.pk}/tien-do/")
        assert response["Location"] == f"/nhap-tep/{upload.pk}/"


class TestFiles:
    """What is taken away of an upload."""

    def test_the_file_as_handed_in(self, hand_in: HandIn, editor_a: User, client_for) -> None:
        upload = hand_in(workbook(ONE, OTHER, name="Danh sách Ba Tơ.xlsx"))
        response = client_for(editor_a).get(f"/nhap-tep/{upload.pk}/tep/")
        with upload.file.open("rb") as kept:
            assert b"".join(response.streaming_content) == kept.read()
        said = response["Content-Disposition"]
        assert said.startswith("attachment") and quote("Danh sách Ba Tơ.xlsx") in said
        assert response["X-Content-Type-Options"] == "nosniff"
        given = Disclosure.objects.get(kind="list")
        assert (given.kind, given.user, given.people) == ("list", editor_a, 2)
        assert "Danh sách Ba Tơ.xlsx" in given.detail

    def test_the_file_with_what_is_wrong(self, hand_in: HandIn, editor_a: User, client_for) -> None:
        upload = hand_in(workbook(ONE, WRONG, name="Ba Tơ.xlsx"))
        response = client_for(editor_a).get(f"/nhap-tep/{upload.pk}/tep-loi/")
        assert quote("Ba Tơ - lỗi.xlsx") in response["Content-Disposition"]
        sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).worksheets[0]
        last = [row[-1].value for row in sheet.iter_rows()]
        assert last[1] is None
        assert last[2].startswith("Ngày sinh: ") and "chấp nhận" in last[2]
        assert Disclosure.objects.get(kind="list").people == 2

    def test_a_file_without_errors_has_no_such_workbook(
        self, hand_in: HandIn, editor_a: User, client_for
    ) -> None:
        upload = hand_in(workbook(ONE))
        assert client_for(editor_a).get(f"/nhap-tep/{upload.pk}/tep-loi/").status_code == 404
        assert not Disclosure.objects.filter(kind="list").exists()

    def test_a_file_that_was_not_kept_is_not_there(
        self, hand_in: HandIn, editor_a: User, client_for
    ) -> None:
        upload = hand_in(file_of(b"%PDF-1.7"))
        for part in ("tep", "tep-loi"):
            assert client_for(editor_a).get(f"/nhap-tep/{upload.pk}/{part}/").status_code == 404


def test_rubbish_is_never_a_server_error(hand_in: HandIn, editor_a: User, client_for) -> None:
    upload = hand_in(workbook(ONE))
    client, url = client_for(editor_a), f"/nhap-tep/{upload.pk}/"
    rubbish = {"run": "9" * 40, "do": "\x00", "column-0": "x", "first-0": "-1", "unit": "\x00"}
    for part in ("", "cach-doc/", "bo/", "hoan-tac/", "tien-do/", "tep/", "tep-loi/"):
        assert client.post(url + part, rubbish).status_code < 500, part
        assert client.get(f"{url}{part}?page={'9' * 40}").status_code < 500, part
    garbage = "--x\r\nContent-Disposition: form-data; name=files; filename=a\r\n\r\n"
    for body in (garbage, "", "\x00" * 50):
        response = client.post("/nhap-tep/", body, content_type="multipart/form-data; boundary=x")
        assert response.status_code in (400, 422)
    assert client.get(f"/nhap-tep/{'9' * 40}/").status_code == 404


@pytest.mark.parametrize("wide", [True, False])
def test_an_upload_of_two_districts_is_for_who_keeps_both(
    wide: bool, hand_in: HandIn, editor_ab: User, editor_a: User, province_admin: User, client_for
) -> None:
    upload = hand_in(workbook(ONE), by=editor_ab if wide else province_admin)
    url = f"/nhap-tep/{upload.pk}/cach-doc/"
    assert client_for(editor_a).get(url).status_code == 404
    assert client_for(editor_ab).get(url).status_code == (200 if wide else 404)
    assert client_for(province_admin).get(url).status_code == 200
