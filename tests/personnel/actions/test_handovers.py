"""Hand-overs between two boards."""

from datetime import date
from html import unescape

import pytest
from django.test import RequestFactory
from django.utils import timezone

from accounts.models import User
from cadre_portal.navigation import navigation
from personnel.actions.handovers import accept, decline, number_to_decide, to_decide, withdraw
from personnel.keeping.recording import Refused
from personnel.models import Confirmation, Deletion, HandOver, Person, Post
from tests.factories import TOWNSHIP, person, post
from tests.forms import press_again
from tests.personnel.actions.careers import ELSEWHERE, ended, held, written

LIST = "/ban-giao/"


@pytest.fixture
def url(offer):
    return f"{LIST}{offer.pk}/"


@pytest.fixture
def decide(client_for, url):
    """Return a function by which a user sends a decision, once more where doubts are told.

    Returns the page answered.
    """

    def send(user, decision, **typed):
        client, data = client_for(user), {"decision": decision} | typed
        return press_again(client, url, data, client.post(url, data))

    return send


def text_of(response):
    return unescape(response.content.decode())


def test_the_receiving_board_sees_so_much_and_no_more(
    offer, url, secretary, editor_b, viewer_a, client_for
):
    client = client_for(editor_b)
    for page in (text_of(client.get(url)), text_of(client.get(LIST))):
        for shown in (
            "Phạm Thị Hạnh", "1980", "Bí thư Đảng ủy", "Xã Ba Điền",
            "Phó Bí thư Đảng ủy", "Xã Phổ An", "01/03/2024", "Huyện Ba Tơ",
        ):  # fmt: skip
            assert shown in page
        for hidden in ("01/05/1980", "051180001234", "1234", "đã đối chiếu", "/nhan-su/1"):
            assert hidden not in page
        assert f"/nhan-su/{secretary.pk}/" not in page
    for path in ("", "sua/", "chuyen/"):
        assert client.get(f"/nhan-su/{secretary.pk}/{path}").status_code == 404


def test_accepted_the_record_goes_whole_to_the_other_board(
    offer, decide, secretary, editor_a, editor_b, client_for
):
    rows = set(Post.history.values_list("history_id", flat=True))
    response = decide(editor_b, "accept")
    assert response["Location"] == f"/nhan-su/{secretary.pk}/"
    assert held(secretary) == {("PBT", ELSEWHERE, "01/03/2024")}
    assert ended(secretary) == {("BT", "29/02/2024", "moved"), ("UVBCH", "29/02/2024", "moved")}
    reason = "Chuyển công tác từ Huyện Ba Tơ đến Xã Phổ An"
    assert written(secretary) == {(kind, "duc-pho", reason) for kind in "+~"}
    assert rows < set(Post.history.values_list("history_id", flat=True))
    offer.refresh_from_db()
    assert (offer.state, offer.decided_by) == ("accepted", editor_b)
    assert offer.history.first().history_date == offer.decided_at
    giver, receiver = client_for(editor_a), client_for(editor_b)
    path = f"/nhan-su/{secretary.pk}/"
    assert [client.get(path).status_code for client in (giver, receiver)] == [200, 200]
    assert [client.get(f"{path}sua/").status_code for client in (giver, receiver)] == [404, 200]
    assert "Thao tác" not in text_of(giver.get(path))
    assert "Đang chờ" not in text_of(receiver.get(path))


TWO_HEADS = "Xã Phổ An đang có Bí thư Đảng ủy: Lê Văn Phổ"


@pytest.fixture
def doubtful(offer, province):
    """The offered title is one that somebody else leads the commune by."""
    HandOver.objects.update(title=Post.objects.get(title__code="BT").title)
    return post(person(name="Lê Văn Phổ"), "BT", ELSEWHERE)


def test_the_receiver_is_told_what_to_look_at_before_anything_is_written(
    doubtful, offer, url, secretary, editor_b, client_for
):
    client, accepted = client_for(editor_b), {"decision": "accept"}
    asked = client.post(url, accepted)
    assert asked.status_code == 422 and TWO_HEADS in text_of(asked)
    assert "Nếu đề nghị ghi sai, không tiếp nhận" in text_of(asked)
    assert "sửa ngay trên trang này" not in text_of(asked)
    offer.refresh_from_db()
    assert offer.state == "waiting" and ("PBT", ELSEWHERE, "01/03/2024") not in held(secretary)
    assert not Confirmation.objects.exists()
    told = {"told": [one.key for one in asked.context["doubts"]]}
    page = text_of(client.post(url, accepted | told, follow=True))
    assert "Đã tiếp nhận" in page and f"Lưu ý: {TWO_HEADS}" in page


