"""Changing one's own password."""

import re

import pytest
from django.test import Client

NEW = "Nang-tren-dong-lua-26"


def change(client, old, new, again=None):
    data = {"old_password": old, "new_password1": new, "new_password2": again or new}
    return client.post("/doi-mat-khau/", data, follow=True)


def test_the_new_password_takes_the_place_of_the_old(province_viewer, client_for):
    response = change(client_for(province_viewer), "mat-khau-thu", NEW)
    assert "Đã đổi mật khẩu" in response.content.decode()
    province_viewer.refresh_from_db()
    assert province_viewer.check_password(NEW)


def test_a_wrong_old_or_a_weak_new_one_is_explained(province_viewer, client_for):
    client = client_for(province_viewer)
    for old, new in (("sai", NEW), ("mat-khau-thu", "12345678")):
        response = change(client, old, new)
        assert "field-error" in response.content.decode()
    province_viewer.refresh_from_db()
    assert province_viewer.check_password("mat-khau-thu")


LONG = "Cầu tre lắc lư, gió đưa cành trúc la đà; tiếng chuông chùa vọng qua sông. " * 2


@pytest.mark.parametrize(
    "password", [LONG, "  hai dấu cách mỗi đầu  ", "Ễnh ương ộp oạp 🐸", "q92g-7myv-yrw9"]
)
def test_it_is_taken_as_it_was_typed_however_long(province_viewer, client_for, password):
    change(client_for(province_viewer), "mat-khau-thu", password)
    others = {password[:-1], password.swapcase(), password[:64], f"{password} "} - {password}
    for typed, status in ((password, 302), *((other, 200) for other in others)):
        sent = {"username": "theo-doi", "password": typed}
        assert Client().post("/dang-nhap/", sent).status_code == status, typed


@pytest.mark.parametrize(
    ("path", "kinds"),
    [("/dang-nhap/", ["current"]), ("/doi-mat-khau/", ["current", "new", "new"])],
)
def test_it_is_hidden_and_a_keeper_of_passwords_may_fill_it_in(
    province_viewer, client_for, path, kinds
):
    client = client_for(province_viewer) if kinds[1:] else Client()
    fields = re.findall(r"<input[^>]*password[^>]*>", client.get(path).content.decode())
    assert [re.search('autocomplete="(\\w+)-password"', field)[1] for field in fields] == kinds
    assert all('type="password"' in field and "maxlength" not in field for field in fields)
