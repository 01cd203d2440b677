"""The pages on which administrators manage users."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from accounts.guarding.failures import keep_failure
from accounts.models import FailedSignIn, Grant, SignIn, User
from accounts.once.keys import FIELD
from personnel.models import Unit

PASSWORD = "mat-khau-thu"
ROWS = "grants-{}-{}"


@pytest.fixture
def admin(province_admin, client_for):
    return client_for(province_admin)


def unit(code):
    return Unit.objects.get(code=code, level="district")


def form(*rights, initial=0, username="ba-vi", full_name="Phạm Thị Vì", **more):
    """Return a page as it is sent: each right a dict of its cells."""
    data = {"username": username, "full_name": full_name, "email": ""}
    data |= {"grants-TOTAL_FORMS": len(rights), "grants-INITIAL_FORMS": initial}
    for at, right in enumerate(rights):
        data |= {ROWS.format(at, name): value for name, value in right.items()}
    return data | more


def right(role, district=None, **cells):
    return {"role": role, "unit": district.pk if district else "", **cells}


def shown(response):
    return " ".join(unescape(response.content.decode()).split())


def test_a_user_is_added_with_rights_and_a_temporary_password(admin, province_admin):
    a, b = unit("535"), unit("534")
    sent = form(
        right("district_editor", a, valid_from="01/03/2026", valid_to="31/12/2026"),
        right("district_viewer", b),
    )
    response = admin.post("/tai-khoan/them/", sent)
    assert response.status_code == 200 and "no-store" in response["Cache-Control"]
    password = re.search(r'id="password">([^<]+)<', response.content.decode())[1]
    user = User.objects.get(username="ba-vi")
    assert user.check_password(password) and user.must_change_password
    assert list(user.grants.values_list("role", "unit", "valid_from", "valid_to")) == [
        ("district_editor", a.pk, date(2026, 3, 1), date(2026, 12, 31)),
        ("district_viewer", b.pk, None, None),
    ]
    told = [User.history.get(id=user.pk), *Grant.history.filter(user_id=user.pk)]
    assert {(row.history_user, row.history_change_reason, row.history_type) for row in told} == {
        (province_admin, "Thêm tài khoản", "+")
    }
    assert password not in shown(admin.get(f"/tai-khoan/{user.pk}/"))


def test_a_right_of_the_political_school_has_no_unit(admin):
    refused = admin.post("/tai-khoan/them/", form(right("school", unit("535"))))
    assert refused.status_code == 422 and "Trường Chính trị, quy hoạch thì không" in shown(refused)
    assert admin.post("/tai-khoan/them/", form(right("school"))).status_code == 200
    user = User.objects.get(username="ba-vi")
    assert user.only_teaches and user.rights_in_short == ["Trường Chính trị"]
    assert "ba-vi" in shown(admin.get("/tai-khoan/?role=school"))
    assert "ba-vi" not in shown(admin.get("/tai-khoan/?role=province_viewer"))


def test_what_no_form_has_a_field_for_is_not_written(admin, editor_a):
    before = User.objects.get(pk=editor_a.pk)
    more = {"is_superuser": "on", "is_staff": "on", "is_active": "", "password": "x", "id": "1",
            "must_change_password": "on", "second_factor_since": "2026-01-01"}  # fmt: skip
    grant = editor_a.grants.get()
    cells = {"id": grant.pk, "valid_from": "", "valid_to": ""}
    row = right("district_editor", grant.unit) | cells
    sent = form(row, initial=1, username="ba-to", full_name="Tên khác", **more)
    admin.post(f"/tai-khoan/{editor_a.pk}/", sent)
    after = User.objects.get(pk=editor_a.pk)
    assert after.full_name == "Tên khác" and list(after.grants.all()) == [grant]
    for name in more:
        assert getattr(after, name) == getattr(before, name), name


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"username": "QUAN-TRI"}, "Tên đăng nhập này đã có."),
        ({"username": "co dau cach"}, "Điền tên đăng nhập hợp lệ"),
        ({"username": "bà-tơ"}, "viết không dấu"),
        ({"username": ""}, "bắt buộc"),
        ({"full_name": " "}, "bắt buộc"),
        ({"grants-0-unit": ""}, "phải có đơn vị phụ trách"),
        (
            {"grants-0-role": "province_viewer"},
            "vai trò cấp tỉnh, Trường Chính trị, quy hoạch thì không",
        ),
        ({"grants-0-valid_to": "28/02/2026"}, "Ngày hết quyền phải từ ngày bắt đầu trở đi."),
        ({"grants-0-valid_from": "3/2026"}, "Nhập đủ ngày, tháng, năm."),
        ({"grants-0-valid_from": "31/02/2026"}, "không có trong lịch"),
        ({"grants-0-role": "vua"}, "vua"),
        ({"grants-0-unit": "9" * 30}, "Hãy chọn|không có trong|hợp lệ"),
        ({"grants-TOTAL_FORMS": "abc"}, "Trang gửi lên không đầy đủ"),
        (
            {
                "grants-TOTAL_FORMS": "2",
                "grants-0-valid_from": "",
                "grants-1-role": "district_editor",
            },
            "Có hai dòng cùng một quyền không thời hạn",
        ),
    ],
)
def test_what_cannot_be_is_explained_and_nothing_written(admin, changed, complaint):
    a = unit("535")
    sent = form(right("district_editor", a, valid_from="01/03/2026"), **{"grants-1-unit": a.pk})
    response = admin.post("/tai-khoan/them/", sent | changed)
    assert response.status_code == 422
    assert re.search(complaint, shown(response))
    assert not User.objects.filter(username__in=["ba-vi", "QUAN-TRI"]).exists()


def test_a_row_is_added_by_a_button_and_nothing_is_written(admin):
    sent = form(right("district_editor", None, valid_from="đầu năm"), add="grants")
    text = shown(admin.post("/tai-khoan/them/", sent))
    assert 'name="grants-1-role"' in text and 'name="grants-2-role"' not in text
    assert 'value="đầu năm"' in text and "field-error" not in text
    assert not User.objects.filter(username="ba-vi").exists()


def test_a_user_is_changed_row_by_row_with_before_and_after(admin, province_admin, editor_a):
    kept, a = editor_a.grants.get(), unit("535")
    sent = form(
        right("district_editor", a, id=kept.pk, valid_to="30/06/2026"),
        right("district_viewer", unit("534")),
        initial=1, username="ten-khac", full_name="Đinh  Văn Tơ",
    )  # fmt: skip
    assert admin.post(f"/tai-khoan/{editor_a.pk}/", sent).status_code == 302
    editor_a.refresh_from_db()
    assert (editor_a.username, editor_a.full_name) == ("ba-to", "Đinh Văn Tơ")
    after, before = Grant.history.filter(id=kept.pk).order_by("-history_id")[:2]
    assert (before.valid_to, after.valid_to) == (None, date(2026, 6, 30))
    assert (after.history_user, after.history_change_reason) == (province_admin, "Sửa tài khoản")
    new = editor_a.grants.exclude(pk=kept.pk).get()
    gone = form(
        right("district_editor", a, id=kept.pk, valid_to="30/06/2026", DELETE="on"),
        right("district_viewer", unit("534"), id=new.pk),
        initial=2, full_name="Đinh Văn Tơ",
    )  # fmt: skip
    assert admin.post(f"/tai-khoan/{editor_a.pk}/", gone).status_code == 302
    assert editor_a.grants.get() == new
    assert Grant.history.filter(id=kept.pk).first().history_type == "-"


def test_one_s_own_last_right_stays(admin, province_admin):
    own = province_admin.grants.get()
    sent = form(right("province_admin", id=own.pk, DELETE="on"), initial=1)
    response = admin.post(f"/tai-khoan/{province_admin.pk}/", sent)
    assert response.status_code == 409
    assert "không thể tự bỏ quyền quản trị của mình" in shown(response)
    assert province_admin.grants.get() == own
    response = admin.post(
        f"/tai-khoan/{province_admin.pk}/trang-thai/", {"active": "0"}, follow=True
    )
    assert "không thể tự bỏ" in shown(response)
    province_admin.refresh_from_db()
    assert province_admin.is_active


def test_another_user_s_rows_are_not_in_reach(admin, editor_a, editor_b):
    foreign = editor_b.grants.get()
    sent = form(right("province_admin", id=foreign.pk), initial=1)
    assert admin.post(f"/tai-khoan/{editor_a.pk}/", sent).status_code == 422
    assert [user.grants.get().role for user in (editor_a, editor_b)] == ["district_editor"] * 2


def page_of(admin, user, **changed):
    """Return the fields of a user's page but its key, with these changed."""
    text = unescape(admin.get(f"/tai-khoan/{user.pk}/").content.decode())
    entry = text[text.index('id="entry"') : text.index("</form>", text.index('id="entry"'))]
    sent = {}
    for tag in re.findall(r"<input[^>]*>", entry):
        name, value = (re.search(rf' {at}="([^"]*)"', tag) for at in ("name", "value"))
        if name and name[1] != FIELD and "checkbox" not in tag:
            sent[name[1]] = value[1] if value else ""
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', entry, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[name] = chosen[1] if chosen else ""
    return sent | changed


