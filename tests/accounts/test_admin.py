"""Only the province's administrators reach reference data in the admin."""

import pytest
from django.test import Client

from personnel.models import Unit
from tests.forms import fields_of

PAGES = [
    "/admin/personnel/unit/",
    "/admin/personnel/title/",
    "/admin/personnel/ethnicity/",
    "/admin/personnel/dossiercount/",
    "/admin/personnel/dossiercount/add/",
]


@pytest.mark.parametrize("url", PAGES)
def test_administrators_alone(province_admin, province_viewer, editor_a, client_for, url):
    assert client_for(province_admin).get(url).status_code == 200
    for user in (province_viewer, editor_a):
        user.is_staff = True
        user.save()
        assert client_for(user).get(url).status_code == 404


def test_the_admin_has_no_sign_in_of_its_own(province_admin):
    response = Client().get("/admin/personnel/unit/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/dang-nhap/?next=/admin/personnel/unit/")


def test_an_administrator_confirms_terrain_with_the_decision(province_admin, client_for):
    unit = Unit.objects.filter(terrain_confirmed=False, level="commune").first()
    client, address = client_for(province_admin), f"/admin/personnel/unit/{unit.pk}/change/"
    shown = fields_of(client.get(address), "unit_form")
    confirmed = {"terrain": "mountain", "terrain_confirmed": "on"}
    response = client.post(address, shown | confirmed | {"terrain_decision": "12/QĐ-UBND"})
    assert response.status_code == 302
    unit.refresh_from_db()
    assert unit.terrain == "mountain" and unit.terrain_decision == "12/QĐ-UBND"
    assert unit.history.latest().history_user == province_admin
