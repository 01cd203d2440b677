"""Writing planning: once, by whoever has the right and the record, with its history."""

from datetime import date

import pytest
from django.utils import timezone

from personnel.keeping.recording import Refused
from personnel.models import Person, PlannedTitle, Title, Unit
from personnel.planning.saving import change, plan, plan_all, remove
from tests.factories import LOWLAND, MOUNTAIN, person, post
from tests.personnel.planning.conftest import planned, with_right
from tests.racing import at_once, overtaken

NOW = timezone.now


@pytest.fixture
def who(province):
    return post(person(name="Phạm Văn Quy"), "PBT", start=date(2020, 1, 1)).person


def new(who, title="BT", unit=MOUNTAIN, **facts):
    """A planned title not yet written."""
    usual = {"term_from": 2025, "term_to": 2030, "decision_number": "12-QĐ/HU"}
    return PlannedTitle(
        person=who, title=Title.objects.get(code=title), unit=Unit.objects.get(code=unit),
        **usual | facts,
    )  # fmt: skip


def test_it_is_written_with_its_history(planner_a, who):
    row = plan(new(who), by=planner_a, at=NOW())
    (kept,) = PlannedTitle.history.filter(id=row.pk)
    assert (kept.history_type, kept.history_user, kept.term_to) == ("+", planner_a, 2030)
    row = PlannedTitle.objects.get(pk=row.pk)
    change(row, {"ended_on": date(2024, 1, 1), "end_reason": "left"}, by=planner_a, at=NOW())
    fresh = PlannedTitle.objects.get(pk=row.pk)
    remove(fresh, by=planner_a, at=NOW())
    rows = PlannedTitle.history.filter(id=row.pk).order_by("history_date", "history_id")
    assert [row.history_type for row in rows] == ["+", "~", "-"]
    assert not PlannedTitle.objects.exists()


@pytest.mark.parametrize("who_is", ["editor_a", "province_admin", "viewer with the right"])
def test_without_the_right_or_the_record_nothing_is_written(
    planning, who, who_is, editor_a, province_admin, viewer_a
):
    users = {"editor_a": editor_a, "province_admin": province_admin}
    user = users.get(who_is) or with_right(viewer_a)
    row = planned(who)
    for deed in (
        lambda: plan(new(who, "CTUBND"), by=user, at=NOW()),
        lambda: change(row, {"term_to": 2031}, by=user, at=NOW()),
        lambda: remove(row, by=user, at=NOW()),
    ):
        with pytest.raises(Refused):
            deed()
    assert list(PlannedTitle.objects.values_list("term_to", flat=True)) == [2030]


def test_where_it_is_off_nothing_is_written(planner_a, who, settings):
    settings.PLANNING = False
    with pytest.raises(Refused, match="không còn quyền"):
        plan(new(who), by=planner_a, at=NOW())


def test_a_record_of_another_board_is_not_planned_for(planner_a, province):
    stranger = post(person(name="Lê Văn Xa"), "PBT", LOWLAND).person
    with pytest.raises(Refused, match="không thuộc phạm vi"):
        plan(new(stranger), by=planner_a, at=NOW())
    assert not PlannedTitle.objects.exists()


@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        ({}, True),
        ({"term_from": 2029, "term_to": 2034}, True),
        ({"term_from": 2030, "term_to": 2035}, False),
        ({"title": "CTUBND"}, False),
        ({"unit": LOWLAND}, False),
        ({"ended_on": date(2024, 1, 1), "end_reason": "left"}, False),
    ],
)
def test_once_for_a_title_and_term(planner_a, who, facts, refused):
    planned(who)
    row = new(who, **facts)
    if not refused:
        assert plan(row, by=planner_a, at=NOW()).pk
        return
    with pytest.raises(Refused, match="đã có trong quy hoạch"):
        plan(row, by=planner_a, at=NOW())


def test_what_has_ended_does_not_stand_in_the_way(planner_a, who):
    planned(who, ended_on=date(2024, 1, 1), end_reason="withdrawn")
    assert plan(new(who), by=planner_a, at=NOW()).pk


def test_several_at_once_or_none(planner_a, who):
    other = post(person(name="Đinh Văn Hai"), "PBT").person
    done = plan_all([who, other], new(who), by=planner_a, at=NOW())
    assert {row.person for row in done} == {who, other}
    third = post(person(name="Đinh Thị Ba"), "PBT").person
    with pytest.raises(Refused, match="đã có"):
        plan_all([third, other], new(who), by=planner_a, at=NOW())
    assert PlannedTitle.objects.count() == 2


def test_what_another_officer_changed_is_not_overwritten(planner_a, planner_admin, who):
    row = planned(who)
    seen = PlannedTitle.objects.get(pk=row.pk)
    change(row, {"decision_number": "15-QĐ/HU"}, by=planner_admin, at=NOW())
    for deed in (
        lambda: change(seen, {"term_to": 2031}, by=planner_a, at=NOW()),
        lambda: remove(seen, by=planner_a, at=NOW()),
    ):
        with pytest.raises(Refused, match="vừa được người khác sửa"):
            deed()
    fresh = PlannedTitle.objects.get(pk=row.pk)
    assert (fresh.decision_number, fresh.term_to) == ("15-QĐ/HU", 2030)


@pytest.mark.usefixtures("reachable")
def test_two_officers_at_once_write_one(planner_a, planner_admin, who):
    def deed(user):
        def write():
            try:
                plan(new(who), by=user, at=NOW())
            except Refused:
                return False
            return True

        return write

    assert sorted(at_once(deed(planner_a), deed(planner_admin))) == [False, True]
    assert PlannedTitle.objects.count() == 1


@pytest.mark.usefixtures("reachable")
def test_who_waits_for_the_record_sees_what_was_written_meanwhile(planner_a, planner_admin, who):
    row = planned(who)

    def end():
        fresh = PlannedTitle.objects.get(pk=row.pk)
        change(fresh, {"ended_on": date(2024, 1, 1), "end_reason": "left"},
               by=planner_admin, at=NOW())  # fmt: skip

    with overtaken(end), pytest.raises(Refused, match="vừa được người khác sửa"):
        change(row, {"term_to": 2031}, by=planner_a, at=NOW())
    assert PlannedTitle.objects.get(pk=row.pk).end_reason == "left"
    assert Person.objects.get(pk=who.pk)
