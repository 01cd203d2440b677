"""Decisions from a day on, of units and titles, by the administrator's page."""

from datetime import date, timedelta

import pytest

from personnel.basics.spells import EVER, NEVER
from personnel.models import Title, TitleGroup, Unit, UnitFact
from tests.factories import LOWLAND
from tests.forms import fields_of

CHANGE = date(2025, 3, 1)
EVE = CHANGE - timedelta(days=1)


@pytest.fixture
def unit(small_province):
    return Unit.objects.get(code=LOWLAND)


@pytest.fixture
def send(province_admin, client_for):
    """Return a function that fills in the page of a record; it returns what was told."""
    client = client_for(province_admin)

    def fill_in(record, **typed):
        url = f"/admin/personnel/{record._meta.model_name}/{record.pk}/by-day/"
        page = client.get(url)
        assert page.status_code == 200
        filled = {name: value for name, value in fields_of(page).items() if name != "take_back"}
        sent = typed if "take_back" in typed else filled | typed
        response = client.post(url, sent, follow=True)
        assert response.status_code == 200
        return [str(message) for message in response.context["messages"]], response

    return fill_in


def kept(model):
    return list(model.objects.order_by("first").values_list("first", "last"))


def test_a_decision_holds_from_its_day_and_changes_none_before(unit, send, province_admin):
    told, _ = send(
        unit, what="terrain:mountain", first="01/03/2025", decision="QĐ 9", confirmed="on"
    )
    assert told == [
        "Đã ghi Địa hình: miền núi từ 01/03/2025. Số liệu của các ngày trước không đổi."
    ]
    before, after = UnitFact.objects.order_by("first")
    assert (before.value, before.first, before.last) == ("lowland", EVER, EVE)
    assert (after.value, after.first, after.last) == ("mountain", CHANGE, NEVER)
    assert (before.confirmed, after.confirmed, after.decision) == (
        unit.terrain_confirmed,
        True,
        "QĐ 9",
    )
    assert after.history.get().history_user == province_admin


def test_a_later_decision_stays_and_the_same_day_is_decided_anew(unit, send):
    send(unit, what="terrain:mountain", first="01/03/2025")
    send(unit, what="terrain:mountain", first="01/01/2024")
    send(unit, what="terrain:lowland", first="01/03/2025")
    assert kept(UnitFact) == [
        (EVER, date(2023, 12, 31)), (date(2024, 1, 1), EVE), (CHANGE, NEVER),
    ]  # fmt: skip
    assert UnitFact.objects.get(first=CHANGE).value == "lowland"


def test_a_decision_taken_back_leaves_what_held_before(unit, send):
    send(unit, what="terrain:mountain", first="01/03/2025")
    send(unit, what="terrain:lowland", first="01/05/2025")
    told, _ = send(unit, take_back=UnitFact.objects.get(first=CHANGE).pk)
    assert told[0].startswith("Đã bỏ quyết định Địa hình: miền núi")
    assert kept(UnitFact) == [(EVER, date(2025, 4, 30)), (date(2025, 5, 1), NEVER)]
    send(unit, take_back=UnitFact.objects.get(first=date(2025, 5, 1)).pk)
    assert kept(UnitFact) == []


@pytest.mark.parametrize("which", ["0", "x", ""])
def test_what_is_not_there_is_not_taken_back(unit, send, which):
    send(unit, what="terrain:mountain", first="01/03/2025")
    first = UnitFact.objects.get(first=EVER).pk
    told, _ = send(unit, take_back=which or first)
    assert told == ["Chưa ghi gì: quyết định này không còn."]
    assert UnitFact.objects.count() == 2


def test_a_title_changes_its_group_from_a_day_on(small_province, send):
    title = Title.objects.get(code="TCKT")
    told, _ = send(title, what="mass", first="01/03/2025")
    assert told[0].startswith("Đã ghi Nhóm: Cán bộ các tổ chức chính trị - xã hội từ 01/03/2025")
    assert list(TitleGroup.objects.order_by("first").values_list("group", flat=True)) == [
        "civil", "mass",
    ]  # fmt: skip


@pytest.mark.parametrize("typed", [{"first": "hôm qua"}, {"first": ""}, {"what": "terrain:flat"}])
def test_what_cannot_be_read_is_told_and_nothing_written(unit, send, typed):
    told, response = send(unit, **{"what": "terrain:mountain", "first": "01/03/2025", **typed})
    assert told == [] and response.context["form"].errors
    assert not UnitFact.objects.exists()


def test_only_administrators_decide(unit, editor_a, province_viewer, client_for):
    for user in (editor_a, province_viewer):
        url = f"/admin/personnel/unit/{unit.pk}/by-day/"
        assert client_for(user).post(url, {"first": "01/03/2025"}).status_code == 404
        assert not UnitFact.objects.exists()
