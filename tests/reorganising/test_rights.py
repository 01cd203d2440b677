"""What becomes of rights when units end: along with what is theirs alone, else as confirmed."""

import pytest

from accounts.models import Grant, User
from personnel.models import Decree, Person, Unit
from reorganising import applying
from reorganising.applying import apply, rehearse
from reorganising.results import NotApplied
from reorganising.rights import NONE_CHOSEN, RightsChosen
from reorganising.rights_told import rights_on
from reorganising.sight import Sight, gained
from reorganising.undoing import undo
from tests.factories import person, post
from tests.reorganising.decrees import AT, DAY, EVE, commune, decree, merged, tables

Role = Grant.Role


def holder(name, code, role=Role.EDITOR, **days):
    """Return the right of a new user for the unit of a code."""
    user = User.objects.create_user(name)
    unit = Unit.objects.filter(code=code).order_by("valid_from").last()
    return Grant.objects.create(user=user, role=role, unit=unit, **days)


@pytest.fixture
def people(small_province, ba_to):
    """Five people of Ba Điền, and two of Ba Vinh."""
    post(person(name="Lê Thị Vinh"), "CTUBND", unit="21490")
    post(person(name="Lê Văn Vinh"), "BT", unit="21490")
    return list(Person.objects.order_by("pk"))


@pytest.fixture
def own(people):
    return holder("ba-dien", "21487")


def renamed():
    return decree(["21487"], [commune("21486", "Xã Ba Điền Mới")], ["21487>21486"])


def offered(told):
    found = rehearse(told, by=None, look=lambda seen: rights_on(seen.decree))
    return {
        row.grant.user.username: [(led.unit.code, led.wholly, led.opens) for led in row.leads_to]
        for row in found
    }


def sees(user):
    return set(Person.objects.visible_to(User.objects.get(username=user)))


def test_a_right_goes_along_with_what_comes_from_its_unit_alone(own):
    assert offered(renamed()) == {"ba-dien": [("21486", True, 0)]}
    before = sees("ba-dien")
    done = apply(renamed(), by=None, at=AT)
    assert done.rights == {"ended": 0, "carried": 1, "asked": 0}
    assert sees("ba-dien") == before and len(before) == 5


def test_what_comes_from_others_too_is_asked_with_how_many_it_opens(own):
    assert offered(merged()) == {"ba-dien": [("21490", False, 2)]}
    done = apply(merged(), by=None, at=AT)
    assert done.rights == {"ended": 1, "carried": 0, "asked": 1}
    assert len(sees("ba-dien")) == 5
    assert Grant.objects.count() == 1


def test_confirmed_it_is_given_from_the_day_and_undone_with_the_decree(own):
    before = tables()
    chosen = RightsChosen(frozenset({(own.pk, "21490")}), frozenset({own.pk}))
    done = apply(merged(), by=None, at=AT, rights=chosen)
    assert done.rights == {"ended": 1, "carried": 0, "asked": 0}
    assert done.invariants["rights"]
    given = Grant.objects.get(valid_from=DAY)
    assert (given.user, given.role, given.unit.code) == (own.user, Role.EDITOR, "21490")
    own.refresh_from_db()
    assert own.valid_to == EVE
    assert len(sees("ba-dien")) == 7
    undo(Decree.objects.get(), by=None, at=AT)
    assert tables() == before


def test_a_right_with_an_end_is_given_no_longer(own):
    Grant.objects.filter(pk=own.pk).update(valid_to=DAY.replace(month=12))
    apply(merged(), by=None, at=AT, rights=RightsChosen(frozenset({(own.pk, "21490")})))
    assert Grant.objects.get(valid_from=DAY).valid_to == DAY.replace(month=12)


def test_a_right_for_the_district_goes_along_with_its_communes(people):
    holder("ba-to-huyen", "535")
    assert offered(merged()) == {"ba-to-huyen": [("21490", True, 0)]}


def test_a_district_that_ends_offers_its_group(people):
    holder("ba-to-huyen", "535")
    below = ["21484", "21487", "21490"]
    again = [commune(code, f"Xã {code}", parent=None) for code in below]
    told = decree([*below, "535"], again, [f"{code}>{code}" for code in below])
    group, *communes = offered(told)["ba-to-huyen"]
    assert group == ("DB535", True, 0)
    assert [code for code, *_ in communes] == below


@pytest.mark.parametrize("told", ["other", "inactive", "ended"])
def test_rights_it_is_not_about_are_left_alone(people, told):
    grant = holder("khac", "534" if told == "other" else "21487")
    if told == "inactive":
        User.objects.filter(pk=grant.user_id).update(is_active=False)
    if told == "ended":
        Grant.objects.filter(pk=grant.pk).update(valid_to=EVE.replace(month=1))
    assert offered(merged()) == {}


def test_what_is_not_offered_is_refused_and_nothing_written(own):
    before = tables()
    for chosen in (
        RightsChosen(frozenset({(own.pk, "21484")})),
        RightsChosen(frozenset({(own.pk + 9, "21490")})),
        RightsChosen(ended=frozenset({own.pk + 9})),
    ):
        with pytest.raises(NotApplied) as refused:
            apply(merged(), by=None, at=AT, rights=chosen)
        assert [fault.code for fault in refused.value.faults] == ["rights"]
    assert tables() == before


def test_a_choice_is_the_same_from_a_column(own):
    chosen = RightsChosen(frozenset({(own.pk, "21490"), (own.pk, "21484")}), frozenset({3, 2}))
    assert RightsChosen.of(chosen.as_told()) == chosen
    assert RightsChosen.of({}) == NONE_CHOSEN and not NONE_CHOSEN


def test_what_a_right_opens_unconfirmed_keeps_a_decree_from_being_applied(own, monkeypatch):
    def carry(decree, chosen, *, by, at):
        unit = Unit.objects.get(code="21490", valid_from=DAY)
        Grant.objects.create(user=own.user, role=Role.EDITOR, unit=unit)
        return {}

    monkeypatch.setattr(applying, "carry_rights", carry)
    with pytest.raises(NotApplied) as refused:
        apply(merged(), by=None, at=AT)
    (broken,) = refused.value.broken
    assert broken.name == "rights"
    assert "ba-dien thấy thêm 2 người" in broken.told
    assert "ba-dien sửa được thêm 2 người" in broken.told


def test_sight_is_what_pages_show(own):
    holder("xem", "21490", Role.VIEWER)
    gone = person(name="Đã nghỉ")
    post(gone, unit="21487", end=EVE)
    moved = person(name="Đã chuyển")
    post(moved, "CTUBND", unit="21487", end=EVE)
    post(moved, "CTUBND", unit="21484", start=DAY)
    sight = Sight.read(DAY)
    for user in User.objects.all():
        everybody = Person.objects.all()
        assert sight.seen[user.pk] == set(everybody.visible_to(user).values_list("pk", flat=True))
        mine = set(everybody.editable_by(user).values_list("pk", flat=True))
        assert sight.edited.get(user.pk, frozenset()) == mine
    assert list(gained(sight, sight, {})) == []


def test_a_right_to_read_confirms_no_more_than_reading(people):
    grant = holder("xem", "21487", Role.VIEWER)
    before = Sight.read(DAY)
    Grant.objects.create(user=grant.user, role=Role.EDITOR, unit=Unit.objects.get(code="21490"))
    after = Sight.read(DAY)
    confirmed = {Role.VIEWER: {grant.user_id: {Unit.objects.get(code="21490").pk}}}
    assert list(gained(before, after, confirmed)) == ["xem sửa được thêm 2 người"]
