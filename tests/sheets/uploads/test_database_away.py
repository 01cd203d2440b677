"""The database away while a file is worked on: neither stuck nor doubled, and told why."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, connections
from django.test import Client
from django.utils import timezone

from accounts.models import User
from personnel.basics.outages import AWAY, BUSY, Outage
from personnel.keeping.recording import Refused, recording
from personnel.models import Person
from sheets.management.commands.mark_upload import Command as MarkUpload
from sheets.models import Upload
from sheets.uploads import apart, reading
from sheets.uploads.apart import TOLD
from sheets.uploads.runs import start_reading, start_writing
from sheets.writing import writing
from tests.outages import away, busy

from .conftest import ONE, WRONG, HandIn, held, workbook

State = Upload.State
Raise = Callable[..., None]


@pytest.fixture(autouse=True)
def one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's transaction lives in it."""
    own = connections["default"]
    monkeypatch.setattr(own, "close_if_unusable_or_obsolete", lambda: None)


def raising(error: Callable[[], DatabaseError]) -> Raise:
    def refuse(*_args: object, **_options: object) -> None:
        raise error()

    return refuse


@pytest.mark.parametrize(("error", "told"), [(away, AWAY), (busy, BUSY)])
def test_a_reading_that_loses_its_database_may_be_done_again(
    hand_in: HandIn, monkeypatch: pytest.MonkeyPatch, error: Raise, told: Outage
) -> None:
    upload = hand_in(workbook(ONE))
    with monkeypatch.context() as patch:
        patch.setattr(reading, "store", raising(error))
        with pytest.raises(DatabaseError):
            start_reading(upload, at=timezone.now())
    upload.refresh_from_db()
    assert upload.state == State.REFUSED
    assert upload.message.startswith(f"Chưa đọc được tệp. {told}")
    assert held() == []
    start_reading(upload, at=timezone.now())
    assert upload.state == State.READ


def test_a_writing_that_loses_its_database_may_be_confirmed_again(
    hand_in: HandIn, editor_a: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = hand_in(workbook(ONE))
    saved = writing.save

    def lost_after_saving(*args: object, **options: object) -> None:
        saved(*args, **options)
        raise away()

    with monkeypatch.context() as patch:
        patch.setattr(writing, "save", lost_after_saving)
        with pytest.raises(DatabaseError):
            start_writing(upload, by=editor_a, at=timezone.now())
    upload.refresh_from_db()
    assert (upload.state, upload.written_by) == (State.READ, None)
    assert upload.message.startswith(f"Chưa ghi gì. {AWAY}")
    assert not Person.objects.exists() and not Person.history.exists()
    start_writing(upload, by=editor_a, at=timezone.now())
    assert upload.state == State.WRITTEN
    assert (Person.objects.count(), Person.history.count()) == (1, 1)


def test_a_writing_that_waits_for_another_is_told_so(
    hand_in: HandIn, editor_a: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = hand_in(workbook(ONE))
    monkeypatch.setattr(writing, "save", raising(busy))
    start_writing(upload, by=editor_a, at=timezone.now())
    assert upload.state == State.READ
    assert "đang bận ghi một lượt khác" in upload.message


def test_records_are_not_said_to_wait_for_another_writer_when_there_is_no_database(
    editor_a: User,
) -> None:
    now = timezone.now()
    with pytest.raises(Refused, match="đang bận ghi"), recording(by=editor_a, at=now, reason="x"):
        raise busy()
    with pytest.raises(DatabaseError), recording(by=editor_a, at=now, reason="x"):
        raise away()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("error", "status"), [(away, 503), (busy, 302)])
def test_a_claim_that_fails_leaves_the_place(
    hand_in: HandIn, editor_a: User, client_for, error: Raise, status: int
) -> None:
    upload = hand_in(workbook(ONE))
    client: Client = client_for(editor_a)
    client.raise_request_exception = False

    def refuse_the_claim(execute: Callable[..., object], sql: str, *rest: object) -> object:
        if 'SET "seen_at"' in sql:
            raise error()
        return execute(sql, *rest)

    with connection.execute_wrapper(refuse_the_claim):
        response = client.post(f"/nhap-tep/{upload.pk}/xac-nhan/", {"run": upload.run})
    assert response.status_code == status
    assert held() == []
    client.get("/nhap-tep/")
    upload.refresh_from_db()
    assert (upload.state, Person.objects.count()) == (State.WRITTEN, 1)


def test_the_file_with_what_is_wrong_names_the_real_cause(
    hand_in: HandIn, editor_a: User, client_for, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = hand_in(workbook(WRONG))
    settings.UPLOADS_APART = True

    class Ran:
        returncode, stdout = TOLD, str(AWAY).encode()

    monkeypatch.setattr(apart.subprocess, "run", lambda *_a, **_o: Ran)
    response = client_for(editor_a).get(f"/nhap-tep/{upload.pk}/tep-loi/", follow=True)
    said = response.content.decode().split("<main")[1].split("</main")[0]
    assert AWAY.reason in said and "thời gian" not in said


def test_the_process_that_marks_a_file_says_why_it_cannot(
    hand_in: HandIn, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    upload = hand_in(workbook(WRONG))
    command = "sheets.management.commands.mark_upload"
    monkeypatch.setattr(f"{command}.bound_this_process", lambda: None)
    monkeypatch.setattr(f"{command}.marked", raising(away))
    with pytest.raises(SystemExit) as ended:
        MarkUpload().handle(upload=upload.pk)
    assert ended.value.code == TOLD
    assert capsys.readouterr().out == str(AWAY)
