"""Planning goes with the record, whoever joins, deletes or puts back; none of them learns of it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from personnel.actions.deleting import delete_record, fingerprint
from personnel.actions.restoring import restore
from personnel.joining.joining import join
from personnel.joining.plan import Plan
from personnel.joining.undoing import take_apart
from personnel.keeping.history import changes_to
from personnel.models import PlannedTitle, TrailDay
from personnel.planning.saving import change
from personnel.planning.story import story_of
from personnel.trail.closing import close_days
from personnel.trail.verifying import verify
from reports.personal.erasing import carry_out, order
from tests.factories import person, post
from tests.personnel.planning.conftest import planned, with_right


@pytest.fixture
def two(province):
    """Two records of one person, each planned for the same title and term."""
    found = [post(person(name="Đinh Văn Hai"), title).person for title in ("TCKT", "TPHT")]
    for who in found:
        planned(who, decision_number="QĐ 7")
    return found


def joined(two, by):
    kept, other = two
    return join(kept, other, {}, seen=Plan(kept, other).seen, by=by, at=timezone.now())


def owners():
    return sorted(PlannedTitle.objects.values_list("person", flat=True))


def test_of_joined_records_all_of_it_stays(two, editor_a):
    kept, _ = two
    joined(two, editor_a)
    assert owners() == [kept.pk, kept.pk]
    told = [sentence for change in changes_to(kept) for sentence in change.sentences]
    assert told and not any("QĐ 7" in sentence or "quy hoạch" in sentence for sentence in told)


def test_taken_apart_each_has_its_own_as_it_is_by_then(two, editor_a, planner_admin):
    kept, other = two
    merge = joined(two, editor_a)
    moved = PlannedTitle.objects.get(pk=PlannedTitle.history.get(history_type="~").id)
    ended = {"ended_on": date(2024, 1, 1), "end_reason": "left"}
    change(moved, ended, by=planner_admin, at=timezone.now())
    # What somebody with the right wrote meanwhile keeps nobody from undoing, and is not lost.
    take_apart(merge, by=editor_a, at=timezone.now())
    assert owners() == sorted([kept.pk, other.pk])
    assert PlannedTitle.objects.get(pk=moved.pk).end_reason == "left"
    assert PlannedTitle.objects.get(pk=moved.pk).person == other
    told = [sentence for each in story_of(moved) for sentence in each.sentences]
    assert any("Chuyển từ hồ sơ số" in sentence for sentence in told)


def test_what_was_planned_after_the_joining_stays_with_the_record(two, editor_a, planner_admin):
    kept, other = two
    merge = joined(two, editor_a)
    later = planned(kept, "CTUBND")
    take_apart(merge, by=editor_a, at=timezone.now())
    assert PlannedTitle.objects.get(pk=later.pk).person == kept
    assert owners() == sorted([kept.pk, kept.pk, other.pk])


def test_it_goes_with_a_deleted_record_and_comes_back(two, editor_a, province_admin):
    who, _ = two
    before = list(PlannedTitle.objects.order_by("pk").values())
    seen = fingerprint(who)
    PlannedTitle.objects.filter(person=who).update(decision_number="QĐ 8")
    # Planning is no part of what whoever deletes saw.
    deletion = delete_record(who, "nhầm", seen=seen, by=editor_a, at=timezone.now())
    assert owners() == [two[1].pk]
    restore(deletion, by=province_admin, at=timezone.now())
    after = list(PlannedTitle.objects.order_by("pk").values())
    assert after == [before[0] | {"decision_number": "QĐ 8"}, before[1]]


def test_it_is_erased_with_the_record(two, editor_a, province_admin):
    who, _ = two
    row = PlannedTitle.objects.get(person=who)
    delete_record(who, "nhầm", seen=fingerprint(who), by=editor_a, at=timezone.now())
    assert PlannedTitle.history.filter(id=row.pk).exists()
    erasure = order(who.pk, "theo đơn", by=province_admin, at=timezone.now())
    carry_out(erasure, at=timezone.now())
    assert not PlannedTitle.history.filter(person=who.pk).exists()


def test_the_trail_finds_that_it_was_altered_and_says_nothing_of_it(two, planner_a):
    row = PlannedTitle.objects.get(person=two[0])
    change(row, {"decision_number": "QĐ 9"}, by=planner_a, at=timezone.now())
    tomorrow = timezone.now() + timedelta(days=2)
    close_days(tomorrow)
    assert TrailDay.objects.exists()
    PlannedTitle.history.filter(id=row.pk).update(decision_number="QĐ 1")
    found = str(verify(None, None))
    assert "ội dung có quyền riêng" in found and "QĐ" not in found


def test_who_lost_the_right_reads_nothing_more(two, planner_a, editor_b):
    assert PlannedTitle.objects.visible_to(planner_a).count() == 2
    assert PlannedTitle.objects.visible_to(with_right(editor_b)).count() == 0
    planner_a.grants.filter(role="planner").update(valid_to=date(2020, 1, 1))
    again = type(planner_a).objects.get(pk=planner_a.pk)
    assert PlannedTitle.objects.visible_to(again).count() == 0
    assert PlannedTitle.objects.editable_by(again).count() == 0


def test_nothing_of_it_is_in_its_name(two):
    row = PlannedTitle.objects.get(person=two[0])
    assert "Bí thư" not in str(row) and "quy hoạch" not in str(row).lower()
    assert "quy hoạch" not in str(row._meta.verbose_name).lower()
    assert "quy hoạch" not in str(PlannedTitle.history.model._meta.verbose_name).lower()
