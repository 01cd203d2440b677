"""A decree applied: what is written, what it comes to, what is refused; and rehearsed."""

from dataclasses import replace

import pytest
from django.utils import timezone

from accounts.models import User
from personnel.models import Decree, Person, Post, Title, Unit, UnitChange, UnitPlace
from personnel.places.decreed import Sent
from personnel.places.decreeing import write_decree
from reorganising import applying, invariants
from reorganising.applying import apply, rehearse
from reorganising.invariants import NAMES
from reorganising.models import DecreeDraft, Reorganisation
from reorganising.results import Applied, NotApplied
from reports.models import Period
from reports.periods.sealing import seal
from tests.factories import MOUNTAIN, person, post
from tests.reorganising.decrees import AT, DAY, EVE, commune, decree, merged, split, tables
from tests.reports.periods.handing import LATER, a_period, approved, seal_is_whole

NEIGHBOUR = "21490"


@pytest.fixture
def people(small_province, ba_to):
    """Five people of Ba Điền, and one of Ba Vinh."""
    post(person(name="Lê Thị Vinh"), "CTUBND", unit=NEIGHBOUR)
    return list(Person.objects.order_by("pk"))


@pytest.fixture
def small(people):
    return apply(merged(), by=None, at=AT)


def told(refused):
    return [each.code for each in refused.value.faults] or [b.name for b in refused.value.broken]


def test_units_end_and_begin_and_everybody_is_in_what_followed(small):
    new = Unit.objects.get(code="21490", valid_from=DAY)
    ended = Unit.objects.filter(valid_to=EVE)
    assert {unit.code for unit in ended} == {"21487", "21490"}
    places = Post.objects.placed_on(DAY).filter(place=new.pk)
    assert places.values("person").distinct().count() == 6
    assert not Post.objects.filter(unit=new).exists()


def test_what_came_of_it_is_told_in_numbers(small):
    assert small == Applied(
        "12/NQ-UBTVQH15", DAY, ended=2, begun=1, people={"21490": 6},
        invariants=dict.fromkeys(NAMES, True),
    )  # fmt: skip
    assert Applied.of_json(small.as_json()) == small


def test_a_district_that_ends_leaves_a_group(people):
    below = ["21484", "21487", "21490"]
    again = [commune(code, f"Xã {code}", parent=None) for code in below]
    done = apply(
        decree([*below, "535"], again, [f"{code}>{code}" for code in below]), by=None, at=AT
    )
    assert (done.ended, done.begun, done.groups) == (4, 3, 1)
    group = Unit.objects.groups().get()
    assert {member.unit.code for member in group.members.all()} == set(below)


def test_applied_again_it_writes_nothing_and_says_so(small):
    before = tables()
    again = apply(merged(), by=None, at=timezone.now())
    assert again == replace(small, already=True)
    assert tables() == before


def test_told_in_another_order_it_is_the_same(small):
    whole = merged()
    turned = replace(whole, ends=whole.ends[::-1], changes=whole.changes[::-1], source="Báo")
    assert apply(turned, by=None, at=AT).already


def test_another_decree_of_the_number_is_refused(small):
    with pytest.raises(NotApplied, match="nội dung khác") as refused:
        apply(split(), by=None, at=AT)
    assert told(refused) == ["number_taken"]


def test_of_a_decree_that_was_written_elsewhere_nobody_knows_what_it_said(people):
    write_decree(merged(), by=None)
    with pytest.raises(NotApplied) as refused:
        apply(merged(), by=None, at=AT)
    assert told(refused) == ["number_taken"]


def test_faults_are_told_and_nothing_is_written(people, monkeypatch):
    found = [applying.Fault("one", "Một."), applying.Fault("two", "Hai.")]
    monkeypatch.setattr(applying, "faults", lambda decreed, sealed: found)
    before = tables()
    with pytest.raises(NotApplied) as refused:
        apply(merged(), by=None, at=AT)
    assert refused.value.told == ["Một.", "Hai."]
    assert tables() == before


def test_what_a_later_decree_ended_is_refused(people):
    apply(merged(number="13/NQ-UBTVQH15", day=DAY.replace(year=2025)), by=None, at=AT)
    with pytest.raises(NotApplied):
        apply(split(), by=None, at=AT)


def test_a_day_that_was_sealed_is_not_reorganised(people, province_admin, monkeypatch):
    asked = []
    monkeypatch.setattr(applying, "faults", lambda d, sealed: asked.append(sealed) or [])
    period = sealed_period(province_admin)
    apply(merged(day=DAY.replace(year=2027)), by=None, at=AT)
    assert asked == [period.day]


def sealed_period(admin):
    period = a_period(day=EVE.replace(year=2025), due=EVE.replace(year=2025))
    districts = list(Unit.objects.districts())
    for district in districts:
        approved(period, district, admin, admin)
    return seal(period, by=admin, at=LATER)


def test_a_sealed_period_is_left_as_it_is(people, province_admin):
    period = sealed_period(province_admin)
    apply(merged(day=DAY.replace(year=2027)), by=province_admin, at=AT)
    assert seal_is_whole(Period.objects.get(pk=period.pk))


SABOTAGE = {
    "nobody_lost": lambda: Post.objects.filter(unit__code=MOUNTAIN).first().person.delete(),
    "groups_unchanged": lambda: Title.objects.filter(code="BT").update(group="mass"),
    "days_before": lambda: Post.objects.filter(unit__code=MOUNTAIN).update(
        unit=Unit.objects.get(code="21484")
    ),
    "arrivals": lambda: Post.objects.filter(unit__code=MOUNTAIN).update(
        unit=Unit.objects.get(code="21484")
    ),
    "province": lambda: Post.objects.filter(unit__code=MOUNTAIN, title__code="BT").delete(),
    "successors": lambda: UnitChange.objects.filter(old__code=MOUNTAIN).delete(),
    "places": lambda: UnitPlace.objects.filter(unit__code=MOUNTAIN).delete(),
    "in_force": lambda: UnitPlace.objects.filter(unit__code=MOUNTAIN).delete(),
    "sealed": lambda: Period.objects.update(seal_note="Khác"),
}


