"""What is taken for granted of a day to come, beside what is recorded."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from personnel.models import Credential, Enrolment

from .clashes import past_retirement


@dataclass(frozen=True)
class Ahead:
    """That whoever is past the retirement age on the day has `left`.

    With `awarded` also that whoever is sent to a course or studies was awarded what it leads to
    by the day on which it is expected. Whatever takes one takes None for what is recorded alone.
    """

    left: bool = True
    awarded: bool = False


def left_by(day: date, ahead: Ahead | None) -> Q:
    """Return the condition on a person in post: has left by `day`, as far as it is assumed."""
    return past_retirement(day) if ahead and ahead.left else Q(pk__in=[])


def awards_by(day: date, ahead: Ahead | None) -> QuerySet[Enrolment]:
    """Return the enrolments that are taken to have come to what they lead to by `day`."""
    awarded = Enrolment.objects.awarded_by(day).order_by()
    return awarded if ahead and ahead.awarded else awarded.none()


def holds(day: date, ahead: Ahead | None, **what: object) -> Q:
    """Return the condition on a person: holds on `day` such a level, or is taken to.

    `what` are lookups of kind and level, which credentials and enrolments have alike.
    """
    held = Credential.objects.held_on(day).filter(person=OuterRef("pk"), **what)
    found = Q(Exists(held))
    if ahead and ahead.awarded:
        found |= Q(Exists(awards_by(day, ahead).filter(person=OuterRef("pk"), **what)))
    return found


def above_held(enrolments: QuerySet[Enrolment], day: date) -> QuerySet[Enrolment]:
    """Keep those that lead to more than the person holds of the kind on `day`."""
    same = Credential.objects.held_on(day).filter(person=OuterRef("person"), kind=OuterRef("kind"))
    return enrolments.exclude(Exists(same.filter(level__gte=OuterRef("level"))))
