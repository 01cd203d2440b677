"""When commune cadres reach retirement age: Decree 135/2020/NĐ-CP, article 4.

In 2021 the age is 60 years 3 months for men and 55 years 4 months for women; each year adds
3 months for men until 62 in 2028, 4 months for women until 60 in 2035. Who reaches it leaves
at the end of that month. Before 2021 it was 60 and 55.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q

from personnel.models import Person, Post, Title

FIRST_YEAR = 2021
# Sex: months of age in the year before the first, what each year adds, and where it ends.
AGES = {Person.Sex.MALE: (60 * 12, 3, 62 * 12), Person.Sex.FEMALE: (55 * 12, 4, 60 * 12)}
# The head of the Veterans' association is not bound by it (DOMAIN: retirement).
EXEMPT_TITLE = "CTHCCB"


def retires_on(sex: str, birth: date) -> date:
    """Return the last day in office: the end of the month in which the age is reached.

    A birth known to the month or year is read as its first day.
    """
    born = birth.year * 12 + birth.month - 1
    year = FIRST_YEAR - 1
    while (reached := born + _age_in(sex, year)) // 12 > year:
        year += 1
    year, month = divmod(reached, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


def _age_in(sex: str, year: int) -> int:
    """Return the retirement age in months of whoever reaches it in `year`."""
    start, step, end = AGES[Person.Sex(sex)]
    return min(end, start + step * max(0, year - FIRST_YEAR + 1))


def leaves_before(day: date) -> Q:
    """Return the condition on a person: the last day in office lies before `day`."""
    return Q(
        *(Q(sex=sex, birth_date__lt=_first_to_stay(sex, day)) for sex in AGES), _connector="OR"
    )


def is_exempt(titles: Iterable[Title]) -> bool:
    """Whether one of the titles that somebody holds is the one that no age ends."""
    return any(title.code == EXEMPT_TITLE for title in titles)


def exempt_on(day: date) -> Q:
    """Return the condition on a person: holds on `day` the title that no age ends."""
    return Q(pk__in=Post.objects.held_on(day).filter(title__code=EXEMPT_TITLE).values("person"))


def _first_to_stay(sex: str, day: date) -> date:
    """Return the first birth month of those still in office on `day`."""
    return next(month for month in _months(day.year - 63) if retires_on(sex, month) >= day)


def _months(year: int) -> Iterator[date]:
    while True:
        yield from (date(year, month, 1) for month in range(1, 13))
        year += 1
