"""What was done to closed days behind the portal's back is told: of which day, in which table."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from personnel.models import Disclosure, Person, TrailDay, TrailForgotten
from personnel.trail import forgetting
from personnel.trail.hashing import head_of, parts_of
from personnel.trail.sources import SOURCES, Source
from tests.personnel.trail.conftest import DAY, FIRST

PEOPLE, LOOKS = "Lịch sử hồ sơ", "Lượt xem, tải dữ liệu cá nhân"
ALTERED = "đủ 1 dòng nhưng nội dung khác: có dòng đã bị sửa hoặc bị thay"


def alter(**changes):
    """Change the row of the second day as nobody but the database's owner can."""
    Person.history.filter(history_date=FIRST + DAY).update(**changes)


def test_what_stands_as_it_was_closed_is_said_to(closed, verify):
    told, well = verify()
    assert well and "Đã kiểm tra 3 ngày, từ 10/03/2025 đến 12/03/2025: 3 dòng." in told
    assert (
        f"Không có gì thay đổi sau khi khép. Mã của ngày cuối: 2025-03-12 {closed[2].head}" in told
    )


@pytest.mark.parametrize(
    "changes",
    [{"home_place": "Ba Tơ"}, {"history_user_id": None}, {"history_change_reason": "Khác"},
     {"history_type": "+"}, {"history_date": FIRST + DAY + timedelta(microseconds=1)}],
    ids=lambda changes: next(iter(changes)),
)  # fmt: skip
def test_a_row_that_was_altered(closed, editor_a, verify, changes):
    if "history_user_id" in changes:
        changes = {"history_user_id": editor_a.pk}
    alter(**changes)
    told, well = verify()
    assert not well and f"11/03/2025: {PEOPLE}: {ALTERED}." in told and told.count(": Lịch sử") == 1
    assert "Có 1 chỗ không còn như khi khép ngày." in told


def test_a_row_that_was_deleted(closed, verify):
    Person.history.filter(history_date=FIRST + DAY).delete()
    told, well = verify()
    assert not well
    assert f"11/03/2025: {PEOPLE}: phải có 1 dòng, nay có 0: có dòng đã bị xóa." in told


@pytest.mark.parametrize(("days", "of"), [(0, "10/03/2025"), (2, "12/03/2025")])
def test_a_row_that_was_added_to_a_closed_day(closed, verify, lived, days, of):
    row = lived.history.earliest()
    row.pk, row.history_date = None, FIRST + days * DAY
    row.save(force_insert=True)
    told, well = verify()
    assert not well and f"{of}: {PEOPLE}: phải có " in told
    assert "có dòng được thêm sau khi khép ngày." in told


def test_a_row_older_than_the_chain(closed, verify):
    Disclosure.objects.create(detail="Cũ", people=1, kind="list")
    Disclosure.objects.filter(detail="Cũ").update(at=FIRST - 40 * DAY)
    told, well = verify()
    assert not well and f"{LOOKS}: 1 dòng có ngày trước ngày khép đầu tiên" in told
    assert verify("--from=2025-03-10")[1], "asked about from a day on, nothing older is told"


def test_a_row_of_today_is_no_matter_yet(closed, verify, lived):
    lived.save()
    assert verify()[1]


def test_a_day_that_was_rewritten(closed, verify):
    TrailDay.objects.filter(day="2025-03-11").update(parts=[])
    told, well = verify()
    assert not well and "11/03/2025: bản ghi khép ngày đã bị sửa" in told


def test_a_day_rewritten_with_its_head_does_not_lead_to_the_next(closed, verify):
    day = closed[1]
    day.parts = []
    TrailDay.objects.filter(pk=day.pk).update(parts=[], head=head_of(day))
    told, well = verify()
    assert not well and "12/03/2025: không nối với ngày trước" in told
    assert not verify("--from=12/03/2025")[1], "the day before is known to the first one asked of"


def test_a_day_that_was_taken_out(closed, verify):
    TrailDay.objects.filter(day="2025-03-11").delete()
    told, well = verify()
    assert not well and "12/03/2025: thiếu bản ghi khép ngày sau ngày 10/03/2025" in told


def test_only_the_days_asked_for_are_read(closed, verify):
    alter(home_place="Khác")
    assert verify("--to=2025-03-10")[1] and verify("--from=12/03/2025")[1]
    assert not verify("--from=11/03/2025", "--to=11/03/2025")[1]
    told, well = verify("--from=2026-01-01")
    assert not well and "không có ngày nào đã khép trong khoảng này" in told


def test_a_column_that_comes_later_leaves_older_days_as_they_were(closed, verify, monkeypatch):
    day = closed[1]
    (part,) = day.parts
    part["columns"].remove("note")
    part["sha256"] = "0" * 64
    TrailDay.objects.filter(pk=day.pk).update(parts=[part], head=head_of(day))
    told, _ = verify("--from=2025-03-11", "--to=2025-03-11")
    assert ALTERED in told
    alter(note="Chưa có cột này")
    monkeypatch.setattr(Source, "columns", property(lambda source: [
        field.attname for field in source.model._meta.concrete_fields if field.name != "note"
    ]))  # fmt: skip
    told, _ = verify("--from=2025-03-10", "--to=2025-03-10")
    assert f"{PEOPLE}: không kiểm tra được 1 dòng: cột note không còn." in told


def test_the_same_as_json(closed, verify, capsys):
    alter(home_place="Khác")
    with pytest.raises(CommandError):
        call_command("verify_trail", "--json")
    said = json.loads(capsys.readouterr().out)
    assert said["findings"] == [{"day": "2025-03-11", "table": PEOPLE, "what": ALTERED}]
    assert (said["from"], said["to"], said["rows"]) == ("2025-03-10", "2025-03-12", 3)
    assert said["head"] == closed[2].head and said["forgotten"] == []


