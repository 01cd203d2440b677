"""What is under way when units end: carried over, to be taken back, or in the way, by name."""

import pytest
from django.utils import timezone

from accounts.models import User
from personnel.models import HandOver, Person, Title, Unit
from reorganising.applying import apply, rehearse
from reorganising.results import NotApplied
from reorganising.under_way import Fate, under_way, withdraw_dead
from reports.models import Draft, Period, SavedList
from sheets.models import Upload
from tests.reorganising.decrees import AT, DAY, EVE, commune, decree, merged

Carried, Withdrawn, InTheWay = Fate.CARRIED, Fate.WITHDRAWN, Fate.IN_THE_WAY


@pytest.fixture
def user(small_province, ba_to):
    return User.objects.create_user("ai-do", full_name="Nguyễn Ai")


def fates(told=None):
    return [(work.what, work.fate) for work in under_way(told or merged())]


def handover(user, day, giver="534", unit="21487", state=HandOver.State.WAITING):
    asked = {"requested_at": timezone.now()} if state == HandOver.State.ASKED else {}
    return HandOver.objects.create(
        person=Person.objects.first(), giver=Unit.objects.get(code=giver),
        unit=Unit.objects.get(code=unit), title=Title.objects.get(code="BT"), day=day,
        state=state, asked_by=user, asked_at=timezone.now(), **asked,
    )  # fmt: skip


def upload(user, state, code="535"):
    made = Upload.objects.create(by=user, at=timezone.now(), name="a.xlsx", size=1, state=state)
    made.districts.add(Unit.objects.get(code=code))
    return made


def period(day, by="districts"):
    return Period.objects.create(
        name=f"Kỳ {day}", day=day, horizon="2025", due=day, reports_by=by, opened_at=timezone.now()
    )


def test_there_is_nothing_where_nothing_is_under_way(user):
    upload(user, Upload.State.DISCARDED, "21487")
    upload(user, Upload.State.READ, "534")
    assert fates() == []


@pytest.mark.parametrize(
    ("state", "fate"), [("reading", Carried), ("read", Carried), ("writing", InTheWay)]
)
def test_a_file_that_waits_goes_on_and_one_that_is_written_is_waited_for(user, state, fate):
    upload(user, state, "21487")
    assert fates() == [("Tệp đã nộp", fate)]


def test_a_hand_over_that_nobody_could_accept_has_to_be_taken_back(user):
    handover(user, DAY)
    assert fates() == [("Bàn giao", Withdrawn)]
    with pytest.raises(NotApplied) as refused:
        apply(merged(), by=None, at=AT)
    (broken,) = refused.value.broken
    assert broken.name == "under_way" and "01/07/2024" in broken.told


def test_it_is_seen_in_a_rehearsal_all_the_same(user):
    handover(user, DAY)
    seen = rehearse(merged(), by=None, look=lambda seen: [each.name for each in seen.broken])
    assert seen == ["under_way"]


@pytest.mark.parametrize(("state", "taken_back"), [("waiting", "withdrawn"), ("asked", "recalled")])
def test_an_administrator_takes_back_all_that_nobody_could_accept(
    user, province_admin, state, taken_back
):
    made = handover(user, DAY, state=HandOver.State(state))
    assert withdraw_dead(merged(), by=province_admin, at=timezone.now()) == 1
    made.refresh_from_db()
    assert (made.state, made.decided_by) == (taken_back, province_admin)
    apply(merged(), by=None, at=AT)


def test_a_hand_over_of_a_day_before_and_one_of_a_giver_that_ends_go_on(user):
    made = handover(user, EVE)
    assert fates() == [("Bàn giao", Carried)]
    made.delete()
    handover(user, DAY, giver="21490", unit="21484")
    assert fates() == [("Bàn giao", Carried)]


def without_the_district():
    below = ["21484", "21487", "21490"]
    again = [commune(code, f"Xã {code}", parent=None) for code in below]
    return decree([*below, "535"], again, [f"{code}>{code}" for code in below])


def test_a_period_of_a_day_before_goes_on(user):
    period(EVE)
    assert fates(without_the_district()) == [("Kỳ báo cáo đang mở", Carried)]


def test_a_period_for_which_nobody_has_done_anything_goes_on(user):
    period(DAY)
    assert fates(without_the_district()) == [("Kỳ báo cáo đang mở", Carried)]


def test_a_period_for_which_a_unit_that_ends_wrote_something_is_in_the_way(user):
    Draft.objects.create(
        period=period(DAY), district=Unit.objects.get(code="535"), at=timezone.now()
    )
    assert fates(without_the_district()) == [("Kỳ báo cáo đang mở", InTheWay)]
    assert fates() == []


def test_a_saved_list_leads_on_and_only_its_owner_is_named(user):
    SavedList.objects.create(user=user, name="Bí mật", query="unit=21487&q=x")
    SavedList.objects.create(user=user, name="Khác", query="unit=21484")
    (work,) = under_way(merged())
    assert (work.name, work.fate) == ("1 danh sách của Nguyễn Ai", Carried)
