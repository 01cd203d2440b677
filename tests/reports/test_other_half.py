"""Addresses of units of another province lead on: they have no figures here."""

import pytest
from django.urls import reverse

from personnel.models import Unit
from tests import other_half


@pytest.mark.parametrize("day", ["2024-12-31", "2026-01-01"])
@pytest.mark.parametrize(("code", "leads"), [("62", "DB62"), ("608", "DB608"), ("23281", "23284")])
def test_the_page_of_one_leads_to_what_stands_for_it(
    small_province, client_for, province_admin, code, leads, day
):
    other_half.join()
    client = client_for(province_admin)
    address = reverse("unit", args=[Unit.objects.get(code=code, outside=True).numbered])
    answer = client.get(address, {"as_of": day}, follow=True)
    assert answer.redirect_chain and answer.context["unit"].code == leads
    assert "khi đó thuộc tỉnh khác" in answer.content.decode()