def test_a_page_left_open_brings_no_ended_right_back(admin, editor_a):
    grant = editor_a.grants.get()
    stale = page_of(admin, editor_a, full_name="Đinh Văn Tơ")
    wider = stale | {"grants-0-valid_from": "01/01/2026"}
    editor_a.grants.update(valid_to=date(2026, 6, 30))
    assert admin.post(f"/tai-khoan/{editor_a.pk}/", stale).status_code == 302
    grant.refresh_from_db()
    assert grant.valid_to == date(2026, 6, 30)
    response = admin.post(f"/tai-khoan/{editor_a.pk}/", wider)
    assert response.status_code == 422 and "Vừa được người khác sửa" in shown(response)
    grant.delete()
    response = admin.post(f"/tai-khoan/{editor_a.pk}/", stale)
    assert response.status_code == 422 and "Có quyền đã bị xóa" in shown(response)
    assert not editor_a.grants.exists()


def test_who_is_stopped_is_out_at_once_and_may_come_back(admin, editor_a, client_for):
    theirs = client_for(editor_a)
    assert theirs.get("/").status_code == 200
    admin.post(f"/tai-khoan/{editor_a.pk}/trang-thai/", {"active": "0"})
    assert theirs.get("/")["Location"].startswith("/dang-nhap/")
    client = Client()
    client.post("/dang-nhap/", {"username": "ba-to", "password": PASSWORD})
    assert client.get("/").status_code == 302
    admin.post(f"/tai-khoan/{editor_a.pk}/trang-thai/", {"active": "1"})
    client.post("/dang-nhap/", {"username": "ba-to", "password": PASSWORD})
    assert client.get("/").status_code == 200
    reasons = User.history.filter(id=editor_a.pk).values_list("history_change_reason", flat=True)
    assert list(reasons)[:2] == ["Cho sử dụng lại tài khoản", "Ngừng sử dụng tài khoản"]


