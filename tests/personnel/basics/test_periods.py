"""One implementation says of every table what lasts on a day; queries and records agree."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts.models import Grant, User
from personnel.basics.periods import Days, span
from personnel.models import Credential, Post, Title, Unit
from tests.factories import MOUNTAIN, credential, person, post

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2022, 3, 1), date(2024, 8, 31)
BEFORE, INSIDE, AFTER = date(2022, 2, 28), date(2023, 1, 1), date(2024, 9, 1)
# A first and a last day, and the days among BEFORE … AFTER on which it lasts.
SPANS = {
    (FIRST, LAST): (FIRST, INSIDE, LAST),
    (FIRST, None): (FIRST, INSIDE, LAST, AFTER),
    (None, LAST): (BEFORE, FIRST, INSIDE, LAST),
    (None, None): (BEFORE, FIRST, INSIDE, LAST, AFTER),
}
DAYS = (BEFORE, FIRST, INSIDE, LAST, AFTER)


def a_unit(first, last):
    return Unit.objects.create(
        code="9", name="Tỉnh khác", level="province", kind="tỉnh", valid_from=first, valid_to=last
    )


def a_grant(first, last):
    user = User.objects.create_user("canbo")
    return user.grants.create(role=Grant.Role.PROVINCE_VIEWER, valid_from=first, valid_to=last)


def a_post(first, last):
    unit = Unit.objects.get(code=MOUNTAIN)
    title = Title.objects.order_by("order")[0]
    precision = "day" if first else ""
    return Post.objects.create(
        person=person(), unit=unit, title=title, start=first, start_precision=precision, end=last
    )


LASTING = {
    a_unit: ("in_force", "is_in_force"),
    a_grant: ("in_force", "is_in_force"),
    a_post: ("held_on", "is_held_on"),
}


@pytest.mark.parametrize("make", LASTING)
@pytest.mark.parametrize("days", SPANS)
def test_first_and_last_day_count_and_none_is_open(province, make, days):
    row = make(*days)
    asked, told = LASTING[make]
    of_query = [day for day in DAYS if getattr(type(row).objects, asked)(day).contains(row)]
    of_record = [day for day in DAYS if getattr(row, told)(day)]
    assert tuple(of_query) == tuple(of_record) == SPANS[days]


@pytest.mark.parametrize("make", LASTING)
@pytest.mark.parametrize("days", SPANS)
def test_what_does_not_last_on_a_day_is_all_the_rest(province, make, days):
    row = make(*days)
    others = [d for d in DAYS if type(row).objects.filter(row.days.not_on(d)).contains(row)]
    assert others == [day for day in DAYS if day not in SPANS[days]]


@pytest.mark.parametrize("days", SPANS)
def test_a_row_is_over_or_still_to_come(province, days):
    unit = a_unit(*days)
    units = Unit.objects.filter(pk=unit.pk)
    over = [day for day in DAYS if unit.ended_before(day)]
    coming = [day for day in DAYS if unit.begins_after(day)]
    assert over == ([AFTER] if days[1] else [])
    assert coming == ([BEFORE] if days[0] else [])
    assert [day for day in DAYS if not units.not_over(day)] == over
    longer = [day for day in DAYS if units.lasting_after(day)]
    assert longer == [day for day in DAYS if unit.lasts_after(day)]
    assert longer == ([BEFORE, FIRST, INSIDE] if days[1] else list(DAYS))


@pytest.mark.parametrize(
    ("first", "last", "there"),
    [
        (date(2020, 1, 1), BEFORE, False),
        (date(2020, 1, 1), FIRST, True),
        (INSIDE, INSIDE, True),
        (BEFORE, AFTER, True),
        (LAST, date(2030, 1, 1), True),
        (AFTER, date(2030, 1, 1), False),
    ],
)
def test_some_day_of_a_stretch_is_enough(province, first, last, there):
    unit = a_unit(FIRST, LAST)
    assert Unit.objects.in_force_within(first, last).contains(unit) is there


def test_a_title_ends_and_has_always_been_there(province):
    title = Title.objects.order_by("order")[0]
    title.valid_to = LAST
    title.save()
    for day in DAYS:
        assert title.is_in_force(day) is Title.objects.in_force(day).contains(title)
        assert title.is_in_force(day) is (day != AFTER)
    assert title.period_shown == "đến hết 31/08/2024"


def test_a_credential_counts_from_its_day_on_and_never_ends(province):
    held = credential(person(), "it", 1, awarded=INSIDE)
    counted = [day for day in DAYS if Credential.objects.held_on(day).contains(held)]
    assert counted == [INSIDE, LAST, AFTER]
    Credential.objects.update(awarded=None, awarded_precision="")
    assert all(Credential.objects.held_on(day).contains(held) for day in DAYS)


def test_what_refers_to_a_row_is_asked_by_a_prefix(province):
    served = post(person())
    Unit.objects.filter(pk=served.unit_id).update(valid_to=LAST)
    assert Post.objects.filter(Unit.days.on(LAST, "unit__")).contains(served)
    assert not Post.objects.filter(Unit.days.on(AFTER, "unit__")).contains(served)
    assert Post.objects.filter(Unit.days.not_on(AFTER, "unit__")).contains(served)


def test_a_column_that_is_not_there_asks_nothing():
    assert Days().on(INSIDE) == Q()
    assert Days().not_on(INSIDE) == Q()
    assert Days().after(INSIDE) == Q()


@pytest.mark.parametrize("make", LASTING)
def test_the_last_day_is_not_before_the_first(province, make):
    make(FIRST, FIRST).delete()
    User.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        make(FIRST, BEFORE)


def test_open_ends_are_compared_as_the_ends_of_all_days():
    assert span(None, LAST) == (date(1, 1, 1), LAST)
    assert span(FIRST, None) == (FIRST, date(9999, 12, 31))
