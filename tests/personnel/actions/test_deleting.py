"""Deleting a record that was entered by mistake."""

from datetime import date
from html import unescape

import pytest
from django.utils import timezone

from personnel.actions.deleting import delete_record, fingerprint
from personnel.keeping.recording import Refused
from personnel.models import Credential, Deletion, HandOver, Person, Post
from tests.factories import TOWNSHIP, credential, post
from tests.personnel.actions.careers import ELSEWHERE

REASON = "nhập trùng với hồ sơ khác"


def test_the_page_says_what_goes_and_what_is_not_for_deleting(act, secretary, editor_a):
    credential(secretary, "theory", 2)
    text = " ".join(act(editor_a, secretary, "xoa").text.split())
    assert "cùng 2 chức danh và 1 văn bằng, chứng chỉ" in text
    assert f'ghi <a href="/nhan-su/{secretary.pk}/thoi-giu/">thôi giữ chức danh</a>' in text


def test_all_goes_and_the_history_keeps_it(act, secretary, editor_a):
    credential(secretary, "theory", 2)
    pk = secretary.pk
    page = act(editor_a, secretary, "xoa").send(reason=REASON)
    assert page.response["Location"] == "/nhan-su/"
    assert "quản trị cấp tỉnh khôi phục được" in page.followed()
    for model in (Person, Post, Credential):
        assert not model.objects.exists()
    deletion = Deletion.objects.get()
    assert (deletion.record, deletion.name, deletion.by) == (pk, "Phạm Thị Hạnh", editor_a)
    assert (deletion.place, deletion.reason) == ("Bí thư Đảng ủy, Xã Ba Điền", REASON)
    rows = [
        *Person.history.filter(history_type="-"), *Post.history.filter(history_type="-"),
        *Credential.history.filter(history_type="-"),
    ]  # fmt: skip
    assert len(rows) == 4
    assert {(row.history_user, row.history_date) for row in rows} == {(editor_a, deletion.at)}
    assert {row.history_change_reason for row in rows} == {f"Xóa hồ sơ nhập nhầm: {REASON}"}


@pytest.mark.parametrize("reason", ["", "   ", "x" * 201, "a\x00b"])
def test_a_reason_is_needed(act, secretary, editor_a, reason):
    page = act(editor_a, secretary, "xoa").send(reason=reason)
    assert "reason" in page.errors
    assert Person.objects.exists() and not Deletion.objects.exists()


def test_a_record_that_is_not_the_districts_alone_stays(
    secretary, editor_a, editor_ab, client_for, act
):
    post(secretary, "TCKT", ELSEWHERE, start=date(2010, 1, 1), end=date(2014, 12, 31))
    path = f"/nhan-su/{secretary.pk}/xoa/"
    page = unescape(client_for(editor_a).get(path).content.decode())
    assert "có quá trình công tác ở đơn vị ngoài phạm vi" in page and 'id="action"' not in page
    assert client_for(editor_a).post(path, {"reason": REASON}).status_code == 409
    assert Person.objects.exists()
    act(editor_ab, secretary, "xoa").send(reason=REASON)
    assert not Person.objects.exists()


def test_the_second_of_two_boards_finds_nothing(act, secretary, editor_a, editor_ab):
    first, second = (act(user, secretary, "xoa") for user in (editor_a, editor_ab))
    first.send(reason=REASON)
    assert second.send(reason=REASON).response.status_code == 404
    with pytest.raises(Refused, match="Phạm Thị Hạnh không còn"):
        delete_record(
            secretary, REASON, seen=fingerprint(secretary), by=editor_a, at=timezone.now()
        )
    assert Deletion.objects.count() == 1


def test_a_foreign_board_deletes_nothing(secretary, editor_b, client_for):
    path = f"/nhan-su/{secretary.pk}/xoa/"
    assert client_for(editor_b).post(path, {"reason": REASON}).status_code == 404
    with pytest.raises(Refused):
        delete_record(
            secretary, REASON, seen=fingerprint(secretary), by=editor_b, at=timezone.now()
        )
    assert Person.objects.exists()


def test_a_decided_hand_over_goes_with_the_record(offer, secretary, editor_a):
    offer.state, offer.decided_at = "withdrawn", timezone.now()
    offer.save()
    delete_record(secretary, REASON, seen=fingerprint(secretary), by=editor_a, at=timezone.now())
    assert not HandOver.objects.exists()
    assert HandOver.history.filter(history_type="-", person_id=secretary.pk).count() == 1


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        (lambda who: None, set()),
        (lambda who: who.posts.update(end=date(2020, 1, 1)), {"Thôi giữ chức danh"}),
        (lambda who: post(who, "TCKT", ELSEWHERE, end=date(2016, 1, 1)), {"Xóa hồ sơ nhập nhầm"}),
        (lambda who: post(who, "TCKT", TOWNSHIP), set()),
    ],
)
def test_only_actions_that_can_succeed_are_offered(
    secretary, editor_a, client_for, change, missing
):
    change(secretary)
    page = client_for(editor_a).get(f"/nhan-su/{secretary.pk}/")
    every = {"Bổ nhiệm", "Chuyển công tác", "Thôi giữ chức danh", "Xóa hồ sơ nhập nhầm"}
    every |= {"Gộp với hồ sơ khác"}
    assert {label for _, label in page.context["actions"]} == every - missing


def test_while_a_hand_over_waits_three_are_not_offered(offer, secretary, editor_a, client_for):
    page = client_for(editor_a).get(f"/nhan-su/{secretary.pk}/")
    assert {label for _, label in page.context["actions"]} == {"Bổ nhiệm", "Thôi giữ chức danh"}


@pytest.mark.parametrize("user", ["viewer_a", "province_viewer"])
def test_a_reader_is_offered_nothing(secretary, user, request, client_for):
    page = client_for(request.getfixturevalue(user)).get(f"/nhan-su/{secretary.pk}/")
    assert page.context["actions"] == [] and "Thao tác" not in page.content.decode()
