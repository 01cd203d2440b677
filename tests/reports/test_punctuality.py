"""A report after its due day is late for good; one sent back and handed in anew is not."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from reports.models import Submission
from reports.periods.answering import approve, send_back
from reports.periods.districts import progress
from reports.periods.opening import amend_period, named
from reports.punctuality import punctuality_in
from tests.reports.periods.handing import DUE, a_period, district_of, hand_in

# The due day ends at 17:00 in Greenwich.
LAST_MOMENT = datetime(2026, 1, 15, 16, 59, tzinfo=UTC)
TOO_LATE = datetime(2026, 1, 15, 17, 0, tzinfo=UTC)


@pytest.fixture
def period(province):
    return a_period()


@pytest.fixture
def district(ba_to):
    return district_of("535")


def told(period, user):
    (found,) = (p for p in progress(period, user) if p.versions)
    return found.punctuality


@pytest.mark.parametrize(
    ("at", "label"), [(LAST_MOMENT, "nộp đúng hạn"), (TOO_LATE, "nộp muộn, ngày 16/01/2026")]
)
def test_the_day_of_the_province_counts(at, label, period, district, editor_a):
    kept = hand_in(period, district, editor_a, at=at)
    assert told(period, editor_a).label == label
    assert punctuality_in(period, [kept])[district.pk].label == label


def test_late_is_late_also_when_approved_and_due_later(
    period, district, editor_a, province_admin, client_for, read
):
    kept = hand_in(period, district, editor_a, at=TOO_LATE)
    approve(kept, by=province_admin, at=TOO_LATE)
    amend_period(
        period, period.name, date(2026, 2, 1), seen=named(period), by=province_admin, at=TOO_LATE
    )
    assert Submission.objects.get().due == DUE
    admin = client_for(province_admin)
    for name, pk in (("period", period.pk), ("submission", kept.pk)):
        assert "nộp muộn, ngày 16/01/2026" in read(admin, reverse(name, args=[pk]))
    assert "1 nộp muộn" in read(admin, reverse("period", args=[period.pk]))


def test_what_was_sent_back_and_comes_again_later_was_in_time(
    period, district, editor_a, province_admin
):
    first = hand_in(period, district, editor_a, at=LAST_MOMENT)
    send_back(first, "Thiếu một xã", by=province_admin, at=TOO_LATE)
    again = hand_in(period, district, editor_a, at=TOO_LATE)
    assert told(period, editor_a).label == "nộp đúng hạn; nộp lại ngày 16/01/2026"
    assert not punctuality_in(period, [again])[district.pk].is_late
