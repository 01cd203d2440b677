"""Studies that a list tells of become enrolments, once, and are never a level held."""

import io
from datetime import date, datetime
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from personnel.keeping.recording import Refused
from personnel.models import Credential, Enrolment, Person
from personnel.studying.confirming import confirm
from personnel.studying.states import set_state
from sheets.comparing.changes import Change, Comparison, Status
from sheets.importing import Report, import_sheet, read_sheet
from sheets.models import Upload
from sheets.writing.undoing import standing_in_the_way, undo
from sheets.writing.writing import write
from tests.sheets.building import HEADERS, sheet_of, somebody
from tests.sheets.conftest import TODAY

CCCD = "051187001234"
EARLIER, LATER = (
    datetime(2026, 1, day, 2, tzinfo=timezone.get_fixed_timezone(0)) for day in (4, 6)
)
State = Enrolment.State


def _file(*studies: str | None, **cells: Any) -> io.BytesIO:
    """A list of one person for each study, of the kind in the heading; levels as `cells`."""
    names = ("Phạm Thị Lành", "Phạm Thị Bền", "Đinh Thị Cúc")
    rows = [
        somebody(name=name, cccd=f"05118700123{at}", **cells) | {"Đang học LLCT": study}
        for at, (name, study) in enumerate(zip(names, studies, strict=False))
    ]
    return sheet_of(*rows, headers=[*HEADERS, "Đang học LLCT"])


def _put(file: io.BytesIO, by: Any = None, **options: Any) -> Comparison:
    reading = read_sheet(file, TODAY)
    assert [found.message for found in reading.errors] == []
    return write(reading.rows, by=by, today=TODAY, **options)


def _told(comparison: Comparison) -> list[str]:
    return [found.reason for found in (*comparison.conflicts, *comparison.notes)]


def test_a_study_becomes_an_enrolment_and_no_level(reference: None, province_admin: User) -> None:
    comparison = _put(_file("Trung cấp 2024-2026"), province_admin, at=LATER)
    assert Change("Đang học", "", "Lý luận chính trị: Trung cấp, dự kiến 2026") in (
        comparison.rows[0].changes
    )
    enrolment = Enrolment.objects.select_related("unit", "title").get()
    assert (enrolment.kind, enrolment.level, enrolment.state) == ("theory", 2, "studying")
    assert (enrolment.since, enrolment.expected) == (TODAY, date(2026, 12, 31))
    assert (enrolment.unit.name, enrolment.title and enrolment.title.code) == ("Xã Ba Tô", "VPTK")
    assert enrolment.training_class is None
    assert (enrolment.confirmed_by, enrolment.confirmed_at) == (province_admin, LATER)
    assert not Credential.objects.exists()
    kept = enrolment.history.get()
    assert (kept.history_user, kept.history_date, kept.history_type) == (province_admin, LATER, "+")


def test_what_a_board_tells_waits_to_be_confirmed(reference: None, editor_a: User) -> None:
    _put(_file("Trung cấp"), editor_a)
    enrolment = Enrolment.objects.get()
    assert (enrolment.confirmed_by, enrolment.confirmed_at) == (None, None)
    assert enrolment.expected is None


def test_the_same_list_again_writes_nothing(reference: None) -> None:
    first = _put(_file("Trung cấp", "Cao cấp", None))
    assert first.studies == {"new": 2, "known": 0}
    again = _put(_file("Trung cấp", "Cao cấp", None))
    assert again.studies == {"new": 0, "known": 2}
    assert again.count(Status.UNCHANGED) == 3 and _told(again) == []
    assert Enrolment.objects.count() == 2


def test_another_level_is_another_study(reference: None) -> None:
    _put(_file("Trung cấp"))
    assert _put(_file("Cao cấp")).studies == {"new": 1, "known": 0}
    assert Enrolment.objects.open().count() == 2


@pytest.mark.parametrize(("held", "told"), [("Trung cấp", "Trung cấp"), ("Cao cấp", "Cao cấp")])
def test_whoever_holds_the_level_does_not_study_for_it(
    reference: None, held: str, told: str
) -> None:
    _put(_file(None, theory=held))
    comparison = _put(_file("Trung cấp"))
    assert _told(comparison) == [f"không ghi là đang học: đã có trình độ {told}"]
    assert not Enrolment.objects.exists()


def test_a_row_that_tells_of_both_holds_it(reference: None) -> None:
    comparison = _put(_file("Trung cấp", theory="Trung cấp"))
    assert "đã có trình độ Trung cấp" in _told(comparison)[0]
    assert comparison.count(Status.NEW) == 1 and not Enrolment.objects.exists()


