"""What a file changed of a record that is in other hands by now: without what was recorded."""

import pytest
from django.utils import timezone

from personnel.models import Person, Unit
from sheets.uploads.runs import start_writing
from tests.factories import post

from .conftest import ONE, HandIn, workbook

WAS, BECOMES = "Xã Trước Đó", "Xã Sau Này"


@pytest.fixture
def changed(hand_in: HandIn, editor_a):
    """An upload that waits, of one whose home place it changes."""
    first = hand_in(workbook(ONE | {"Quê quán": WAS}))
    start_writing(first, by=editor_a, at=timezone.now())
    return hand_in(workbook(ONE | {"Quê quán": BECOMES}))


def moved_away() -> None:
    who = Person.objects.get()
    who.posts.update(end="2024-12-31")
    there = Unit.objects.filter(parent__code="534").order_by("code")[0]
    post(who, "TCKT", there.code, start="2025-01-01")


def shown(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_preview_withholds_it(changed, editor_a, province_admin, client_for) -> None:
    url = f"/nhap-tep/{changed.pk}/xem-truoc/"
    client = client_for(editor_a)
    assert WAS in shown(client, url) and BECOMES in shown(client, url)
    moved_away()
    page = shown(client, url)
    assert WAS not in page and "không hiển thị" in page and BECOMES in page
    assert WAS in shown(client_for(province_admin), url)


def test_the_page_of_what_was_written_withholds_it(changed, editor_a, client_for) -> None:
    start_writing(changed, by=editor_a, at=timezone.now())
    client, url = client_for(editor_a), f"/nhap-tep/{changed.pk}/"
    assert WAS in shown(client, url)
    moved_away()
    page = shown(client, url)
    assert WAS not in page and "không hiển thị" in page


def test_what_changed_since_is_said_without_it(changed, editor_a, client_for) -> None:
    start_writing(changed, by=editor_a, at=timezone.now())
    who = Person.objects.get()
    who.home_place = "Xã Mới Nhất"
    who.save()
    page = shown(client_for(editor_a), f"/nhap-tep/{changed.pk}/")
    assert "Quê quán: có thay đổi" in page and "Xã Mới Nhất" not in page
