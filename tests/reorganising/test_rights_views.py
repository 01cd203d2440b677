"""The page of rights and of work under way: what is ticked is kept in the draft and applied."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Grant, User
from personnel.models import Decree, HandOver, Person, Title, Unit
from reorganising.applying import apply
from reorganising.models import DecreeDraft
from reorganising.rights import RightsChosen
from tests.factories import person, post
from tests.reorganising.decrees import AT, DAY, merged


@pytest.fixture
def grant(small_province, ba_to):
    post(person(name="Lê Thị Vinh"), "CTUBND", unit="21490")
    user = User.objects.create_user("ba-dien", full_name="Bùi Thị Điền")
    unit = Unit.objects.get(code="21487")
    return Grant.objects.create(user=user, role=Grant.Role.EDITOR, unit=unit)


@pytest.fixture
def draft(grant, province_admin):
    told = merged().as_told()
    head = {name: told.pop(name) for name in ("number", "day", "source")}
    made = DecreeDraft.objects.create(
        **head, told=told, changed_by=province_admin, changed_at=timezone.now()
    )
    made.refresh_from_db()
    return made


@pytest.fixture
def admin(client_for, province_admin):
    return client_for(province_admin)


def url(draft):
    return reverse("decree-rights", args=[draft.pk])


def test_what_is_asked_is_told_with_how_many_it_opens(admin, draft, grant):
    page = admin.get(url(draft)).content.decode()
    assert "Bùi Thị Điền" in page and "mở thêm 1 người" in page
    assert f'value="{grant.pk}.21490"' in page
    assert not Decree.objects.exists()


def test_what_is_ticked_is_kept_shown_and_given_when_applied(admin, draft, grant):
    sent = {"version": "1", "give": f"{grant.pk}.21490", "end": str(grant.pk)}
    assert admin.post(url(draft), sent).status_code == 302
    draft.refresh_from_db()
    assert (draft.version, draft.changed_by.username) == (2, "quan-tri")
    assert admin.get(url(draft)).content.decode().count(" checked") == 2
    chosen = RightsChosen.of(draft.rights)
    apply(draft.decreed, by=None, at=AT, rights=chosen)
    assert Grant.objects.get(valid_from=DAY).user == grant.user


def test_who_saw_an_older_draft_is_told_and_nothing_is_kept(admin, draft, grant):
    page = admin.post(url(draft), {"version": "0", "give": f"{grant.pk}.21490"})
    assert page.status_code == 409 and "vừa sửa dự thảo" in page.content.decode()
    draft.refresh_from_db()
    assert draft.rights == {}


@pytest.mark.parametrize("give", ["1.21484", "x.21490", "999999.21490"])
def test_what_is_not_offered_is_not_kept(admin, draft, give):
    admin.post(url(draft), {"version": "1", "give": give})
    draft.refresh_from_db()
    assert not RightsChosen.of(draft.rights)


def test_what_keeps_a_draft_from_being_looked_at_is_named(admin, draft):
    draft.told = {**draft.told, "changes": []}
    draft.save()
    page = admin.get(url(draft))
    assert page.status_code == 200 and "còn chỗ phải sửa" in page.content.decode()


def test_hand_overs_that_nobody_could_accept_are_taken_back_with_one_press(
    admin, draft, province_admin
):
    made = HandOver.objects.create(
        person=Person.objects.first(), giver=Unit.objects.get(code="534"),
        unit=Unit.objects.get(code="21487"), title=Title.objects.get(code="BT"), day=DAY,
        asked_by=province_admin, asked_at=timezone.now(),
    )  # fmt: skip
    address = reverse("decree-rights-handovers", args=[draft.pk])
    assert address in admin.get(url(draft)).content.decode()
    admin.post(address)
    made.refresh_from_db()
    assert made.state == HandOver.State.WITHDRAWN
    assert address not in admin.get(url(draft)).content.decode()


def test_of_what_was_applied_nothing_can_be_ticked(admin, draft):
    apply(draft.decreed, by=None, at=AT)
    assert admin.post(url(draft), {"version": "1"}).status_code == 404
    applied = reverse("decree-rights-applied", args=[Decree.objects.get().pk])
    led = admin.get(url(draft), follow=True)
    assert led.redirect_chain == [(applied, 302)]
    page = led.content.decode()
    assert "mở thêm 1 người" in page and "checkbox" not in page
