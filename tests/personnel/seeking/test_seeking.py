"""A whole identity number is sought among one's own records, at a pace, and each time is kept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from personnel.keeping.pacing import AN_HOUR, WINDOW, TooOften
from personnel.models import Disclosure
from personnel.seeking.seeking import seek
from tests.factories import MOUNTAIN, person, post

ADDRESS = "/nhan-su/theo-so-cccd/"
CCCD = "051185001234"
MOST = AN_HOUR[Disclosure.Kind.SOUGHT]


@pytest.fixture
def hanh(small_province):
    return post(person(name="Phạm Thị Hạnh", sex="female", cccd=CCCD), "BT", MOUNTAIN).person


def kept():
    rows = Disclosure.objects.order_by("pk")
    return list(rows.values_list("kind", "user", "person", "people", "detail"))


def test_a_number_leads_to_the_record_that_one_keeps(hanh, editor_a, client_for):
    answer = client_for(editor_a).post(ADDRESS, {"cccd": "051 185 001 234"})
    assert (answer.status_code, answer["Location"]) == (302, f"/nhan-su/{hanh.pk}/")
    assert kept() == [("seek", editor_a.pk, hanh.pk, 1, "Phạm Thị Hạnh: ••••••••1234")]


def test_whose_record_another_keeps_is_nobody_and_that_is_kept_too(hanh, editor_b, client_for):
    """The same words, and the same row, as for a number that nobody has."""
    client = client_for(editor_b)
    pages = [client.post(ADDRESS, {"cccd": cccd}) for cccd in (CCCD, "051185991234")]
    told = [page.content.decode().split("<main")[1].split("csrf")[0] for page in pages]
    assert told[0] == told[1] and [page.status_code for page in pages] == [200, 200]
    assert "Phạm Thị Hạnh" not in pages[0].content.decode()
    row = ("seek", editor_b.pk, None, 0, "••••••••1234: không có trong phạm vi được cập nhật")
    assert kept() == [row, row]


@pytest.mark.parametrize("digits", [CCCD, CCCD[4:], CCCD[-5:], "051 185 001 234"])
@pytest.mark.parametrize("page", ["/nhan-su/", "/nhan-su/tai-ve/csv/"])
def test_no_list_tells_whose_a_number_is(hanh, province_viewer, client_for, digits, page):
    """Not of the hundred numbers that fit what a list shows of somebody, either."""
    answer = client_for(province_viewer).get(page, {"q": digits})
    content = answer.getvalue() if answer.streaming else answer.content
    assert "Phạm Thị Hạnh" not in content.decode()


def test_a_number_is_taken_out_of_the_address(hanh, editor_a, province_viewer, client_for):
    answer = client_for(editor_a).get("/nhan-su/", {"q": CCCD, "sex": "female"})
    assert answer["Location"] == ADDRESS
    answer = client_for(province_viewer).get("/nhan-su/", {"q": CCCD, "sex": "female"})
    assert answer["Location"] == "/nhan-su/?sex=female"
    said = client_for(province_viewer).get(answer["Location"]).content.decode()
    assert "Phạm Thị Hạnh" in said
    answer = client_for(editor_a).get("/nhan-su/", {"q": CCCD}, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == ADDRESS


def test_the_end_of_a_number_still_finds(hanh, province_viewer, client_for):
    for digits in ("1234", "234"):
        page = client_for(province_viewer).get("/nhan-su/", {"q": digits})
        assert "Phạm Thị Hạnh" in page.content.decode()


def test_after_so_many_an_hour_nothing_is_answered(hanh, editor_a, editor_ab, client_for, caplog):
    now = timezone.now()
    for _ in range(MOST):
        seek(CCCD, by=editor_a, at=now)
    oldest = Disclosure.objects.order_by("at")[0].at
    answer = client_for(editor_a).post(ADDRESS, {"cccd": CCCD})
    again = timezone.localtime(oldest + WINDOW)
    assert answer.status_code == 429 and f"Lần sau từ {again:%H:%M}" in answer.content.decode()
    (said,) = (r.getMessage() for r in caplog.records if r.name == "personnel.pace")
    assert said == f"asked too often user={editor_a.pk} kind=seek most={MOST}"
    assert CCCD not in caplog.text
    assert len(kept()) == MOST
    assert seek(CCCD, by=editor_ab, at=now) == hanh
    with pytest.raises(TooOften):
        seek(CCCD, by=editor_a, at=oldest + WINDOW - timedelta(seconds=1))
    assert seek(CCCD, by=editor_a, at=timezone.now() + WINDOW) == hanh


def test_what_is_no_number_is_said_and_not_kept(small_province, editor_a, client_for):
    for typed in ("", "12345", "Phạm Thị Hạnh", "000000000000"):
        answer = client_for(editor_a).post(ADDRESS, {"cccd": typed})
        assert answer.status_code == 422 and "field-error" in answer.content.decode()
    assert kept() == []


def test_the_record_that_is_joined_is_not_looked_for_by_the_number(hanh, editor_a, client_for):
    other = post(person(name="Lê Văn Phổ"), "BT", MOUNTAIN).person
    page = client_for(editor_a).get(f"/nhan-su/{other.pk}/gop/", {"q": CCCD}).content.decode()
    assert "Phạm Thị Hạnh" not in page
    page = client_for(editor_a).get(f"/nhan-su/{other.pk}/gop/", {"q": "1234"}).content.decode()
    assert "Phạm Thị Hạnh" in page