def test_a_lower_level_held_is_none_of_the_study(reference: None) -> None:
    _put(_file("Trung cấp", theory="Sơ cấp"))
    assert Credential.objects.get().level == 1 and Enrolment.objects.get().level == 2


def test_a_credential_to_come_is_none_held(reference: None) -> None:
    _put(_file(None))
    person = Person.objects.get()
    Credential.objects.create(
        person=person, kind="theory", level=2, awarded=date(2026, 6, 30), awarded_precision="day"
    )
    assert _put(_file("Trung cấp")).studies["new"] == 1


def test_a_list_changes_no_enrolment_that_is_open(reference: None, province_admin: User) -> None:
    _put(_file("Trung cấp 2024-2026"))
    (enrolment,) = Enrolment.objects.all()
    comparison = _put(_file("Trung cấp 2024-2027"))
    assert _told(comparison) == ["dự kiến 2027 theo tệp, đã ghi 31/12/2026; giữ nguyên"]
    set_state([enrolment], State.POSTPONED, by=province_admin, at=LATER, reason="Ốm")
    comparison = _put(_file("Trung cấp"))
    assert _told(comparison) == ["đang học theo tệp, đã ghi là hoãn; giữ nguyên"]
    assert comparison.studies == {"new": 0, "known": 1}
    assert Enrolment.objects.get().state == State.POSTPONED


def test_a_list_begins_nothing_again_that_came_to_nothing(
    reference: None, province_admin: User
) -> None:
    _put(_file("Trung cấp"))
    left = {"since": date(2025, 11, 1), "reason": "Xin thôi học"}
    set_state([Enrolment.objects.get()], State.LEFT, by=province_admin, at=LATER, **left)
    comparison = _put(_file("Trung cấp"))
    (told,) = _told(comparison)
    assert told == "đã ghi thôi học từ 01/11/2025; nếu học lại thì ghi ở mục Đào tạo"
    assert Enrolment.objects.get().state == State.LEFT


def test_the_counts_of_the_command(reference: None, tmp_path: Any) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(_file("Trung cấp", None, "Cao cấp").getvalue())
    tried: Report = import_sheet(path, today=TODAY, by=None, dry_run=True)
    assert tried.as_json()["studies"] == {"new": 2, "known": 0}
    assert not Enrolment.objects.exists()
    assert import_sheet(path, today=TODAY, by=None).as_json()["studies"]["new"] == 2
    assert import_sheet(path, today=TODAY, by=None).as_json()["studies"] == {"new": 0, "known": 2}


def _upload(by: User, file: io.BytesIO) -> Upload:
    at = datetime(2026, 1, 5, 2, tzinfo=timezone.get_fixed_timezone(0))
    upload = Upload.objects.create(
        by=by, at=at, name="a.xlsx", sha256="0", size=1, state="written", written_at=at,
        written_by=by,
    )  # fmt: skip
    _put(file, by, at=at)
    return upload


def test_undoing_takes_the_studies_back(reference: None, province_admin: User) -> None:
    _put(_file(None), at=EARLIER)
    upload = _upload(province_admin, _file("Trung cấp", "Cao cấp"))
    assert standing_in_the_way(upload).free == 2
    undo(upload, by=province_admin, at=LATER)
    assert not Enrolment.objects.exists()
    assert Person.objects.get().full_name == "Phạm Thị Lành"
    last = Enrolment.history.latest("history_id")
    assert (last.history_type, last.history_user) == ("-", province_admin)


def test_a_study_that_somebody_went_on_with_stays(reference: None, province_admin: User) -> None:
    upload = _upload(province_admin, _file("Trung cấp", "Cao cấp"))
    gone_on = Enrolment.objects.get(level=2)
    set_state([gone_on], State.POSTPONED, by=province_admin, at=LATER, reason="Ốm")
    standing = undo(upload, by=province_admin, at=LATER)
    assert (standing.free, standing.left) == (1, 1)
    assert standing.told[0].startswith("Phạm Thị Lành: ")
    assert Enrolment.objects.get() == gone_on
    with pytest.raises(Refused, match="hồ sơ đã thay đổi sau khi ghi"):
        undo(upload, by=province_admin, at=LATER)


def test_what_was_confirmed_since_stays(
    reference: None, editor_a: User, province_admin: User
) -> None:
    upload = _upload(editor_a, _file("Trung cấp"))
    confirm(list(Enrolment.objects.all()), by=province_admin, at=LATER)
    with pytest.raises(Refused, match="hồ sơ đã thay đổi sau khi ghi"):
        undo(upload, by=editor_a, at=LATER)
    assert Enrolment.objects.get().confirmed_by == province_admin
