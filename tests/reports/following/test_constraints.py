"""Every named constraint of papers and of due days: the database refuses, and says why."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from personnel.basics.constraints import violated
from personnel.models import Following, FollowingDue
from tests import maps
from tests.reports.following.making import district, due, paper

FILE = {
    "file": "thuc-hien/a.pdf", "file_name": "a.pdf", "content_type": "application/pdf",
    "sha256": "0" * 64,
}  # fmt: skip


def of_ba_to(**facts):
    return paper(district("535"), **facts)


REFUSED = [
    ("following_kind_known", lambda: of_ba_to(kind="other")),
    ("following_year_plausible", lambda: of_ba_to(day=date(2021, 12, 31))),
    ("following_day_fits_its_year", lambda: of_ba_to(year=2023)),
    ("following_day_fits_its_year", lambda: of_ba_to(kind="review", year=2023)),
    ("following_paper_has_a_number", lambda: of_ba_to(number="")),
    ("following_inspection_found_something", lambda: of_ba_to(kind="inspection", summary="")),
    ("following_remedied_after_an_inspection", lambda: of_ba_to(remedied="Đã sửa.")),
    ("following_file_as_a_whole", lambda: of_ba_to(**FILE | {"sha256": ""})),
    ("following_file_as_a_whole", lambda: of_ba_to(**FILE | {"content_type": "text/html"})),
    (
        "following_review_once_a_year",
        lambda: [of_ba_to(kind="review"), of_ba_to(kind="review", number="7", year=2022)],
    ),
    ("following_paper_once", lambda: [of_ba_to(), of_ba_to()]),
    ("following_due_once_a_year", lambda: [due(2024, date(2024, 9, 1)) for _ in "ab"]),
    ("following_due_year_plausible", lambda: due(2021, date(2021, 9, 1))),
    ("following_due_says_a_day", lambda: due(2024)),
    ("following_due_programme_of_its_year", lambda: due(2024, date(2025, 1, 1))),
    ("following_due_review_from_its_year", lambda: due(2024, review=date(2023, 12, 31))),
]


@pytest.mark.parametrize(("name", "make"), REFUSED, ids=[row[0] for row in REFUSED])
def test_the_database_refuses_and_says_why(province, name, make):
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        make()
    told = {
        str(constraint.violation_error_message)
        for model in (Following, FollowingDue)
        for constraint in model._meta.constraints
        if constraint.name == name
    }
    assert {violated(error.value)} == told


def test_no_constraint_is_forgotten():
    named = {c.name for model in (Following, FollowingDue) for c in model._meta.constraints}
    assert {name for name, _ in REFUSED} == named


def test_usual_papers_are_let_through(province):
    of_ba_to(**FILE).full_clean()
    of_ba_to(kind="review", year=2022, day=date(2023, 1, 20)).full_clean()
    of_ba_to(kind="inspection", remedied="Đã bổ sung.").full_clean()
    of_ba_to(kind="inspection").full_clean()
    due(2022, date(2022, 9, 30), date(2023, 1, 15)).full_clean()


def test_a_group_or_the_province_has_no_committee_here(without_districts):
    group = without_districts[0]
    for unit in (group, group.parent):
        with pytest.raises(ValidationError, match="cấp huyện, cấp xã"):
            Following(
                unit=unit, kind="programme", number="1", year=2025, day=date(2025, 8, 1)
            ).full_clean()


def test_nothing_is_issued_by_a_unit_that_is_no_more(province):
    of_last_day = Following(
        unit=district("535"), kind="programme", number="1", year=2025, day=date(2025, 6, 30)
    )
    maps.reorganise()
    of_last_day.unit.refresh_from_db()
    of_last_day.full_clean()
    of_last_day.day = date(2025, 7, 1)
    with pytest.raises(ValidationError, match="không có hiệu lực"):
        of_last_day.full_clean()
