"""Ending posts."""

from datetime import date

import pytest
from django.utils import timezone

from personnel.actions.ending import end_posts
from personnel.keeping.recording import Refused
from personnel.models import Person, Post
from tests.factories import person, post
from tests.personnel.actions.careers import ELSEWHERE, ended, held, seen, written

LAST = "31/12/2023"


def test_all_posts_end_on_the_last_day_for_the_reason_given(act, secretary, editor_a):
    page = act(editor_a, secretary, "thoi-giu").send(reason="resigned", until=LAST)
    told = (
        "thôi giữ chức danh Bí thư Đảng ủy xã Ba Điền, "
        "Ủy viên Ban Chấp hành Đảng bộ xã Ba Điền từ ngày 01/01/2024."
    )
    assert told in page.followed()
    assert held(secretary) == set()
    assert ended(secretary) == {("BT", LAST, "resigned"), ("UVBCH", LAST, "resigned")}
    assert written(secretary) == {("~", "ba-to", "Thôi giữ chức danh: thôi việc")}


def test_a_post_that_is_not_ticked_goes_on(act, secretary, editor_a):
    seat = secretary.posts.get(title__code="UVBCH")
    act(editor_a, secretary, "thoi-giu").send(posts=[seat.pk], reason="other", until=LAST)
    assert held(secretary) == {("BT", "21487", "01/01/2015")}
    assert ended(secretary) == {("UVBCH", LAST, "other")}


@pytest.mark.parametrize("reason", ["retired", "died"])
def test_who_retires_or_dies_holds_nothing_any_more(act, secretary, editor_a, reason):
    seat = secretary.posts.get(title__code="UVBCH")
    act(editor_a, secretary, "thoi-giu").send(posts=[seat.pk], reason=reason, until=LAST)
    assert ended(secretary) == {("BT", LAST, reason), ("UVBCH", LAST, reason)}


@pytest.mark.parametrize(
    ("until", "refused"), [("31/05/2015", True), ("01/06/2015", False), ("30/06/2015", False)]
)
def test_the_last_day_is_the_first_or_later(act, secretary, editor_a, until, refused):
    page = act(editor_a, secretary, "thoi-giu").send(reason="moved", until=until)
    if refused:
        assert "không thể thôi giữ từ ngày 01/06/2015" in page.errors["until"]
    assert (held(secretary) != set()) is refused


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"until": "12/2023"}, "until"),
        ({"until": "2023"}, "until"),
        ({"until": ""}, "until"),
        ({"until": "31/02/2023"}, "until"),
        ({"reason": ""}, "reason"),
        ({"reason": "tired"}, "reason"),
        ({"posts": []}, "posts"),
        ({"posts": ["9" * 40]}, "posts"),
        ({"posts": ["%00"]}, "posts"),
        ({"seen": ""}, "__all__"),
    ],
)
def test_what_cannot_be_read_is_refused_beside_its_field(act, secretary, editor_a, typed, field):
    page = act(editor_a, secretary, "thoi-giu")
    page.send(**{"reason": "moved", "until": LAST} | typed)
    assert field in page.errors
    assert ended(secretary) == set()


def test_an_unknown_start_stands_in_nobodys_way(act, editor_a, province):
    who = post(person(), "TCKT", start=None).person
    act(editor_a, who, "thoi-giu").send(reason="moved", until="01/01/1999")
    assert ended(who) == {("TCKT", "01/01/1999", "moved")}


def test_a_day_to_come_is_written_with_a_warning(act, secretary, editor_a):
    page = act(editor_a, secretary, "thoi-giu").send(reason="moved", until="01/01/2099")
    assert "Lưu ý: Ngày thôi giữ chức danh ở tương lai (01/01/2099)" in page.followed()
    assert held(secretary) == set()


def test_the_second_of_two_boards_is_told_and_writes_nothing(act, secretary, editor_a, editor_ab):
    first = act(editor_a, secretary, "thoi-giu")
    second = act(editor_ab, secretary, "thoi-giu")
    first.send(reason="retired", until=LAST)
    second.send(reason="moved", until="30/06/2020")
    assert "vừa được người khác thay đổi" in second.errors["__all__"]
    assert {reason for _, _, reason in ended(secretary)} == {"retired"}


