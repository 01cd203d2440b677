"""Classes, enrolments and approved plans as tests of their results need them."""

from datetime import UTC, date, datetime

from personnel.models import Course, Enrolment, Person, TrainingClass, Unit
from reports.models import PlannedSeat, TrainingPlan
from reports.periods.ruling import rulebook_on
from tests.factories import credential, person, post

DAY = date(2025, 12, 31)
NOON = datetime(2025, 1, 5, 5, 0, tzinfo=UTC)
THEORY = ("LLCT-TC", "theory", 2)


def a_class(starts, ends, course=THEORY, name="Lớp thử", **facts):
    """Open a class."""
    code, kind, level = course
    return TrainingClass.objects.create(
        name=f"{name} {starts}", course_code=code, kind=kind, level=level, starts=starts, ends=ends,
        **{"seats": 40} | facts,
    )  # fmt: skip


def enrolled(who, state, since, course=THEORY, into=None, **facts):
    """Put somebody on a course; what it became is recorded where they finished."""
    code, kind, level = course
    if state == "finished":
        facts.setdefault("credential", credential(who, kind, level, since).pk)
    if state in ("failed", "left", "postponed"):
        facts.setdefault("reason", "Lý do khác")
    return Enrolment.objects.create(
        person=who, training_class=into, course_code=code, kind=kind, level=level, state=state,
        since=since, unit=who.posts.first().unit, **{"confirmed_at": NOON} | facts,
    )  # fmt: skip


def somebody(name="Nguyễn Văn An", title="TCKT", unit="21487", **facts):
    """Create somebody in post."""
    return post(person(name, **facts), title, unit).person


def a_plan(**facts):
    """Create an approved plan that begins in 2025."""
    return TrainingPlan.objects.create(
        name="Kế hoạch thử", horizon="2030", deadline=date(2030, 12, 31), day=date(2024, 12, 1),
        start=date(2025, 1, 1), approver="Quản trị", approved_at=NOON, parameters={},
        catalogue=[], rules=rulebook_on(DAY), units=[], figures={}, people=1, seats_count=1,
        hash_version=1, sha256="0" * 64, **facts,
    )  # fmt: skip


def a_seat(plan, who, course=THEORY, year=2025, **facts):
    """Give somebody a seat in a plan."""
    code, kind, level = course
    number = who.pk if isinstance(who, Person) else who
    unit = Unit.objects.get(code="21487")
    catalogue = Course.objects.filter(code=code).first()
    usual = {
        "full_name": "Nguyễn Văn An", "sort_key": b"", "title_group": "civil",
        "title_name": "Công chức", "unit_id": unit.pk, "unit_name": unit.name,
        "board_id": unit.parent_id, "board_name": unit.parent.name, "sex": "male",
        "birth_year": 1980, "title_order": 1, "course_name": catalogue.name, "months": 12,
        "starts": date(year, 3, 1), "ends": date(year + 1, 2, 28),
    }  # fmt: skip
    return PlannedSeat.objects.create(
        plan=plan, person=number, course_code=code, kind=kind, level=level, year=year,
        **usual | facts,
    )  # fmt: skip
