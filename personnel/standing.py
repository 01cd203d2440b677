"""The standing of everyone on a day: principal post, and the highest level held per kind.

One common table expression each for posts, credentials and service in minority areas; every
figure, list and explanation is a selection from their join.
"""

from datetime import date
from typing import Any, TypeVar

from django.db.models import Case, F, IntegerField, Max, Min, Q, QuerySet, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber
from django.db.models.sql.constants import LOUTER
from django_cte import CTE, with_cte

from .levels import KINDS
from .models import Credential, Person, PersonQuerySet, Post, Title
from .models.titles import group_precedence
from .models.units import mountain_commune, urban

# A cấp ủy viên holds the title itself, or one that implies it (DOMAIN section 1).
IN_COMMITTEE = Q(title__implies_committee=True) | Q(title__group=Title.Group.COMMITTEE)
Rows = TypeVar("Rows", bound=QuerySet[Any])
PRINCIPAL_COLUMNS = (
    "post_id",
    "unit_id",
    "district_id",
    "title_id",
    "title_group",
    "mountain_commune",
    "urban",
    "minority_area",
    "committee",
)


def standing(day: date, people: PersonQuerySet) -> QuerySet[Person]:
    """Return those of `people` in post on `day`, each once, with what they are and hold then.

    Columns beside the person's own: those of the principal post (`PRINCIPAL_COLUMNS`), the
    highest level held of each kind (null: nothing recorded) and `minority_service_since`.
    A filter on `people` narrows what is read inside each expression, not only the result.
    """
    principal, held, service = _principal(day, people), _held(day, people), _service(people)
    rows = principal.join(Person, id=principal.col.person_id)
    rows = held.join(rows, id=held.col.person_id, _join_type=LOUTER)
    rows = service.join(rows, id=service.col.person_id, _join_type=LOUTER)
    columns = {name: getattr(principal.col, name) for name in PRINCIPAL_COLUMNS}
    columns |= {kind: getattr(held.col, kind) for kind in KINDS}
    return (
        with_cte(principal, held, service, select=rows)
        .alias(post_rank=principal.col.post_rank)
        .filter(post_rank=1)
        .annotate(
            **columns,
            minority_service_since=Coalesce("minority_area_since", service.col.first_start),
        )
    )


def _principal(day: date, people: PersonQuerySet) -> CTE:
    """Posts held on `day`, ranked per person by group, title order and latest start."""
    posts = _of(people, Post.objects.held_on(day))
    order = [
        group_precedence("title__group").asc(),
        F("title__order").asc(),
        F("start").desc(nulls_last=True),
        F("pk").asc(),
    ]
    ranked = posts.values(
        "person_id",
        "unit_id",
        "title_id",
        post_id=F("pk"),
        district_id=F("unit__parent_id"),
        title_group=F("title__group"),
        mountain_commune=flag(mountain_commune("unit__")),
        urban=flag(urban("unit__")),
        minority_area=F("unit__minority_area"),
        committee=Window(Max(flag(IN_COMMITTEE)), partition_by="person_id"),
        post_rank=Window(RowNumber(), partition_by="person_id", order_by=order),
    )
    return CTE(ranked, name="principal")


def _held(day: date, people: PersonQuerySet) -> CTE:
    """The highest level of each kind, among the credentials that count on `day`."""
    credentials = _of(people, Credential.objects.held_on(day))
    highest = {kind: Max("level", filter=Q(kind=kind)) for kind in KINDS}
    return CTE(credentials.order_by().values("person_id").annotate(**highest), name="held")


def _service(people: PersonQuerySet) -> CTE:
    """The first day in any post of a minority area; an unknown start counts as long ago."""
    posts = _of(people, Post.objects.filter(unit__minority_area=True))
    first = Min(Coalesce("start", Value(date.min)))
    return CTE(posts.order_by().values("person_id").annotate(first_start=first), name="service")


def _of(people: PersonQuerySet, rows: Rows) -> Rows:
    """Narrow rows that hang on a person to `people`; all people need no narrowing."""
    if not people.query.has_filters():
        return rows
    return rows.filter(person__in=people.order_by().values("pk"))


def flag(condition: Q) -> Case:
    """Return 1 where `condition` holds, else 0: both databases can aggregate it."""
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())
