"""The choice of a unit: districts, and the communes of the district in question; no other is lost.

A figure links to any commune in view by its code; one out of view is refused as one that is not.
"""

import re
from datetime import date

import pytest

from personnel.models import Unit
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, person, post

LENS = "horizon=2030&as_of=2025-12-31"


def offered(client, query=""):
    """Return the codes offered, those under headings by their heading."""
    response = client.get(f"/nhan-su/?{LENS}&{query}")
    assert response.status_code == 200, query
    plain, grouped = [], {}
    unit = next(field for field in response.context["first"] if field.name == "unit")
    for value, label in unit.field.choices:
        if isinstance(label, str):
            plain.append(value)
        else:
            grouped[value] = [code for code, _ in label]
    return plain, grouped


def communes(district):
    units = Unit.objects.in_force(date(2025, 12, 31)).filter(parent__code=district)
    return list(units.order_by("code").values_list("code", flat=True))


def test_a_province_is_offered_by_district(province, province_viewer, client_for):
    client = client_for(province_viewer)
    plain, grouped = offered(client)
    assert plain == ["51"] and list(grouped) == ["Cấp huyện"]
    districts = Unit.objects.filter(level="district").order_by("code")
    assert grouped["Cấp huyện"] == list(districts.values_list("code", flat=True))


@pytest.mark.parametrize("asked", ["535", MOUNTAIN, TOWNSHIP])
def test_the_communes_of_the_district_in_question_come_with_it(
    province, province_viewer, client_for, asked
):
    plain, grouped = offered(client_for(province_viewer), f"unit={asked}")
    assert plain == ["51"] and list(grouped) == ["Cấp huyện", "Cấp xã thuộc Huyện Ba Tơ"]
    assert grouped["Cấp xã thuộc Huyện Ba Tơ"] == communes("535")


def test_a_board_is_offered_its_own(editor_a, editor_ab, client_for):
    for query in ("", "unit=535", f"unit={MOUNTAIN}"):
        plain, grouped = offered(client_for(editor_a), query)
        assert plain == ["535"]
        assert grouped == {"Cấp xã thuộc Huyện Ba Tơ": communes("535")}
    plain, grouped = offered(client_for(editor_ab))
    assert plain == [""]
    assert grouped == {
        "Cấp huyện": ["534", "535"],
        "Cấp xã thuộc Thị xã Đức Phổ": communes("534"),
        "Cấp xã thuộc Huyện Ba Tơ": communes("535"),
    }


def test_every_unit_in_view_can_be_asked_for(province, province_viewer, client_for):
    client = client_for(province_viewer)
    for code in Unit.objects.in_force(date(2025, 12, 31)).values_list("code", flat=True)[::20]:
        assert client.get(f"/nhan-su/?{LENS}&unit={code}").status_code == 200, code


@pytest.mark.parametrize("code", [LOWLAND, "534", "51", "99999", "a" * 3000, "%00", "%C3%28"])
def test_a_unit_out_of_view_is_refused_like_one_that_is_not(editor_a, client_for, code):
    post(person(), "TCKT", LOWLAND)
    response = client_for(editor_a).get(f"/nhan-su/?{LENS}&unit={code}")
    assert response.status_code == 400
    shown = response.content.decode()
    assert code == "%00" or "Đơn vị: Hãy chọn một lựa chọn hợp lệ." in shown
    assert not re.search("Quảng Ngãi, |Phường|Đức Phổ", shown.replace("Tỉnh Quảng Ngãi", ""))


def test_a_unit_of_another_time_is_not_offered(province, province_viewer, client_for):
    Unit.objects.filter(code=MOUNTAIN).update(valid_to=date(2024, 12, 31))
    client = client_for(province_viewer)
    former = client.get(f"/nhan-su/?{LENS}&unit={MOUNTAIN}").context["former"]
    assert (former.unit.code, former.place) == (MOUNTAIN, None)
    assert client.get(f"/nhan-su/?as_of=2024-12-31&unit={MOUNTAIN}").status_code == 200
    _, grouped = offered(client, "unit=535")
    assert MOUNTAIN not in grouped["Cấp xã thuộc Huyện Ba Tơ"]
