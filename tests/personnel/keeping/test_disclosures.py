"""Personal data given out is kept, once each time; a masked number was not given out."""

import pytest

from personnel.keeping.disclosing import disclose_list
from personnel.models import Disclosure, Unit
from tests.factories import MOUNTAIN, person, post

CCCD, MASKED = "051185001234", "••••••••1234"
LENS = "horizon=2030&as_of=2025-12-31"


@pytest.fixture
def hanh(province):
    return post(person(name="Phạm Thị Hạnh", sex="female", cccd=CCCD), "BT", MOUNTAIN).person


def kept():
    """What was kept besides that pages were opened."""
    rows = Disclosure.objects.exclude(kind=Disclosure.Kind.OPENED).order_by("pk")
    return list(rows.values_list("kind", "user", "person", "people"))


def test_a_masked_look_shows_and_keeps_nothing(hanh, province_admin, viewer_a, client_for):
    for user in (province_admin, viewer_a):
        for url in (f"/nhan-su/{hanh.pk}/", f"/nhan-su/{hanh.pk}/thay-doi/", "/nhan-su/?q=1234"):
            text = client_for(user).get(url).content.decode()
            assert CCCD not in text, url
    assert MASKED in text and kept() == []


def test_only_whoever_may_edit_is_offered_the_number(hanh, editor_a, viewer_a, client_for):
    address = f"/nhan-su/{hanh.pk}/cccd/"
    assert address in client_for(editor_a).get(f"/nhan-su/{hanh.pk}/").content.decode()
    assert address not in client_for(viewer_a).get(f"/nhan-su/{hanh.pk}/").content.decode()


def test_opening_the_number_keeps_who_and_whose(hanh, editor_a, client_for):
    response = client_for(editor_a).post(f"/nhan-su/{hanh.pk}/cccd/?{LENS}")
    text = response.content.decode()
    assert CCCD in text and "<h1>Phạm Thị Hạnh</h1>" in text and "Mục tiêu 2030" in text
    assert "no-store" in response["Cache-Control"]
    assert kept() == [("cccd", editor_a.pk, hanh.pk, 1)]
    assert Disclosure.objects.get().detail == "Phạm Thị Hạnh: xem trên trang hồ sơ"


def test_htmx_gets_the_number_alone(hanh, editor_a, client_for):
    response = client_for(editor_a).post(
        f"/nhan-su/{hanh.pk}/cccd/", headers={"HX-Request": "true"}
    )
    assert response.content.decode().split() == [CCCD]
    assert len(kept()) == 1


def test_others_are_told_nothing_and_nothing_is_kept(hanh, editor_b, viewer_a, client_for):
    for user in (editor_b, viewer_a):
        response = client_for(user).post(f"/nhan-su/{hanh.pk}/cccd/")
        assert response.status_code == 404 and CCCD not in response.content.decode()
    assert kept() == []


def test_the_form_that_carries_the_number_is_kept_when_opened(hanh, editor_a, client_for):
    client = client_for(editor_a)
    assert CCCD in client.get(f"/nhan-su/{hanh.pk}/sua/").content.decode()
    assert kept() == [("cccd", editor_a.pk, hanh.pk, 1)]
    client.post(f"/nhan-su/{hanh.pk}/sua/", {})
    assert len(kept()) == 1


def test_where_there_is_no_number_nothing_is_given_out(province, editor_a, client_for):
    without = post(person(name="Không Số"), "TCKT", MOUNTAIN).person
    client = client_for(editor_a)
    assert "/cccd/" not in client.get(f"/nhan-su/{without.pk}/").content.decode()
    assert client.post(f"/nhan-su/{without.pk}/cccd/").status_code == 200
    client.get(f"/nhan-su/{without.pk}/sua/")
    assert kept() == []


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_list_taken_away_is_kept_in_words(hanh, editor_a, client_for, form):
    post(person(name="Lê Văn Sổ"), "TCKT", MOUNTAIN)
    client = client_for(editor_a)
    query = f"{LENS}&unit={MOUNTAIN}&criterion=2025.key.theory&outcome=unmet&sex=female"
    taken = b"".join(client.get(f"/nhan-su/tai-ve/{form}/?{query}"))
    assert taken and CCCD.encode() not in taken
    assert kept() == [("list", editor_a.pk, None, 1)]
    commune = Unit.objects.get(code=MOUNTAIN)
    detail = Disclosure.objects.get().detail
    for words in (str(commune), "ngày 31/12/2025", "Giới tính: Nữ", "Lý luận chính trị: trung cấp",
                  "Chưa đạt hoặc chưa có thông tin"):  # fmt: skip
        assert words in detail
    assert {"xlsx": "tệp Excel", "csv": "tệp CSV"}[form] in detail


def test_a_list_that_cannot_be_asked_for_is_not_given_out(hanh, editor_a, client_for):
    client = client_for(editor_a)
    assert client.get("/nhan-su/tai-ve/pdf/").status_code == 404
    assert client.get("/nhan-su/tai-ve/csv/?sex=x").status_code == 400
    assert kept() == []


def test_a_long_question_is_kept_as_far_as_it_fits(province_admin):
    disclose_list(3, by=province_admin, asked="x" * 600)
    detail = Disclosure.objects.get().detail
    assert len(detail) == 500 and detail.endswith("x…")
