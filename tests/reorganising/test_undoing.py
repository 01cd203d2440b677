"""A decree undone: every table as before, or what stands in the way by name."""

import pytest
from django.utils import timezone

from accounts.models import Grant
from personnel.models import (
    Decree,
    DossierCount,
    Membership,
    Person,
    Post,
    Unit,
    UnitEvaluation,
    UnitFact,
)
from personnel.places.decreeing import write_decree
from personnel.places.rebuilding import out_of_step
from reorganising import undoing
from reorganising.applying import apply
from reorganising.models import DecreeDraft, Reorganisation
from reorganising.results import NotUndone, Undone
from reorganising.undoing import in_the_way, undo
from tests.factories import person, post
from tests.reorganising.decrees import AT, DAY, commune, decree, merged, split, tables
from tests.reports.periods.handing import a_period

LATER = DAY.replace(year=2025)


@pytest.fixture
def people(small_province, ba_to):
    post(person(name="Lê Thị Vinh"), "CTUBND", unit="21490")
    return list(Person.objects.order_by("pk"))


@pytest.fixture
def small(people):
    apply(merged(), by=None, at=timezone.now())
    return Decree.objects.get()


@pytest.fixture
def new(small):
    return Unit.objects.get(code="21490", valid_from=DAY)


def test_every_table_is_as_before_and_applied_again_it_is_equal(people):
    before = tables()
    below = ["21484", "21487", "21490"]
    again = [commune(code, f"Xã {code}", parent=None) for code in below]
    ways = [f"{code}>{code}" for code in below] + ["21487>21490?"]
    whole = decree([*below, "535"], again, ways, splits=[(people[0].pk, "21487>21490")])
    done = apply(whole, by=None, at=timezone.now())

    undone = undo(Decree.objects.get(), by=None, at=timezone.now())
    assert undone == Undone(whole.number, restored=4, removed=4, sent_back=1)
    assert tables() == before and out_of_step() == 0
    assert apply(whole, by=None, at=timezone.now()) == done


def test_the_histories_keep_that_it_was_there(small, province_admin):
    undo(small, by=province_admin, at=timezone.now())
    for model in (Decree, Reorganisation, Unit):
        gone = model.history.filter(history_type="-").first()
        assert gone.history_user == province_admin
        assert gone.history_change_reason == "Hoàn tác văn bản số 12/NQ-UBTVQH15"


def test_undone_again_it_writes_nothing_and_says_so(small):
    undo(small, by=None, at=timezone.now())
    before = tables()
    assert undo(small, by=None, at=timezone.now()) == Undone(small.number, already=True)
    assert tables() == before


def test_the_draft_stays_and_is_not_due(people):
    whole = merged()
    DecreeDraft.objects.create(number=whole.number, day=DAY, told=whole.as_told(), changed_at=AT)
    before = tables()
    apply(whole, by=None, at=timezone.now())
    undo(Decree.objects.get(), by=None, at=timezone.now())
    assert tables() == before


def test_what_was_written_with_it_in_rights_and_facts_goes_too(people, editor_a, monkeypatch):
    def more(decree, chosen, **facts):
        new = Unit.objects.get(code="21490", valid_from=DAY)
        Grant.objects.filter(user=editor_a).update(valid_to=DAY)
        Grant.objects.create(user=editor_a, role=Grant.Role.EDITOR, unit=new)
        UnitFact.objects.create(unit=new, fact="terrain", value="mountain")
        return {"ended": 1, "carried": 1, "asked": 0}

    monkeypatch.setattr("reorganising.applying.carry_rights", more)
    before = tables()
    done = apply(merged(), by=None, at=timezone.now())
    assert done.rights == {"ended": 1, "carried": 1, "asked": 0}
    undo(Decree.objects.get(), by=None, at=timezone.now())
    assert tables() == before


def a_right(new, user):
    Grant.objects.create(user=user, role=Grant.Role.EDITOR, unit=new)


def a_name(new, user):
    new.name = "Xã Ba Vinh Điền"
    new.save()


def a_fact(new, user):
    UnitFact.objects.create(unit=new, fact="terrain", value="mountain")


def a_member(new, user):
    facts = {"level": "group", "kind": "địa bàn", "parent": Unit.objects.get(code="51")}
    Membership.objects.create(unit=new, group=Unit.objects.create(code="N", name="Nhóm", **facts))


