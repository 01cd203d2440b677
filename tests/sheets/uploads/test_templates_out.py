"""The template to take away: whose it is, what is in it, and what is kept of it."""

import re
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from personnel.models import Disclosure, Unit
from tests.factories import MOUNTAIN, person, post

A, B, PROVINCE = "/nhap-tep/mau/535.xlsx", "/nhap-tep/mau/534.xlsx", "/nhap-tep/mau/51.xlsx"


@pytest.fixture
def people(province: Unit) -> None:
    post(person(name="Phạm Thị Hạnh", cccd="051185001234"), "BT", MOUNTAIN)
    in_b = Unit.objects.filter(parent__code="534").order_by("code")[0]
    post(person(name="Lê Văn Phổ", cccd="051085005678"), "BT", in_b.code)


def rows(response: Any) -> list[tuple[Any, ...]]:
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert "no-store" in response["Cache-Control"]
    sheet = load_workbook(BytesIO(b"".join(response)))["Nhân sự"]
    return [row[1:3] for row in sheet.iter_rows(min_row=2, values_only=True)]


def test_an_empty_one_gives_nobody_out(people: None, editor_a: Any, client_for: Any) -> None:
    assert rows(client_for(editor_a).get(A, {"cccd": "1"})) == []
    assert not Disclosure.objects.exists()


def test_a_filled_one_masks_the_numbers_and_is_kept(
    people: None, editor_a: Any, client_for: Any
) -> None:
    found = rows(client_for(editor_a).get(A, {"du-lieu": "1"}))
    assert found == [("Phạm Thị Hạnh", "••••••••1234")]
    kept = Disclosure.objects.get()
    assert (kept.kind, kept.user, kept.people) == ("list", editor_a, 1)
    assert "Huyện Ba Tơ" in kept.detail and "che" in kept.detail


def test_whole_numbers_are_given_out_when_asked_for_and_the_log_says_so(
    people: None, editor_a: Any, client_for: Any
) -> None:
    found = rows(client_for(editor_a).get(A, {"du-lieu": "1", "cccd": "1"}))
    assert found == [("Phạm Thị Hạnh", "051185001234")]
    assert "đủ số CCCD" in Disclosure.objects.get().detail


def test_the_province_is_whole_for_who_edits_all_of_it(
    people: None, province_admin: Any, client_for: Any
) -> None:
    found = rows(client_for(province_admin).get(PROVINCE, {"du-lieu": "1"}))
    assert [name for name, _ in found] == ["Phạm Thị Hạnh", "Lê Văn Phổ"][::-1]


def test_the_block_offers_what_may_be_taken(
    editor_a: Any, editor_ab: Any, province_admin: Any, client_for: Any
) -> None:
    found = []
    for user in (editor_a, editor_ab, province_admin):
        page = client_for(user).get("/nhap-tep/").content.decode()
        block = page.partition('class="take-template"')[2].partition("</section>")[0]
        found.append(set(re.findall(r'value="(\d{2,})"', block)))
    assert found[:2] == [{"535"}, {"535", "534"}]
    assert len(found[2]) == 14 and "51" in found[2]


def test_the_form_leads_to_the_workbook(editor_a: Any, client_for: Any) -> None:
    chosen = client_for(editor_a).get
    asked = {"don-vi": "535", "du-lieu": "1", "cccd": "1"}
    assert chosen("/nhap-tep/mau/", asked)["Location"] == f"{A}?du-lieu=1&cccd=1"
    for code in ("534", "51", "%00", ""):
        assert chosen("/nhap-tep/mau/", {"don-vi": code}).status_code == 404
