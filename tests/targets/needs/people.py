"""People of three communes, with this and that, of whom some reach the retirement age by 2030."""

from datetime import date

from personnel.models import Enrolment, Unit
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, credential, person, post

YOUNG, OLD = date(1988, 5, 1), date(1966, 3, 1)
TITLES = ("BT", "CTHPN", "TCKT", "VPTK", "VPDU", "PCHT", "UVBCH")
HELD = ({}, {"professional": 2}, {"professional": 3, "theory": 0}, {"professional": 0, "theory": 1})


def with_this_and_that():
    """Make twenty-eight of them."""
    for at in range(28):
        who = person(f"Người Số {at}", birth=YOUNG if at % 5 else OLD)
        unit = (MOUNTAIN, TOWNSHIP, LOWLAND)[at % 3]
        post(who, TITLES[at % 7], unit, start=date(2025, 1, 1) if at % 4 == 0 else None)
        for kind, level in HELD[at % 4].items():
            credential(who, kind, level)


def enrolled(who, kind, level, expected, state="studying", **fields):
    """Record that somebody studies, as a board's list says it: without a class."""
    unit = Unit.objects.get(code=LOWLAND)
    return Enrolment.objects.create(
        person=who, kind=kind, level=level, expected=expected, state=state, unit=unit,
        since=date(2026, 9, 1), **fields,
    )  # fmt: skip
