"""A unit stands where it can: under one in force, alone under its code, and never under people."""

from datetime import date
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from personnel.models import DossierCount, Title, Unit
from personnel.reference import load_reference
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, person, post
from tests.forms import fields_of

EVE, DAY = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture
def unit(small_province):
    return Unit.objects.get(code=MOUNTAIN)


def a_unit(**facts):
    usual = {"code": "99999", "name": "Xã Thử", "level": "commune", "kind": "xã"}
    return Unit(**usual | {"parent": Unit.objects.get(code="535")} | facts)


def refused(record, **facts):
    """Return the errors by field when `facts` are put on a record."""
    for name, value in facts.items():
        setattr(record, name, value)
    with pytest.raises(ValidationError) as told:
        record.full_clean()
    return told.value.message_dict


def test_nobody_is_left_in_a_unit_that_ends(unit, save, province_admin, client_for, read):
    who = post(person(name="Phạm Văn Ở"), unit=MOUNTAIN).person
    post(person(name="Phạm Văn Về"), "TCKT", unit=MOUNTAIN, end=EVE)
    post(person(name="Phạm Văn Sắp"), "VPDU", unit=MOUNTAIN, start=date(2026, 1, 1))
    told, errors = save(unit, valid_to="30/06/2025")
    (error,) = errors["valid_to"]
    assert told == [] and error.startswith("Còn 2 người giữ chức danh tại đây sau ngày 30/06/2025.")
    url = f"/admin/personnel/unit/{unit.pk}/holders/?after=2025-06-30"
    assert f'<a href="{url}">' in error
    page = read(client_for(province_admin), url)
    assert "2 người giữ chức danh sau ngày 30/06/2025" in page
    assert f"/nhan-su/{who.pk}/" in page and "Phạm Văn Sắp" in page and "Văn Về" not in page
    unit.refresh_from_db()
    assert unit.valid_to is None


def test_a_unit_ends_on_the_last_day_of_the_last_who_serves(unit, save):
    post(person(), unit=MOUNTAIN, end=EVE)
    told, errors = save(unit, valid_to="30/06/2025")
    assert (told, errors) == (
        ["Đã lưu Xã Ba Điền: có hiệu lực đến hết ngày 30 tháng 6 năm 2025."],
        {},
    )


def test_a_district_does_not_end_before_its_communes(unit, save):
    post(person(), unit=MOUNTAIN)
    _, errors = save(unit.parent, valid_to="30/06/2025")
    units, people = errors["valid_to"]
    assert units.startswith("Còn 3 đơn vị trực thuộc có hiệu lực ngoài thời gian này: ")
    assert f'<a href="/admin/personnel/unit/?parent__id__exact={unit.parent_id}">' in units
    assert people.startswith("Còn 1 người giữ chức danh tại đây sau ngày 30/06/2025.")
    Unit.objects.filter(parent=unit.parent).update(valid_to=EVE)
    _, errors = save(unit.parent, valid_to="30/06/2025")
    assert list(errors["valid_to"]) == [people]


def test_what_ended_in_some_other_way_can_be_put_right_meanwhile(unit, save):
    post(person(), unit=MOUNTAIN)
    Unit.objects.filter(pk=unit.pk).update(valid_to=EVE)
    unit.refresh_from_db()
    _, errors = save(unit, terrain="lowland")
    assert not errors
    _, errors = save(unit, valid_to="31/12/2025")
    assert not errors
    _, errors = save(unit, valid_to="30/06/2025")
    assert errors["valid_to"]


def test_a_commune_is_under_no_commune(unit):
    errors = refused(a_unit(parent=unit))
    assert errors == {
        "parent": [
            "Đơn vị cấp xã phải trực thuộc một đơn vị cấp trên; Xã Ba Điền là đơn vị cấp xã."
        ]
    }
    assert "parent" in refused(a_unit(parent=unit.parent, level="district", kind="huyện"))
    assert "parent" in refused(unit, parent=unit)


def test_the_unit_above_is_in_force_as_long(unit):
    Unit.objects.filter(pk=unit.parent_id).update(valid_to=EVE)
    for period in ({}, {"valid_from": DAY}, {"valid_to": DAY}):
        (why,) = refused(a_unit(**period))["parent"]
        assert why.startswith("Huyện Ba Tơ (đến hết 30/06/2025) không có hiệu lực")
    a_unit(valid_to=EVE).full_clean()


@pytest.mark.parametrize(
    "period",
    [
        {"valid_from": EVE},
        {"valid_to": date(1976, 1, 1)},
        {"valid_from": date(2020, 1, 1), "valid_to": date(2020, 12, 31)},
    ],
)
def test_a_code_is_one_units_at_a_time(unit, period):
    Unit.objects.filter(pk=unit.pk).update(valid_to=EVE)
    (why,) = refused(a_unit(code=MOUNTAIN, **period))["code"]
    assert why.startswith("Mã 21487 là của Xã Ba Điền (đến hết 30/06/2025).")
    a_unit(code=MOUNTAIN, valid_from=DAY).full_clean()


