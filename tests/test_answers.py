"""What every answer of the portal carries, whatever is asked for and however it ends."""

from html import unescape

import pytest
from django.test import Client

from tests.factories import person, post

POLICY = {
    "default-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
MARKUP = '"><img src=x onerror=alert(1)>'
ANSWERS = {
    "/": 200,
    "/nhan-su/tai-ve/csv/": 200,
    "/nhan-su/tai-ve/xlsx/": 200,
    "/khong-co/": 404,
    "/dang-xuat/": 405,
    "/?as_of=x": 400,
    "/dang-nhap/": 302,
}


@pytest.fixture
def client(client_for, province_viewer, settings):
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    return client_for(province_viewer)


def bounds(answer):
    """Return the policy of an answer as what is allowed of each kind."""
    parts = (part.split(" ", 1) for part in answer["Content-Security-Policy"].split("; "))
    return dict(parts)


@pytest.mark.parametrize(("path", "status"), ANSWERS.items())
def test_a_browser_is_told_what_it_may_do_with_an_answer(client, path, status):
    answer = client.get(path, secure=True)
    assert answer.status_code == status
    assert bounds(answer).items() >= POLICY.items()
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Strict-Transport-Security"] == "max-age=31536000"
    assert "no-store" in answer["Cache-Control"]


def test_so_is_a_method_that_no_page_takes(client):
    answer = client.delete("/", secure=True)
    assert answer.status_code == 405 and bounds(answer).items() >= POLICY.items()


@pytest.mark.parametrize("path", ANSWERS)
def test_a_text_says_how_it_is_written(client, path):
    kind = client.get(path)["Content-Type"]
    assert not kind.startswith("text/") or kind.endswith("; charset=utf-8")


def test_what_is_taken_away_is_saved_and_not_shown(client):
    for form in ("csv", "xlsx"):
        given = client.get(f"/nhan-su/tai-ve/{form}/")["Content-Disposition"]
        assert given.startswith("attachment; filename=") and given.isascii()


def test_no_other_site_is_let_in(client):
    answer = client.get("/", headers={"Origin": "https://la.example"})
    assert not [name for name in answer.headers if name.startswith("Access-Control-")]
    strict = Client(enforce_csrf_checks=True)
    token = strict.get("/dang-nhap/").cookies["csrftoken"].value
    sent = {"username": "x", "password": "y", "csrfmiddlewaretoken": token}
    for headers, status in (({}, 200), ({"Origin": "https://la.example"}, 403)):
        assert strict.post("/dang-nhap/", sent, headers=headers).status_code == status


def test_cookies_are_for_no_script_and_no_other_site(province_viewer):
    browser = Client()
    browser.get("/dang-nhap/")
    browser.post("/dang-nhap/", {"username": "theo-doi", "password": "mat-khau-thu"})
    assert set(browser.cookies) == {"sessionid", "csrftoken"}
    for cookie in browser.cookies.values():
        assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/"
        assert not cookie["domain"]


@pytest.mark.parametrize("after", ["https://la.example/", "//la.example", "javascript:alert(1)"])
def test_signing_in_leads_to_no_other_site(province_viewer, after):
    sent = {"username": "theo-doi", "password": "mat-khau-thu", "next": after}
    answer = Client().post("/dang-nhap/", sent)
    assert answer.status_code == 302 and answer["Location"] == "/"


def test_markup_is_shown_as_the_text_that_it_is(client_for, province_admin):
    """Also in a name, which no form takes with it."""
    client, who = client_for(province_admin), person(name=f"Phạm {MARKUP}", note=MARKUP)
    post(who)
    assert MARKUP in unescape(client.get(f"/nhan-su/{who.pk}/").content.decode())
    for path in (
        f"/nhan-su/?q={MARKUP}",
        f"/nhan-su/{who.pk}/",
        f"/nhan-su/{who.pk}/sua/",
        f"/tim/?q={MARKUP}",
    ):
        page = client.get(path).content.decode()
        assert "<img src=x" not in page, path
    assert MARKUP in unescape(client.get(f"/nhan-su/?q={MARKUP}").content.decode())


def test_a_form_is_not_filled_in_by_an_address(province_viewer):
    """Nobody is signed in by a link, nor by two of one name in place of one."""
    sent = {"username": "theo-doi", "password": "mat-khau-thu"}
    by_address = "/dang-nhap/?username=theo-doi&password=mat-khau-thu"
    assert Client().post(by_address).status_code == 200
    assert Client().get(by_address).status_code == 200
    assert (
        Client().post("/dang-nhap/", sent | {"password": ["sai", "mat-khau-thu"]}).status_code
        == 302
    )
    assert (
        Client().post("/dang-nhap/", sent | {"password": ["mat-khau-thu", "sai"]}).status_code
        == 200
    )


def test_signing_out_has_the_browser_forget(client):
    answer = client.post("/dang-xuat/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/chi-tieu/").status_code == 302


@pytest.mark.parametrize("typed", [".", ".*", "(", "[a-", "\\\\", "^P", "%", "_", "a{9999}"])
def test_a_sign_of_a_pattern_is_a_letter_like_others(client, typed):
    post(person(name="Phạm Thị Hạnh"))
    answer = client.get("/nhan-su/", {"q": typed})
    assert answer.status_code == 200 and "Phạm Thị Hạnh" not in answer.content.decode()


@pytest.mark.parametrize("path", ["/", "/nhan-su/", "/tai-khoan/", "/khong-co/", "/admin/"])
def test_signing_out_is_on_every_page(client_for, province_admin, path):
    page = client_for(province_admin).get(path).content.decode()
    assert '<form method="post" action="/dang-xuat/"' in page and "Đăng xuất" in page
