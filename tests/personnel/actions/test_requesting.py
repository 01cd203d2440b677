"""A board asks another for the record of somebody, by the number alone."""

from datetime import date
from html import unescape

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from personnel.actions.requesting import ask_for, grant
from personnel.keeping.history import changes_to
from personnel.keeping.recording import Refused
from personnel.models import HandOver, Person, Title, Unit
from tests.factories import MOUNTAIN, person, post
from tests.forms import fields_of, press_again
from tests.personnel.actions.careers import ELSEWHERE, ended, held, keys

NUMBER = "051180001234"
LIST, ASK = "/ban-giao/", "/ban-giao/de-nghi/"
SECRET = ("Phạm Thị Hạnh", "1980", "Ủy viên Ban Chấp hành", "Ba Điền", "đã đối chiếu", NUMBER)


def text_of(response):
    return unescape(response.content.decode())


@pytest.fixture
def send(client_for, editor_b):
    """Return a function by which Đức Phổ asks for the record with a number."""

    def ask(user=editor_b, follow=False, **typed):
        place = keys({"unit": ELSEWHERE, "title": "PBT"})
        data = {"do": "send", "cccd": NUMBER, "since": "01/03/2024", **place}
        return client_for(user).post(ASK, data | typed, follow=follow)

    return ask


@pytest.fixture
def asked(secretary, send):
    send()
    return HandOver.objects.get()


def test_the_form_names_the_board_and_offers_to_ask_it(client_for, editor_b, secretary):
    client, path = client_for(editor_b), "/nhan-su/them/"
    data = fields_of(client.get(path)) | {"cccd": NUMBER, "full_name": "Phạm Thị Hạnh"}
    response = client.post(path, data)
    page = text_of(response)
    assert "Số CCCD này đã ghi cho hồ sơ do Huyện Ba Tơ quản lý." in page
    assert "Đề nghị Huyện Ba Tơ bàn giao" in page
    assert not any(word in page for word in ("Bí thư Đảng ủy, Xã Ba Điền", "đã đối chiếu"))
    on = client.post(ASK, fields_of(response, "ask-for"))
    assert on.status_code == 200 and fields_of(on, "action")["cccd"] == NUMBER


def test_of_ones_own_record_the_form_says_whose_it_is(client_for, editor_a, secretary):
    client, path = client_for(editor_a), "/nhan-su/them/"
    page = text_of(client.post(path, fields_of(client.get(path)) | {"cccd": NUMBER}))
    assert "đã ghi cho hồ sơ Phạm Thị Hạnh, sinh 01/05/1980" in page
    assert f'href="/nhan-su/{secretary.pk}/"' in page and "bàn giao</button>" not in page


def test_keeping_ones_own_number_is_no_matter(client_for, editor_a, secretary):
    client, path = client_for(editor_a), f"/nhan-su/{secretary.pk}/sua/"
    data = fields_of(client.get(path))
    assert client.post(path, data).status_code == 302


def test_whoever_asks_is_shown_nothing_of_the_record(send, secretary, client_for, editor_b):
    pages = [text_of(send(follow=True))]
    asked = HandOver.objects.get()
    pages.append(text_of(client_for(editor_b).get(f"{LIST}{asked.pk}/")))
    for page in pages:
        assert "••••••••1234" in page and "Huyện Ba Tơ" in page
        assert not any(word in page for word in SECRET)
    assert client_for(editor_b).get(f"/nhan-su/{secretary.pk}/").status_code == 404


def test_nothing_changes_in_the_record_and_it_is_logged(asked, secretary, editor_b):
    assert asked.state == "asked" and asked.giver.name == "Huyện Ba Tơ"
    assert (asked.requested_by, asked.ends) == (editor_b, [])
    assert held(secretary) == {("BT", "21487", "01/01/2015"), ("UVBCH", "21487", "01/06/2015")}
    latest = changes_to(secretary, 1)[0]
    assert (latest.who, latest.how) == ("duc-pho", "Đề nghị bàn giao hồ sơ")
    assert "Đề nghị bàn giao về Xã Phổ An" in latest.sentences[0]


def test_the_asked_board_is_told_everywhere(asked, secretary, client_for, editor_a, read):
    client = client_for(editor_a)
    page = read(client, f"/nhan-su/{secretary.pk}/")
    assert "Thị xã Đức Phổ đề nghị bàn giao hồ sơ này" in page
    page = client.get(LIST)
    assert [line.who for line in page.context["asked"]] == ["Phạm Thị Hạnh"]
    assert "chờ quyết định" in text_of(page)


def test_granted_it_is_the_ordinary_hand_over(asked, secretary, client_for, editor_a, editor_b):
    page = client_for(editor_a).post(f"{LIST}{asked.pk}/", {"decision": "grant"}, follow=True)
    assert "Đã đồng ý bàn giao Phạm Thị Hạnh: chờ Thị xã Đức Phổ tiếp nhận" in text_of(page)
    asked.refresh_from_db()
    assert (asked.state, asked.asked_by, asked.requested_by) == ("waiting", editor_a, editor_b)
    receiver = client_for(editor_b)
    assert "Phạm Thị Hạnh" in text_of(receiver.get(f"{LIST}{asked.pk}/"))
    path, accepted = f"{LIST}{asked.pk}/", {"decision": "accept"}
    press_again(receiver, path, accepted, receiver.post(path, accepted))
    assert held(secretary) == {("PBT", ELSEWHERE, "01/03/2024")}
    assert {last for _, last, _ in ended(secretary)} == {"29/02/2024"}


