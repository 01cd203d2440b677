import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from personnel.keeping.recording import Refused
from personnel.models import Unit
from sheets.models import Upload
from sheets.uploads import bounded, receiving
from sheets.uploads.keeping import content_of
from sheets.uploads.receiving import receive
from tests.keeping_files import names
from tests.outages import busy

from .conftest import ONE, file_of, workbook

State = Upload.State


def test_a_file_is_kept_under_a_name_nobody_guesses(editor_a: User) -> None:
    file = workbook(ONE, name="Danh sách Ba Tơ.xlsx")
    content = file.read()
    (upload,) = receive([file], by=editor_a, at=timezone.now(), board=None)
    assert (upload.name, upload.size) == ("Danh sách Ba Tơ.xlsx", len(content))
    assert upload.sha256 == hashlib.sha256(content).hexdigest()
    assert (upload.state, upload.by) == (State.READING, editor_a)
    assert [unit.code for unit in upload.districts.all()] == ["535"]
    assert content_of(upload) == content
    assert "Ba" not in upload.file.name and len(Path(upload.file.name).stem) == 32


def test_what_an_upload_may_touch(
    province_admin: User, editor_ab: User, editor_a: User, province: Unit
) -> None:
    duc_pho = Unit.objects.get(code="534", level="district")

    def districts(by: User, board: Unit | None) -> set[str]:
        (upload,) = receive([workbook(ONE)], by=by, at=timezone.now(), board=board)
        return set(upload.districts.values_list("code", flat=True))

    assert districts(province_admin, None) == set()
    assert districts(province_admin, duc_pho) == {"534"}
    assert districts(editor_ab, None) == {"534", "535"}
    assert districts(editor_ab, duc_pho) == {"534"}
    with pytest.raises(Refused, match="không cập nhật hồ sơ của Thị xã Đức Phổ"):
        districts(editor_a, duc_pho)


def test_what_cannot_be_received_leaves_nothing(
    editor_a: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "MAX_FILE", 10)
    for files, said in (
        ([], "Chọn ít nhất một tệp"),
        ([file_of(b"x")] * 21, "nhiều nhất 20 tệp"),
        ([file_of(b"x"), file_of(b"x" * 11, "to.xlsx")], "Tệp “to.xlsx” quá lớn"),
    ):
        with pytest.raises(Refused, match=said):
            receive(files, by=editor_a, at=timezone.now(), board=None)
    assert not Upload.objects.exists()


def test_a_busy_database_is_told_and_no_file_is_left_behind(
    editor_a: User, client_for, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise busy()

    client = client_for(editor_a)
    monkeypatch.setattr(Upload, "save", refuse)
    before = names("uploads")
    response = client.post("/nhap-tep/", {"files": [workbook(ONE), workbook(ONE)]})
    assert response.status_code == 422
    assert "đang bận ghi một lượt khác" in response.content.decode()
    assert names("uploads") == before


def test_too_large_a_file_is_not_even_taken_in(
    editor_a: User, client_for, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "MAX_FILE", 100_000)
    client = client_for(editor_a)
    large = file_of(b"x" * 300_000, "lớn.xlsx")
    response = client.post("/nhap-tep/", {"files": [large, workbook(ONE)]})
    assert response.status_code == 422
    assert "Tệp “lớn.xlsx” quá lớn" in response.content.decode()
    assert not Upload.objects.exists()


def test_a_request_is_bounded_as_a_whole(
    editor_a: User, client_for, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "MAX_REQUEST", 150_000)
    many = [file_of(b"x" * 70_000, f"{number}.xlsx") for number in range(4)]
    response = client_for(editor_a).post("/nhap-tep/", {"files": many})
    said = response.content.decode()
    assert response.status_code == 422
    assert "“2.xlsx” quá lớn" in said and "“3.xlsx” quá lớn" in said
    assert "“0.xlsx” quá lớn" not in said


def test_several_files_at_once_are_an_upload_each(editor_a: User, client_for) -> None:
    client = client_for(editor_a)
    files = [workbook(ONE, name="một.xlsx"), file_of(b"garbage", "hai.xlsx")]
    response = client.post("/nhap-tep/", {"files": files}, follow=True)
    said = response.content.decode()
    assert "Đã nhận 2 tệp" in said
    states = dict(Upload.objects.values_list("name", "state"))
    assert states == {"một.xlsx": State.READ, "hai.xlsx": State.REFUSED}


def test_the_same_file_is_taken_again_and_said_to_be(editor_a: User, client_for, hand_in) -> None:
    first = hand_in(workbook(ONE))
    content = content_of(first)
    response = client_for(editor_a).post("/nhap-tep/", {"files": file_of(content)}, follow=True)
    assert Upload.objects.count() == 2
    said = response.content.decode()
    assert "Tệp này đã nộp lúc" in said
    assert f'href="/nhap-tep/{first.pk}/"' in said


def test_a_district_not_offered_is_no_choice(editor_ab: User, client_for) -> None:
    client: Client = client_for(editor_ab)
    response = client.post("/nhap-tep/", {"files": workbook(ONE), "unit": "522"})
    assert response.status_code == 422
    assert "Chọn một đơn vị trong danh sách." in response.content.decode()
    page = client.get("/nhap-tep/").content.decode()
    assert "Các đơn vị được cập nhật" in page and "Huyện Ba Tơ" in page
    assert not Upload.objects.exists()


def test_macros_are_not_kept_and_the_hash_is_of_what_was_handed_in(hand_in) -> None:
    content = io.BytesIO(workbook(ONE).read())
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 macro")
    upload = hand_in(file_of(content, "có macro.xlsm"))
    assert upload.state == State.READ
    assert upload.sha256 == hashlib.sha256(content.getvalue()).hexdigest()
    kept = io.BytesIO(content_of(upload))
    assert "xl/vbaProject.bin" not in zipfile.ZipFile(kept).namelist()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Tệp rỗng"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old workbook", "định dạng .xls cũ"),
        (b"%PDF-1.7", "không phải sổ Excel"),
        (b"PK\x03\x04 broken", "bị hỏng"),
    ],
)
def test_what_is_no_sound_workbook_is_refused_and_not_kept(
    content: bytes, said: str, hand_in, client_for, editor_a: User
) -> None:
    before = names("uploads")
    upload = hand_in(file_of(content))
    assert upload.state == State.REFUSED
    assert said in upload.message
    assert not upload.file
    assert names("uploads") == before
    page = client_for(editor_a).get(f"/nhap-tep/{upload.pk}/").content.decode()
    assert said in page and "Nộp tệp khác" in page and "Đọc lại" not in page


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("Danh sách.xlsx", "attachment; filename*=utf-8''Danh%20s%C3%A1ch.xlsx"),
        ("../../etc/a.xlsx", 'attachment; filename="a.xlsx"'),
        ('a";b=\r\nSet-Cookie: c.xlsx', None),
    ],
)
def test_the_name_that_a_file_came_with_is_no_more_than_a_name(
    editor_a: User, client_for, name: str, given: str | None
) -> None:
    (upload,) = receive([workbook(ONE, name=name)], by=editor_a, at=timezone.now(), board=None)
    answer = client_for(editor_a).get(f"/nhap-tep/{upload.pk}/tep/")
    said = answer["Content-Disposition"]
    assert answer.status_code == 200 and answer["Content-Type"].endswith("sheet")
    assert given in (said, None) and said.startswith("attachment; ") and "Set-Cookie" not in answer
    assert said.isascii() and not set(said) & set("\r\n") and said.count('"') in (0, 2)
