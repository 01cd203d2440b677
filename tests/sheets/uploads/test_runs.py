"""Of two who act on an upload at once one gets through; what was given up brings nothing."""

import os

import pytest
from django.utils import timezone

from accounts.models import User
from personnel.keeping.recording import Refused
from personnel.models import Person
from sheets.models import Upload
from sheets.uploads import runs, slots
from sheets.uploads.beats import Place
from sheets.uploads.reading import read_upload
from sheets.uploads.runs import (
    READING_BROKE_OFF,
    WRITING_BROKE_OFF,
    discard,
    finish,
    look_after,
    start_reading,
    start_waiting,
    start_writing,
)
from sheets.uploads.slots import Progress, beat_of, take
from sheets.uploads.writing import write_upload
from tests.sheets.building import workbook_of

from .conftest import ONE, OTHER, WRONG, HandIn, file_of, of_status, workbook

State = Upload.State


@pytest.fixture
def place():
    """A place of work, taken for nothing in particular."""
    taken = take(Upload(pk=0))
    assert taken is not None
    yield taken
    taken.leave()


def again(upload: Upload) -> Upload:
    """The upload as somebody else has it on the screen."""
    return Upload.objects.get(pk=upload.pk)


def test_a_file_is_read_and_nothing_is_written(hand_in: HandIn) -> None:
    upload = hand_in(workbook(ONE, OTHER, WRONG))
    assert upload.state == State.READ
    assert of_status(upload, "new") == ["Phạm Thị Lành", "Phạm Văn Bền"]
    assert of_status(upload, "error") == ["Đinh Thị Sai"]
    assert upload.counts["people"] == 3
    assert (upload.counts["new"], upload.counts["error"]) == (2, 1)
    (wrong,) = upload.rows.get(status="error").problems
    assert (wrong["field"], wrong["value"], wrong["severity"]) == ("birth", "31/02/1980", "error")
    assert not Person.objects.exists()
    assert beat_of(upload) is None


def test_somebody_in_error_is_shown_in_the_commune_of_the_section(hand_in: HandIn) -> None:
    headings = ["Họ và tên", "Giới tính", "Ngày sinh", "Chức danh"]
    rows = [headings, ["XÃ BA TÔ"], ["Đinh Thị Sai", "Nữ", "31/02/1980", "VP-TK"]]
    upload = hand_in(file_of(workbook_of({"Danh sách": rows})))
    assert upload.rows.get().unit_name == "Xã Ba Tô"


def test_writing_makes_it_written_in_the_name_of_who_confirmed(
    hand_in: HandIn, editor_a: User
) -> None:
    upload = hand_in(workbook(ONE, OTHER, WRONG))
    start_writing(upload, by=editor_a, at=timezone.now())
    assert (upload.state, upload.written_by) == (State.WRITTEN, editor_a)
    assert Person.objects.count() == 2
    moments = set(Person.history.values_list("history_date", "history_user"))
    assert moments == {(upload.written_at, editor_a.pk)}
    people = dict(Person.objects.values_list("full_name", "pk"))
    rows = dict(upload.rows.filter(status="new").values_list("full_name", "person"))
    assert rows == people


def test_confirming_twice_writes_once(hand_in: HandIn, editor_a: User) -> None:
    upload = hand_in(workbook(ONE))
    other = again(upload)
    start_writing(upload, by=editor_a, at=timezone.now())
    with pytest.raises(Refused, match="hiện: đã ghi"):
        start_writing(other, by=editor_a, at=timezone.now())
    assert Person.history.count() == 1


@pytest.mark.parametrize("state", [State.WRITING, State.WRITTEN, State.READING])
def test_nothing_is_read_anew_or_put_aside_meanwhile(hand_in: HandIn, state: str) -> None:
    upload = hand_in(workbook(ONE))
    Upload.objects.filter(pk=upload.pk).update(state=state, written_at=timezone.now())
    with pytest.raises(Refused):
        start_reading(upload, at=timezone.now(), decisions={"rows": {"x": {}}})
    if state != State.READING:
        with pytest.raises(Refused):
            discard(upload)
    upload.refresh_from_db()
    assert (upload.state, upload.decisions["rows"]) == (state, {})
    assert upload.rows.exists()


def test_a_page_of_an_earlier_run_changes_nothing(hand_in: HandIn, editor_a: User) -> None:
    upload = hand_in(workbook(ONE))
    stale = again(upload)
    start_reading(upload, at=timezone.now())
    with pytest.raises(Refused, match="vừa được xử lý từ nơi khác"):
        start_writing(stale, by=editor_a, at=timezone.now())
    assert not Person.objects.exists()


def test_discarding_drops_the_rows_and_keeps_the_record(hand_in: HandIn) -> None:
    upload = hand_in(workbook(ONE))
    discard(upload)
    upload.refresh_from_db()
    assert (upload.state, upload.rows.count()) == (State.DISCARDED, 0)
    assert upload.file.storage.exists(upload.file.name)
    assert upload.counts["people"] == 1


