"""When commune cadres reach retirement age: Decree 135/2020/NĐ-CP, article 4.

In 2021 the age is 60 years 3 months for men and 55 years 4 months for women; each year adds
3 months for men until 62 in 2028, 4 months for women until 60 in 2035. Who reaches it leaves
at the end of that month. Before 2021 it was 60 and 55. Whom it binds is said by the title that a
person is counted by (`Title.age_bound`): the decree speaks of cán bộ, công chức.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.functions import ExtractMonth, ExtractYear

from personnel.models import Person, Post

FIRST_YEAR = 2021
# Sex: months of age in the year before the first, what each year adds, and where it ends.
AGES = {Person.Sex.MALE: (60 * 12, 3, 62 * 12), Person.Sex.FEMALE: (55 * 12, 4, 60 * 12)}
EXEMPT = "không áp dụng"


def retires_on(sex: str, birth: date) -> date:
    """Return the last day in office: the end of the month in which the age is reached.

    A birth known to the month or year is read as its first day.
    """
    return _leaves_by_month(sex, birth.year, birth.month)


@lru_cache(maxsize=2048)
def _leaves_by_month(sex: str, year: int, month: int) -> date:
    born = year * 12 + month - 1
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


def month_of_retirement(day: date) -> Case:
    """Return the expression for when a person reaches the age: months, the later the more.

    It is of the same month as `retires_on`; null for who is exempt on `day`.
    """
    born = ExtractYear("birth_date") * 12 + ExtractMonth("birth_date")
    ages = Case(
        *(
            When(sex=sex, birth_date__lt=before, then=Value(months))
            for sex in AGES
            for before, months in _ages_by_birth(sex)
        ),
        *(When(sex=sex, then=Value(end)) for sex, (_, _, end) in AGES.items()),
        output_field=IntegerField(),
    )
    return Case(When(exempt_on(day), then=None), default=born + ages, output_field=IntegerField())


@lru_cache
def _ages_by_birth(sex: str) -> list[tuple[date, int]]:
    """Return the retirement ages that rise, in months, each with the first birth past it."""
    _, _, end = AGES[Person.Sex(sex)]
    first: dict[int, date] = {}
    for birth in _months(FIRST_YEAR - 63):
        leaves = retires_on(sex, birth)
        age = (leaves.year - birth.year) * 12 + leaves.month - birth.month
        first.setdefault(age, birth)
        if age == end:
            break
    return [(past, age) for age, past in zip(first, list(first.values())[1:], strict=False)]


def leaving(person: Person, principal: Post | None) -> date | str:
    """Return the last day in office of who is counted by this post, whose title is read.

    `EXEMPT` where no age ends its title, "" for who holds none.
    """
    if principal is None:
        return ""
    if not principal.title.age_bound:
        return EXEMPT
    return retires_on(person.sex, person.birth_date)


@lru_cache
def exempt_on(day: date) -> Q:
    """Return the condition on a person: is counted on `day` by a title that no age ends."""
    counted = Post.objects.principal_on(day).filter(title__age_bound=False)
    return Q(pk__in=counted.values("person"))


def _first_to_stay(sex: str, day: date) -> date:
    """Return the first birth month of those still in office on `day`."""
    return next(month for month in _months(day.year - 63) if retires_on(sex, month) >= day)


def _months(year: int) -> Iterator[date]:
    while True:
        yield from (date(year, month, 1) for month in range(1, 13))
        year += 1
