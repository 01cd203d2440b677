"""The list found by what is studied, and the column that tells it."""

from datetime import date

import pytest
from django.http import QueryDict
from django.utils import timezone

from personnel.models import Enrolment
from reports.people.asked import Asked
from tests.factories import TOWNSHIP, credential, person, post


def enrolled(who, state, since=date(2026, 3, 1), **more):
    told = {"kind": "theory", "level": 2, "unit": who.posts.get().unit}
    return Enrolment.objects.create(person=who, state=state, since=since, **told | more)


@pytest.fixture
def people(small_province):
    """Seven people: in each state, finished this year and the last, with nothing."""
    found = [person(name=f"Lê {name}") for name in ("An", "Bảo", "Chi", "Dũng", "Em", "Gái", "Hà")]
    for who in found:
        post(who, "VPTK", TOWNSHIP)
    an, bao, chi, dung, em, gai, _ = found
    enrolled(an, "studying", expected=date(2027, 6, 30))
    enrolled(an, "proposed", kind="it", confirmed_at=timezone.now(), level=2)
    enrolled(bao, "sent")
    enrolled(chi, "proposed")
    enrolled(dung, "postponed", reason="Nghỉ thai sản")
    for who, day in ((em, date(2026, 12, 31)), (gai, date(2025, 12, 31))):
        given = credential(who, "theory", 2, day, "year")
        enrolled(who, "finished", since=day, credential=given.pk)
    return found


def asked(user, query):
    return Asked.read(QueryDict(f"as_of=2026-11-28&{query}"), user)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("studies=studying", {0}),
        ("studies=sent", {1}),
        ("studies=proposed", {0, 2}),
        ("studies=postponed", {3}),
        ("studies=finished", {4}),
        ("studies=finished&as_of=2025-01-01", {5}),
        ("studies=finished&as_of=2024-12-31", set()),
        # What is studied is what is studied now, whatever the day.
        ("studies=studying&as_of=2020-01-01", {0}),
        ("studies=studying&sex=female", set()),
        ("", {0, 1, 2, 3, 4, 5, 6}),
    ],
)
def test_they_are_found(people, viewer_a, query, found):
    selection = asked(viewer_a, query).selection
    assert set(selection.ids) == {people[at].pk for at in found}
    assert selection.count() == len(found)


def test_who_studies_without_a_title_is_found_too(people, viewer_a):
    people[0].posts.update(end=date(2026, 6, 1))
    assert set(asked(viewer_a, "studies=studying&post=none").selection.ids) == {people[0].pk}
    assert not set(asked(viewer_a, "studies=studying").selection.ids)


def test_another_board_s_people_are_not(people, editor_b):
    assert not set(asked(editor_b, "studies=studying").selection.ids)


def test_the_choice_names_the_year_and_an_unknown_one_is_refused(people, viewer_a, client_for):
    page = client_for(viewer_a).get("/nhan-su/?as_of=2025-06-30&studies=finished")
    (chip,) = page.context["chips"]
    assert chip.text == "Học tập: Hoàn thành trong năm 2025"
    assert client_for(viewer_a).get("/nhan-su/?studies=x").status_code == 400


def test_the_column_tells_what_is_open_and_files_have_it(people, viewer_a, client_for):
    address = "as_of=2026-11-28&columns=studies"
    rows = asked(viewer_a, address).rows([who.pk for who in people])
    told = [row.cells[0].several for row in rows]
    assert set(told[0]) == {
        "Lý luận chính trị: Trung cấp: đang học, dự kiến 30/06/2027, chờ xác nhận",
        "Tin học: Ứng dụng CNTT cơ bản: đề cử",
    }
    assert told[1:] == [
        ("Lý luận chính trị: Trung cấp: được cử, chờ xác nhận",),
        ("Lý luận chính trị: Trung cấp: đề cử, chờ xác nhận",),
        ("Lý luận chính trị: Trung cấp: hoãn, chờ xác nhận",),
        (), (), (),
    ]  # fmt: skip
    taken = client_for(viewer_a).get(f"/nhan-su/tai-ve/csv/?{address}&studies=sent")
    text = b"".join(taken).decode() if taken.streaming else taken.content.decode()
    assert "Học tập hiện nay" in text and "được cử, chờ xác nhận" in text and "đang học" not in text


def test_as_many_queries_for_more_people(people, viewer_a, django_assert_num_queries):
    found = asked(viewer_a, "columns=studies")
    for ids in ([people[0].pk], [who.pk for who in people]):
        with django_assert_num_queries(3):
            assert all(row.cells for row in found.rows(ids))