def test_a_reading_that_was_given_up_stores_nothing(hand_in: HandIn, place: Place) -> None:
    upload = hand_in(workbook(ONE))
    Upload.objects.filter(pk=upload.pk).update(state=State.READING, run=7)
    late = again(upload)
    discard(again(upload))
    read_upload(late, today=timezone.localdate(), progress=Progress(late, place))
    upload.refresh_from_db()
    assert (upload.state, upload.rows.count()) == (State.DISCARDED, 0)


def test_a_writing_that_was_given_up_writes_nothing(
    hand_in: HandIn, place: Place, editor_a: User
) -> None:
    upload = hand_in(workbook(ONE))
    Upload.objects.filter(pk=upload.pk).update(state=State.WRITING, written_by=editor_a)
    late = again(upload)
    assert finish(late, State.READ, message=WRITING_BROKE_OFF)
    now = timezone.now()
    write_upload(late, today=timezone.localdate(), at=now, progress=Progress(late, place))
    upload.refresh_from_db()
    assert (upload.state, upload.message) == (State.READ, WRITING_BROKE_OFF)
    assert not Person.objects.exists()
    assert not Person.history.exists()


def test_who_lost_the_right_writes_nothing(hand_in: HandIn, place: Place, editor_b: User) -> None:
    upload = hand_in(workbook(ONE))
    Upload.objects.filter(pk=upload.pk).update(state=State.WRITING, written_by=editor_b)
    run = again(upload)
    now = timezone.now()
    write_upload(run, today=timezone.localdate(), at=now, progress=Progress(run, place))
    run.refresh_from_db()
    assert run.state == State.READ
    assert "không còn quyền" in run.message
    assert not Person.objects.exists()


def test_records_that_changed_since_the_preview_are_shown_again(
    hand_in: HandIn, editor_a: User
) -> None:
    first = hand_in(workbook(ONE))
    upload = hand_in(workbook(ONE | {"Quê quán": "Xã Ba Tô"}, OTHER))
    start_writing(first, by=editor_a, at=timezone.now())
    start_writing(upload, by=editor_a, at=timezone.now())
    assert upload.state == State.READ
    assert "1 dòng có hồ sơ đã thay đổi sau khi xem trước" in upload.message
    assert list(upload.rows.values_list("full_name", "status", "is_stale")) == [
        ("Phạm Thị Lành", "changed", True),
        ("Phạm Văn Bền", "new", False),
    ]
    assert Person.objects.count() == 1
    start_writing(upload, by=editor_a, at=timezone.now())
    assert upload.state == State.WRITTEN
    assert not upload.message
    assert Person.objects.count() == 2


@pytest.mark.parametrize(
    ("state", "after", "said"),
    [
        (State.READING, State.REFUSED, READING_BROKE_OFF),
        (State.WRITING, State.READ, WRITING_BROKE_OFF),
    ],
)
def test_a_run_whose_process_is_gone_is_over(
    hand_in: HandIn, state: str, after: str, said: str
) -> None:
    upload = hand_in(workbook(ONE))
    Upload.objects.filter(pk=upload.pk).update(state=state, seen_at=timezone.now())
    upload.refresh_from_db()
    look_after(upload, timezone.now())
    assert (upload.state, upload.message) == (after, said)


def test_a_run_whose_process_lives_goes_on(hand_in: HandIn) -> None:
    upload = hand_in(workbook(ONE))
    Upload.objects.filter(pk=upload.pk).update(state=State.WRITING, seen_at=timezone.now())
    upload.refresh_from_db()
    place = take(upload)
    assert place is not None
    progress = Progress(upload, place)
    progress.step("writing")
    progress(300, 1200)
    look_after(upload, timezone.now())
    assert upload.state == State.WRITING
    beat = beat_of(upload)
    assert beat is not None and (beat.step, beat.process) == ("writing", os.getpid())
    place.leave()
    assert beat_of(upload) is None


def test_progress_is_told_now_and_then(hand_in: HandIn, monkeypatch) -> None:
    monkeypatch.setattr(slots, "_BETWEEN", 0)
    upload = hand_in(workbook(ONE))
    mine = take(upload)
    assert mine is not None
    Progress(upload, mine)(300, 1200)
    beat = beat_of(upload)
    mine.leave()
    assert beat is not None and (beat.done, beat.total, beat.percent) == (300, 1200, 25)


def test_with_every_place_taken_a_file_waits_its_turn(
    hand_in: HandIn, editor_a: User, settings
) -> None:
    settings.UPLOADS_AT_ONCE = 1
    taken = take(Upload(pk=0))
    assert taken is not None
    first, second = hand_in(workbook(ONE)), hand_in(workbook(OTHER))
    assert (first.state, first.seen_at) == (State.READING, None)
    discard(first)
    taken.leave()
    start_waiting(timezone.now())
    assert (again(first).state, again(second).state) == (State.DISCARDED, State.READ)


def test_two_that_start_what_waits_start_it_once(hand_in: HandIn, settings, monkeypatch) -> None:
    settings.UPLOADS_AT_ONCE = 0
    upload = hand_in(workbook(ONE))
    settings.UPLOADS_AT_ONCE = 2
    begun = []
    monkeypatch.setattr(runs, "begin", lambda run, place: begun.append(run.pk))
    start_waiting(timezone.now())
    start_waiting(timezone.now())
    assert begun == [upload.pk]
