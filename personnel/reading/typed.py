"""The standing of somebody who is in no record, from what is typed of them; nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField, DateField, IntegerField, QuerySet, Value
from django.db.models.functions import Cast
from django_cte import with_cte

from personnel.kinds import KINDS
from personnel.models import Ethnicity, Title

from .standing import PLACE_COLUMNS, Column, places_on
from .supposed import Supposed


@dataclass(frozen=True)
class Typed:
    """What is typed of somebody: what decides which criteria cover them, and levels by kind.

    A kind that is not in `levels` is not recorded. `minority_since` is from when they serve in
    minority areas, where that is said.
    """

    sex: str
    birth_date: date
    ethnicity: Ethnicity | None = None
    minority_since: date | None = None
    levels: Mapping[str, int] = field(default_factory=dict)


def typed_standing(day: date, someone: Typed, supposed: Supposed) -> QuerySet[Any]:
    """Return one row with the columns of `standing(…, supposed=…)` that conditions may name.

    A row of the title's own table, on which they stand as values: so the database says of whoever
    is typed what it says of whoever is recorded, by the same expressions.
    """
    place = places_on(day)
    row = Title.objects.filter(pk=supposed.title.pk).order_by()
    row = row.alias(judged_in=Value(supposed.unit.pk))
    row = place.join(row, judged_in=place.col.place_id)
    columns = {name: Column(place, column) for name, column in PLACE_COLUMNS.items()}
    columns |= {"unit_id": Column(place, "place_id"), "district_id": Column(place, "below")}
    post = supposed.on(day)
    own = {name: post[name] for name in ("title_group", "group_unconfirmed", "in_scope")}
    return with_cte(place, select=row).annotate(
        **columns,
        **own,
        committee=Value(int(supposed.title.in_committee)),
        sex=Value(someone.sex),
        birth_date=_known(someone.birth_date, DateField()),
        minority_service_since=_known(someone.minority_since, DateField()),
        ethnicity__name=_known(someone.ethnicity and someone.ethnicity.name, CharField()),
        **{kind: _known(someone.levels.get(kind), IntegerField()) for kind in KINDS},
    )


def _known(value: Any, kind: Any) -> Cast:
    """Return a value that may be null, of a kind that the databases are told."""
    return Cast(Value(value), kind)
