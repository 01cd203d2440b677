"""When a key is taken, when it is let go again, and whose it is."""

from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.utils import timezone

from accounts.models import Sending
from accounts.models.sendings import KEPT
from accounts.once.keys import FIELD, mark_of, new_key
from personnel.actions import views
from personnel.models import Person, Post
from tests.accounts.once.conftest import member, told
from tests.factories import person, post
from tests.forms import fields_of
from tests.personnel.actions.careers import held, keys

APPOINTED = {"title": "CTUBND", "since": "01/03/2024"}


@pytest.fixture
def secretary(small_province):
    return member()


@pytest.fixture
def appointing(form_of, secretary, editor_a):
    """The form of an appointment, as it was opened, filled in."""
    form = form_of(editor_a, f"/nhan-su/{secretary.pk}/bo-nhiem/")
    form.typed = fields_of(form.client.get(form.address), "action") | keys(APPOINTED)
    return form


def titles(who):
    return {code for code, *_ in held(who)}


def test_the_second_answer_is_the_first_with_the_time(appointing, secretary):
    post(person(name="Đinh Văn Lía"), "CTUBND")
    twin = appointing.twin()
    asked = appointing.send()
    assert (asked.status_code, titles(secretary)) == (422, {"BT"})
    appointing.typed |= {"told": [doubt.key for doubt in asked.context["doubts"]]}
    first, at = appointing.send(), timezone.localtime()
    second = appointing.send(twin)
    assert told(first)[0][0] == "success"
    *said, note = told(second)
    assert said == told(first)
    assert note == (
        "info",
        f"Đã ghi lúc {at:%H:%M}, do anh/chị; biểu mẫu được gửi hai lần, lần sau không ghi thêm gì.",
    )


def test_with_the_day_where_it_was_not_today(appointing):
    twin = appointing.twin()
    appointing.send()
    yesterday = timezone.now() - timedelta(days=1)
    Sending.objects.update(at=yesterday)
    shown = timezone.localtime(yesterday)
    assert f"Đã ghi lúc {shown:%H:%M ngày %d/%m/%Y}" in str(told(appointing.send(twin)))


def test_what_was_not_understood_may_be_sent_again(appointing, secretary):
    assert appointing.send(since="31/02/2024").status_code == 422
    assert not Sending.objects.exists()
    assert appointing.send().status_code == 302
    assert titles(secretary) == {"CTUBND"}


def test_what_was_refused_may_be_sent_again(form_of, secretary, editor_a):
    form = form_of(editor_a, f"/nhan-su/{secretary.pk}/xoa/")
    form.typed = fields_of(form.client.get(form.address), "action") | {"reason": "nhập nhầm"}
    assert form.send(seen="khác").status_code == 409
    assert not Sending.objects.exists()
    assert form.send().status_code == 302
    assert not Person.objects.exists()


def test_what_broke_down_may_be_sent_again_and_left_nothing(
    appointing, secretary, monkeypatch, settings
):
    def broken(*_, **__):
        raise RuntimeError("đứt giữa chừng")

    appointing.client.raise_request_exception = False
    with monkeypatch.context() as broke:
        broke.setattr(views.messages, "success", broken)
        assert appointing.send().status_code == 500
    assert titles(secretary) == {"BT"} and not Sending.objects.exists()
    assert appointing.send().status_code == 302
    assert titles(secretary) == {"CTUBND"}


def test_a_complaint_that_leads_back_lets_go_of_the_key(form_of, province_admin):
    form = form_of(province_admin, f"/tai-khoan/{province_admin.pk}/trang-thai/", active="0")
    twin = form.twin()
    first = form.send()
    assert (first.status_code, told(first)[0][0]) == (302, "warning")
    assert not Sending.objects.exists()
    second = form.send(twin)
    assert told(second)[-1] == told(first)[0]
    shown = form.client.get(second["Location"]).content.decode()
    assert shown.count(told(first)[0][1]) == 1


def test_another_content_is_asked_about_and_not_written(appointing, secretary):
    appointing.send()
    before = Post.history.count()
    changed = appointing.send(since="01/04/2024")
    text = " ".join(unescape(changed.content.decode()).split())
    assert changed.status_code == 409
    assert "Nội dung vừa gửi khác lần trước và chưa được ghi" in text
    assert "giữ chức danh Chủ tịch Ủy ban nhân dân" in text  # what the first was told
    assert f'href="/nhan-su/{secretary.pk}/"' in text
    assert Post.history.count() == before


def test_a_key_is_its_user_s_and_its_page_s(form_of, secretary, editor_a, province_admin):
    key = new_key()
    for user, page, typed in (
        (editor_a, "bo-nhiem", APPOINTED),
        (province_admin, "bo-nhiem", {"title": "BT", "since": "01/04/2024"}),
        (editor_a, "thoi-giu", {"reason": "retired", "until": "31/12/2025"}),
    ):
        form = form_of(user, f"/nhan-su/{secretary.pk}/{page}/")
        form.typed = fields_of(form.client.get(form.address), "action") | keys(typed)
        form.key = key
        assert form.send().status_code == 302
    assert not titles(secretary)
    assert Sending.objects.filter(key=key).count() == 3


def test_parts_of_pages_do_not_take_the_key(form_of, secretary, editor_a):
    form = form_of(editor_a, f"/nhan-su/{secretary.pk}/sua/")
    form.typed = fields_of(form.client.get(form.address))
    part = form.typed | {"add": "posts", FIELD: form.key}
    for _ in range(2):
        row = form.client.post(form.address, part, headers={"HX-Request": "true"})
        assert row.status_code == 200
    assert form.send(note="đã gặp").status_code == 302


@pytest.mark.parametrize("key", ["", "x", "a" * 21, "a" * 23, "-" * 22, "\0" * 22])
def test_what_is_no_key_is_none(appointing, key):
    appointing.key = key
    assert appointing.send().status_code == 302
    assert not Sending.objects.exists()


def test_old_ones_are_forgotten(appointing, editor_b):
    now = timezone.now()
    facts = {"user": editor_b, "path": "/", "content": "x", "status": 302, "address": "/"}
    for age in (KEPT + timedelta(seconds=1), KEPT - timedelta(minutes=1)):
        Sending.objects.create(key=new_key(), at=now - age, **facts)
    appointing.send()
    assert Sending.objects.count() == 2


def mark(**sent):
    return mark_of(RequestFactory().post("/x/?page=1", sent))


def test_the_mark_tells_contents_apart_and_not_the_copies():
    file = {name: SimpleUploadedFile("a.xlsx", name.encode()) for name in ("một", "hai")}
    marks = [mark(a="1"), mark(a="2"), mark(b="1"), mark(a=["1", "2"]), mark(a=["2", "1"])]
    marks += [mark(a=file["một"]), mark(a=file["hai"])]
    assert len(set(marks)) == len(marks)
    assert mark(a="1", csrfmiddlewaretoken="x", once="y") == mark(a="1")


def test_the_mark_leaves_the_file_to_be_read(settings):
    request = RequestFactory().post("/x/", {"a": SimpleUploadedFile("a.xlsx", b"content")})
    mark_of(request)
    assert BytesIO(request.FILES["a"].read()).getvalue() == b"content"


def test_the_mark_hangs_on_the_portal_s_secret(settings):
    before = mark(old_password="mat-khau-thu")
    settings.SECRET_KEY = "another"
    assert mark(old_password="mat-khau-thu") != before
