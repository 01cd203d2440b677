"""Every named constraint of periods and submissions: the database refuses, and says why."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from personnel.basics.constraints import violated
from reports.models import Draft, FrozenStanding, Period, Submission
from reports.periods.ruling import rulebook_on
from tests.reports.periods.handing import DAY, DUE, LATER, NOON, a_period, district_of, hand_in

BEFORE = date(2024, 12, 31)


def replaced_twice():
    for name in ("b", "c"):
        a_period(name, replaces=Period.objects.get(name="Báo cáo năm 2025"))


def a_submission(**facts):
    usual = {"district": district_of(), "version": 1, "submitter": "x", "submitted_at": NOON}
    usual |= {"people": 0, "units": [{}], "sha256": "x", "hash_version": 3}
    usual["due"] = DUE
    usual["rules"] = rulebook_on(DAY)
    return Submission(period=Period.objects.get(), **usual | facts)


@pytest.mark.parametrize(
    ("make", "constraint"),
    [
        (lambda: a_period(day=BEFORE), "period_name_once"),
        (lambda: a_period("b"), "period_once_a_day_and_horizon"),
        (lambda: a_period("b", day=BEFORE, files_hash="x"), "period_files_when_sealed"),
        (
            lambda: a_period("b", day=BEFORE, replacement_reason="x"),
            "period_reason_of_a_replacement",
        ),
        (lambda: replaced_twice(), "period_replaced_once"),
        (lambda: a_period(""), "period_has_name"),
        (lambda: a_period("b", horizon="2027"), "period_horizon_known"),
        (lambda: a_period("b", due=date(2025, 12, 30)), "period_due_from_its_day"),
        (lambda: a_period("b", sealed_at=NOON), "period_sealed_as_a_whole"),
        (lambda: a_period("b", seal_hash="x"), "period_sealed_as_a_whole"),
        (lambda: a_period("b", sealer="x"), "period_sealed_as_a_whole"),
        (lambda: a_period("b", hash_version=2), "period_sealed_with_its_rules"),
        (lambda: a_period("b", rules=rulebook_on(DAY)), "period_sealed_with_its_rules"),
        (
            lambda: a_period("b", sealed_at=NOON, seal_hash="x", sealer="x", province={}),
            "period_sealed_with_its_rules",
        ),
        (lambda: a_submission(version=0).save(), "submission_version_from_one"),
        (lambda: a_submission(state="approved").save(), "submission_answered_when_not_waiting"),
        (lambda: a_submission(state="khác").save(), "submission_answered_when_not_waiting"),
        (lambda: a_submission(answered_at=NOON).save(), "submission_answered_when_not_waiting"),
        (
            lambda: a_submission(state="returned", answered_at=LATER).save(),
            "submission_returned_with_reason",
        ),
    ],
)
def test_the_database_refuses(make, constraint, period):
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        make()
    (found,) = (
        each
        for m in (Period, Submission)
        for each in m._meta.constraints
        if each.name == constraint
    )
    assert violated(error.value) == found.violation_error_message


def test_only_one_draft_and_one_row_a_person(period, district, editor_a):
    submission = hand_in(period, district, editor_a)
    again = submission.standings.first()
    again.pk = None
    for twice in (again, Draft(period=period, district=district, at=NOON)):
        with pytest.raises(IntegrityError), transaction.atomic():
            twice.save(force_insert=True)
    assert FrozenStanding.objects.count() == 5


def test_a_form_is_told_in_vietnamese(period):
    with pytest.raises(ValidationError) as refused:
        Period(name="Báo cáo năm 2025", day=NOON, horizon="2027").validate_constraints()
    assert "Đã có kỳ báo cáo mang tên này." in refused.value.messages
    assert "Mốc mục tiêu là 2025 hoặc 2030." in refused.value.messages
