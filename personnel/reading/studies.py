"""What somebody studies, is proposed for or was through with: asked of the records, and told."""

from collections.abc import Callable
from datetime import date

from django.db.models import Q

from personnel.models import Enrolment

State = Enrolment.State
FINISHED = State.FINISHED.value


def now_in(state: str) -> Callable[[date], Q]:
    """Return the condition on a person: something stands in that state now, whatever the day."""
    return lambda day: _of(Q(state=state))


def finished_in_the_year(day: date) -> Q:
    """Return the condition on a person: a course was finished in the year of a day.

    Of an award it may be known in which year alone, which stands for the last day of it.
    """
    return _of(Q(state=State.FINISHED, since__year=day.year))


def _of(where: Q) -> Q:
    return Q(pk__in=Enrolment.objects.order_by().filter(where).values("person_id"))


def told(enrolment: Enrolment) -> str:
    """Return a study in one line: "Lý luận chính trị: Trung cấp, đang học, dự kiến 30/06/2027"."""
    expected = enrolment.award_day if enrolment.is_open else None
    words = [str(enrolment)]
    if expected:
        words.append(f"dự kiến {expected:%d/%m/%Y}")
    if enrolment.confirmed_at is None:
        words.append("chờ xác nhận")
    return ", ".join(words)