def test_refused_with_a_reason_nothing_is_shown_after_either(
    asked, secretary, client_for, editor_a, editor_b
):
    path, client = f"{LIST}{asked.pk}/", client_for(editor_a)
    assert client.post(path, {"decision": "refuse", "reason": ""}).status_code == 422
    client.post(path, {"decision": "refuse", "reason": "đang biệt phái"})
    asked.refresh_from_db()
    assert (asked.state, asked.answer, asked.decided_by) == ("refused", "đang biệt phái", editor_a)
    for address in (path, LIST):
        page = text_of(client_for(editor_b).get(address))
        assert "đang biệt phái" in page and not any(word in page for word in SECRET)


def test_recalled_by_whoever_asked(asked, send, client_for, editor_b):
    client_for(editor_b).post(f"{LIST}{asked.pk}/", {"decision": "recall"})
    asked.refresh_from_db()
    assert asked.state == "recalled"
    send()
    assert HandOver.objects.asked().count() == 1


@pytest.mark.parametrize(
    ("decision", "who"),
    [
        ("grant", "editor_b"),
        ("refuse", "editor_b"),
        ("recall", "editor_a"),
        ("accept", "editor_b"),
        ("decline", "editor_b"),
        ("withdraw", "editor_a"),
        ("grant", "viewer_a"),
        ("grant", "province_viewer"),
    ],
)
def test_nobody_decides_what_is_not_theirs_or_not_open(asked, client_for, request, decision, who):
    client = client_for(request.getfixturevalue(who))
    response = client.post(f"{LIST}{asked.pk}/", {"decision": decision, "reason": "x"})
    assert response.status_code == (404 if decision in ("grant", "refuse", "recall") else 409)
    asked.refresh_from_db()
    assert asked.state == "asked"


class TestNoDoubleRequests:
    def test_the_second_is_told(self, asked, send, editor_ab):
        assert "đã có đề nghị bàn giao đang chờ" in text_of(send())
        assert HandOver.objects.count() == 1

    def test_nor_while_a_hand_over_waits(self, offer, send):
        assert send().status_code == 409
        assert HandOver.objects.count() == 1

    def test_the_database_holds_it_too(self, asked):
        asked.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            asked.save(force_insert=True)

    def test_an_answer_twice_is_refused(self, asked, editor_a):
        grant(asked, by=editor_a, at=timezone.now())
        with pytest.raises(Refused, match="đã được quyết định"):
            grant(asked, by=editor_a, at=timezone.now())


class TestWhatCannotBeAsked:
    @pytest.mark.parametrize(
        ("typed", "field", "said"),
        [
            ({"cccd": "051180009999"}, "cccd", "Không có hồ sơ nào"),
            ({"cccd": "123"}, "cccd", ""),
            ({"cccd": ""}, "cccd", ""),
            ({"since": "2024"}, "since", "đủ ngày"),
            ({"unit": ""}, "unit", ""),
        ],
    )
    def test_is_said_beside_its_field(self, send, secretary, typed, field, said):
        response = send(**typed)
        assert said in " ".join(response.context["form"].errors[field])
        assert not HandOver.objects.exists()

    def test_of_ones_own(self, send, secretary, editor_ab):
        assert "do tài khoản này cập nhật" in text_of(send(user=editor_ab))

    def test_for_a_commune_of_another_board(self, secretary, editor_b, send):
        response = send(**keys({"unit": MOUNTAIN}))
        assert "unit" in response.context["form"].errors
        unit, title = Unit.objects.get(code=MOUNTAIN), Title.objects.get(code="PBT")
        with pytest.raises(Refused, match="không thuộc phạm vi"):
            ask_for(NUMBER, unit, title, date(2024, 3, 1), by=editor_b, at=timezone.now())

    def test_by_whoever_only_reads(self, client_for, viewer_a, stranger):
        for user in (viewer_a, stranger):
            assert client_for(user).get(ASK).status_code == 404


def test_a_record_with_an_open_request_is_not_deleted(asked, secretary, client_for, editor_a):
    page = text_of(client_for(editor_a).get(f"/nhan-su/{secretary.pk}/xoa/"))
    assert "Rút hoặc trả lời đề nghị rồi mới xóa được" in page
    assert Person.objects.count() == 1


def test_what_would_not_fit_is_not_granted(asked, secretary, client_for, editor_a):
    secretary.posts.filter(title__code="BT").update(start=date(2024, 3, 1))
    response = client_for(editor_a).post(f"{LIST}{asked.pk}/", {"decision": "grant"})
    assert response.status_code == 409 and "Chưa bàn giao" in text_of(response)


def test_an_ended_career_is_asked_of_where_it_ended(send, secretary):
    secretary.posts.update(end=date(2022, 6, 30), end_reason="resigned")
    post(person(name="Khác"), "TCKT")
    send()
    assert HandOver.objects.get().giver.name == "Huyện Ba Tơ"
