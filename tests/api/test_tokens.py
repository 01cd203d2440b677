"""A token: who gives it out, what opens with it, how often, and until when."""

import threading
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from html import unescape

import pytest
from django.db import connection
from django.test import Client

from accounts.models import ApiToken, FailedSignIn
from accounts.tokens import checking
from accounts.tokens.checking import A_MINUTE, NotLetIn, TooOften, token_of
from accounts.tokens.secrets import digest_of
from personnel.models import Unit

LIST, ADD = "/tai-khoan/ma-truy-cap/", "/tai-khoan/ma-truy-cap/cap/"
AT = datetime(2026, 11, 29, 3, 4, 30, tzinfo=UTC)
HERE, THERE = "10.1.2.3", "10.9.9.9"


def sent(**changed):
    usual = {
        "label": "Kho dữ liệu tỉnh", "role": "province_viewer", "unit": "",
        "valid_from": "29/11/2026", "valid_to": "31/12/2026",
    }  # fmt: skip
    return usual | changed


@pytest.fixture
def admin(province_admin, client_for, time_machine):
    time_machine.move_to(AT, tick=False)
    return client_for(province_admin)


def secret_on(page):
    return unescape(page).split('<code id="secret">')[1].split("</code>")[0]


def test_an_administrator_gives_out_a_token_whose_secret_is_shown_once(admin, province_admin):
    answer = admin.post(ADD, sent())
    secret = secret_on(answer.content.decode())
    token = ApiToken.objects.get()
    assert token.sha256 == sha256(secret.encode()).hexdigest() and secret.startswith(token.prefix)
    assert (token.given_by, token.given_at, token.people) == (province_admin, AT, False)
    page = admin.get(LIST).content.decode()
    assert token.prefix in page and secret not in page and "Chưa dùng" in page
    (kept,) = token.history.all()
    assert (kept.history_user, kept.history_change_reason) == (
        province_admin, "Cấp mã truy cập API",
    )  # fmt: skip
    assert not hasattr(kept, "sha256")
    answer = Client(headers={"Authorization": f"Bearer {secret}"}).get("/api/v1/criteria")
    assert answer.status_code == 200
    assert "29/11/2026 10:04" in admin.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"role": "district_viewer"}, "Vai trò theo dõi hồ sơ phải chọn một đơn vị"),
        ({"valid_to": ""}, "id_valid_to_error"),
        ({"valid_to": "28/11/2026"}, "Ngày hết hạn đã qua."),
        ({"valid_to": "30/11/2027"}, "Thời hạn dài nhất là một năm: đến 29/11/2027."),
        ({"valid_from": "01/01/2027"}, "Ngày hết hạn phải từ ngày bắt đầu trở đi."),
        ({"role": "province_admin"}, "province_admin"),
        ({"role": "planner"}, "planner"),
        ({"label": "<b>"}, "Tên không được chứa dấu"),
    ],
)
def test_what_cannot_be_given_out(admin, changed, said):
    answer = admin.post(ADD, sent(**changed))
    assert answer.status_code == 422 and said in unescape(answer.content.decode())
    assert not ApiToken.objects.exists()


def test_a_year_to_the_day_can_be_given(admin):
    assert admin.post(ADD, sent(valid_to="29/11/2027")).status_code == 200


def test_the_password_is_asked_again(province_admin):
    client = Client()
    client.force_login(province_admin, backend="django.contrib.auth.backends.ModelBackend")
    page = client.post(ADD, sent()).content.decode()
    assert "password-again" in page and not ApiToken.objects.exists()


def test_a_token_that_is_revoked_opens_nothing_from_the_next_request_on(
    admin, province_admin, token_for
):
    token, secret = token_for()
    client = Client(headers={"Authorization": f"Bearer {secret}"})
    assert client.get("/api/v1/criteria").status_code == 200
    answer = admin.post(f"{LIST}{token.pk}/thu-hoi/", follow=True)
    assert f"Đã thu hồi mã truy cập API của {token.label}." in answer.content.decode()
    refused = client.get("/api/v1/criteria")
    assert refused.status_code == 401 and "đã bị thu hồi" in refused.json()["detail"]
    token.refresh_from_db()
    assert (token.revoked_by, token.revoked_at) == (province_admin, AT)
    assert token.history.first().history_change_reason == "Thu hồi mã truy cập API"
    again = admin.post(f"{LIST}{token.pk}/thu-hoi/", follow=True).content.decode()
    assert "đã được thu hồi trước đó" in again


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 1, 1), date(2026, 11, 28), "đã hết hạn ngày 28/11/2026"),
        (date(2026, 11, 30), date(2026, 12, 31), "dùng được từ 30/11/2026"),
    ],
)
def test_a_token_opens_nothing_outside_its_days(token_for, first, last, said):
    _, secret = token_for(first=first, last=last)
    with pytest.raises(NotLetIn, match=said):
        token_of(secret, HERE, AT)
    assert not FailedSignIn.objects.exists()


