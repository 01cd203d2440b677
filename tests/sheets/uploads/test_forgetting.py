"""How long files are kept, and whose turn it is."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from sheets.models import Upload, UploadRow
from sheets.uploads import receiving, runs
from sheets.uploads.runs import in_turn
from tests.keeping_files import names
from tests.sheets.building import sheet_of, somebody
from tests.sheets.preview.handing_in import confirm, hand_in


def files() -> set[str]:
    return names("uploads")


@pytest.fixture
def board(province: Any, client: Any, editor_a: Any) -> Any:
    client.force_login(editor_a)
    return client


def test_a_file_put_aside_is_deleted_at_once(board: Any) -> None:
    before = files()
    upload = hand_in(board, sheet_of(somebody()).read())
    assert len(files()) == len(before) + 1
    board.post(f"/nhap-tep/{upload.pk}/bo/")
    upload.refresh_from_db()
    assert (upload.state, upload.file.name) == ("discarded", "")
    assert files() == before
    assert board.get(f"/nhap-tep/{upload.pk}/tep/").status_code == 404


def test_old_files_go_and_what_they_wrote_stays(board: Any, capsys: Any) -> None:
    before = files()
    written = hand_in(board, sheet_of(somebody()).read())
    confirm(board, written)
    waiting = hand_in(board, sheet_of(somebody(note="a")).read())
    new = hand_in(board, sheet_of(somebody(note="b")).read())
    old = Upload.objects.filter(pk__in=[written.pk, waiting.pk])
    old.update(at=timezone.now() - timedelta(days=31))
    call_command("forget_uploads", days=30)
    assert "Đã xóa 2 tệp nộp quá 30 ngày, trong đó 1 tệp chưa xác nhận" in capsys.readouterr().out
    states = {upload.pk: (upload.state, bool(upload.file)) for upload in Upload.objects.all()}
    assert states[written.pk] == ("written", False)
    assert states[waiting.pk] == ("discarded", False)
    assert states[new.pk] == ("read", True)
    assert len(files()) == len(before) + 1
    assert not UploadRow.objects.exclude(upload=new).exists()
    for gone in Upload.objects.exclude(pk=new.pk):
        assert (gone.understanding, gone.decisions, gone.effects) == ([], {"ended": {}}, None)
        assert gone.counts["people"] == 1 and "problems" not in gone.counts
    told = board.get(f"/nhap-tep/{written.pk}/").content.decode()
    assert "đã xóa cùng tệp khi hết thời hạn giữ" in told and "Đã hoàn tác" not in told
    page = board.post(f"/nhap-tep/{written.pk}/hoan-tac/", {"reason": "nhầm"}, follow=True)
    assert "Đã hoàn tác lượt nhập" in page.content.decode()


def test_nothing_is_deleted_where_files_are_kept_for_ever(board: Any, capsys: Any) -> None:
    hand_in(board, sheet_of(somebody()).read())
    Upload.objects.update(at=timezone.now() - timedelta(days=3000))
    call_command("forget_uploads", days=0)
    assert "giữ mãi" in capsys.readouterr().out
    assert Upload.objects.exclude(file="").count() == 1
    with pytest.raises(CommandError):
        call_command("forget_uploads", days=-1)


def test_users_are_read_in_turn(province: Any, editor_a: Any, editor_b: Any) -> None:
    def waits(by: Any, **fields: Any) -> Upload:
        made: Upload = Upload.objects.create(
            by=by, at=timezone.now(), name="a.xlsx", sha256="0", size=1, **fields
        )
        return made

    first = [waits(editor_a) for _ in range(3)]
    other = waits(editor_b)
    waiting = Upload.objects.filter(seen_at__isnull=True).order_by("pk")
    assert in_turn(waiting) == [first[0], other, first[1], first[2]]
    Upload.objects.filter(pk=first[0].pk).update(seen_at=timezone.now())
    assert in_turn(waiting.all()) == [other, first[1], first[2]]


def test_one_user_lets_no_more_wait_than_others_can_bear(
    board: Any, editor_a: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "MOST_WAITING", 2)
    for _ in range(2):
        Upload.objects.create(
            by=editor_a, at=timezone.now(), name="a.xlsx", sha256="0", size=1,
            seen_at=timezone.now(),
        )  # fmt: skip
    monkeypatch.setattr(runs, "take_stock", lambda at: None)
    from django.core.files.uploadedfile import SimpleUploadedFile

    sent = {"files": SimpleUploadedFile("a.xlsx", sheet_of(somebody()).read()), "unit": ""}
    page = board.post("/nhap-tep/", sent)
    assert page.status_code == 422
    assert "Đang có 2 tệp của tài khoản này chờ đọc" in page.content.decode()