def test_what_changes_between_check_and_lock_is_refused_too(
    act, secretary, editor_a, editor_ab, monkeypatch
):
    page = act(editor_a, secretary, "thoi-giu")

    def overtaken(*args, **kwargs):
        monkeypatch.undo()
        chosen = [post.pk for post in secretary.posts.all()]
        now = {"seen": seen(secretary), "by": editor_ab, "at": timezone.now()}
        end_posts(secretary, chosen, date(2020, 1, 1), "retired", **now)
        return end_posts(*args, **kwargs)

    monkeypatch.setattr("personnel.actions.forms.end_posts", overtaken)
    page.send(reason="moved", until=LAST)
    assert page.response.status_code == 409
    assert "vừa được người khác thay đổi" in page.text
    assert {reason for _, _, reason in ended(secretary)} == {"retired"}


class TestInTwoDistricts:
    @pytest.fixture
    def both(self, secretary):
        post(secretary, "TCKT", ELSEWHERE)
        return secretary

    def test_only_the_own_posts_are_offered_and_end(self, act, both, editor_a, editor_b):
        page = act(editor_a, both, "thoi-giu").send(reason="moved", until=LAST)
        assert "từ ngày 01/01/2024" in page.followed()
        assert held(both) == {("TCKT", ELSEWHERE, "01/01/2015")}
        editable = [Person.objects.editable_by(user).exists() for user in (editor_a, editor_b)]
        assert editable == [False, True]

    def test_anothers_post_cannot_be_named(self, act, both, editor_a):
        foreign = both.posts.get(title__code="TCKT")
        page = act(editor_a, both, "thoi-giu")
        page.send(posts=[foreign.pk], reason="moved", until=LAST)
        assert "posts" in page.errors
        with pytest.raises(Refused, match="ngoài phạm vi"):
            end_posts(
                both, [foreign.pk], date(2023, 1, 1), "moved",
                seen=seen(both), by=editor_a, at=timezone.now(),
            )  # fmt: skip
        assert ended(both) == set()

    def test_retirement_is_for_whoever_edits_both(self, act, both, editor_a, editor_ab):
        page = act(editor_a, both, "thoi-giu").send(reason="retired", until=LAST)
        assert "đề nghị quản trị cấp tỉnh ghi nghỉ hưu" in page.errors["reason"]
        act(editor_ab, both, "thoi-giu").send(reason="retired", until=LAST)
        assert not Post.objects.filter(end=None).exists()


def test_whoever_holds_nothing_has_nothing_to_end(secretary, editor_a, client_for):
    secretary.posts.update(end=date(2023, 1, 1))
    page = client_for(editor_a).get(f"/nhan-su/{secretary.pk}/thoi-giu/").content.decode()
    assert "không giữ chức danh nào" in page and 'id="action"' not in page


