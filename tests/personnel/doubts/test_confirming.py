"""A doubt is told before anything is written, confirmed, kept, and asked again of other facts."""

from datetime import date
from html import unescape

import pytest
from django.db.models import Q
from django.utils import timezone

from personnel.doubts.case import record_of, recorded
from personnel.doubts.confirming import confirm, look_into, looked_at, settled_on
from personnel.doubts.register import doubts_of
from personnel.keeping.recording import Refused
from personnel.models import Confirmation, Person, Post
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, credential, person, post
from tests.forms import fields_of
from tests.personnel.actions.careers import keys

TODAY = timezone.localdate


@pytest.fixture
def secretary(province):
    """A secretary of whom no day of joining the Party is known."""
    return post(person(name="Phạm Văn Hạnh", cccd="051080001234"), "PBT").person


def told(who, user=None):
    return [one.doubt.code for one in looked_at(record_of(who), user, TODAY()).open]


def key(who, code):
    return next(one.key for one in every(who, code))


def every(who, code, user=None):
    return [one for one in doubts_of(record_of(who), user, TODAY()) if one.doubt.code == code]


def settle(who, code, user):
    look_into(who, key(who, code), by=user, at=timezone.now(), day=TODAY())


class TestTheForm:
    @pytest.fixture
    def page(self, client_for, editor_a, secretary):
        client, path = client_for(editor_a), f"/nhan-su/{secretary.pk}/sua/"
        data = fields_of(client.get(path)) | {"home_place": "Ba Tơ"}
        return lambda **sent: client.post(path, data | sent)

    def test_tells_and_writes_nothing(self, page, secretary):
        response = page()
        assert response.status_code == 422
        text = unescape(response.content.decode())
        assert "Chưa ghi" in text and "mà chưa có ngày vào Đảng" in text
        assert Person.objects.get().home_place == ""

    def test_shown_once_it_stands_in_nobodys_way_and_stays_open(self, page, secretary):
        response = page(told=[key(secretary, "no-party-day")])
        assert response.status_code == 302
        assert Person.objects.get().home_place == "Ba Tơ"
        assert told(secretary) == ["no-party-day"]
        assert not Confirmation.objects.exists()

    def test_confirmed_it_is_kept_with_who_and_when_and_not_asked_again(
        self, page, secretary, editor_a
    ):
        sent = [key(secretary, "no-party-day")]
        before = timezone.now()
        assert page(told=sent, confirmed=sent).status_code == 302
        kept = Confirmation.objects.get()
        assert (kept.person_id, kept.doubt, kept.by) == (secretary.pk, "no-party-day", editor_a)
        assert before <= kept.at <= timezone.now()
        assert told(secretary) == []
        assert page(**{"initial-home_place": "Ba Tơ", "home_place": "Xã"}).status_code == 302

    def test_what_was_not_told_before_is(self, page, secretary):
        sent = [key(secretary, "no-party-day")]
        response = page(told=sent, confirmed=sent, cccd="051180001234")
        assert response.status_code == 422
        assert [one.doubt.code for one in response.context["doubts"]] == [
            "no-party-day",
            "cccd-clash",
        ]
        assert not Confirmation.objects.exists()

    def test_who_changes_nothing_is_asked_nothing(self, page):
        assert page(home_place="").status_code == 302

    def test_what_somebody_makes_up_is_not_kept(self, page, secretary):
        sent = [key(secretary, "no-party-day")]
        page(told=sent, confirmed=["no-party-day:abc", "twin:1", "", "x" * 200])
        assert not Confirmation.objects.exists()

    def test_somebody_new_is_confirmed_as_they_are_saved(self, client_for, editor_a, province):
        client, path = client_for(editor_a), "/nhan-su/them/"
        place = keys({"unit": MOUNTAIN, "title": "PBT"})
        data = fields_of(client.get(path)) | {
            "full_name": "Lê Văn Mới", "sex": "male", "birth": "05/05/1990",
            "posts-0-unit": place["unit"], "posts-0-title": place["title"],
            "posts-0-since": "05/05/2008",
        }  # fmt: skip
        asked = client.post(path, data).context["doubts"]
        assert [one.doubt.code for one in asked] == ["no-party-day"]
        assert not Person.objects.exists()
        sent = [one.key for one in asked]
        assert client.post(path, data | {"told": sent, "confirmed": sent}).status_code == 302
        assert Confirmation.objects.get().person_id == Person.objects.get().pk