def test_a_temporary_password_replaces_the_old_one_and_must_be_changed(admin, editor_a):
    theirs = Client()
    theirs.post("/dang-nhap/", {"username": "ba-to", "password": PASSWORD})
    response = admin.post(f"/tai-khoan/{editor_a.pk}/mat-khau/")
    assert "no-store" in response["Cache-Control"]
    password = re.search(r'id="password">([^<]+)<', response.content.decode())[1]
    assert theirs.get("/")["Location"].startswith("/dang-nhap/")
    for wrong in (PASSWORD, "sai"):
        theirs.post("/dang-nhap/", {"username": "ba-to", "password": wrong})
    response = theirs.post("/dang-nhap/", {"username": "ba-to", "password": password}, follow=True)
    assert response.redirect_chain[-1][0] == "/doi-mat-khau/"
    for path in ("/", "/nhan-su/", "/phien-dang-nhap/", "/nhan-su/them/"):
        assert theirs.get(path)["Location"] == "/doi-mat-khau/", path
    htmx = theirs.get("/nhan-su/", headers={"HX-Request": "true"})
    assert htmx["HX-Redirect"] == "/doi-mat-khau/"
    change = {"old_password": password, "new_password1": password, "new_password2": password}
    assert "phải khác mật khẩu đang dùng" in shown(theirs.post("/doi-mat-khau/", change))
    new = {"new_password1": "Nang-tren-dong-lua-26", "new_password2": "Nang-tren-dong-lua-26"}
    assert theirs.post("/doi-mat-khau/", change | new).status_code == 302
    assert theirs.get("/").status_code == 200
    editor_a.refresh_from_db()
    assert not editor_a.must_change_password


def test_an_administrator_unlocks_a_sign_in(admin, editor_a):
    locked = Client()
    for _ in range(5):
        locked.post("/dang-nhap/", {"username": "ba-to", "password": "sai"})
    assert "Khóa đăng nhập đến" in shown(admin.get("/tai-khoan/?state=locked"))
    right_one = {"username": "ba-to", "password": PASSWORD}
    assert locked.post("/dang-nhap/", right_one).status_code == 429
    assert "Bị khóa đăng nhập đến" in shown(admin.get(f"/tai-khoan/{editor_a.pk}/"))
    assert "Đã mở khóa" in shown(admin.post(f"/tai-khoan/{editor_a.pk}/mo-khoa/", follow=True))
    assert locked.post("/dang-nhap/", right_one).status_code == 302
    assert "Không có tài khoản nào" in shown(admin.get("/tai-khoan/?state=locked"))
    assert User.history.filter(id=editor_a.pk).first().history_change_reason == "Mở khóa đăng nhập"


