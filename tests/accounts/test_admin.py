"""Only the province's administrators reach users and reference data."""

import pytest

from personnel.models import Unit

PAGES = [
    "/admin/accounts/user/",
    "/admin/accounts/user/add/",
    "/admin/personnel/unit/",
    "/admin/personnel/title/",
    "/admin/personnel/ethnicity/",
    "/admin/personnel/dossiercount/",
    "/admin/personnel/dossiercount/add/",
]


def as_staff(user):
    user.is_staff = True
    user.save()
    return user


@pytest.mark.parametrize("url", PAGES)
def test_administrators_alone(province_admin, province_viewer, editor_a, client_for, url):
    assert client_for(as_staff(province_admin)).get(url).status_code == 200
    for user in (province_viewer, editor_a):
        assert client_for(user).get(url).status_code == 302
        assert client_for(as_staff(user)).get(url).status_code == 403


def test_an_administrator_confirms_terrain_with_the_decision(province_admin, client_for):
    unit = Unit.objects.filter(terrain_confirmed=False, level="commune").first()
    response = client_for(as_staff(province_admin)).post(
        f"/admin/personnel/unit/{unit.pk}/change/",
        {
            "code": unit.code,
            "name": unit.name,
            "level": unit.level,
            "kind": unit.kind,
            "parent": unit.parent_id,
            "terrain": "mountain",
            "terrain_confirmed": "on",
            "terrain_decision": "12/QĐ-UBND",
        },
    )
    assert response.status_code == 302
    unit.refresh_from_db()
    assert unit.terrain == "mountain" and unit.terrain_decision == "12/QĐ-UBND"
    assert unit.history.latest().history_user == province_admin