def test_what_the_receiver_confirms_is_not_asked_again(
    doubtful, url, secretary, editor_b, client_for
):
    client, accepted = client_for(editor_b), {"decision": "accept"}
    keys = [one.key for one in client.post(url, accepted).context["doubts"]]
    page = client.post(url, accepted | {"told": keys, "confirmed": keys}, follow=True)
    assert "Lưu ý:" not in text_of(page)
    assert {row.by for row in Confirmation.objects.filter(person=secretary)} == {editor_b}


def test_a_doubt_tells_nothing_of_a_record_that_is_not_open_yet(
    offer, url, secretary, editor_b, province_admin, client_for
):
    Person.objects.filter(pk=secretary.pk).update(birth_date=date(1950, 5, 1))
    page = text_of(client_for(editor_b).post(url, {"decision": "accept"}))
    assert "Đã quá tuổi nghỉ hưu, còn giữ chức danh." in page
    assert "Đã đến tuổi nghỉ hưu từ" not in page
    page = text_of(client_for(province_admin).post(url, {"decision": "accept"}))
    assert "Đã đến tuổi nghỉ hưu từ" in page


def test_declined_with_a_reason_the_person_stays(
    offer, decide, secretary, editor_a, editor_b, client_for
):
    response = decide(editor_b, "decline", reason=" ")
    assert response.status_code == 422 and "Trường này là bắt buộc" in text_of(response)
    assert decide(editor_b, "decline", reason="Đã đủ biên chế")["Location"] == LIST
    offer.refresh_from_db()
    assert (offer.state, offer.answer) == ("declined", "Đã đủ biên chế")
    assert len(held(secretary)) == 2
    assert "Đã đủ biên chế" in text_of(client_for(editor_a).get(LIST))
    assert offer.history.first().history_change_reason == "Không tiếp nhận: Đã đủ biên chế"


def test_withdrawn_by_the_giver_another_can_be_made(offer, decide, act, secretary, editor_a):
    assert decide(editor_a, "withdraw").status_code == 302
    offer.refresh_from_db()
    assert (offer.state, offer.decided_by) == ("withdrawn", editor_a)
    act(editor_a, secretary, "chuyen").send(unit=ELSEWHERE, title="BT", since="01/03/2024")
    assert HandOver.objects.waiting().count() == 1


@pytest.mark.parametrize("decision", ["accept", "decline", "withdraw"])
def test_a_provincial_administrator_decides_for_either_side(
    offer, decide, province_admin, decision
):
    assert decide(province_admin, decision, reason="Theo nghị quyết").status_code == 302
    offer.refresh_from_db()
    assert offer.state != "waiting"


@pytest.mark.parametrize(
    ("user", "decision"),
    [
        ("editor_a", "accept"), ("editor_a", "decline"), ("editor_b", "withdraw"),
        ("viewer_a", "withdraw"), ("province_viewer", "accept"), ("stranger", "accept"),
    ],
)  # fmt: skip
def test_nobody_decides_for_a_side_that_is_not_theirs(offer, decide, user, decision, request):
    someone = request.getfixturevalue(user)
    assert decide(someone, decision, reason="x").status_code == 404
    take = {"accept": accept, "withdraw": withdraw}.get(decision)
    with pytest.raises(Refused, match="quyết định"):
        if take:
            take(offer, by=someone, at=timezone.now())
        else:
            decline(offer, "x", by=someone, at=timezone.now())
    offer.refresh_from_db()
    assert offer.state == "waiting" and offer.history.count() == 1


@pytest.mark.parametrize("first", ["accept", "decline", "withdraw"])
@pytest.mark.parametrize("second", ["accept", "decline", "withdraw"])
def test_what_is_decided_is_not_decided_again(
    offer, decide, secretary, province_admin, first, second
):
    decide(province_admin, first, reason="x")
    before = held(secretary), offer.history.count()
    response = decide(province_admin, second, reason="y")
    assert response.status_code == 409 and "đã được quyết định trước đó" in text_of(response)
    assert (held(secretary), offer.history.count()) == before


@pytest.mark.parametrize("sent", [{}, {"decision": "xoa"}, {"decision": "\x00"}])
def test_a_decision_that_is_none_is_refused(offer, url, editor_b, client_for, sent):
    response = client_for(editor_b).post(url, sent)
    assert response.status_code == 400 and "Chọn tiếp nhận" in text_of(response)


