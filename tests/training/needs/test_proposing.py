"""Proposing people of a list of needs for a course, or into a class of it."""

from datetime import date

import pytest
from django.urls import reverse

from personnel.models import Enrolment, TrainingClass
from tests.factories import LOWLAND, MOUNTAIN, credential, person, post

LIST, SEND = reverse("training-needs-list"), f"{reverse('training-propose')}?column=LLCT-SC"


def clerk(name, unit=MOUNTAIN, theory=0):
    who = post(person(name, birth=date(1988, 5, 1)), "TCKT", unit).person
    levels = {"theory": theory, "professional": 4, "state_management": 2, "it": 2}
    for kind, level in levels.items():
        if level is not None:
            credential(who, kind, level)
    return who


@pytest.fixture
def people(small_province):
    return [clerk("An"), clerk("Bình"), clerk("Chưa Rõ", theory=None), clerk("Đã Có", theory=1)]


def a_class(**facts):
    usual = {
        "name": "Sơ cấp K1", "course_code": "LLCT-SC", "kind": "theory", "level": 1, "seats": 1,
        "starts": date(2027, 1, 5), "ends": date(2027, 3, 1),
    }  # fmt: skip
    return TrainingClass.objects.create(**usual | facts)


def send(client, people, aim, url=SEND):
    sent = client.post(url, {"person": [who.pk for who in people], "aim": aim}, follow=True)
    return [str(message) for message in sent.context["messages"]]


def test_for_a_course_without_a_class(people, editor_a, client_for):
    client = client_for(editor_a)
    found = client.get(LIST, {"column": "LLCT-SC"}).context
    assert found["tickable"] == {people[0].pk, people[1].pk}
    told = send(client, people, "course-LLCT-SC")
    assert told == [
        "Đã đề cử 2 người. Bỏ qua 2 người: Đã Có (không cần khóa này theo danh sách); "
        "Chưa Rõ (không cần khóa này theo danh sách)."
    ]
    made = Enrolment.objects.order_by("person")
    assert [(e.person_id, e.state, e.course_code, e.training_class) for e in made] == [
        (who.pk, "proposed", "LLCT-SC", None) for who in people[:2]
    ]
    assert made[0].confirmed_at is None and made[0].history.get().history_user == editor_a
    again = send(client, people[:1], "course-LLCT-SC")
    assert "Không đề cử thêm ai. Bỏ qua 1 người: An" in again[0]
    rows = client.get(LIST, {"column": "LLCT-SC"}).context["rows"]
    assert rows[0].notes == ["Đề cử lý luận chính trị: Sơ cấp"]


def test_into_a_class_that_has_the_seats(people, editor_a, client_for):
    into, other = a_class(), a_class(name="Trung cấp", course_code="LLCT-TC", level=2)
    a_class(name="Đã xong", starts=date(2026, 1, 1), ends=date(2026, 3, 1))
    bare = a_class(name="Không mã", course_code="")
    client = client_for(editor_a)
    aims = client.get(LIST, {"column": "LLCT-SC"}).context["aims"]
    assert [aim.value for aim in aims] == [
        "course-LLCT-SC", f"class-{bare.pk}", f"class-{into.pk}",
    ]  # fmt: skip
    assert "không đủ chỗ" in send(client, people[:2], f"class-{into.pk}")[0]
    assert not Enrolment.objects.exists()
    assert send(client, people[:1], f"class-{into.pk}") == ["Đã đề cử 1 người."]
    assert Enrolment.objects.get().training_class == into
    for aim in (f"class-{other.pk}", "class-0", "", "course-CM-DH"):
        assert "hãy chọn khóa hoặc lớp" in send(client, people[1:2], aim)[0]


def test_only_whose_records_are_in_the_users_hands(people, editor_a, viewer_a, client_for):
    theirs = clerk("Ở Xa", unit=LOWLAND)
    client = client_for(editor_a)
    for sent in ([theirs], []):
        assert "chưa chọn ai trong phạm vi" in send(client, sent, "course-LLCT-SC")[0]
    bad = client.post(SEND, {"person": ["x", "9" * 40, "-1"], "aim": "course-LLCT-SC"}, follow=True)
    assert "chưa chọn ai" in bad.content.decode()
    assert send(client, [theirs, people[0]], "course-LLCT-SC") == ["Đã đề cử 1 người."]
    looks = client_for(viewer_a)
    assert looks.post(SEND, {"person": [people[1].pk]}).status_code == 404
    found = looks.get(LIST, {"column": "LLCT-SC"}).context
    assert not found["aims"] and not found["tickable"]


def test_nothing_is_proposed_where_nothing_can_be_worked_out(people, editor_a, client_for):
    client = client_for(editor_a)
    sent = {"person": [people[0].pk], "aim": "course-LLCT-SC"}
    assert client.post(f"{SEND}&start=01/01/2031", sent).status_code == 404
    # Of a list of who studies, or has to be asked, nobody is proposed.
    assert "hãy chọn" in send(client, people[:1], "course-LLCT-SC", f"{SEND}&show=unrecorded")[0]
    assert not Enrolment.objects.exists()


def test_of_an_order_of_names_each_for_a_course_of_theirs(people, editor_a, client_for):
    url = f"{reverse('training-propose')}?show=minimum&column=2025.civil.theory"
    assert send(client_for(editor_a), people[:2], "course-LLCT-SC", url) == ["Đã đề cử 2 người."]


def test_many_passed_over_are_not_all_named(small_province, editor_a, client_for):
    met = [clerk(f"Đã Có {at:02}", theory=1) for at in range(12)]
    told = send(client_for(editor_a), [clerk("An"), *met], "course-LLCT-SC")[0]
    assert told.startswith("Đã đề cử 1 người. Bỏ qua 12 người:") and "và 2 người khác" in told
