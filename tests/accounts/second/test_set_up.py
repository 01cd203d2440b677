"""Setting a second factor up, required or not; new recovery codes; who takes it away."""

import re
from html import unescape
from io import StringIO
from urllib.parse import unquote

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import RecoveryCode, SecondFactor
from accounts.users.managing import give_temporary_password
from tests.accounts.second.conftest import NOON, shown_by

PASSWORD = "mat-khau-thu"
PAGE = "/xac-thuc-hai-lop/"


def text(response):
    return " ".join(unescape(response.content.decode()).split())


def secret_on(page):
    return re.search(r'id="secret">([A-Z2-7]{32})<', page.content.decode())[1]


def codes_on(page):
    return re.findall(r"<code>(\w{4}-\w{4}-\w{4})</code>", page.content.decode())


def signed_in(username):
    browser = Client()
    browser.post("/dang-nhap/", {"username": username, "password": PASSWORD})
    return browser


def test_it_is_set_up_with_the_first_code_and_gives_recovery_codes_once(
    clock, editor_a, client_for
):
    client, other = client_for(editor_a), signed_in("ba-to")
    page = client.get(PAGE)
    assert "no-store" in page["Cache-Control"]
    secret = secret_on(page)
    assert secret_on(client.get(PAGE)) == secret, "opened again it is the same"
    wrong = client.post(PAGE, {"code": "000000"})
    assert wrong.status_code == 422 and secret_on(wrong) == secret
    assert not SecondFactor.objects.exists()
    done = client.post(PAGE, {"code": shown_by(secret, NOON)})
    assert len(set(codes_on(done))) == 10 and "Đã bật xác thực hai lớp" in text(done)
    assert client.get("/chi-tieu/").status_code == 200
    assert other.get("/chi-tieu/").status_code == 302, "other browsers are signed out"
    after = client.get(PAGE)
    assert not codes_on(after) and secret not in text(after) and "còn 10 mã" in text(after)
    editor_a.refresh_from_db()
    assert editor_a.second_factor_since == NOON
    assert editor_a.history.first().history_change_reason == "Bật xác thực hai lớp"
    clock.shift(20)
    assert client.post("/dang-xuat/") and signed_in("ba-to").get("/").status_code == 302


def test_the_picture_holds_the_secret_and_needs_nothing_from_outside(editor_a, client_for):
    page = client_for(editor_a).get(PAGE)
    picture = re.search(r'<img src="(data:image/svg\+xml[^"]+)"', page.content.decode())[1]
    assert "<svg" in unquote(unescape(picture)) and "<script" not in unquote(picture)
    assert "img-src 'self' data:" in page["Content-Security-Policy"]


def test_the_secrets_of_two_users_differ(editor_a, editor_b, client_for):
    assert secret_on(client_for(editor_a).get(PAGE)) != secret_on(client_for(editor_b).get(PAGE))


def test_new_recovery_codes_take_the_place_of_all_old_ones(phone, editor_a, client_for):
    client = client_for(editor_a)
    codes = codes_on(client.post(f"{PAGE}ma-du-phong/"))
    assert len(codes) == 10 and not set(codes) & set(phone.recovery)
    assert RecoveryCode.objects.count() == 10
    assert editor_a.history.first().history_change_reason == "Cấp lại mã dự phòng"


def test_one_turns_it_off_oneself(phone, editor_a, client_for):
    client, other = client_for(editor_a), Client()
    other.force_login(editor_a, backend="django.contrib.auth.backends.ModelBackend")
    assert other.get("/chi-tieu/").status_code == 200
    answer = client.post(f"{PAGE}tat/", follow=True)
    assert other.get("/chi-tieu/").status_code == 302, "other browsers are signed out"
    assert "Đã tắt" in text(answer) and secret_on(answer) != phone.secret
    editor_a.refresh_from_db()
    assert editor_a.second_factor_since is None and not SecondFactor.objects.exists()
    assert signed_in("ba-to").get("/chi-tieu/").status_code == 200
    assert "không có xác thực hai lớp" in text(client.post(f"{PAGE}tat/", follow=True))
    assert "chưa bật" in text(client.post(f"{PAGE}ma-du-phong/", follow=True))