def test_before_anything_is_closed_nothing_is_said_to_be_well(lived, verify):
    assert verify() == ("Chưa khép ngày nào: chạy chain_trail trước.", False)


def test_a_chain_made_anew_is_not_the_one_whose_head_was_kept(closed, verify, close, tmp_path):
    kept = tmp_path / "ma.txt"
    head, well = verify("--head")
    assert well and head == f"2025-03-12 {closed[2].head}\n"
    kept.write_text(f"10/03/2025 {closed[0].head.upper()}\n\n{head}")
    told, well = verify(f"--against={kept}")
    assert well and "Đã so với 2 mã giữ ở nơi khác." in told
    TrailDay.objects.all().delete()
    alter(home_place="Khác")
    close()
    assert verify()[1], "by itself the new chain is whole"
    told, well = verify(f"--against={kept}")
    assert not well
    assert "12/03/2025: dòng 3 của tệp: mã giữ ở nơi khác không khớp mã của ngày." in told


def test_a_head_of_a_day_that_is_no_more(closed, verify, tmp_path):
    kept = tmp_path / "ma.txt"
    kept.write_text(f"2025-03-13 {'0' * 64}\n")
    told, well = verify(f"--against={kept}")
    assert not well and "13/03/2025: dòng 1 của tệp: không có bản ghi khép ngày này." in told


@pytest.mark.parametrize("line", ["2025-03-13", f"2025-02-30 {'0' * 64}", f"{'0' * 64}"])
def test_a_file_that_holds_no_heads_is_refused(closed, verify, tmp_path, line):
    kept = tmp_path / "ma.txt"
    kept.write_text(line)
    told, well = verify(f"--against={kept}")
    assert not well and "dòng 1 không có dạng" in told
    assert "không mở được" in verify(f"--against={tmp_path / 'khác.txt'}")[0]


def forget(at, days):
    with time_machine.travel(at, tick=False):
        call_command("forget_disclosures", days=days)


def test_what_was_forgotten_in_its_time_is_told_as_that(closed, verify, close):
    forget(FIRST + 4 * DAY, 2)
    close(FIRST + 6 * DAY)
    told, well = verify()
    assert well
    (line,) = (line for line in told.splitlines() if line.startswith(LOOKS))
    assert line == (
        f"{LOOKS}: 1 dòng của 10/03/2025 đã xóa theo thời hạn ngày 14/03/2025 "
        "(quá 2 ngày được giữ)."
    )
    (note,) = TrailForgotten.objects.all()
    assert (note.gone, note.left, note.sha256, note.as_closed) == (1, 0, "", True)


def test_rows_put_into_a_forgotten_day_are_told(closed, verify, editor_a):
    forget(FIRST + 4 * DAY, 2)
    Disclosure.objects.create(detail="Mới", people=1, kind="list")
    Disclosure.objects.update(at=FIRST)
    told, well = verify()
    assert not well and f"10/03/2025: {LOOKS}: phải có 0 dòng, nay có 1: có dòng được thêm" in told


def test_what_was_bent_before_it_was_forgotten_is_still_told(closed, verify):
    Disclosure.objects.update(people=1)
    forget(FIRST + 4 * DAY, 2)
    told, well = verify()
    assert not well
    assert f"10/03/2025: {LOOKS}: trước khi xóa theo thời hạn đã không còn như khi khép" in told


def test_what_stays_of_a_day_is_verified_as_before(closed, verify, editor_a):
    """Rows of a day that go one by one, as an erasure takes them, leave the rest under a hash."""
    first = Person.history.earliest()
    for number in range(2):
        first.pk, first.note = None, f"{number}"
        first.save(force_insert=True)
    TrailDay.objects.all().delete()
    call_command("chain_trail")
    assert forgetting.forget(Person.history.filter(note="0"), "thử", timezone.now()) == 1
    assert verify()[1]
    Person.history.filter(note="1").update(note="khác")
    told, well = verify()
    assert not well and "đủ 2 dòng nhưng nội dung khác" in told


def test_a_note_of_forgetting_made_up_for_a_closed_day_is_told(closed, verify):
    Disclosure.objects.all().delete()
    TrailForgotten.objects.create(
        day="2025-03-10", table="personnel.disclosure", at=FIRST + DAY, reason="quá hạn", gone=1,
        left=0, as_closed=True,
    )  # fmt: skip
    told, well = verify()
    assert not well
    assert (
        "11/03/2025: Phần nhật ký đã xóa theo thời hạn: phải có 0 dòng, nay có 1: có dòng được thêm"
        in told
    )


def test_a_note_of_forgetting_cannot_cover_a_row_that_was_altered(closed, verify):
    """One who can write the table hashes the altered row as what is left; the numbers tell."""
    Disclosure.objects.update(people=1)
    (now,) = parts_of(SOURCES["personnel.disclosure"], closed[0].day, closed[0].day).values()
    facts = {"day": closed[0].day, "table": now.table, "at": timezone.now(), "reason": "quá hạn"}
    facts |= {"left": 1, "sha256": now.sha256, "as_closed": True}
    with pytest.raises(IntegrityError), transaction.atomic():
        TrailForgotten.objects.create(gone=0, **facts)
    TrailForgotten.objects.create(gone=1, **facts)
    told, well = verify()
    assert not well
    assert f"10/03/2025: {LOOKS}: số dòng ghi là đã xóa theo thời hạn không khớp" in told