def test_it_is_asked_again_once_a_fact_it_rests_on_changed(secretary, editor_a):
    settle(secretary, "no-party-day", editor_a)
    secretary.home_place = "Ba Tơ"
    secretary.save()
    assert told(secretary) == []
    secretary.posts.update(title=post(person(), "UVBCH", TOWNSHIP).title)
    assert told(secretary) == ["no-party-day"]


def test_twins_are_settled_of_both_and_asked_again_of_a_third(secretary, editor_a, editor_b):
    other = post(person(name="Phạm Văn Hanh"), "TCKT", LOWLAND).person
    assert "twin" in told(secretary) and "twin" in told(other)
    settle(secretary, "twin", editor_a)
    assert "twin" not in told(secretary) and told(other) == []
    third = post(person(name="Phạm Văn Hạnh"), "TCKT", TOWNSHIP).person
    assert [told(who).count("twin") for who in (secretary, other, third)] == [1, 1, 2]


def test_of_many_twins_the_newest_posts_are_read_together(
    secretary, django_assert_num_queries, django_assert_max_num_queries
):
    def twins(number):
        for _ in range(number):
            twin = post(
                person(name="Phạm Văn Hạnh"), "TCKT", LOWLAND, start=date(2020, 1, 1)
            ).person
            post(twin, "VPTK", MOUNTAIN, end=date(2019, 12, 31))

    twins(1)
    with django_assert_max_num_queries(40) as sent:
        every(secretary, "twin")
    twins(2)
    with django_assert_num_queries(len(sent)):
        texts = [one.text for one in every(secretary, "twin")]
    assert len(texts) == 3 and all("Tài chính" in text for text in texts)


def test_a_twin_of_another_district_is_not_named(secretary, editor_a):
    post(person(name="Phạm Văn Hạnh", note="bí mật"), "TCKT", "21442")
    (one,) = every(secretary, "twin", editor_a)
    assert one.text == "Có hồ sơ cùng họ tên và ngày sinh ở đơn vị khác trong tỉnh."
    assert not one.may_be_same


def test_confirming_twice_keeps_one(secretary, editor_a, editor_ab):
    for user in (editor_a, editor_ab):
        facts = record_of(secretary)
        confirm(facts, [key(secretary, "no-party-day")], by=user, at=timezone.now(), day=TODAY())
    assert Confirmation.objects.get().by == editor_a


class TestThePersonsPage:
    def test_confirms_and_takes_back(self, client_for, editor_a, secretary, read):
        client, path = client_for(editor_a), f"/nhan-su/{secretary.pk}/"
        assert "Đã kiểm tra, đúng" in read(client, path)
        sent = {"key": key(secretary, "no-party-day")}
        client.post(f"{path}xem-lai/", sent | {"do": "confirm"})
        page = read(client, path)
        assert "1 nội dung đã xác nhận" in page and "ba-to xác nhận lúc" in page
        client.post(f"{path}xem-lai/", sent | {"do": "withdraw"})
        assert told(secretary) == ["no-party-day"]
        kept = Confirmation.objects.get()
        assert kept.withdrawn_by == editor_a and kept.withdrawn_at

    def test_what_is_gone_is_said_to_be(self, client_for, editor_a, secretary):
        client, path = client_for(editor_a), f"/nhan-su/{secretary.pk}/xem-lai/"
        sent = {"key": key(secretary, "no-party-day"), "do": "confirm"}
        secretary.party_joined, secretary.party_joined_precision = date(2005, 1, 1), "day"
        secretary.save()
        page = unescape(client.post(path, sent, follow=True).content.decode())
        assert "Chưa xác nhận" in page and not Confirmation.objects.exists()

    def test_is_for_whoever_keeps_the_record(self, client_for, editor_b, viewer_a, secretary, read):
        for user in (editor_b, viewer_a):
            response = client_for(user).post(
                f"/nhan-su/{secretary.pk}/xem-lai/",
                {"key": key(secretary, "no-party-day"), "do": "confirm"},
            )
            assert response.status_code == 404
        page = read(client_for(viewer_a), f"/nhan-su/{secretary.pk}/")
        assert "mà chưa có ngày vào Đảng" in page and "Đã kiểm tra, đúng" not in page
        with pytest.raises(Refused):
            settle(secretary, "no-party-day", editor_b)

    def test_a_deed_that_is_none_is_refused(self, client_for, editor_a, secretary):
        path = f"/nhan-su/{secretary.pk}/xem-lai/"
        assert client_for(editor_a).post(path, {"do": "x"}).status_code == 400


