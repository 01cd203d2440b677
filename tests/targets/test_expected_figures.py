"""The sample of Huyện Ba Tơ goes in whole and comes to the figures worked out beforehand."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from reports.assessment import assess
from targets.criteria import H2025, REGISTER
from targets.lens import Lens
from targets.sources import LiveSource

SAMPLES = Path(__file__).parent.parent / "samples"
EXPECTED = json.loads((SAMPLES / "template_ba_to.expected.json").read_text(encoding="utf-8"))
# Those that the figures were worked out for; later ones have their cases in `test_criteria`.
WORKED_OUT = {
    row["criterion"] for figures in EXPECTED["figures"].values() for row in figures["criteria"]
}


@pytest.fixture
def ba_to(province):
    call_command("import_sheet", str(SAMPLES / "template_ba_to.xlsx"), district="535", verbosity=0)


def figures_on(day, capsys):
    capsys.readouterr()
    call_command("assess", as_of=day, format="json", horizon="all")
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("day", EXPECTED["figures"])
def test_every_figure_of_every_unit(ba_to, capsys, day):
    found = {
        (row["unit"], row["criterion"]): (row["met"], row["short"], row["unknown"])
        for row in figures_on(day, capsys)
        if row["covered"] and row["criterion"] in WORKED_OUT
    }
    expected = {
        (row["unit"], row["criterion"]): (row["met"], row["short"], row["unknown"])
        for row in EXPECTED["figures"][day]["criteria"]
    }
    assert found == expected


def test_the_shape_of_the_json(ba_to, capsys):
    rows = figures_on("2025-12-31", capsys)
    assert len(rows) == (1 + 13 + 173) * len(REGISTER)
    keys = {"unit", "level", "criterion", "covered", "met", "short", "unknown", "verdict"}
    keys |= {"otherwise", "assumption", "map"}
    assert all(set(row) == keys for row in rows)
    assert {row["verdict"] for row in rows} == {"pass", "fail", "none", "monitor"}


def test_districts_are_the_sums_of_their_communes(ba_to):
    lens = Lens(H2025, date(2025, 12, 31))
    rows = assess(LiveSource.of_province(lens), REGISTER)
    of_communes = sum(row["met"] for row in rows if row["level"] == "commune")
    of_districts = sum(row["met"] for row in rows if row["level"] == "district")
    of_province = sum(row["met"] for row in rows if row["level"] == "province")
    assert of_communes == of_districts == of_province > 0
