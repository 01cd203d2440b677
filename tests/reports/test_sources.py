"""Figures asked of a source are those of the pages, for any root; the columns are one set."""

from datetime import date

import pytest

from personnel.kinds import KINDS
from personnel.reading.particulars import last_day_in_office
from reports.assessment import assess, figures_as_json
from reports.models import FrozenStanding
from reports.periods.hashing import facts_of
from reports.sources import submitted_source
from targets.criteria import H2025
from targets.lens import Lens
from targets.sources import LiveSource
from tests.factories import MOUNTAIN, credential, person, post
from tests.reports.periods.handing import a_period, district_of, hand_in

LENS = Lens(H2025, date(2025, 12, 31))


def test_live_figures_are_those_of_the_command(ba_to):
    source = LiveSource.of_province(LENS)
    told = figures_as_json(source)
    criteria = {criterion.code for criterion in LENS.criteria}
    found = [row for unit in told["units"] for row in unit["criteria"]]
    own = [row for row in found if row["criterion"] in criteria]
    assert own == assess(source, LENS.criteria)
    assert {row["criterion"] for row in found} - criteria == {
        "2025.civil.state_management.alternative"
    }
    top = told["units"][0]
    assert (top["unit"], top["parent"], top["groups"]["key"], top["groups"]["all"]) == (
        "51", None, 2, 5
    )  # fmt: skip
    assert top["structure"]["women"]["staff"] == {"part": 1, "whole": 4}
    assert (told["source"], told["hash"], told["day"]) == ("số liệu trực tiếp", "", "2025-12-31")


def test_queries_do_not_grow(ba_to, django_assert_num_queries):
    for _ in range(2):
        source = LiveSource(LENS, district_of("535"))
        with django_assert_num_queries(4):
            figures_as_json(source)
        for number in range(3):
            post(person(name=f"Lê Văn Thêm {number}"), "TCKT")


@pytest.fixture
def linguist(ba_to):
    """Somebody of whom everything is recorded."""
    facts = {"religion": "Phật giáo", "cccd": "051080001234", "minority_area_since": None}
    who = person(name="Trần Thị Chữ", sex="female", party_joined=date(2005, 3, 1),
                 party_joined_precision="day", **facts)  # fmt: skip
    post(who, "CTHCCB", MOUNTAIN, start=date(2018, 2, 3))
    for kind in KINDS:
        credential(who, kind, 1)
    credential(who, "foreign_language", 5, language="Tiếng Anh", awarded=date(2019, 1, 1))
    credential(who, "foreign_language", 9, language="Pháp")
    credential(who, "ethnic_language", 3, language="Hrê")
    credential(who, "professional", 4, field_of_study="Ngữ văn")
    return who


@pytest.mark.parametrize("kept", [False, True], ids=["live", "frozen"])
def test_a_list_tells_the_same_of_a_person(kept, linguist, editor_a):
    source = LiveSource(LENS, district_of("535"))
    if kept:
        source = submitted_source(hand_in(a_period(), district_of("535"), editor_a))
    row = source.listed().get(person=linguist.pk)
    facts = facts_of(row)
    assert set(facts) >= set(KINDS)
    assert {name: facts[name] for name in ("english", "other_language", "foreign_language")} == {
        "english": 5, "other_language": 9, "foreign_language": 9,
    }  # fmt: skip
    assert (facts["foreign_language_name"], facts["ethnic_language_name"]) == ("Pháp", "Hrê")
    assert (facts["title_code"], facts["field_of_study"]) == ("CTHCCB", "Ngữ văn")
    assert (facts["post_start"], facts["post_start_precision"]) == (date(2018, 2, 3), "day")
    assert (facts["masked_cccd"], facts["unit_code"]) == ("••••••••1234", MOUNTAIN)
    assert (facts["ethnic_group"], facts["religion"]) == ("Kinh", "Phật giáo")
    assert (facts["mountain_commune"], facts["urban"], facts["committee"]) == (1, 0, 0)
    assert last_day_in_office(row) is None
    assert (row.birth_shown, row.get_sex_display()) == ("01/05/1980", "Nữ")
    other = source.listed().get(full_name="Phạm Thị Hạnh")
    assert last_day_in_office(other) == date(2040, 5, 31)


def test_every_kind_has_a_column():
    columns = {field.name for field in FrozenStanding._meta.concrete_fields}
    assert columns >= set(KINDS)
