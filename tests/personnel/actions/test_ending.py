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
    assert "thôi giữ Bí thư Đảng ủy, Ủy viên Ban Chấp hành Đảng bộ sau ngày" in page.followed()
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
        assert "giữ từ 01/06/2015" in page.errors["until"]
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
        assert "sau ngày 31/12/2023" in page.followed()
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
