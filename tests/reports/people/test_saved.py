"""Lists saved under a name: checked, one's own, replaced by name, and never of a stale day."""

from datetime import date
from urllib.parse import parse_qs

import pytest
import time_machine
from django.db import IntegrityError, transaction

from reports.models import SavedList
from tests.factories import MOUNTAIN, TOWNSHIP, person, post

URL = "/nhan-su/luu/"


@pytest.fixture(autouse=True)
def mid_2025():
    with time_machine.travel(date(2025, 6, 2)):
        yield


@pytest.fixture
def client(editor_a, client_for):
    return client_for(editor_a)


def save(client, query, name="Nữ đảng viên"):
    return client.post(URL, {"name": name, "query": query}, follow=True)


def kept(user):
    return {saved.name: parse_qs(saved.query) for saved in SavedList.objects.of(user)}


def test_a_list_is_kept_and_opens_as_it_was(client, editor_a):
    post(person(name="Phạm Thị Hạnh", sex="female"), "BT", MOUNTAIN)
    post(person(name="Đinh Văn Lía"), "BT", TOWNSHIP)
    response = save(client, "sex=female&horizon=2030&as_of=2025-06-02&page=3&q=")
    assert "Đã lưu danh sách “Nữ đảng viên”." in response.content.decode()
    assert kept(editor_a) == {"Nữ đảng viên": {"sex": ["female"], "horizon": ["2030"]}}
    saved = SavedList.objects.get()
    opened = client.get(f"/nhan-su/?{saved.query}")
    assert [row.person.full_name for row in opened.context["rows"]] == ["Phạm Thị Hạnh"]
    assert f'<a href="/nhan-su/?{saved.query.replace("&", "&amp;")}">Nữ đảng viên</a>' in (
        opened.content.decode()
    )


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("as_of=2025-06-02", None),
        ("as_of=02/06/2025", None),
        ("", None),
        ("as_of=2024-12-31", ["2024-12-31"]),
        ("as_of=31/12/2024", ["2024-12-31"]),
    ],
)
def test_a_day_is_kept_when_it_is_another_than_today(client, editor_a, given, day):
    save(client, f"sex=male&{given}")
    assert kept(editor_a)["Nữ đảng viên"].get("as_of") == day


def test_what_is_no_filter_is_not_kept(client, editor_a):
    save(client, "sex=male&x=1&page=9&csrfmiddlewaretoken=y&sort=-name&sex=female")
    assert kept(editor_a)["Nữ đảng viên"] == {"sex": ["female"], "sort": ["-name"]}


def test_the_same_name_replaces_and_says_so(client, editor_a):
    save(client, "sex=male")
    response = save(client, "sex=female", name="  Nữ   đảng viên ")
    assert "Đã thay danh sách cùng tên" in response.content.decode()
    assert kept(editor_a) == {"Nữ đảng viên": {"sex": ["female"]}}


@pytest.mark.parametrize(
    "query",
    ["sex=x", "unit=534", "unit=99999", "age_from=x", "as_of=2025-02-30", "horizon=2040",
     "outcome=covered", "q=%00", "level=theory:9", "criterion=x"],
)  # fmt: skip
def test_what_cannot_be_opened_is_not_kept(client, query):
    response = save(client, query)
    assert response.status_code == 400
    assert "Về trang tổng quan" in response.content.decode()
    assert not SavedList.objects.exists()


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "a" * 61, "a\x00b"])
def test_a_name_that_cannot_be_kept_is_refused_in_words(client, name):
    response = save(client, "sex=male", name)
    assert response.status_code == 400
    assert "Tên danh sách" in response.content.decode()
    assert not SavedList.objects.exists()


def test_nothing_sent_is_no_server_error(client):
    assert client.post(URL).status_code == 400
    assert client.post(URL, {"name": "Tất cả"}).status_code == 302


def test_only_the_owner_sees_and_deletes_theirs(client, editor_a, editor_ab, client_for):
    save(client, "sex=male", "Của Ba Tơ")
    other = client_for(editor_ab)
    save(other, "sex=female", "Của Ba Tơ")
    mine = SavedList.objects.of(editor_a).get()
    assert [saved.user for saved in other.get("/nhan-su/").context["saved"]] == [editor_ab]
    assert other.post(f"/nhan-su/luu/{mine.pk}/xoa/").status_code == 404
    assert SavedList.objects.count() == 2
    response = client.post(f"/nhan-su/luu/{mine.pk}/xoa/", follow=True)
    assert "Đã bỏ danh sách đã lưu “Của Ba Tơ”" in response.content.decode()
    assert [saved.user for saved in SavedList.objects.all()] == [editor_ab]
    assert client.post("/nhan-su/luu/999999999999999999999/xoa/").status_code == 404


def test_readers_keep_lists_too(province_viewer, client_for):
    assert save(client_for(province_viewer), "sex=male").status_code == 200
    assert set(kept(province_viewer)) == {"Nữ đảng viên"}


def test_the_names_of_a_user_are_unique_and_not_blank(editor_a):
    SavedList.objects.create(user=editor_a, name="Một")
    for name in ("Một", ""):
        with pytest.raises(IntegrityError), transaction.atomic():
            SavedList.objects.create(user=editor_a, name=name)


class TestTicking:
    @pytest.fixture
    def gone(self, province):
        """Somebody who left Ba Tơ for Đức Phổ, and somebody who serves there."""
        post(person(name="Đinh Văn Lía"), "VPDU", MOUNTAIN)
        left = post(person(name="Lê Văn Đi"), "VPDU", MOUNTAIN, end=date(2024, 12, 31)).person
        elsewhere = "21049"
        post(left, "VPDU", elsewhere, start=date(2025, 1, 1))
        return left

    def test_only_ones_own_people_can_be_ticked(self, gone, client, province_viewer, client_for):
        page = client.get("/nhan-su/?as_of=2024-06-30")
        text = page.content.decode()
        assert 'aria-label="Chọn Đinh Văn Lía"' in text and "Lê Văn Đi" in text
        assert 'aria-label="Chọn Lê Văn Đi"' not in text
        assert "Ghi nhận lớp cho người đã chọn" in text
        text = client_for(province_viewer).get("/nhan-su/").content.decode()
        assert "Chọn Đinh" not in text and "Ghi nhận lớp" not in text

    @pytest.mark.parametrize("asked", ["", "&criterion=2025.nonspecialised.professional"])
    def test_whoever_asks_for_whatever_list(self, gone, asked, request, client_for):
        own, every = {"Đinh Văn Lía"}, {"Đinh Văn Lía", "Lê Văn Đi"}
        for who, ticked in {"editor_a": own, "viewer_a": set(), "province_admin": every}.items():
            page = client_for(request.getfixturevalue(who)).get(
                f"/nhan-su/?as_of=2024-06-30{asked}"
            )
            rows = page.context["rows"]
            assert {row.name for row in rows} == every
            assert {row.name for row in rows if row.editable} == ticked
