"""What a user may see and change, by the grants in force today."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db.models import Q

from accounts.models import Grant, User
from personnel.models import Unit

Role = Grant.Role
START, END, DAY = date(2026, 3, 1), date(2026, 6, 30), timedelta(days=1)


@pytest.fixture
def a(province):
    return Unit.objects.get(code="535", level="district")


@pytest.fixture
def b(province):
    return Unit.objects.get(code="534", level="district")


@pytest.fixture
def granted(province):
    """Return a function that makes a user with rights: (role, district, first day, last day)."""

    def make(*rights, **facts):
        user = User.objects.create_user("can-bo", **facts)
        for role, district, *days in rights:
            start, end = days or (None, None)
            user.grants.create(role=role, unit=district, valid_from=start, valid_to=end)
        return user

    return make


def on(day, user):
    """Return the user as a request at noon of `day` reads them."""
    with time_machine.travel(datetime(day.year, day.month, day.day, 5), tick=False):
        fresh = User.objects.get(pk=user.pk)
        assert fresh.rights is not None
    return fresh


def what(user):
    return (
        user.sees_province,
        user.scope_units,
        user.edits_province,
        user.edited_units,
        user.edited_boards,
        user.may_edit,
        user.may_administer,
        user.teaches,
    )


NONE = frozenset()
NOTHING = (False, NONE, False, NONE, NONE, False, False, False)


def whole(*districts):
    """Return the ids of districts and of what lies in them."""
    within = Unit.objects.filter(Q(pk__in=districts) | Q(parent__in=districts))
    return frozenset(within.values_list("pk", flat=True))


def test_each_role(granted, a):
    of_a = whole(a.pk)
    expected = {
        Role.PROVINCE_ADMIN: (True, NONE, True, NONE, NONE, True, True, False),
        Role.PROVINCE_VIEWER: (True, NONE, False, NONE, NONE, False, False, False),
        Role.EDITOR: (False, of_a, False, of_a, frozenset({a.pk}), True, False, False),
        Role.VIEWER: (False, of_a, False, NONE, NONE, False, False, False),
        Role.SCHOOL: (False, NONE, False, NONE, NONE, False, False, True),
    }
    # The right to planning opens nothing by itself: tests/personnel/planning/test_secrecy.py.
    assert set(expected) | {Role.PLANNER} == set(Role)
    user = granted()
    assert what(user) == NOTHING
    for role, rights in expected.items():
        user.grants.all().delete()
        user.grants.create(role=role, unit=None if role in Grant.ROLES_OF_NO_UNIT else a)
        assert what(User.objects.get(pk=user.pk)) == rights, role
        User.objects.filter(pk=user.pk).update(is_active=False)
        assert what(User.objects.get(pk=user.pk)) == NOTHING, role
        User.objects.filter(pk=user.pk).update(is_active=True)


def test_the_right_to_planning_opens_it_alone_and_only_where_it_is_on(granted, a, settings):
    user = granted((Role.PLANNER, None, START, END), (Role.PROVINCE_ADMIN, None, END + DAY, None))
    assert what(on(START, user)) == NOTHING and not on(START, user).sees_planning
    settings.PLANNING = True
    assert what(on(END, user)) == NOTHING
    assert on(START, user).sees_planning and on(END, user).sees_planning
    assert not on(START - DAY, user).sees_planning
    # Whoever administers sees nothing of it without the right.
    after = on(END + DAY, user)
    assert after.may_administer and not after.sees_planning


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PLANNER])
def test_a_right_holds_from_its_first_to_its_last_day(granted, a, role):
    district = None if role in Grant.ROLES_OF_NO_UNIT else a
    user = granted((role, district, START, END))
    assert what(on(START, user)) == what(on(END, user)) != NOTHING
    assert what(on(START - DAY, user)) == what(on(END + DAY, user)) == NOTHING


def test_midnight_is_that_of_the_province(granted, a):
    user = granted((Role.VIEWER, a, START, None))
    before, after = datetime(2026, 2, 28, 16, 59), datetime(2026, 2, 28, 17, 0)
    for moment, seen in ((before, False), (after, True)):
        with time_machine.travel(moment, tick=False):
            assert bool(User.objects.get(pk=user.pk).scope_units) is seen


def test_several_districts_and_several_roles_add_up(granted, a, b):
    user = granted((Role.EDITOR, a), (Role.VIEWER, b))
    assert user.scope_units == whole(a.pk, b.pk)
    assert user.edited_units == whole(a.pk) and user.may_edit
    user = granted_again(user, (Role.PROVINCE_VIEWER, None))
    assert user.sees_province and user.scope_units == frozenset()
    assert user.edited_units == whole(a.pk) and not user.edits_province


def granted_again(user, *rights):
    for role, district in rights:
        user.grants.create(role=role, unit=district)
    return User.objects.get(pk=user.pk)


def test_rights_change_with_the_day_one_by_one(granted, a, b):
    user = granted(
        (Role.EDITOR, a, None, END), (Role.VIEWER, a, END + DAY, None),
        (Role.EDITOR, b, START, None),
    )  # fmt: skip
    assert on(START - DAY, user).edited_boards == {a.pk}
    assert on(END, user).edited_boards == {a.pk, b.pk}
    after = on(END + DAY, user)
    assert after.scope_units == whole(a.pk, b.pk) and after.edited_boards == {b.pk}


def test_rights_are_read_once_and_how_far_they_go(granted, a, django_assert_num_queries):
    user = granted((Role.EDITOR, a))
    with django_assert_num_queries(3):
        what(user)
        assert user.rights_in_short == ["Cập nhật hồ sơ: Huyện Ba Tơ"]
        assert user.edited is user.scope


def test_both_reaches_are_found_by_the_same_two_queries(granted, a, b, django_assert_num_queries):
    user = granted((Role.EDITOR, a), (Role.VIEWER, b))
    with django_assert_num_queries(3):
        assert user.scope_units > user.edited_units


def test_rights_for_the_province_ask_for_no_reach(granted, django_assert_num_queries):
    user = granted((Role.PROVINCE_ADMIN, None))
    with django_assert_num_queries(1):
        what(user)


def test_rights_in_short_name_each_role_once(granted, a, b):
    user = granted(
        (Role.EDITOR, a), (Role.EDITOR, b), (Role.EDITOR, a, START, END),
        (Role.PROVINCE_VIEWER, None),
    )  # fmt: skip
    assert on(START, user).rights_in_short == [
        "Theo dõi cấp tỉnh",
        "Cập nhật hồ sơ: Huyện Ba Tơ, Thị xã Đức Phổ",
    ]


def test_what_a_page_shows_of_the_past_asks_for_the_rights_of_today(granted, a, client_for):
    user = granted((Role.VIEWER, a, START, END))
    with time_machine.travel(datetime(2026, 3, 1, 5), tick=False):
        assert client_for(user).get("/don-vi/535/?as_of=2025-12-31").status_code == 200
    with time_machine.travel(datetime(2026, 7, 1, 5), tick=False):
        assert client_for(user).get("/don-vi/535/?as_of=2026-03-01").status_code == 404


def test_a_superuser_administers_the_province(db):
    user = User.objects.create_superuser("goc", password="mat-khau-thu")
    assert user.may_administer and user.is_superuser
    assert user.grants.get().valid_to is None


def test_a_user_and_a_right_keep_their_history(granted, a):
    user = granted((Role.VIEWER, a))
    grant = user.grants.get()
    grant.role = Role.EDITOR
    grant.save()
    grant.delete()
    user.set_password("mot-mat-khau-khac")
    user.save()
    rows = Grant.history.filter(user_id=user.pk).order_by("history_id")
    assert [(row.history_type, row.role) for row in rows] == [
        ("+", Role.VIEWER),
        ("~", Role.EDITOR),
        ("-", Role.EDITOR),
    ]
    tracked = {field.name for field in User.history.model.tracked_fields}
    assert "username" in tracked and "password" not in tracked