class TestChangedMeanwhile:
    def refused(self, decide, editor_b, said):
        before = set(Post.objects.values_list("pk", "end"))
        response = decide(editor_b, "accept")
        text = text_of(response)
        assert response.status_code == 409
        assert said in text and "Báo Huyện Ba Tơ rút đề nghị này và đề nghị lại" in text
        assert set(Post.objects.values_list("pk", "end")) == before
        assert HandOver.objects.get().state == "waiting"

    def test_the_career_has_ended(self, offer, decide, act, secretary, editor_a, editor_b):
        act(editor_a, secretary, "thoi-giu").send(reason="died", until="31/01/2024")
        self.refused(decide, editor_b, "nay không còn giữ chức danh nào")

    def test_the_person_holds_another_title(
        self, offer, decide, act, secretary, editor_a, editor_b
    ):
        act(editor_a, secretary, "bo-nhiem").send(title="CTUBND", since="2023")
        self.refused(decide, editor_b, "nay giữ chức danh Chủ tịch Ủy ban nhân dân xã Ba Điền")

    def test_what_ends_would_start_too_late(self, offer, decide, secretary, editor_b):
        secretary.posts.filter(title__code="BT").update(start=date(2024, 3, 1))
        self.refused(decide, editor_b, "từ 01/03/2024: không thể thôi giữ từ ngày 01/03/2024")

    def test_the_title_is_held_there_already(self, offer, decide, secretary, editor_b):
        post(secretary, "PBT", ELSEWHERE)
        self.refused(decide, editor_b, "Người này đang giữ chức danh Phó Bí thư Đảng ủy xã Phổ An")

    def test_the_commune_is_gone_by_that_day(self, offer, decide, editor_b):
        offer.unit.valid_to = date(2024, 2, 29)
        offer.unit.save()
        self.refused(decide, editor_b, "không có vào thời điểm 01/03/2024")


def test_an_ended_career_is_taken_up_by_the_other_board(
    act, secretary, editor_a, editor_b, client_for
):
    secretary.posts.update(end=date(2022, 6, 30))
    act(editor_a, secretary, "chuyen").send(unit=ELSEWHERE, title="PBT", since="01/03/2024")
    client, accepted = client_for(editor_b), {"decision": "accept"}
    assert "Đã thôi giữ chức danh" in text_of(client.get(LIST))
    path = f"{LIST}{HandOver.objects.get().pk}/"
    press_again(client, path, accepted, client.post(path, accepted))
    assert held(secretary) == {("PBT", ELSEWHERE, "01/03/2024")}


def test_a_post_in_a_third_district_goes_on(offer, decide, secretary, editor_b):
    post(secretary, "TCKT", "21034")
    decide(editor_b, "accept")
    assert held(secretary) == {
        ("TCKT", "21034", "01/01/2015"), ("PBT", ELSEWHERE, "01/03/2024"),
    }  # fmt: skip


def test_while_it_waits_the_record_is_not_deleted(offer, act, secretary, editor_a, client_for):
    path = f"/nhan-su/{secretary.pk}/xoa/"
    page = client_for(editor_a).get(path)
    assert "Rút hoặc trả lời đề nghị rồi mới xóa được" in text_of(page)
    response = client_for(editor_a).post(path, {"reason": "nhập nhầm"})
    assert response.status_code == 409 and not Deletion.objects.exists()


def waiting(user):
    """Return how many hand-overs the menu says wait for a user; None where it has no entry."""
    request = RequestFactory().get("/")
    request.user = user
    unfolded = [one for link in navigation(request)["menu"]() for one in (link, *link.unfolded)]
    menu = {link.entry.name: link for link in unfolded}
    return menu["handovers"].waiting if "handovers" in menu else None


class TestTheNavigation:
    def test_counts_what_waits_for_the_user(
        self, offer, editor_a, editor_b, editor_ab, province_admin, province_viewer
    ):
        users = (editor_a, editor_b, editor_ab, province_admin, province_viewer)
        assert [waiting(user) for user in users] == [0, 1, 1, 1, None]

    def test_says_so_on_every_page(self, offer, editor_b, province_viewer, client_for):
        assert "1 chờ quyết định" in " ".join(
            text_of(client_for(editor_b).get("/chi-tieu/"))
            .replace('<span class="sr">', "").replace("</span>", "").split()
        )  # fmt: skip
        assert LIST not in text_of(client_for(province_viewer).get("/chi-tieu/"))

    def test_asks_once_for_hand_overs_and_once_for_reports_and_nothing_of_others(
        self, editor_a, viewer_a, django_assert_num_queries
    ):
        assert editor_a.may_edit and not viewer_a.may_edit
        assert editor_a.edited  # how far the right goes is read once a request
        with django_assert_num_queries(2):
            waiting(editor_a)
        with django_assert_num_queries(0):
            waiting(viewer_a)


def test_each_board_has_its_own_lists(offer, editor_a, editor_b, viewer_a, client_for):
    def lists(user):
        context = client_for(user).get(LIST).context
        return [len(context[name]) for name in ("asked", "others", "decided")]

    assert lists(editor_a) == lists(viewer_a) == [0, 1, 0]
    assert lists(editor_b) == [1, 0, 0]
    withdraw(offer, by=editor_a, at=timezone.now())
    assert lists(editor_a) == lists(editor_b) == [0, 0, 1]


