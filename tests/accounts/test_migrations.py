"""Roles become grants and back, and typed names go, on a database with users in it."""

from datetime import UTC, date, datetime

import pytest
from django.db.migrations.exceptions import IrreversibleError

BEFORE, AFTER = "0002_district_of_a_user", "0005_role_and_district_leave_the_user"
SIGNED_IN = datetime(2026, 5, 4, 3, 2, tzinfo=UTC)


@pytest.fixture
def migrate(migrating):
    """Return a function that migrates the accounts and returns its models as they then are."""
    return lambda name: migrating(("accounts", name)).get_model


def district(model):
    units = model("personnel", "Unit").objects
    top = units.create(code="98", name="Tỉnh Thử", level="province", kind="tỉnh")
    return units.create(code="998", name="Huyện Thử", level="district", kind="huyện", parent=top)


def test_forwards_every_user_keeps_what_they_may(migrate):
    model = migrate(BEFORE)
    unit, users = district(model), model("accounts", "User").objects
    users.create(username="quan-tri", role="province_admin", last_login=SIGNED_IN)
    users.create(username="ba-to", role="district_editor", district=unit, full_name="Đỗ Ba")
    model = migrate(AFTER)
    grants = model("accounts", "Grant").objects
    assert list(
        grants.order_by("role").values_list(
            "user__username", "role", "district", "valid_from", "valid_to"
        )
    ) == [
        ("ba-to", "district_editor", unit.pk, None, None),
        ("quan-tri", "province_admin", None, None, None),
    ]
    sign_in = model("accounts", "SignIn").objects.get()
    assert (sign_in.user.username, sign_in.started) == ("quan-tri", SIGNED_IN)
    told = model("accounts", "HistoricalGrant").objects.values_list("id", "role", "history_type")
    assert set(told) == {(g.pk, g.role, "+") for g in grants.all()}
    names = model("accounts", "HistoricalUser").objects.values_list("username", "full_name")
    assert set(names) == {("quan-tri", ""), ("ba-to", "Đỗ Ba")}


def test_backwards_the_strongest_right_in_force_stays(migrate):
    model = migrate(AFTER)
    unit, users = district(model), model("accounts", "User").objects
    grants, past = model("accounts", "Grant").objects, date(2020, 12, 31)
    rights = {
        "ca-hai": [("province_viewer", None, None), ("district_editor", unit, None)],
        "het-quan-tri": [("province_admin", None, past), ("district_viewer", unit, None)],
        "het-han": [("district_editor", unit, past)],
        "khong-co": [],
    }
    for name, held in rights.items():
        user = users.create(username=name)
        for role, place, until in held:
            grants.create(user=user, role=role, district=place, valid_to=until)
    last = users.get(username="ca-hai")
    for at in (SIGNED_IN, SIGNED_IN.replace(year=2025)):
        model("accounts", "SignIn").objects.create(user=last, started=at, last_seen=at)
    users = migrate(BEFORE)("accounts", "User").objects
    assert {
        user.username: (user.role, user.district_id, user.is_active) for user in users.all()
    } == {
        "ca-hai": ("district_editor", unit.pk, True),
        "het-quan-tri": ("district_viewer", unit.pk, True),
        "het-han": ("district_editor", unit.pk, False),
        "khong-co": ("province_viewer", None, False),
    }
    assert users.get(username="ca-hai").last_login == SIGNED_IN
    again = migrate(AFTER)
    assert again("accounts", "Grant").objects.count() == 4


def test_names_that_were_typed_are_forgotten(migrating):
    counted = ("axes", "0010_accessattemptexpiration")
    then = migrating(("accounts", "0007_failed_sign_ins"), counted)
    attempts = then.get_model("axes", "AccessAttempt").objects
    attempts.create(username="Bi-mat-go-nham-o", failures_since_start=1)
    migrating(("accounts", "0008_typed_names_are_forgotten"))
    assert not attempts.exists()


def test_a_right_to_planning_is_taken_back_before_the_earlier_release(migrate):
    model = migrate("0013_the_right_to_planning")
    user = model("accounts", "User").objects.create(username="quy-hoach")
    grant = model("accounts", "Grant").objects.create(user=user, role="planner")
    with pytest.raises(IrreversibleError, match="planning"):
        migrate("0012_the_political_school")
    assert model("accounts", "Grant").objects.filter(pk=grant.pk).exists()
    grant.delete()
    migrate("0012_the_political_school")


def test_a_right_of_the_school_is_taken_back_before_the_earlier_release(migrate):
    model = migrate("0012_the_political_school")
    user = model("accounts", "User").objects.create(username="truong-ct")
    grant = model("accounts", "Grant").objects.create(user=user, role="school")
    with pytest.raises(IrreversibleError, match="Political School"):
        migrate("0011_rights_for_any_unit")
    assert model("accounts", "Grant").objects.filter(pk=grant.pk).exists()
    grant.delete()
    migrate("0011_rights_for_any_unit")