HANGING = {
    "1 chức danh đã giữ ghi cho đơn vị thêm theo văn bản: Xã Ba Điền Vinh": lambda new, user: post(
        person(name="Đỗ Thị Mới"), "BT", unit="21490"
    ),
    "1 quyền ghi cho đơn vị thêm theo văn bản: Xã Ba Điền Vinh": a_right,
    "1 đơn vị hành chính đã được sửa sau khi áp dụng: Xã Ba Vinh Điền": a_name,
    "ghi cho đơn vị thêm theo văn bản: Xã Ba Điền Vinh": a_fact,
    "hồ sơ công việc": lambda new, user: DossierCount.objects.create(
        unit=new, year=2024, total=2, online=1
    ),
    "1 xếp loại tập thể ghi cho đơn vị thêm theo văn bản: Xã Ba Điền Vinh": lambda new, user: (
        UnitEvaluation.objects.create(unit=new, collective="party", year=2025, grade="good")
    ),
    "Kỳ báo cáo “Báo cáo năm 2025” được mở sau khi áp dụng": lambda new, user: a_period(
        opened_at=timezone.now()
    ),
    "đơn vị trong nhóm": a_member,
}


@pytest.mark.parametrize("told", [*HANGING])
def test_what_hangs_on_it_is_named_and_nothing_is_taken_back(told, small, new, editor_a):
    Unit.objects.filter(code="21490", valid_to__isnull=False).update(code="21490x")
    HANGING[told](new, editor_a)
    Unit.objects.filter(code="21490x").update(code="21490")
    (found,) = in_the_way(small)
    assert told in found
    before = tables()
    with pytest.raises(NotUndone) as refused:
        undo(small, by=None, at=timezone.now())
    assert refused.value.told == [found]
    assert tables() == before


def test_a_later_decree_has_to_be_undone_first(small):
    third = decree(["21490"], [commune("21490", "Xã Ba Vinh")], ["21490>21490"], "14", LATER)
    apply(third, by=None, at=timezone.now())
    (told,) = in_the_way(small)
    assert told.startswith("Văn bản số 14 sắp xếp tiếp")
    undo(Decree.objects.get(number="14"), by=None, at=timezone.now())
    assert in_the_way(small) == []


def test_a_later_decree_of_other_units_stands_in_no_way(small):
    third = decree(["21445"], [commune("21445", "Xã Mới", "534")], ["21445>21445"], "14", LATER)
    apply(third, by=None, at=timezone.now())
    undo(small, by=None, at=timezone.now())
    assert [str(each) for each in Decree.objects.all()] == ["14"]
    assert out_of_step() == 0


def test_a_choice_before_it_stays(people):
    """Of people who were sent elsewhere twice, only the second time is taken back."""
    who = people[0]
    apply(split(splits=[(who.pk, "21487>21490")]), by=None, at=timezone.now())
    before = tables()
    begins = [commune("21488", "Xã Một"), commune("21489", "Xã Hai")]
    further = decree(
        ["21490"], begins, ["21490>21488", "21490>21489?"], "14", LATER,
        [(who.pk, "21490>21489")],
    )  # fmt: skip
    done = apply(further, by=None, at=timezone.now())
    assert done.people == {"21488": 1, "21489": 1}
    assert Post.objects.get(person=who).branch.code == "21489"
    undo(Decree.objects.get(number="14"), by=None, at=timezone.now())
    assert Post.objects.get(person=who).branch.code == "21490"
    assert tables() == before


def test_what_was_not_applied_here_is_not_undone_here(people):
    write_decree(merged(), by=None)
    with pytest.raises(NotUndone, match="không được áp dụng ở đây"):
        undo(Decree.objects.get(), by=None, at=timezone.now())


def test_nothing_is_taken_back_where_somebody_would_be_lost(small, monkeypatch):
    taken_back = undoing._taken_back

    def spoilt(*args):
        Post.objects.first().person.delete()
        return taken_back(*args)

    monkeypatch.setattr(undoing, "_taken_back", spoilt)
    before = tables()
    with pytest.raises(NotUndone, match="Không ai mất"):
        undo(small, by=None, at=timezone.now())
    assert tables() == before
