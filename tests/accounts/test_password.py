"""Changing one's own password."""

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