@pytest.mark.parametrize("name", [*SABOTAGE])
def test_what_does_not_hold_any_more_takes_everything_back(
    name, people, province_admin, monkeypatch
):
    if name == "sealed":
        sealed_period(province_admin)

    def spoilt(*args, **facts):
        done = write_decree(*args, **facts)
        SABOTAGE[name]()
        return done

    monkeypatch.setattr(applying, "write_decree", spoilt)
    before = tables()
    with pytest.raises(NotApplied) as refused:
        apply(merged(day=DAY.replace(year=2027)), by=None, at=AT)
    assert name in told(refused)
    assert tables() == before


def test_rows_that_do_not_add_up_are_found(people, monkeypatch):
    counted = invariants.units_counted
    monkeypatch.setattr(invariants, "units_counted", lambda *a, **f: counted(*a, **f)[:-1])
    with pytest.raises(NotApplied) as refused:
        apply(merged(), by=None, at=AT)
    assert told(refused) == ["sums"]


def test_units_that_lead_in_a_circle_are_found(people):
    one, other = Unit.objects.filter(code__in=["21484", "21487"])
    first = Decree.objects.create(number="1", day=DAY)
    UnitChange.objects.create(decree=first, old=one, new=other)
    UnitChange.objects.create(decree=first, old=other, new=one)
    change = invariants.Change(first, None, None)
    assert any("quay vòng" in each.told for each in invariants.broken(change, ["places"]))


def test_who_went_elsewhere_is_written_on_all_their_posts_there(people):
    by_number, by_id, stays = people[:3]
    Person.objects.filter(pk=by_number.pk).update(cccd="051080000001")
    post(by_id, "TCKT", start=None, end=EVE.replace(year=2020))
    ways = [("051080000001", "21487>21490"), (by_id.pk, "21487>21490"), (stays.pk, "21487>21487")]
    done = apply(split(splits=ways), by=None, at=AT)
    assert (done.sent, done.people) == (2, {"21487": 3, "21490": 3})
    new = Unit.objects.get(code="21490", valid_from=DAY)
    sent = Post.objects.filter(branch=new)
    assert set(sent.values_list("person", flat=True)) == {by_number.pk, by_id.pk}
    assert sent.count() == 3
    kept = Post.history.filter(history_change_reason__startswith="Chia tách Xã Ba Điền")
    assert set(kept.values_list("id", flat=True)) == set(sent.values_list("pk", flat=True))


def test_no_identity_number_is_kept_of_who_was_sent(people):
    Person.objects.filter(pk=people[0].pk).update(cccd="051080000001")
    ways = [("051080000001", "21487>21490")]
    apply(split(splits=ways), by=None, at=AT)
    kept = Reorganisation.objects.get()
    assert kept.decreed.splits == (Sent(str(people[0].pk), "21487", "21490"),)
    assert apply(split(splits=ways), by=None, at=AT).already


@pytest.mark.parametrize(
    "way", [("051099999999", "21487>21490"), ("0", "21487>21490"), ("?", "21487>21490")]
)
def test_somebody_unknown_is_refused(way, people):
    with pytest.raises(NotApplied):
        apply(split(splits=[way]), by=None, at=AT)


def test_the_draft_is_told_and_no_longer_due(people, province_admin):
    whole = merged()
    draft = DecreeDraft.objects.create(
        number=whole.number, day=whole.day, told=whole.as_told(), changed_at=AT,
        due_by=User.objects.get(pk=province_admin.pk),
    )  # fmt: skip
    apply(whole, by=province_admin, at=timezone.now())
    draft.refresh_from_db()
    assert (draft.decree, draft.due_by) == (Decree.objects.get(), None)
    assert draft.history.first().history_user == province_admin


def test_a_draft_of_the_number_that_says_else_is_not_overruled(people):
    other = split()
    DecreeDraft.objects.create(number=other.number, day=DAY, told=other.as_told(), changed_at=AT)
    with pytest.raises(NotApplied, match="Dự thảo") as refused:
        apply(merged(), by=None, at=AT)
    assert told(refused) == ["draft"]
    assert not Decree.objects.exists()


def test_rehearsed_it_is_seen_and_nothing_is_left(people):
    before = tables()

    def look(seen):
        assert Decree.objects.get() == seen.decree
        counts = [sum(day.by_unit.values()) for day in (seen.before, seen.after)]
        return seen.applied.people, seen.broken, counts

    assert rehearse(merged(), by=None, look=look) == ({"21490": 6}, [], [6, 6])
    assert tables() == before


def test_rehearsed_it_tells_what_would_not_hold(people, monkeypatch):
    def spoilt(*args, **facts):
        done = write_decree(*args, **facts)
        SABOTAGE["nobody_lost"]()
        return done

    monkeypatch.setattr(applying, "write_decree", spoilt)
    seen = rehearse(merged(), by=None, look=lambda seen: seen)
    assert "nobody_lost" in [each.name for each in seen.broken]
    assert not seen.applied.invariants["nobody_lost"] and seen.applied.invariants["sealed"]


def test_what_was_applied_is_not_rehearsed(small):
    with pytest.raises(NotApplied) as refused:
        rehearse(merged(), by=None, look=lambda seen: seen)
    assert told(refused) == ["applied"]
