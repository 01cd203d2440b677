"""The sample of a class's results comes to exactly what its expected.json says."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from personnel.models import Credential, Enrolment
from personnel.studying.enrolling import enrol
from personnel.words.partial_dates import PartialDate
from tests.factories import person, post
from training.classes.sheet.deeds import meant_by
from training.classes.sheet.matching import People
from training.classes.sheet.reading import read_lines_of
from training.classes.sheet.writing import write_deeds

from .conftest import AT, class_of

SAMPLES = Path(__file__).parents[3] / "samples"


def test_the_sample_is_written_as_far_as_it_is_plain(province: Any, province_admin: Any) -> None:
    expected = json.loads((SAMPLES / "class_results.expected.json").read_text(encoding="utf-8"))
    people = [
        post(person(name=name, birth=date(expected["born"].get(name, 1980), 5, 1)), "VPDU").person
        for name in expected["class"]
    ]
    into = class_of(seats=10)
    enrol(people, into, state="sent", by=province_admin, at=AT)
    with (SAMPLES / "class_results.xlsx").open("rb") as file:
        lines = read_lines_of(file)
    meant = meant_by(lines, People(into, province_admin), date(2028, 1, 10))
    assert {str(w.line.row): w.why for w in meant.wrong}.keys() == expected["wrong"].keys()
    for wrong in meant.wrong:
        assert wrong.why[0].startswith(expected["wrong"][str(wrong.line.row)])
    assert meant.blank == expected["blank"]
    assert [str(e.person) for e in meant.missing] == expected["missing"]
    write_deeds(into, meant.deeds, awarded=PartialDate(2027), by=province_admin, at=AT)
    states = Enrolment.objects.values_list("person__full_name", "state")
    assert dict(states) == expected["states"]
    awarded = Credential.objects.values_list("person__full_name", "number", "awarded")
    assert {name: [n, day.isoformat()] for name, n, day in awarded if day} == expected["awarded"]