def test_an_administrator_ends_every_session_of_a_user(admin, editor_a):
    browsers = [Client(), Client()]
    for browser in browsers:
        browser.post("/dang-nhap/", {"username": "ba-to", "password": PASSWORD})
    assert "2 phiên" in shown(admin.get(f"/tai-khoan/{editor_a.pk}/"))
    response = admin.post(f"/tai-khoan/{editor_a.pk}/ket-thuc-phien/", follow=True)
    assert "Đã kết thúc 2 phiên đăng nhập." in shown(response)
    for browser in browsers:
        assert browser.get("/").status_code == 302
    assert admin.get("/").status_code == 200


@pytest.fixture
def users(province_admin, editor_a, editor_b, viewer_a, stranger):
    User.objects.filter(pk=editor_b.pk).update(is_active=False)
    User.objects.filter(pk=editor_a.pk).update(full_name="Đinh Văn Tơ")
    now = timezone.now()
    SignIn.objects.create(user=viewer_a, started=now, last_seen=now)
    for _ in range(5):
        keep_failure(viewer_a.username, "10.0.0.9", FailedSignIn.Kind.PASSWORD, now)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"quan-tri", "ba-to", "duc-pho", "xem-ba-to", "nguoi-la"}),
        ("q=dinh+to", {"ba-to"}),
        ("q=XEM", {"xem-ba-to"}),
        ("q=khong+ai", set()),
        ("role=district_editor", {"ba-to", "duc-pho"}),
        ("district=535", {"ba-to", "xem-ba-to"}),
        ("district=535&role=district_viewer", {"xem-ba-to"}),
        ("unit=535", {"ba-to", "xem-ba-to"}),
        # A commune is in the hands of whoever has its district.
        ("unit=21487", {"ba-to", "xem-ba-to"}),
        ("unit=534&role=district_viewer", set()),
        ("state=active", {"quan-tri", "ba-to", "xem-ba-to", "nguoi-la"}),
        ("state=inactive", {"duc-pho"}),
        ("state=locked", {"xem-ba-to"}),
        ("state=without", {"nguoi-la"}),
    ],
)
def test_the_list_finds(admin, users, query, found):
    text = shown(admin.get(f"/tai-khoan/?{query}"))
    assert set(re.findall(r"</th> <td>([^<]+)</td>", text)) == found
    assert f"<strong>{len(found)}</strong> tài khoản" in text


@pytest.mark.parametrize(
    "query",
    ["role=vua", "unit=999", "district=999", "state=x", "q=%00", "district=%00", f"q={'a' * 101}"],
)
def test_a_filter_that_cannot_be_read_is_named(admin, query):
    assert admin.get(f"/tai-khoan/?{query}").status_code == 400


def test_the_list_comes_fifty_a_page_its_filters_kept(admin, province_admin):
    User.objects.bulk_create(User(username=f"xa-{n:02}") for n in range(60))
    first = shown(admin.get("/tai-khoan/?q=xa&state=without"))
    assert "<strong>60</strong> tài khoản" in first and first.count("</th> <td>xa-") == 50
    assert 'href="?q=xa&state=without&page=2"' in first
    assert shown(admin.get("/tai-khoan/?q=xa&page=2")).count("</th> <td>xa-") == 10
    for none in ("0", "x", "9" * 40):
        assert admin.get(f"/tai-khoan/?page={none}").status_code == 200


def test_a_lock_that_has_passed_is_none(admin, users):
    past = timezone.now() - timedelta(minutes=16)
    FailedSignIn.objects.update(at=past)
    assert "Khóa đăng nhập đến" not in shown(admin.get("/tai-khoan/"))


def test_as_many_queries_for_more_users(admin, users, django_assert_max_num_queries):
    with django_assert_max_num_queries(11) as few:
        admin.get("/tai-khoan/")
    for number in range(10):
        user = User.objects.create_user(f"them-{number}")
        user.grants.create(role="district_viewer", unit=unit("534"))
    with django_assert_max_num_queries(11) as more:
        admin.get("/tai-khoan/")
    assert len(more) == len(few)
