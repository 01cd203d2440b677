"""Deleted records erased for good: what goes, what stays, when, and by whom."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from personnel.actions.restoring import restore
from personnel.keeping.recording import Refused
from personnel.models import Deletion, Disclosure, Erasure, Merge, Person, Scan
from personnel.models.scans import kept_scans
from personnel.trail.verifying import verify
from reports.models import FrozenStanding, PlannedSeat, Submission, TrainingPlan
from reports.periods.hashing import verify as is_whole
from reports.personal.erasing import carry_out, order
from reports.personal.subject import subject_of
from reports.plans.hashing import verify as plan_is_whole
from sheets.models import Upload
from tests.factories import person
from tests.racing import at_once
from tests.reports.personal.conftest import DELETED_ON, NAME, STRANGER, delete, kept_of

WHY = "Đơn số 12 ngày 05/03/2026"
LATER = DELETED_ON + timedelta(days=30)
DAY = timedelta(days=1)


@pytest.fixture
def erased(django_capture_on_commit_callbacks):
    """Return a function that carries an order out, with what is done once that is committed."""

    def run(erasure):
        with django_capture_on_commit_callbacks(execute=True):
            return carry_out(erasure, at=LATER)

    return run


@pytest.fixture
def ordered(deleted, province_admin):
    return order(deleted, WHY, by=province_admin, at=LATER)


def test_all_that_is_kept_goes_but_the_note_of_it(ordered, deleted, erased):
    file = Scan.objects.get().file.name
    erased(ordered)
    # The frozen row stays, without a name; its history says by whom the record was erased.
    assert set(kept_of(deleted)) == {
        "personnel.erasure", "personnel.historicalerasure", "reports.frozenstanding",
        "reports.plannedseat", "reports.leftofplan",
    }  # fmt: skip
    assert plan_is_whole(TrainingPlan.objects.get())
    assert not PlannedSeat.objects.filter(full_name=NAME).exists()
    assert subject_of(deleted) is None
    assert not kept_scans().exists(file)
    done = Erasure.objects.get(pk=ordered.pk)
    assert (done.record, done.reason, done.left) == (deleted, WHY, "")
    assert LATER <= done.done_at < LATER + DAY


def test_what_is_kept_of_others_stays(ordered, erased):
    other = Person.objects.get(full_name=STRANGER)
    before = kept_of(other.pk)
    erased(ordered)
    # The file handed in named both; what was written of the other stays in the history.
    assert kept_of(other.pk) == {k: v for k, v in before.items() if k != "sheets.uploadrow"}


def test_the_file_that_named_them_goes_and_who_handed_in_what_stays(ordered, erased):
    erased(ordered)
    upload = Upload.objects.get()
    assert (upload.name, upload.state, upload.counts, upload.decisions) == (
        "ba-to.xlsx", "written", {"people": 2}, {},
    )  # fmt: skip
    assert not upload.file and not upload.rows.exists()


def test_the_report_keeps_its_figures_without_the_name(ordered):
    names = set(FrozenStanding.objects.values_list("full_name", flat=True))
    carry_out(ordered, at=LATER)
    left = FrozenStanding.objects.exclude(full_name=STRANGER).get()
    assert left.full_name == "Tên đã xóa theo quy định ngày 09/04/2026"
    assert NAME in names and left.masked_cccd == ""
    assert is_whole(Submission.objects.get())


def test_the_trail_is_whole_and_tells_what_was_forgotten(ordered):
    with time_machine.travel(timezone.now() + 2 * DAY, tick=False):
        call_command("chain_trail")
        assert verify().findings == []
        carry_out(ordered, at=timezone.now())
        verdict = verify()
        assert verdict.findings == []
        told = {note.reason for note in verdict.forgotten}
        assert told == {f"xóa hẳn hồ sơ số {ordered.record}, quyết định số {ordered.pk}"}


def test_a_record_in_use_is_not_erased(known, province_admin):
    with pytest.raises(Refused, match="Hồ sơ đang được dùng"):
        order(known.pk, WHY, by=province_admin, at=LATER)
    assert Erasure.objects.waiting().count() == 0


def test_one_put_back_before_its_turn_stays(ordered, deleted, province_admin):
    restore(Deletion.objects.get(restored_at=None), by=province_admin, at=LATER)
    before = kept_of(deleted)
    done = carry_out(ordered, at=LATER + DAY)
    assert done.left == "hồ sơ đã được khôi phục, đang được dùng"
    assert kept_of(deleted) == before | {"personnel.historicalerasure": 3}


def test_what_was_erased_is_not_put_back(ordered, province_admin):
    deletion = Deletion.objects.get(restored_at=None)
    carry_out(ordered, at=LATER)
    with pytest.raises(Refused, match="đã được xóa hẳn"):
        restore(deletion, by=province_admin, at=LATER)


def test_nothing_is_ordered_or_carried_out_twice(ordered, deleted, province_admin):
    with pytest.raises(Refused, match="đã có quyết định xóa hẳn"):
        order(deleted, WHY, by=province_admin, at=LATER)
    done = carry_out(ordered, at=LATER)
    assert carry_out(ordered, at=LATER + DAY).done_at == done.done_at
    with pytest.raises(Refused, match="Không còn gì được lưu"):
        order(deleted, WHY, by=province_admin, at=LATER)


def test_others_than_administrators_order_nothing(deleted, province_viewer):
    with pytest.raises(Refused, match="quản trị cấp tỉnh"):
        order(deleted, WHY, by=province_viewer, at=LATER)


@pytest.mark.django_db(transaction=True)
def test_of_two_clicks_at_once_one_is_taken(reachable, province_admin):
    who = person(name=NAME)
    number = who.pk
    delete(who, province_admin)

    def click():
        try:
            return order(number, WHY, by=province_admin, at=timezone.now())
        except Refused as refused:
            return str(refused)

    said = at_once(click, click)
    assert Erasure.objects.count() == 1
    assert [True for each in said if "đã có quyết định" in str(each) or "bận" in str(each)]


@pytest.mark.parametrize(("days", "left"), [(1824, True), (1825, True), (1826, False)])
def test_a_deleted_record_goes_when_its_time_has_come(deleted, capsys, days, left):
    # Whole days: what was deleted at noon goes in the night after the last day.
    with time_machine.travel(DELETED_ON + days * DAY, tick=False):
        call_command("forget_deleted")
    assert bool(subject_of(deleted)) is left
    assert f"Đã xóa hẳn {0 if left else 1} hồ sơ xóa quá 1825 ngày" in capsys.readouterr().out
    erased = Erasure.objects.filter(record=deleted, reason="hết thời hạn giữ 1825 ngày")
    assert erased.count() == (not left)


def test_for_ever_is_for_ever_and_an_order_is_carried_out(ordered, deleted, settings, capsys):
    settings.DELETED_KEPT_DAYS = 0
    call_command("forget_deleted")
    out = capsys.readouterr().out
    assert "Đã xóa hẳn 1 hồ sơ theo quyết định" in out and "giữ mãi" in out
    assert subject_of(deleted) is None


def test_a_record_taken_back_with_its_upload_goes_too(province):
    who = person(name=NAME)
    number = who.pk
    with time_machine.travel(DELETED_ON, tick=False):
        who.delete()
    assert not Deletion.objects.exists()
    call_command("forget_deleted", days=1)
    assert subject_of(number) is None


def test_a_joined_record_stays_with_the_one_that_has_it(province, editor_a):
    kept, joined = person(name=NAME), person(name="Phạm T. Hạnh")
    number = joined.pk
    joined.delete()
    Merge.objects.create(kept=kept.pk, joined=number, name="x", by=editor_a, at=DELETED_ON)
    call_command("forget_deleted", days=1)
    with time_machine.travel(timezone.now() + 9 * DAY):
        call_command("forget_deleted", days=1)
    assert Person.history.filter(id=number).exists() and Merge.objects.exists()


@pytest.mark.parametrize(("days", "left"), [(30, 1), (31, 0)])
def test_scans_of_a_deleted_diploma_go_with_their_history(known, days, left):
    with time_machine.travel(DELETED_ON, tick=False):
        known.credentials.get().delete()
    with time_machine.travel(DELETED_ON + days * DAY, tick=False):
        call_command("forget_deleted", days=30)
    assert (Scan.objects.count(), Scan.history.count()) == (left, left)
    assert known.credentials.count() == 0 and subject_of(known.pk).person


def test_the_page_erases_with_a_reason(deleted, client_for, province_admin):
    client, address = client_for(province_admin), f"/du-lieu-ca-nhan/{deleted}/xoa-han/"
    assert client.post(address, {"reason": " "}).status_code == 422
    page = client.post(address, {"reason": WHY}, follow=True).content.decode()
    assert f"Đã xóa hẳn hồ sơ số {deleted}." in page and WHY in page and NAME not in page
    assert not Disclosure.objects.filter(person=deleted).exists()


def test_where_the_page_may_not_delete_it_is_done_at_night(
    deleted, client_for, province_admin, monkeypatch
):
    monkeypatch.setattr("reports.personal.views.may_forget", lambda: False)
    client, address = client_for(province_admin), f"/du-lieu-ca-nhan/{deleted}/xoa-han/"
    page = client.post(address, {"reason": WHY}, follow=True).content.decode()
    assert "Việc xóa chạy đêm nay" in page and subject_of(deleted)
    assert (
        "khôi phục hồ sơ thì không xóa nữa"
        in client.get(f"/du-lieu-ca-nhan/{deleted}/").content.decode()
    )
    call_command("forget_deleted")
    assert subject_of(deleted) is None
