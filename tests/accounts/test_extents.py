"""What rights are good for where units have ended, and which units are in nobody's hands."""

from datetime import date
from html import unescape

import pytest
import time_machine
from django.utils import timezone

from accounts.extents import extents, in_nobodys_hands, void
from accounts.models import Grant, User
from personnel.models import Unit, UnitChange
from reports.periods.notices import addressees
from tests import cast
from tests.factories import person, post

Role = Grant.Role
TODAY = date(2026, 9, 1)


@pytest.fixture(autouse=True)
def late_2026(small_without_districts):
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def commune(small_without_districts):
    return cast.commune_of_a()


@pytest.fixture
def came_from(commune):
    """The communes that became it."""
    return [change.old for change in UnitChange.objects.filter(new=commune).order_by("pk")]


def of(user):
    return extents(user.grants.select_related("unit"), TODAY)


def names():
    return [row.unit.name for row in in_nobodys_hands(TODAY).rows]


def shown(client, path):
    return " ".join(unescape(client.get(path).content.decode()).split())


def test_a_right_for_a_unit_in_force_is_told_as_it_is(editor_commune, editor_group):
    assert of(editor_commune) == of(editor_group) == {}


def test_a_districts_right_tells_in_which_communes_it_goes_on(editor_a, client_for):
    (extent,) = of(editor_a).values()
    group = Unit.objects.get(code="DB535")
    assert {unit.pk for unit in extent.left} == group.parts
    told = "đã hết hiệu lực từ 01/07/2025, còn quyền ở: "
    assert extent.told == told + ", ".join(unit.name for unit in extent.left)
    assert extent.told in shown(client_for(editor_a), "/phien-dang-nhap/")
    assert editor_a.rights_in_short == ["Cập nhật hồ sơ: Huyện Ba Tơ (đã hết hiệu lực)"]


def test_two_rights_that_are_good_for_nothing_alone_may_be_good_for_one_commune(commune, came_from):
    user = User.objects.create_user("xa-cu")
    first = user.grants.create(role=Role.EDITOR, unit=came_from[0])
    assert of(user)[first.pk].left == []
    assert [extent.grant for extent in void(TODAY)] == [first]
    for old in came_from[1:]:
        user.grants.create(role=Role.EDITOR, unit=old)
    assert {tuple(extent.left) for extent in of(user).values()} == {(commune,)}
    assert void(TODAY) == []
    # To read beside is not to update: nothing is lent to the right that does more.
    user.grants.exclude(pk=first.pk).update(role=Role.VIEWER)
    by_grant = of(user)
    assert by_grant.pop(first.pk).left == []
    assert {tuple(extent.left) for extent in by_grant.values()} == {(commune,)}


def test_a_commune_is_in_somebodys_hands_by_whatever_right_reaches_it(
    commune, came_from, province_admin, viewer_commune
):
    every = names()
    assert commune.name in every and len(every) == len(set(every))
    editor = User.objects.create_user("moi")
    right = editor.grants.create(role=Role.EDITOR, unit=Unit.objects.get(code="DB535"))
    assert commune.name not in names()
    User.objects.filter(pk=editor.pk).update(is_active=False)
    assert names() == every
    User.objects.filter(pk=editor.pk).update(is_active=True)
    right.unit = came_from[0]
    right.save()
    assert commune.name in names()
    for old in came_from[1:]:
        editor.grants.create(role=Role.EDITOR, unit=old)
    assert commune.name not in names()


def test_people_are_counted_where_they_are_today(commune, came_from):
    for number, old in enumerate(came_from):
        held = post(person(name=f"Lê Thị {'ABCDEFG'[number]}"), "TCKT")
        held.unit = old
        held.save()
    (row,) = (row for row in in_nobodys_hands(TODAY).rows if row.unit == commune)
    assert row.people == len(came_from) and row.within == "Địa bàn huyện Ba Tơ (cũ)"
    assert in_nobodys_hands(TODAY).people == len(came_from)


def test_the_page_names_both(commune, came_from, province_admin, client_for):
    user = User.objects.create_user("xa-cu", full_name="Đinh Văn Cũ")
    user.grants.create(role=Role.EDITOR, unit=came_from[0])
    text = shown(client_for(province_admin), "/tai-khoan/don-vi-chua-giao/")
    assert in_nobodys_hands(TODAY).told in text and commune.name in text
    assert f">Đinh Văn Cũ</a>: Cập nhật hồ sơ: {came_from[0]}, đã hết hiệu lực từ" in text


@pytest.mark.parametrize("address", ["unit=535", "district=535"])
def test_users_are_found_by_a_unit_that_has_ended(
    address, editor_a, editor_commune, province_admin, client_for
):
    page = client_for(province_admin).get(f"/tai-khoan/?{address}")
    assert [row.user for row in page.context["page"]] == [editor_a]


def test_users_are_found_by_a_commune_that_their_rights_reach(
    commune, editor_a, editor_commune, viewer_commune, editor_group, editor_b, province_admin,
    client_for,
):  # fmt: skip
    client = client_for(province_admin)
    found = client.get(f"/tai-khoan/?unit={commune.code}").context["page"]
    assert {row.user for row in found} == {editor_a, editor_commune, viewer_commune, editor_group}
    found = client.get(f"/tai-khoan/?unit={commune.code}&role=district_viewer").context["page"]
    assert [row.user for row in found] == [viewer_commune]


def test_whoever_reaches_a_unit_is_written_to(
    commune, editor_a, editor_b, editor_commune, editor_group, viewer_commune
):
    for user in (editor_a, editor_b, editor_commune, editor_group, viewer_commune):
        User.objects.filter(pk=user.pk).update(email=f"{user.username}@tinh.vn")
    found = addressees([commune.pk], timezone.now())
    assert found == ["ba-to@tinh.vn", "dia-ban@tinh.vn", "xa-moi@tinh.vn", "xem-xa-moi@tinh.vn"]