def test_an_administrator_takes_it_away_from_who_lost_the_phone(
    phone, editor_a, province_admin, client_for
):
    admin, theirs = client_for(province_admin), client_for(editor_a)
    page = f"/tai-khoan/{editor_a.pk}/"
    assert "Bỏ xác thực hai lớp" in text(admin.get(page))
    answer = admin.post(f"{page}bo-xac-thuc-hai-lop/", follow=True)
    assert "Đã bỏ xác thực hai lớp" in text(answer) and "chưa bật" in text(answer)
    assert not SecondFactor.objects.exists()
    assert signed_in("ba-to").get("/chi-tieu/").status_code == 200
    last = editor_a.history.first()
    assert last.history_user == province_admin
    assert last.history_change_reason == "Bỏ xác thực hai lớp của người dùng"
    log = text(admin.get("/nhat-ky/?how=hai+lớp"))
    assert "Bỏ xác thực hai lớp của người dùng" in log
    assert theirs.get("/chi-tieu/").status_code in (200, 302)
    again = admin.post(f"{page}bo-xac-thuc-hai-lop/", follow=True)
    assert "không có xác thực hai lớp" in text(again)


def test_a_temporary_password_does_not_go_past_it(phone, editor_a, province_admin):
    given = give_temporary_password(editor_a, by=province_admin, at=NOON)
    browser = Client()
    answer = browser.post("/dang-nhap/", {"username": "ba-to", "password": given})
    assert answer["Location"] == "/dang-nhap/ma/"
    assert browser.get("/doi-mat-khau/").status_code == 302
    browser.post("/dang-nhap/ma/", {"code": phone.shows()})
    assert browser.get("/chi-tieu/")["Location"] == "/doi-mat-khau/"


def test_on_the_server_it_is_taken_away_where_no_administrator_can_sign_in(phone, editor_a):
    told = StringIO()
    call_command("reset_second_factor", "ba-to", stdout=told)
    assert "Đã bỏ xác thực hai lớp của ba-to" in told.getvalue()
    assert not SecondFactor.objects.exists()
    reason = editor_a.history.first().history_change_reason
    assert reason == "Bỏ xác thực hai lớp trên máy chủ"
    for name in ("ba-to", "khong-co"):
        with pytest.raises(CommandError):
            call_command("reset_second_factor", name)


@pytest.mark.parametrize("path", ["/", "/nhan-su/", "/tai-khoan/", "/admin/", "/phien-dang-nhap/"])
def test_an_administrator_sets_it_up_first_where_it_is_required(
    clock, province_admin, client_for, settings, path
):
    client = client_for(province_admin)
    assert client.get(path).status_code == 200
    settings.TWO_FACTORS_REQUIRED = True
    assert client.get(path)["Location"] == PAGE
    page = client.get(PAGE)
    assert "phải bật xác thực hai lớp" in text(page)
    client.post(PAGE, {"code": shown_by(secret_on(page), NOON)})
    assert client.get(path).status_code == 200


def test_it_is_required_of_administrators_alone(province_viewer, editor_a, client_for, settings):
    settings.TWO_FACTORS_REQUIRED = True
    for user in (province_viewer, editor_a):
        assert client_for(user).get("/chi-tieu/").status_code == 200


def test_it_is_required_of_everybody_where_the_province_says_so(
    clock, province_viewer, editor_a, client_for, settings
):
    settings.TWO_FACTORS_OF_EVERYBODY = True
    for user in (province_viewer, editor_a):
        client = client_for(user)
        assert client.get("/chi-tieu/")["Location"] == PAGE
        page = client.get(PAGE)
        assert "Tài khoản này phải bật xác thực hai lớp" in text(page)
        client.post(PAGE, {"code": shown_by(secret_on(page), NOON)})
        assert client.get("/chi-tieu/").status_code == 200


def test_a_temporary_password_is_changed_before_it_is_set_up(province_admin, client_for, settings):
    settings.TWO_FACTORS_REQUIRED = True
    province_admin.must_change_password = True
    province_admin.save()
    client = client_for(province_admin)
    for path in ("/", PAGE):
        assert client.get(path)["Location"] == "/doi-mat-khau/"
    assert client.post("/phien-dang-nhap/tiep-tuc/").status_code == 204, "the session goes on"