def test_accepted_for_a_day_to_come_both_boards_find_the_record(
    secretary, act, editor_a, editor_b, viewer_a, client_for
):
    act(editor_a, secretary, "chuyen").send(unit=ELSEWHERE, title="PBT", since="01/03/2090")
    client, offered = client_for(editor_b), HandOver.objects.get()
    page = f"{LIST}{offered.pk}/"
    asked = client.post(page, accepted := {"decision": "accept"})
    keys = [one.key for one in asked.context["doubts"]]
    told = text_of(client.post(page, accepted | {"told": keys}, follow=True))
    assert "Từ 01/03/2090 mới có trong danh sách của đơn vị tiếp nhận" in told
    assert "Xã Phổ An · từ 01/03/2090" in told
    for user in (editor_a, editor_b, viewer_a):
        page = client_for(user).get(LIST)
        assert [len(page.context[name]) for name in ("coming", "decided")] == [1, 0]
        assert f'href="/nhan-su/{secretary.pk}/"' in text_of(page)
    HandOver.objects.update(day=timezone.localdate())
    page = client.get(LIST)
    assert [len(page.context[name]) for name in ("coming", "decided")] == [0, 1]


@pytest.mark.parametrize("number", ["0", "-1", "9" * 40, "x"])
def test_a_page_that_is_none_is_the_nearest(offer, editor_a, client_for, number):
    assert client_for(editor_a).get(f"{LIST}?page={number}").status_code == 200


def test_queries_do_not_grow(
    offer, act, editor_a, editor_b, client_for, django_assert_max_num_queries
):
    client = client_for(editor_b)
    with django_assert_max_num_queries(14) as few:
        client.get(LIST)
    for number in range(3):
        who = post(person(name=f"Trần Văn Sổ {number}"), "TCKT", TOWNSHIP).person
        act(editor_a, who, "chuyen").send(unit=ELSEWHERE, title="TCKT", since="01/03/2024")
    with django_assert_max_num_queries(14) as more:
        client.get(LIST)
    assert len(few) == len(more)
    assert to_decide(editor_b).count() == 4


def test_the_menu_counts_what_waits_now(offer, editor_a, editor_b, province_admin):
    """Asked twice, by the statement that is written and by the one that was kept of it."""
    everybody = (editor_a, editor_b, province_admin)

    def counted():
        return [number_to_decide(user) for user in everybody]

    assert counted() == counted() == [to_decide(user).count() for user in everybody] == [0, 1, 1]
    HandOver.objects.update(state=HandOver.State.ASKED, requested_at=timezone.now())
    assert counted() == [to_decide(user).count() for user in everybody] == [1, 0, 1]
    HandOver.objects.update(state=HandOver.State.RECALLED, decided_at=timezone.now())
    assert counted() == [0, 0, 0]


def test_the_menu_counts_by_the_rights_of_now(offer, editor_b):
    """What is kept of a statement is kept for rights, never for whoever had them."""
    assert number_to_decide(editor_b) == 1
    editor_b.grants.update(unit=offer.giver)
    assert number_to_decide(User.objects.get(pk=editor_b.pk)) == 0
    editor_b.grants.update(unit=offer.unit.keeper)
    assert number_to_decide(User.objects.get(pk=editor_b.pk)) == 1
    editor_b.grants.all().delete()
    assert number_to_decide(User.objects.get(pk=editor_b.pk)) == 0


def test_what_the_menu_counts_takes_one_query(offer, editor_b, django_assert_num_queries):
    assert editor_b.edited
    for _ in ("written", "kept"):
        with django_assert_num_queries(1):
            number_to_decide(editor_b)


DECIDED = {"basis": "moved", "decision_number": "3-QĐ/TU", "decision_date": date(2024, 2, 20),
           "decision_precision": "day"}  # fmt: skip


def test_the_decision_of_the_offer_is_shown_and_goes_over(offer, url, decide, editor_b, client_for):
    HandOver.objects.update(**DECIDED)
    assert "Điều động, QĐ số 3-QĐ/TU ngày 20/02/2024" in text_of(client_for(editor_b).get(url))
    decide(editor_b, "accept")
    assert Post.objects.latest("pk").paper_told == "Điều động, QĐ số 3-QĐ/TU ngày 20/02/2024"


def test_the_receiving_board_may_say_by_which_decision(offer, decide, editor_b):
    HandOver.objects.update(**DECIDED)
    answer = {"basis": "received", "acting": "", "decision_number": "9-QĐ/HU", "decided": "2090"}
    assert decide(editor_b, "accept", **answer).status_code == 422
    assert HandOver.objects.get().state == "waiting"
    decide(editor_b, "accept", **answer | {"decided": "01/03/2024"})
    assert Post.objects.latest("pk").paper_told == "Tiếp nhận, QĐ số 9-QĐ/HU ngày 01/03/2024"
