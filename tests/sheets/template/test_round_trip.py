"""Whatever is recorded, the sheet given out reads as unchanged when it is handed in again."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from personnel.kinds import KINDS
from personnel.models import (
    Acting,
    Basis,
    Credential,
    Ethnicity,
    Evaluation,
    Person,
    Post,
    Title,
    Unit,
    Verification,
)
from personnel.words.dates import Precision, first_day, last_day
from personnel.words.grades import Grade
from sheets.comparing.changes import Status
from sheets.comparing.diff import compare
from sheets.importing import read_sheet
from sheets.template.book import template
from sheets.template.gathering import in_post
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, credential, looked_into, person, post
from tests.sheets.conftest import TODAY
from tests.undone import undone

DISTRICT = "535"
PLACES = (MOUNTAIN, TOWNSHIP)
days = st.dates(date(2003, 1, 1), date(2024, 12, 31))
precisions = st.sampled_from(Precision.values)
# What people type, what Excel would compute, what XML or a cell cannot hold as it is.
texts = st.one_of(
    st.just(""),
    st.sampled_from(
        ["=1+1", "+84 912", "-", "@SUM(A1)", "Không", "Chưa rõ", "#N/A", "a\nb", " hai  cách ",
         "_x0041_", "\x01kín", "<b>&amp;", "'nháy", "•••", "Nguyễn"]
    ),
    st.text(max_size=30).filter(lambda text: "\x00" not in text),
)  # fmt: skip


def known(day: date, precision: str, end: Any) -> dict[str, Any]:
    """A date as the portal keeps it: the first or last day of what is known."""
    parts = (day.year, day.month, day.day)[: Precision.values[::-1].index(precision) + 1]
    return {"day": end(*parts), "precision": precision}


partial = st.one_of(st.none(), st.tuples(days, precisions))
languages = st.sampled_from(["", "Anh", "Trung", "Hrê", "Cor", "Tây Ban Nha", "H're"])


findings = st.tuples(
    st.sampled_from(Verification.values), st.dates(date(2003, 1, 1), date(2030, 12, 31))
)


@st.composite
def credentials(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(list(KINDS)))
    found = draw(partial)
    award = known(*found, last_day) if found else {"day": None, "precision": ""}
    return {
        "kind": kind,
        "level": draw(st.integers(0, KINDS[kind].top)),
        "awarded": award["day"],
        "precision": award["precision"],
        "language": draw(languages) if KINDS[kind].has_language else "",
        "field_of_study": draw(texts)[:200] if KINDS[kind].has_field_of_study else "",
        **looked_into(draw(st.one_of(st.none(), findings))),
    }


@st.composite
def posts(draw: st.DrawFn) -> dict[str, Any]:
    """A post of some unit, begun on a day known to some precision or unknown, perhaps ended."""
    found = draw(partial)
    start = known(*found, first_day) if found else {"day": None, "precision": ""}
    earliest = start["day"] or date(2003, 1, 1)
    ended = st.dates(earliest, date(2030, 12, 31))
    return {
        "title": draw(st.sampled_from(["BT", "PBT", "CTHDND", "VPTK", "TY", "UVBCH", "TCA"])),
        "unit": draw(st.sampled_from([*PLACES, LOWLAND])),
        "start": start["day"],
        "precision": start["precision"],
        "end": draw(st.one_of(st.none(), st.none(), ended)),
        "decision": draw(decisions()),
    }


@st.composite
def decisions(draw: st.DrawFn) -> dict[str, Any]:
    """What is known of a decision: anything, or nothing."""
    found = draw(partial)
    day = known(*found, first_day) if found else {"day": None, "precision": ""}
    return {
        "basis": draw(st.sampled_from(["", *Basis.values])),
        "acting": draw(st.sampled_from(["", *Acting.values])),
        "decision_number": draw(texts)[:50],
        "decision_date": day["day"],
        "decision_precision": day["precision"],
    }


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    born = known(draw(st.dates(date(1960, 1, 1), date(1999, 12, 31))), draw(precisions), first_day)
    party, minority = draw(partial), draw(partial)
    facts: dict[str, Any] = {
        "birth": born["day"],
        "birth_precision": born["precision"],
        "sex": draw(st.sampled_from(["male", "female"])),
        "religion": draw(texts)[:50],
        "home_place": draw(texts),
        "note": draw(texts),
        "is_local": draw(st.sampled_from([None, True, False])),
    }
    for column, found in (("party_joined", party), ("minority_area_since", minority)):
        kept = known(*found, first_day) if found else {"day": None, "precision": ""}
        facts |= {column: kept["day"], f"{column}_precision": kept["precision"]}
    return {
        "facts": facts,
        "numbered": draw(st.booleans()),
        "ethnicity": draw(st.sampled_from([None, "Kinh", "Hrê"])),
        "posts": draw(st.lists(posts(), max_size=3)),
        "credentials": draw(st.lists(credentials(), max_size=6)),
    }


def _record(at: int, drawn: dict[str, Any]) -> None:
    who = person(
        name=f"Phạm Văn {'ABCDEGHIK'[at]}", cccd=f"05108000000{at}" if drawn["numbered"] else "",
        **drawn["facts"],
    )  # fmt: skip
    who.ethnicity = Ethnicity.objects.filter(name=drawn["ethnicity"]).first()
    who.save()
    # Some title of the district on the day, so that the person is in its sheet.
    post(who, "KTTH", PLACES[at % 2], start=None)
    taken = set()
    for told in drawn["posts"]:
        precision, decision = told.pop("precision"), told.pop("decision")
        if (told["title"], told["unit"]) not in taken:
            Post.objects.filter(pk=post(who, **told).pk).update(
                start_precision=precision, **decision
            )
        taken.add((told["title"], told["unit"]))
    seen = set()
    for held in drawn["credentials"]:
        new = Credential(
            person=who, awarded_precision=held.pop("precision"), **held
        )  # fmt: skip
        if new.identity not in seen:
            new.save()
        seen.add(new.identity)


def _read_again(numbered: bool) -> list[Any]:
    district = Unit.objects.get(code=DISTRICT, level="district")
    people = in_post(Person.objects.all(), TODAY, district)
    book = template(district, TODAY, people, numbered=people if numbered else (), opened=people)
    if not people:
        return []
    reading = read_sheet(BytesIO(book), TODAY)
    assert [(found.column, found.value, found.reason) for found in reading.errors] == []
    assert reading.unknown_columns == []
    assert len(reading.rows) == len(people)
    return compare(reading.rows, TODAY).rows


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(drawn=st.lists(records(), min_size=1, max_size=6), numbered=st.booleans())
def test_every_row_is_unchanged(reference: None, drawn: list, numbered: bool) -> None:
    with undone():
        for at, one in enumerate(drawn):
            _record(at, one)
        for row in _read_again(numbered):
            assert (row.changes, [found.reason for found in row.conflicts]) == ([], [])
            assert row.status == Status.UNCHANGED


@pytest.mark.parametrize("kind", KINDS)
def test_every_level_is_told_and_read_as_itself(reference: None, kind: str) -> None:
    for level in range(KINDS[kind].top + 1):
        who = person(name=f"Lê Thị {'ABCDEGHIKLM'[level]}")
        post(who, "VPTK", MOUNTAIN)
        language = {"foreign_language": "Anh", "ethnic_language": "Hrê"}.get(kind, "")
        credential(who, kind, level, date(2015, 12, 31), "year", language=language if level else "")
    rows = _read_again(numbered=False)
    held = sorted(held.level for row in rows for held in row.row.held)
    assert held == list(range(KINDS[kind].top + 1))
    assert {row.status for row in rows} == {Status.UNCHANGED}


def test_every_title_is_told_and_read_as_itself(reference: None) -> None:
    titles = list(Title.objects.in_force(TODAY))
    for at, title in enumerate(titles):
        post(person(name=f"Võ Văn {'abcdeghik'[at // 9]}{'abcdeghik'[at % 9]}"), title.code)
    rows = _read_again(numbered=False)
    assert {row.row.titles for row in rows} == {(title,) for title in titles}
    assert {row.status for row in rows} == {Status.UNCHANGED}


def test_namesakes_are_told_apart_by_the_end_of_a_masked_number(reference: None) -> None:
    for end, religion in (("1111", "Phật giáo"), ("2222", "Công giáo")):
        who = person(name="Phạm Thị Lan", cccd=f"05118000{end}", sex="female", religion=religion)
        post(who, "VPTK", MOUNTAIN)
    assert [row.status for row in _read_again(numbered=False)] == [Status.UNCHANGED] * 2


def test_an_unknown_start_beside_a_known_one_is_not_filled_in(reference: None) -> None:
    who = person()
    post(who, "BT", MOUNTAIN, start=date(2020, 5, 1))
    post(who, "CTHDND", MOUNTAIN, start=None)
    (row,) = _read_again(numbered=False)
    assert [title.code for title in row.row.titles] == ["BT", "CTHDND"]
    assert row.status == Status.UNCHANGED


def test_a_word_like_one_of_an_old_encoding_comes_back_as_it_was(reference: None) -> None:
    post(person(name="Lê Thị Hoa", note="AÛ", home_place="Gioàng"))
    (row,) = _read_again(numbered=False)
    assert row.status == Status.UNCHANGED


@pytest.mark.parametrize("grade", Grade)
def test_an_evaluation_given_out_reads_as_it_is_recorded(reference: None, grade: Grade) -> None:
    who = post(person(name="Phạm Thị Lành"), "VPTK", MOUNTAIN, start=None).person
    Evaluation.objects.create(person=who, year=2025, grade=grade, document_number="12-QĐ/HU")
    district = Unit.objects.get(code=DISTRICT, level="district")
    reading = read_sheet(BytesIO(template(district, TODAY, [who.pk])), TODAY)
    comparison = compare(reading.rows, TODAY)
    assert comparison.count(Status.UNCHANGED) == 1
    assert comparison.evaluations == {"new": 0, "known": 1} and comparison.notes == []
