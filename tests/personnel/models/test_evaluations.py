"""Evaluations: who sees which, and where those of a commune that is no more count."""

from datetime import date

import pytest
from django.db.models import F

from personnel.models import Evaluation, Grade, Person, Unit, UnitEvaluation
from personnel.reading.evaluated import due_year, graded, without
from personnel.reading.failing import failing
from tests.factories import LOWLAND, MOUNTAIN, person, post

EARLY = date(2023, 1, 1)


def evaluated(who, **grades):
    """Record levels by year: y2024="good"."""
    for year, grade in grades.items():
        Evaluation.objects.create(person=who, year=int(year[1:]), grade=grade)


def meeting(condition):
    return set(Person.objects.filter(condition).values_list("full_name", flat=True))


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("province_admin", {"Của A", "Của B"}), ("province_viewer", {"Của A", "Của B"}),
        ("editor_a", {"Của A"}), ("viewer_a", {"Của A"}), ("editor_b", set()), ("stranger", set()),
    ],
)  # fmt: skip
def test_who_may_see_the_person_sees_the_levels(province, role, seen, request):
    for name, unit in (("Của A", MOUNTAIN), ("Của B", LOWLAND)):
        who = post(person(name), "TCKT", unit, EARLY).person
        evaluated(who, y2024="good")
        UnitEvaluation.objects.create(
            unit=Unit.objects.get(code=unit), collective="party", year=2024, grade="good", note=name
        )
    user = request.getfixturevalue(role)
    people = Evaluation.objects.visible_to(user).values_list("person__full_name", flat=True)
    units = UnitEvaluation.objects.visible_to(user).values_list("note", flat=True)
    assert set(people) == set(units) == seen


def test_the_year_that_is_due():
    assert due_year(date(2024, 12, 30)) == 2023
    assert due_year(date(2024, 12, 31)) == due_year(date(2025, 1, 1)) == 2024


def test_two_years_running_and_no_others(province):
    cases = {
        "Hai năm": {"y2023": "failed", "y2024": "failed"},
        "Cách năm": {"y2022": "failed", "y2024": "failed"},
        "Một năm": {"y2024": "failed"},
        "Năm trước": {"y2022": "failed", "y2023": "failed", "y2024": "fulfilled"},
        "Không sao": {"y2023": "good", "y2024": "good"},
    }
    for name, grades in cases.items():
        evaluated(person(name), **grades)
    assert meeting(failing(date(2024, 12, 31))) == {"Hai năm"}
    assert meeting(failing(date(2023, 12, 31))) == {"Năm trước"}
    assert meeting(graded(2024, Grade.FAILED)) == {"Hai năm", "Cách năm", "Một năm"}
    assert meeting(graded(2022)) == {"Cách năm", "Năm trước"}


def test_who_worked_for_six_months_of_the_year_and_has_none(province):
    """Nghị định 90/2020/NĐ-CP, article 2: less than six months are not evaluated."""
    spans = {
        "Cả năm": (EARLY, None),
        "Từ 01/7": (date(2024, 7, 1), None),
        "Từ 02/7": (date(2024, 7, 2), None),
        "Không rõ": (None, None),
        "Đến 31/12": (EARLY, date(2024, 12, 31)),
        "Đến 30/12": (EARLY, date(2024, 12, 30)),
        "Đã có": (EARLY, None),
    }
    for name, (start, end) in spans.items():
        who = post(person(name), "TCKT", MOUNTAIN, start, end).person
        if name == "Đã có":
            evaluated(who, y2024="fulfilled")
    assert meeting(without(2024)) == {"Cả năm", "Từ 01/7", "Không rõ", "Đến 31/12"}


def test_nobody_has_to_be_evaluated_whom_the_decree_does_not_speak_of(province):
    """Non-specialised workers, and whoever only sits on the committee (article 1)."""
    for title in ("BT", "CTHPN", "TCKT", "VPDU", "UVBCH"):
        post(person(title), title, MOUNTAIN, EARLY)
    assert meeting(without(2024)) == {"BT", "CTHPN", "TCKT"}


def test_who_changed_titles_late_in_the_year_worked_before(province):
    who = post(person("Chuyển"), "TCKT", MOUNTAIN, EARLY, date(2024, 9, 30)).person
    post(who, "TCKT", LOWLAND, date(2024, 10, 1))
    assert meeting(without(2024)) == {"Chuyển"}


def test_a_collective_counts_where_its_commune_went(small_without_districts):
    old = Unit.objects.get(code=MOUNTAIN, valid_to__isnull=False)
    UnitEvaluation.objects.create(unit=old, collective="peoples", year=2024, grade="good")
    new = old.successions.get(is_default=True).new
    rows = UnitEvaluation.objects.of_year(2024)
    now = rows.placed_on(date(2026, 1, 1)).annotate(now=F("place")).get()
    then = rows.placed_on(date(2024, 12, 31)).annotate(now=F("place")).get()
    assert (now.now, then.now) == (new.pk, old.pk)
