"""A class that was recorded, for tests of what is done to it afterwards."""

from datetime import UTC, date, datetime

from personnel.classes.saving import record_class
from personnel.doubts.asking import Answer
from personnel.models import Credential
from tests.factories import person, post

AT = datetime(2025, 6, 2, 8, 30, tzinfo=UTC)
NO_ANSWER = Answer()


def a_class(**facts):
    """What a class gives, not saved."""
    usual = {"kind": "theory", "level": 2, "awarded": date(2025, 5, 30), "awarded_precision": "day"}
    return Credential(**usual | facts)


def three_people():
    """Three people of Ba Tơ in name order."""
    return [post(person(name=f"Đinh Văn {name}"), "VPDU").person for name in ("An", "Ba", "Cang")]


def recorded_class(people, user, **facts):
    """Record a class of these people, and return its batch."""
    return record_class(a_class(**facts), people, by=user, at=AT).batch