class TestActions:
    def test_an_appointment_after_a_death_is_told_first(self, client_for, editor_a, secretary):
        secretary.posts.update(end=date(2024, 6, 30), end_reason="died")
        client, path = client_for(editor_a), f"/nhan-su/{secretary.pk}/bo-nhiem/"
        typed = keys({"unit": MOUNTAIN, "title": "TCKT"}) | {"since": "01/07/2024"}
        data = fields_of(client.get(path), "action") | typed
        response = client.post(path, data)
        assert response.status_code == 422 and Post.objects.count() == 1
        (asked,) = response.context["doubts"]
        assert "sau ngày từ trần (30/06/2024)" in asked.text
        sent = {"told": [asked.key], "confirmed": [asked.key]}
        assert client.post(path, data | sent).status_code == 302
        assert Post.objects.count() == 2
        assert Confirmation.objects.get().doubt == "after-death"


class TestAClass:
    @pytest.fixture
    def sent(self, secretary):
        young = post(person(name="Lê Trẻ", birth=date(2000, 1, 1)), "TCKT", start=None).person
        return {
            "person": [secretary.pk, young.pk], "class-kind": "professional",
            "class-level_text": "Đại học", "class-awarded_text": "31/12/2020",
            "class-field_of_study": "Luật",
        }  # fmt: skip

    def test_is_told_whom_it_comes_too_early_for(self, client_for, editor_a, sent):
        client = client_for(editor_a)
        page = client.post("/lop-dao-tao/", sent | {"do": "preview"})
        doubtful = page.context["doubtful"]
        assert [step.person.full_name for step in doubtful] == ["Lê Trẻ"]
        ((asked, one),) = doubtful[0].asked
        assert "năm 20 tuổi: sớm nhất thường là năm 21 tuổi" in one.text
        client.post("/lop-dao-tao/", sent | {"do": "confirm", "confirmed": [asked]})
        kept = Confirmation.objects.get()
        assert (kept.person_id, kept.doubt) == (doubtful[0].person.pk, "young-degree")
        assert told(doubtful[0].person) == []

    def test_what_is_not_confirmed_is_recorded_and_stays(self, client_for, editor_a, sent):
        client_for(editor_a).post("/lop-dao-tao/", sent | {"do": "confirm"})
        young = Person.objects.get(full_name="Lê Trẻ")
        assert young.credentials.count() == 1 and told(young) == ["young-degree"]


class TestTheFigures:
    def test_show_what_is_settled_apart(self, client_for, editor_a, secretary, read):
        other = post(person(name="Trần Văn Khác", birth=date(1981, 1, 1)), "UVBCH").person
        settle(secretary, "no-party-day", editor_a)
        client = client_for(editor_a)
        assert other.full_name in read(client, "/nhan-su/?quality=no-party-day")
        assert secretary.full_name not in read(client, "/nhan-su/?quality=no-party-day")
        page = read(client, "/nhan-su/?quality=settled:no-party-day")
        assert secretary.full_name in page and other.full_name not in page
        page = read(client, "/chat-luong-du-lieu/")
        assert "Đã xác nhận, không hỏi lại" in page

    def test_one_of_two_of_a_code_leaves_it_open(self, secretary, editor_a):
        credential(secretary, "professional", 4, awarded=date(1999, 1, 1))
        credential(secretary, "professional", 5, awarded=date(2000, 1, 1))
        found = every(secretary, "young-degree")
        assert len(found) == 2
        look_into(secretary, found[0].key, by=editor_a, at=timezone.now(), day=TODAY())
        assert settled_on(TODAY())["young-degree"] == set()
        look_into(secretary, found[1].key, by=editor_a, at=timezone.now(), day=TODAY())
        assert settled_on(TODAY())["young-degree"] == {secretary.pk}

    def test_are_read_in_a_handful_of_queries(
        self, secretary, editor_a, django_assert_max_num_queries
    ):
        for number in range(5):
            who = post(person(name=f"Lê Văn {number}"), "UVBCH").person
            settle(who, "no-party-day", editor_a)
        with django_assert_max_num_queries(7):
            assert len(settled_on(TODAY())["no-party-day"]) == 5
        assert len(recorded(Q(pk__gt=0))) == 6