def test_there_is_one_province_at_a_time(small_province):
    facts = {"level": "province", "kind": "tỉnh", "parent": None, "name": "Tỉnh Thử"}
    assert "Cùng một thời gian chỉ có một tỉnh" in refused(a_unit(**facts))["level"][0]
    assert "valid_to" in refused(small_province, valid_to=EVE)


def test_code_level_and_kind_stay_under_people(unit, save):
    post(person(), unit=MOUNTAIN, end=date(2016, 1, 1))
    for changes in ({"code": "99999"}, {"kind": "phường"}, {"level": "district"}):
        _, errors = save(unit, **changes)
        (name,) = changes
        assert "1 người giữ hoặc đã từng giữ chức danh tại đây" in errors[name][0]
        assert f'<a href="/admin/personnel/unit/{unit.pk}/holders/">' in errors[name][0]
    told, errors = save(Unit.objects.get(code=TOWNSHIP), kind="phường")
    assert told and not errors


def test_a_code_stays_under_dossiers_and_communes(unit, save):
    DossierCount.objects.create(unit=unit, year=2025, total=1, online=1)
    for record in (unit, unit.parent):
        _, errors = save(record, code="99999")
        assert errors["code"][0].startswith("Không đổi được mã: đã có đơn vị trực thuộc")


def test_moving_to_another_district_is_told_with_its_people(unit, save):
    post(person(), unit=MOUNTAIN)
    told, errors = save(unit, parent=Unit.objects.get(code="534").pk)
    assert not errors
    assert told[0].endswith(
        "Đơn vị nay trực thuộc Thị xã Đức Phổ: số liệu của mọi ngày đi theo, kể cả 1 người giữ "
        "hoặc đã từng giữ chức danh tại đây."
    )


def test_the_second_of_two_administrators_is_told(unit, province_admin, client_for):
    client, url = client_for(province_admin), f"/admin/personnel/unit/{unit.pk}/change/"
    first, second = fields_of(client.get(url), "unit_form"), fields_of(client.get(url), "unit_form")
    client.post(url, first | {"terrain_decision": "12/QĐ-UBND"})
    response = client.post(url, second | {"name": "Xã Ba Điền Mới"})
    assert "Vừa được người khác sửa" in unescape(response.content.decode())
    unit.refresh_from_db()
    assert (unit.name, unit.terrain_decision) == ("Xã Ba Điền", "12/QĐ-UBND")


def test_what_the_database_declines_is_told(unit, province_admin, client_for, monkeypatch):
    """As when somebody else adds the same while the form is checked."""
    monkeypatch.setattr(DossierCount, "validate_constraints", lambda *args, **kwargs: None)
    DossierCount.objects.create(unit=unit, year=2025, total=10, online=5)
    sent = {"unit": unit.pk, "year": "2025", "total": "7", "online": "3"}
    response = client_for(province_admin).post(
        "/admin/personnel/dossiercount/add/", sent, follow=True
    )
    assert [str(told) for told in response.context["messages"]] == [
        "Chưa lưu gì: Đơn vị này đã có số liệu của năm đó."
    ]
    assert DossierCount.objects.get().total == 10


def test_what_is_in_use_is_not_deleted(unit, province_admin, client_for):
    held = post(person(), unit=MOUNTAIN)
    client = client_for(province_admin)
    for record in (unit, held.title, held.person.ethnicity):
        url = f"/admin/personnel/{record._meta.model_name}/{record.pk}/delete/"
        page = unescape(client.post(url, {"post": "yes"}).content.decode())
        assert f"“{record}”, vì đang được dùng ở " in page and "Không xóa được" in page
        has_holders = f"/admin/personnel/{record._meta.model_name}/{record.pk}/holders/" in page
        assert has_holders == isinstance(record, (Unit, Title))
        assert type(record).objects.filter(pk=record.pk).exists()
    spare = Unit.objects.get(code=LOWLAND)
    client.post(f"/admin/personnel/unit/{spare.pk}/delete/", {"post": "yes"})
    assert not Unit.objects.filter(pk=spare.pk).exists()


def test_counters_are_of_communes_in_their_years(unit):
    count = DossierCount(unit=unit.parent, year=2025, total=1, online=1)
    assert "unit" in refused(count)
    Unit.objects.filter(pk=unit.pk).update(valid_to=EVE)
    unit.refresh_from_db()
    assert "(đến hết 30/06/2025)" in refused(count, unit=unit, year=2026)["year"][0]
    count.year = 2025
    count.full_clean()


def test_loading_again_leaves_the_provinces_own_days_and_units(small_province, unit):
    Unit.objects.filter(pk=unit.pk).update(valid_from=date(2020, 1, 1), valid_to=EVE)
    a_unit(code=MOUNTAIN, valid_from=DAY).save()
    load_reference()
    assert Unit.objects.filter(code=MOUNTAIN).count() == 2


def test_loading_goes_by_the_same_rules(small_province, unit):
    Unit.objects.filter(parent=unit.parent).delete()
    Unit.objects.filter(pk=unit.parent_id).update(valid_to=EVE)
    with pytest.raises(CommandError, match="Chưa nạp gì. Thị trấn Ba Tơ: Huyện Ba Tơ .* không có"):
        call_command("load_reference")
    assert not Unit.objects.filter(parent=unit.parent).exists()
