"""Every sample goes in through the pages, and comes to exactly its figures."""

import json
from datetime import date
from pathlib import Path

import pytest

from personnel.models import Credential, Person, Post, Unit
from targets.criteria import BY_CODE, REGISTER
from targets.judging import EVERYONE
from tests.rolled import roll_up

from .handing_in import confirm, hand_in

SAMPLES = Path(__file__).parents[2] / "samples"
WHOLE = {
    "template_ba_to": "535",
    "reallife_duc_pho": "534",
    "reallife_nghia_hanh_by_commune": "532",
}


def expected(name):
    return json.loads((SAMPLES / f"{name}.expected.json").read_text(encoding="utf-8"))


def workbook(name):
    return (SAMPLES / f"{name}.xlsx").read_bytes()


def criteria(day, asked):
    figures = roll_up(day, REGISTER, Person.objects.all(), Unit.objects.all())
    keys = {unit.code: unit.pk for unit in Unit.objects.exclude(level="province")}
    found = []
    for row in asked:
        figure = figures.figure(BY_CODE[row["criterion"]], keys.get(row["unit"], EVERYONE))
        counts = {"met": figure.met, "short": figure.short, "unknown": figure.unknown}
        found.append({"unit": row["unit"], "criterion": row["criterion"]} | counts)
    return found


@pytest.mark.parametrize("name", WHOLE)
def test_a_sample_comes_to_its_figures_and_a_second_time_changes_nothing(
    name, province_admin, client_for
):
    client, awaited = client_for(province_admin), expected(name)
    upload = hand_in(client, workbook(name), unit=WHOLE[name])
    counts = [upload.counts[kind] for kind in ("people", "new", "error", "withheld", "conflicts")]
    assert counts == [awaited["people"], awaited["people"], 0, 0, 0], upload.message
    told = {(pk, code): after for pk, code, _, after in upload.effects["lines"]}
    confirm(client, upload)
    assert (upload.state, upload.message) == ("written", "")
    for day, figures in awaited["figures"].items():
        asked = figures["criteria"]
        assert criteria(date.fromisoformat(day), asked) == asked
    today = date.fromisoformat(upload.effects["day"])
    figures = roll_up(today, [c for c in REGISTER if c.about_people], Person.objects.all(),
                      Unit.objects.none())  # fmt: skip
    for (pk, code), counts in told.items():
        figure = figures.figure(BY_CODE[code], pk)
        assert [figure.met, figure.short, figure.unknown] == counts, (pk, code)
    again = hand_in(client, workbook(name), unit=WHOLE[name])
    assert again.counts["unchanged"] == awaited["people"]
    assert again.effects["lines"] == []


def test_the_planted_errors_are_shown_all_at_once_and_no_others(province_admin, client_for, read):
    client = client_for(province_admin)
    upload = hand_in(client, workbook("errors_minh_long"), unit="531")
    planted = [(row["row"], row["column"], row["value"]) for row in expected("errors_minh_long")]
    found = [
        (problem["row"], problem["column"], problem["value"])
        for row in upload.rows.all()
        for problem in row.problems
        if problem["severity"] in ("error", "question")
    ]
    assert sorted(found, key=str) == sorted(planted, key=str)
    text = read(client, f"/nhap-tep/{upload.pk}/xem-truoc/?view=problems")
    for _, column, value in planted:
        assert column in text and (value is None or f"“{value}”" in text)
    confirm(client, upload)
    in_error = len({row["row"] for row in expected("errors_minh_long")})
    assert Person.objects.count() == upload.counts["people"] - in_error


def test_nothing_is_written_before_it_is_confirmed(editor_a, client_for):
    upload = hand_in(client_for(editor_a), workbook("template_ba_to"))
    assert upload.state == "read"
    assert not any(model.objects.exists() for model in (Person, Post, Credential))
    assert not any(model.history.exists() for model in (Person, Post, Credential))
