"""What lists and official forms tell of a standing beyond what the criteria ask.

Columns to be added to `personnel.reading.standing`; together they are what a report freezes.
"""

from datetime import date
from typing import Any

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.sql.constants import LOUTER
from django_cte import CTE, with_cte

from personnel.kinds import KINDS
from personnel.models import Credential, PersonQuerySet, Post, Title, Unit

from .ahead import Ahead, awards_by
from .retirement import exempt_on, retires_on
from .standing import Column, flag

# However a board writes it: "Anh", "Tiếng Anh", "Anh văn".
ENGLISH = Q(language__istartswith="anh") | Q(language__iendswith="anh")
# The kind told apart by language, and the highest level of its credentials by a condition.
APART = "foreign_language"
LANGUAGE_COLUMNS = {"english": ENGLISH, "other_language": ~ENGLISH}


def with_languages(
    rows: QuerySet[Any], day: date, people: PersonQuerySet, ahead: Ahead | None = None
) -> QuerySet[Any]:
    """Add the levels of English and of any other foreign language to a standing of `people`."""
    among = Q(person__in=people.order_by().values("pk")) if people.query.has_filters() else Q()
    learnt: QuerySet[Any] = Credential.objects.held_on(day).filter(among, kind=APART).order_by()
    tables = []
    if ahead and ahead.awarded:
        awards = awards_by(day, ahead).filter(among, kind=APART)
        both = (each.values("person_id", "language", "level") for each in (learnt, awards))
        tables = [CTE(QuerySet.union(*both, all=True), name="learnt")]
        learnt = tables[0].queryset()
    highest = {name: Max("level", filter=where) for name, where in LANGUAGE_COLUMNS.items()}
    spoken = CTE(learnt.order_by().values("person_id").annotate(**highest), name="spoken")
    rows = spoken.join(rows, id=spoken.col.person_id, _join_type=LOUTER)
    columns = {name: Column(spoken, name) for name in LANGUAGE_COLUMNS}
    return with_cte(*tables, spoken, select=rows).annotate(**columns)


def with_retirement(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    """Add `retirement_exempt` to a standing: 1 for who is counted by a title that no age ends."""
    return rows.annotate(retirement_exempt=flag(exempt_on(day)))


def with_particulars(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    """Add what a list of people shows: person, unit and title by number and name, the post's
    start, the languages and the field of study of the highest credentials.
    """
    post = Post.objects.filter(pk=OuterRef("post_id"))
    title = Title.objects.order_by().filter(pk=OuterRef("title_id"))
    unit = Unit.objects.order_by().filter(pk=OuterRef("unit_id"))
    return rows.annotate(
        person=F("pk"),
        ethnic_group=_text(F("ethnicity__name")),
        unit_code=Subquery(unit.values("code")),
        title_code=Subquery(title.values("code")),
        title_name=Subquery(title.values("name")),
        title_order=Subquery(title.values("order")),
        post_start=Subquery(post.values("start")),
        post_start_precision=Subquery(post.values("start_precision")),
        **{
            kind.language_field: _of_highest(kind.code, "language", day)
            for kind in KINDS.values()
            if kind.languages
        },
        field_of_study=_of_highest("professional", "field_of_study", day),
    )


def _of_highest(kind: str, column: str, day: date) -> Coalesce:
    """A text of the highest credential of a kind; of equals, of the one held longest."""
    held = Credential.objects.held_on(day).filter(person=OuterRef("pk"), kind=kind)
    return _text(Subquery(held.order_by("-level", _held_since(), "pk").values(column)[:1]))


def _held_since() -> Coalesce:
    return Coalesce("awarded", Value(date.min))


def _text(expression: Any) -> Coalesce:
    return Coalesce(expression, Value(""))


def last_day_in_office(row: Any) -> date | None:
    """Return when a person of such a standing retires; None for who is exempt from the age."""
    return None if row.retirement_exempt else retires_on(row.sex, row.birth_date)
