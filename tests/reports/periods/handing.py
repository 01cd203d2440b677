"""Periods and what districts hand in for them, as tests need them."""

from datetime import UTC, date, datetime, timedelta

from accounts.models import User
from personnel.models import Unit
from reports.models import Draft, Period, Submission
from reports.periods.answering import approve
from reports.periods.checklist import checklist
from reports.periods.districts import reporting_in
from reports.periods.hashing import verify, verify_seal
from reports.periods.submitting import Reply, submit

DAY, DUE = date(2025, 12, 31), date(2026, 1, 15)
NOON = datetime(2026, 1, 5, 5, 0, tzinfo=UTC)
LATER = NOON + timedelta(days=1)


def a_period(name="Báo cáo năm 2025", **facts):
    """Create an open period."""
    usual = {"day": DAY, "horizon": "2025", "due": DUE, "opened_at": NOON}
    return Period.objects.create(name=name, **usual | facts)


def district_of(code="535"):
    """Return a district of the reference data: Huyện Ba Tơ, or another by code."""
    return Unit.objects.get(code=code, level="district")


def a_user(username, *rights, email=""):
    """Create a user with rights: a role each, with the code of a district if it is about one."""
    user = User.objects.create_user(username, email=email, full_name=f"Người dùng {username}")
    for role, *district in rights:
        user.grants.create(role=role, unit=district_of(*district) if district else None)
    return user


def others_in(period, *districts):
    """Return the codes of the districts that have something to report, but for some."""
    return list(
        reporting_in(period)
        .exclude(pk__in=[d.pk for d in districts])
        .values_list("code", flat=True)
    )


def explain(period, district, notes=None):
    """Explain whatever the district's check list finds."""
    found = {i.code: i.count for i in checklist(period, district) if i.count}
    facts = {"explanations": dict.fromkeys(found, "Đang xác minh."), "numbers": found}
    facts |= {"notes": notes or {}, "at": NOON}
    Draft.objects.update_or_create(period=period, district=district, defaults=facts)


def hand_in(period, district, by, at=NOON):
    """Explain what is open, reply to what came back, and submit."""
    explain(period, district)
    return submit(period, district, a_reply(period, district), by=by, at=at)


def a_reply(period, district, text="Đã bổ sung."):
    """Return a reply to the reason for which the district's report came back, if one did."""
    returned = Submission.objects.of(period, district).handed_in().first()
    return Reply(returned.version, text) if returned and returned.is_returned else None


def approved(period, district, by, admin):
    """Submit and approve."""
    return approve(hand_in(period, district, by), by=admin, at=LATER)


def seal_is_whole(period):
    """Whether a sealed period and every report that it counts are as they were sealed."""
    counted = Submission.objects.of(period).counted()
    return verify_seal(period, {submission: verify(submission) for submission in counted})