class TestAPlannedPost:
    """Retirement and death withdraw what was to begin later, once that was told."""

    @pytest.fixture
    def planned(self, secretary):
        """The secretary is to be chairwoman from 2099 on; the seat goes on beside it."""
        secretary.posts.filter(title__code="BT").update(end=date(2098, 12, 31), end_reason="other")
        return post(secretary, "CTUBND", start=date(2099, 1, 1))

    def test_is_offered_before_anything_is_sent(self, act, planned, editor_a):
        page = act(editor_a, planned.person, "thoi-giu")
        assert "Rút chức danh dự kiến" in page.text and "(từ 01/01/2099)" in page.text

    @pytest.mark.parametrize("reason", ["retired", "died"])
    def test_is_not_withdrawn_unless_ticked(self, act, planned, editor_a, reason):
        page = act(editor_a, planned.person, "thoi-giu").send(reason=reason, until=LAST)
        assert "đánh dấu để rút" in page.errors["withdrawn"]
        assert planned.person.posts.count() == 3

    @pytest.mark.parametrize("reason", ["retired", "died"])
    def test_is_withdrawn_in_the_same_action(self, act, planned, editor_a, reason):
        who = planned.person
        page = act(editor_a, who, "thoi-giu")
        page.send(reason=reason, until=LAST, withdrawn=[planned.pk])
        assert "Đã rút chức danh dự kiến: Chủ tịch Ủy ban nhân dân" in page.followed()
        assert ended(who) == {("BT", LAST, reason), ("UVBCH", LAST, reason)}
        assert held(who) == set()
        assert ("-", "ba-to", f"Thôi giữ chức danh: {page_reason(reason)}") in written(who)

    def test_one_that_began_the_day_after_is_told_though_it_was_not_planned(
        self, act, secretary, editor_a
    ):
        secretary.posts.filter(title__code="BT").delete()
        later = post(secretary, "CTUBND", start=date(2024, 1, 1))
        page = act(editor_a, secretary, "thoi-giu").send(reason="died", until=LAST)
        assert "Ba Điền từ 01/01/2024" in page.errors["withdrawn"]
        page.send(reason="died", until=LAST, withdrawn=[later.pk])
        assert ended(secretary) == {("UVBCH", LAST, "died")} and held(secretary) == set()

    def test_on_its_first_day_it_ends_and_is_not_withdrawn(self, act, secretary, editor_a):
        later = post(secretary, "CTUBND", start=date(2024, 1, 1))
        act(editor_a, secretary, "thoi-giu").send(reason="died", until="01/01/2024")
        later.refresh_from_db()
        assert (later.end, later.end_reason) == (date(2024, 1, 1), "died")

    def test_the_post_that_ends_on_the_eve_bears_the_reason(self, act, planned, editor_a):
        planned.person.posts.filter(title__code="UVBCH").delete()
        page = act(editor_a, planned.person, "thoi-giu")
        page.send(reason="retired", until="31/12/2098", withdrawn=[planned.pk])
        assert ended(planned.person) == {("BT", "31/12/2098", "retired")}

    def test_what_has_ended_later_speaks_against_the_day(self, act, secretary, editor_a):
        post(secretary, "TCKT", start=date(2018, 1, 1), end=date(2024, 6, 30))
        page = act(editor_a, secretary, "thoi-giu").send(reason="died", until=LAST)
        assert "30/06/2024, sau ngày này" in page.errors["until"]
        assert {code for code, _, _ in ended(secretary)} == {"TCKT"}

    def test_nothing_held_on_the_day_is_told(self, act, editor_a, province):
        who = post(person(), "TCKT", start=date(2099, 1, 1)).person
        page = act(editor_a, who, "thoi-giu")
        page.send(reason="died", until=LAST, withdrawn=[who.posts.get().pk])
        assert "không giữ chức danh nào" in page.errors["until"]

    def test_other_reasons_withdraw_nothing(self, act, planned, editor_a):
        page = act(editor_a, planned.person, "thoi-giu")
        page.send(reason="moved", until=LAST, withdrawn=[planned.pk])
        assert "từ 01/01/2099: không thể thôi giữ" in page.errors["until"]


def page_reason(reason):
    return {"retired": "nghỉ hưu", "died": "từ trần"}[reason]


def test_the_career_says_why_a_post_ended_and_the_dead_have_no_age(
    act, secretary, editor_a, client_for, read
):
    client = client_for(editor_a)
    assert "tuổi)" in read(client, f"/nhan-su/{secretary.pk}/?as_of=2023-12-30")
    act(editor_a, secretary, "thoi-giu").send(reason="died", until=LAST)
    page = read(client, f"/nhan-su/{secretary.pk}/")
    assert "– 31/12/2023, từ trần" in page
    assert "từ trần 31/12/2023" in page and "tuổi)" not in page
    assert "tuổi)" in read(client, f"/nhan-su/{secretary.pk}/?as_of=2023-12-30")


def test_the_dead_are_in_no_list_by_age(act, secretary, editor_a, client_for, read):
    other = post(person(name="Trần Thôi Việc"), "TCKT", end=date(2023, 12, 31)).person
    act(editor_a, secretary, "thoi-giu").send(reason="died", until=LAST)
    client = client_for(editor_a)
    for asked in ("age_from=1", "age_to=119"):
        page = read(client, f"/nhan-su/?post=none&{asked}")
        assert other.full_name in page and secretary.full_name not in page
