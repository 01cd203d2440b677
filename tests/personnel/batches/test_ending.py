"""Ending titles on a day: previewed, written as one batch, taken back, never in silence."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from personnel.batches.ending import Plan, end_titles
from personnel.batches.undoing import take_back
from personnel.keeping.recording import Refused
from personnel.models import Batch, Post, Title
from tests.factories import LOWLAND, MOUNTAIN, person, post

LAST = date(2025, 6, 30)
AFTER = LAST + timedelta(days=1)


@pytest.fixture
def three(small_province):
    """Two who hold a title of those that end, and one who left it later for another reason."""
    first = post(person(name="Lê Văn Một"), "VPDU")
    second = post(person(name="Lê Văn Hai"), "TY", LOWLAND, start=None)
    third = post(person(name="Lê Văn Ba"), "TY", end=date(2025, 9, 1))
    Post.objects.filter(pk=third.pk).update(end_reason="retired")
    post(person(name="Lê Văn Bốn"), "BT")
    post(person(name="Lê Văn Năm"), "TY", end=LAST)
    return first, second, third


@pytest.fixture
def titles(three):
    return list(Title.objects.filter(code__in=("VPDU", "TY")))


@pytest.fixture
def end(titles, province_admin):
    """Return a function that ends the titles as a page showed them."""

    def ended(last=LAST, sealed=None, seen=None):
        shown = seen or Plan.of(titles, last).seen
        return end_titles(
            titles, last, seen=shown, sealed=sealed, by=province_admin, at=timezone.now()
        )

    return ended


def state():
    posts = Post.objects.order_by("pk").values_list("pk", "end", "end_reason")
    return list(posts), list(Title.objects.order_by("pk").values_list("pk", "valid_to"))


def test_the_plan_says_who_and_where(titles, three):
    plan = Plan.of(titles, LAST)
    assert {p.pk for p in plan.posts} == {p.pk for p in three}
    assert (plan.people, len(plan.shortened), plan.later) == (3, 1, [])
    assert {title.code: people for title, people in plan.by_title} == {"VPDU": 1, "TY": 2}
    assert {unit.code: people for unit, people in plan.by_unit} == {LOWLAND: 1, MOUNTAIN: 2}


def test_posts_and_titles_end_with_the_day(end, three, province_admin):
    batch = end()
    ended = {p.pk: (p.end, p.end_reason) for p in Post.objects.filter(pk__in=[p.pk for p in three])}
    first, second, third = three
    assert ended == {
        first.pk: (LAST, "other"), second.pk: (LAST, "other"), third.pk: (LAST, "retired")
    }  # fmt: skip
    assert {t.valid_to for t in Title.objects.filter(code__in=("VPDU", "TY"))} == {LAST}
    assert Post.objects.filter(title__code="BT").get().end is None
    assert (batch.kind, batch.rows.count()) == (Batch.Kind.ENDED, 3)
    written = first.history.latest()
    assert written.history_user == province_admin
    assert written.history_change_reason.startswith("Kết thúc chức danh hết ngày 30/06/2025")
    assert Title.history.filter(code="TY").latest().history_user == province_admin


def test_all_of_it_is_taken_back(end, province_admin):
    before = state()
    batch = end()
    assert state() != before
    taken = take_back(batch, by=province_admin, at=timezone.now())
    assert state() == before and len(taken.entries) == 3
    assert Batch.objects.get().undone_by == province_admin
    with pytest.raises(Refused, match="đã được hoàn tác"):
        take_back(batch, by=province_admin, at=timezone.now())


def test_what_was_changed_since_stays(end, three, province_admin):
    batch = end()
    Post.objects.filter(pk=three[0].pk).update(end=date(2025, 5, 31))
    taken = take_back(batch, by=province_admin, at=timezone.now())
    assert [entry.record.pk for entry in taken.kept] == [three[0].pk]
    assert Post.objects.get(pk=three[0].pk).end == date(2025, 5, 31)
    assert Post.objects.get(pk=three[1].pk).end is None


def test_a_batch_of_titles_is_taken_back_whole(end, province_admin):
    batch = end()
    row = str(batch.rows.first().pk)
    before = state()[0]
    with pytest.raises(Refused, match="cả đợt"):
        take_back(batch, by=province_admin, at=timezone.now(), only=[row])
    Title.objects.filter(code="TY").update(valid_to=date(2025, 12, 31))
    with pytest.raises(Refused, match="Nhân viên Thú y đã được sửa"):
        take_back(batch, by=province_admin, at=timezone.now())
    assert state()[0] == before


def test_twice_is_once(end):
    end()
    before = state()
    with pytest.raises(Refused, match="Không có gì để ghi"):
        end()
    assert state() == before and Batch.objects.count() == 1


def test_who_begins_later_stands_in_the_way(end, titles):
    late = post(person(name="Lê Văn Sau"), "TY", start=AFTER)
    assert Plan.of(titles, LAST).later == [late]
    before = state()
    with pytest.raises(Refused, match="bắt đầu sau ngày cuối"):
        end()
    assert state() == before


def test_a_title_that_begins_later_stands_in_the_way(titles, end):
    Title.objects.filter(code="TY").update(valid_from=AFTER)
    titles[:] = Title.objects.filter(code__in=("VPDU", "TY"))
    with pytest.raises(Refused, match="bắt đầu sau ngày cuối"):
        end()


def test_a_sealed_day_is_not_gone_behind(end):
    before = state()
    with pytest.raises(Refused, match="đến ngày 01/07/2025 đã khóa"):
        end(sealed=AFTER)
    assert state() == before
    end(sealed=LAST)


def test_what_was_changed_meanwhile_is_shown_first(end, titles):
    seen = Plan.of(titles, LAST).seen
    post(person(name="Lê Văn Mới"), "VPDU")
    before = state()
    with pytest.raises(Refused, match="vừa được thay đổi"):
        end(seen=seen)
    assert state() == before


def test_a_title_that_ended_earlier_stays_so(end, titles):
    earlier = LAST - timedelta(days=30)
    Post.objects.filter(title__code="VPDU").update(end=earlier)
    Title.objects.filter(code="VPDU").update(valid_to=earlier)
    titles[:] = Title.objects.filter(code__in=("VPDU", "TY"))
    batch = end()
    assert Title.objects.get(code="VPDU").valid_to == earlier
    assert [pk for pk, _ in batch.values["titles"]] == [Title.objects.get(code="TY").pk]
