"""The sample workbooks come to exactly what their expected.json says."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Q

from personnel.models import Credential, Enrolment, Person, Post, Title, Unit
from sheets.importing import import_sheet
from targets.criteria import BY_CODE, REGISTER
from targets.judging import EVERYONE
from tests.rolled import count_by_unit, roll_up

from .conftest import TODAY

SAMPLES = Path(__file__).parents[1] / "samples"


def _expected(name: str) -> Any:
    return json.loads((SAMPLES / f"{name}.expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "left_out"),
    [
        ("template_ba_to", []),
        ("reallife_duc_pho", ["Số điện thoại"]),
        ("reallife_nghia_hanh_by_commune", ["Số điện thoại"]),
    ],
)
def test_a_sample_goes_in_whole_and_gives_its_figures(
    reference: None, name: str, left_out: list[str]
) -> None:
    expected = _expected(name)
    report = import_sheet(SAMPLES / f"{name}.xlsx", today=TODAY, by=None)
    told = report.as_json()
    notes = len(told.pop("warnings"))
    assert told == {
        "people": expected["people"],
        "new": expected["people"],
        "changed": 0,
        "unchanged": 0,
        "skipped": 0,
        "studies": {"new": 0, "known": 0},
        "evaluations": {"new": 0, "known": 0},
        "left_out": 0,
        "counts": {"questions": 0, "errors": 0, "notes": notes},
        "questions": [],
        "errors": [],
        "conflicts": [],
        "unknown_columns": left_out,
        "written": True,
    }
    for day, figures in expected["figures"].items():
        on = date.fromisoformat(day)
        assert _criteria(on, figures["criteria"]) == figures["criteria"]
        assert _headcount(on, figures["headcount"]) == figures["headcount"]


def _key(code: str) -> int | None:
    unit = Unit.objects.get(code=code)
    return EVERYONE if unit.level == Unit.Level.PROVINCE else unit.pk


def _criteria(day: date, asked: list[dict[str, Any]]) -> list[dict[str, Any]]:
    figures = roll_up(day, REGISTER, Person.objects.all(), Unit.objects.all())
    keys = {row["unit"]: _key(row["unit"]) for row in asked}
    found = []
    for row in asked:
        figure = figures.figure(BY_CODE[row["criterion"]], keys[row["unit"]])
        counts = {"met": figure.met, "short": figure.short, "unknown": figure.unknown}
        found.append({"unit": row["unit"], "criterion": row["criterion"]} | counts)
    return found


def _headcount(day: date, asked: dict[str, Any]) -> dict[str, dict[str, int]]:
    groups = {group: Q(title_group=group) for group in Title.Group.values}
    counts = count_by_unit(day, Person.objects.all(), groups)
    found = {code: {group: counts(group, _key(code)) for group in groups} for code in asked}
    return {code: {g: n for g, n in groups.items() if n} for code, groups in found.items()}


@pytest.mark.parametrize("name", ["template_ba_to", "reallife_duc_pho"])
def test_a_sample_a_second_time_changes_nothing(reference: None, name: str) -> None:
    file = SAMPLES / f"{name}.xlsx"
    import_sheet(file, today=TODAY, by=None)
    before = list(_everything())
    report = import_sheet(file, today=TODAY, by=None)
    assert report.as_json()["unchanged"] == _expected(name)["people"]
    assert list(_everything()) == before


def _everything() -> Iterator[object]:
    for model in (Person, Post, Credential):
        yield list(model.objects.order_by("pk").values_list())
        yield model.history.count()


def test_minh_long_reports_the_planted_errors_and_no_others(reference: None) -> None:
    report = import_sheet(SAMPLES / "errors_minh_long.xlsx", today=TODAY, by=None)
    planted = [(row["row"], row["column"], row["value"]) for row in _expected("errors_minh_long")]
    found = [(e["row"], e["column"], e["value"]) for e in report.as_json()["errors"]]
    assert sorted(found, key=str) == sorted(planted, key=str)
    assert not report.written
    assert not Person.objects.exists()


def test_minh_long_without_its_rows_in_error(reference: None) -> None:
    in_error = {row["row"] for row in _expected("errors_minh_long")}
    report = import_sheet(SAMPLES / "errors_minh_long.xlsx", today=TODAY, by=None, skip_errors=True)
    assert report.written
    assert report.skipped == len(in_error)
    assert Person.objects.count() == report.reading.records - len(in_error)


@pytest.mark.parametrize("today", [date(2025, 12, 31), date(2026, 12, 31)])
def test_the_planted_errors_do_not_depend_on_the_day(reference: None, today: date) -> None:
    report = import_sheet(SAMPLES / "errors_minh_long.xlsx", today=today, by=None, dry_run=True)
    assert len(report.reading.errors) == len(_expected("errors_minh_long"))


def test_studies_of_a_sample_are_kept_and_nothing_of_them_is_held(reference: None) -> None:
    expected = _expected("studying_ba_to")
    path = SAMPLES / "studying_ba_to.xlsx"
    report = import_sheet(path, today=TODAY, by=None)
    told = report.as_json()
    assert (told["people"], told["errors"], told["questions"]) == (expected["people"], [], [])
    assert told["studies"] == {"new": len(expected["studies"]), "known": 0}
    kept = Enrolment.objects.order_by("person", "pk").values_list(
        "person__full_name", "kind", "level", "expected"
    )
    assert [[*row[:3], row[3] and row[3].isoformat()] for row in kept] == expected["studies"]
    held: dict[str, dict[str, int]] = {name: {} for name in expected["held"]}
    for name, kind, level in Credential.objects.values_list("person__full_name", "kind", "level"):
        held[name][kind] = level
    assert held == expected["held"]
    notes = [f.reason for f in report.comparison.notes if "không ghi là đang học" in f.reason]
    assert notes == [f"không ghi là đang học: {why}" for why in expected["not_written"].values()]
    again = import_sheet(path, today=TODAY, by=None).as_json()
    assert again["studies"] == {"new": 0, "known": len(expected["studies"])}
    assert again["unchanged"] == expected["people"]