def test_both_days_of_a_token_count(token_for):
    day = date(2026, 11, 29)
    token, secret = token_for(first=day, last=day)
    assert token_of(secret, HERE, AT) == token


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer ", "Basic YTpi", "Bearer khong-co", "Token x",
               "Bearer " + "x" * 5000],
)  # fmt: skip
def test_without_a_token_nothing_is_told(db, header):
    headers = {} if header is None else {"Authorization": header}
    answer = Client(headers=headers).get("/api/v1/criteria")
    assert answer.status_code == 401 and answer["WWW-Authenticate"].startswith("Bearer")
    assert answer["Content-Type"] == "application/problem+json"
    assert set(answer.json()) == {"type", "title", "status", "detail"}


def test_a_session_opens_nothing_and_a_token_no_page(province_admin, client_for, token_for):
    client = client_for(province_admin)
    answer = client.get("/api/v1/criteria")
    assert answer.status_code == 401 and "Set-Cookie" not in answer
    _, secret = token_for()
    page = Client(headers={"Authorization": f"Bearer {secret}"}).get("/")
    assert page.status_code == 302 and page["Location"].startswith("/dang-nhap/")


def test_wrong_secrets_from_one_place_are_kept_and_then_refused_unread(token_for):
    _, secret = token_for()
    for _ in range(5):
        with pytest.raises(NotLetIn, match="không đúng"):
            token_of("cqx_doan", HERE, AT)
    with pytest.raises(TooOften) as refused:
        token_of("cqx_doan", HERE, AT)
    assert refused.value.seconds == 15 * 60 and "Thử lại từ 10:19" in refused.value.said
    kept = FailedSignIn.objects.order_by().values_list("user", "address", "kind").distinct()
    assert list(kept) == [(None, HERE, "token")] and FailedSignIn.objects.count() == 5
    with pytest.raises(NotLetIn):
        token_of("cqx_doan", THERE, AT)
    # Whoever has a token is not kept out by whoever has none.
    assert token_of(secret, HERE, AT)
    with pytest.raises(NotLetIn):
        token_of("cqx_doan", HERE, AT + timedelta(minutes=15))


def test_a_place_that_is_refused_is_told_when_to_ask_again(db, monkeypatch):
    client = Client(headers={"Authorization": "Bearer cqx_doan"})
    answers = [client.get("/api/v1/criteria") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [401] * 5 + [429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 15 * 60


def test_a_token_is_limited_by_the_minute_and_its_last_use_is_kept(token_for, monkeypatch):
    monkeypatch.setattr(checking, "A_MINUTE", 3)
    token, secret = token_for()
    for _ in range(3):
        token_of(secret, HERE, AT)
    with pytest.raises(TooOften) as refused:
        token_of(secret, HERE, AT)
    assert refused.value.seconds == 30
    token.refresh_from_db()
    assert (token.last_used, token.used) == (AT.replace(second=0), 3)
    _, other = token_for()
    assert token_of(other, HERE, AT) and token_of(secret, HERE, AT + timedelta(seconds=30))
    token.refresh_from_db()
    assert (token.last_used, token.used) == (AT.replace(minute=5, second=0), 1)
    assert token.history.count() == 1


def test_the_pace_is_told_with_when_to_ask_again(asking, monkeypatch):
    monkeypatch.setattr(checking, "A_MINUTE", 1)
    ask = asking()
    ask("criteria")
    statuses = [ask("criteria") for _ in range(2)]
    # The minute of the clock may end between the first and the others.
    assert 429 in [answer.status_code for answer in statuses]
    refused = next(answer for answer in statuses if answer.status_code == 429)
    assert 0 < int(refused["Retry-After"]) <= 60 and A_MINUTE == 120


def test_the_pace_holds_over_several_connections(reachable, token_for, monkeypatch):
    monkeypatch.setattr(checking, "A_MINUTE", 10)
    token, secret = token_for()
    found = []

    def many():
        try:
            for _ in range(8):
                try:
                    token_of(secret, HERE, AT)
                except TooOften:
                    found.append("refused")
                else:
                    found.append("let in")
        finally:
            connection.close()

    threads = [threading.Thread(target=many) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == ["let in"] * 10 + ["refused"] * 6


def test_a_token_may_what_a_user_with_its_right_may(token_for, viewer_a, province_viewer):
    for unit, user in (("535", viewer_a), ("", province_viewer)):
        whoever = token_for(unit)[0].viewer()
        for name in (
            "sees_province", "scope", "scope_units", "edits_province", "edited_units",
            "may_edit", "may_administer", "teaches", "sees_planning",
        ):  # fmt: skip
            assert getattr(whoever, name) == getattr(user, name), name
    assert Unit.objects.filter(pk__in=token_for("535")[0].viewer().scope_units).count() > 3


def test_a_secret_is_known_by_its_digest_alone(token_for):
    one, secret = token_for()
    assert one.sha256 == digest_of(secret) != digest_of(f"{secret} ")
    with pytest.raises(NotLetIn):
        token_of(one.sha256, HERE, AT)
