"""The province always has an administrator, and nobody puts themselves out."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Grant, User
from accounts.users import managing
from accounts.users.administrators import administering, first_day_without_administrator
from personnel.keeping.recording import Refused

TODAY = date(2026, 3, 1)
DAY = timedelta(days=1)
ADMIN = Grant.Role.PROVINCE_ADMIN


def administrator(username, start=None, end=None, **facts):
    user = User.objects.create_user(username, **facts)
    user.grants.create(role=ADMIN, valid_from=start, valid_to=end)
    return user


def at(day=TODAY):
    return timezone.make_aware(timezone.datetime(day.year, day.month, day.day, 9))


def days(ahead):
    return TODAY + ahead * DAY


@given(
    st.lists(
        st.tuples(st.none() | st.integers(-9, 30), st.none() | st.integers(0, 30), st.booleans()),
        max_size=5,
    )
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_first_day_without_an_administrator(db, spans):
    User.objects.all().delete()
    held = []
    for number, (start, length, active) in enumerate(spans):
        first = None if start is None else days(start)
        last = None if length is None else (first or days(-9)) + length * DAY
        administrator(f"quan-tri-{number}", first, last, is_active=active)
        if active:
            held.append((first or date.min, last or date.max))
    bare = (day for day in map(days, range(120)) if not any(a <= day <= b for a, b in held))
    assert first_day_without_administrator(TODAY) == next(bare, None)


def test_nobody_takes_their_own_last_right_or_stops_themselves(db):
    one, other = administrator("mot"), administrator("hai")
    with pytest.raises(Refused, match="không thể tự bỏ quyền quản trị"):
        managing.set_active(one, False, by=one, at=at())
    with (
        pytest.raises(Refused, match="không thể tự bỏ"),
        administering(by=one, at=at(), reason="Thử") as scribe,
    ):
        scribe.delete(one.grants.get())
    one.refresh_from_db()
    assert one.is_active and one.grants.exists()
    managing.set_active(other, False, by=one, at=at())
    other.refresh_from_db()
    assert not other.is_active


def test_the_province_is_not_left_without_one_on_a_later_day(db):
    lasting = administrator("lau-dai")
    passing = administrator("tam-thoi", end=days(30))
    with pytest.raises(Refused, match="từ ngày 01/04/2026 tỉnh sẽ không còn quản trị nào"):
        managing.set_active(lasting, False, by=passing, at=at())
    lasting.refresh_from_db()
    assert lasting.is_active
    managing.set_active(passing, False, by=lasting, at=at())


def test_a_gap_that_was_there_before_hinders_nothing_else(db):
    only = administrator("mot", end=days(30))
    other = User.objects.create_user("khac")
    managing.set_active(other, False, by=only, at=at())
    other.refresh_from_db()
    assert not other.is_active


@pytest.mark.parametrize("lost", ["ended", "inactive", "viewer"])
def test_who_no_longer_administers_changes_nothing(db, lost):
    administrator("con-lai")
    by, other = administrator("mot"), User.objects.create_user("khac")
    if lost == "ended":
        by.grants.update(valid_to=days(-1))
    elif lost == "inactive":
        User.objects.filter(pk=by.pk).update(is_active=False)
    else:
        by.grants.update(role=Grant.Role.PROVINCE_VIEWER)
    for act in (managing.unlock_user, managing.end_sessions, managing.give_temporary_password):
        with pytest.raises(Refused, match="không còn quyền quản trị"):
            act(other, by=by, at=at())
    with pytest.raises(Refused, match="không còn quyền quản trị"):
        managing.set_active(other, False, by=by, at=at())
    assert User.objects.get(pk=other.pk).is_active
    assert not User.history.filter(history_user=by).exists()
