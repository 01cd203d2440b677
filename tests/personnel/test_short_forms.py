"""The short forms of titles on a filled database: `0011_short_forms_of_titles`."""

import json
from importlib import import_module

import pytest
from django.apps import apps

from personnel.models import Title
from personnel.reference import FIXTURES

MIGRATION = import_module("personnel.migrations.0011_short_forms_of_titles")
NOW = {
    entry["code"]: entry.get("aliases", [])
    for entry in json.loads((FIXTURES / "titles.json").read_text(encoding="utf-8"))
}


@pytest.fixture
def as_before(province):
    """The titles with the names that the release before loaded."""
    for code, names in MIGRATION.BEFORE.items():
        aliases = names.split(" | ") if names else []
        Title.objects.filter(code=code).update(aliases=aliases)


def _aliases():
    return dict(Title.objects.values_list("code", "aliases"))


def test_a_filled_database_comes_to_what_is_loaded_now(as_before):
    assert _aliases() != NOW
    MIGRATION.add_short_forms(apps, None)
    assert _aliases() == NOW


def test_names_that_a_province_gave_stay_its_own(as_before):
    Title.objects.filter(code="PCTUBND").update(aliases=["Chủ tịch xã"])
    MIGRATION.add_short_forms(apps, None)
    assert _aliases()["PCTUBND"] == ["Chủ tịch xã"]
    MIGRATION.take_short_forms_away(apps, None)
    assert _aliases()["PCTUBND"] == ["Chủ tịch xã"]


def test_it_goes_back(as_before):
    before = _aliases()
    MIGRATION.add_short_forms(apps, None)
    MIGRATION.take_short_forms_away(apps, None)
    assert _aliases() == before
