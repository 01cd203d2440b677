"""Copies of the whole province made by PostgreSQL itself: a million people in minutes.

As `seed_demo --scale` makes them: communes of other codes and names in the same districts, with
people of other identity numbers. The database reads its own rows and writes them under other
numbers, once for all copies; nothing goes through Python. Histories and classes are not copied:
no figure and no list reads them.
"""

from collections.abc import Mapping

from django.db import connection, models, transaction

from personnel.keeping.planning import count_rows_anew
from personnel.models import Credential, DossierCount, Evaluation, Person, Post, Unit

# Between the numbers of one copy's rows and the next's.
APART = 10_000_000
# A copy of a row that belongs to a commune belongs to the commune's copy; districts have none.
_MOVED_UNIT = (
    "CASE WHEN t.{column} IN (SELECT id FROM copied_commune) "
    f"THEN t.{{column}} + k * {APART} ELSE t.{{column}} END"
)
_MOVED = f"t.{{column}} + k * {APART}"
# The number's first three digits say where somebody was born, and no check reads them.
_NUMBER = (
    "CASE WHEN t.cccd = '' THEN '' ELSE "
    "lpad(((left(t.cccd, 3)::int + k) %% 1000)::text, 3, '0') || substr(t.cccd, 4) END"
)
_COPIED: tuple[tuple[type[models.Model], Mapping[str, str]], ...] = (
    (
        Unit,
        {
            "code": "t.code || '-' || (k + 1)",
            "name": "t.name || ' (mẫu ' || (k + 1) || ')'",
        },
    ),
    (Person, {"cccd": _NUMBER, "local_of_id": _MOVED_UNIT}),
    (Post, {"person_id": _MOVED, "unit_id": _MOVED_UNIT, "branch_id": _MOVED_UNIT}),
    (Credential, {"person_id": _MOVED}),
    (DossierCount, {"unit_id": _MOVED_UNIT}),
    (Evaluation, {"person_id": _MOVED}),
)


@transaction.atomic
def copy_province(scale: int) -> None:
    """Make `scale` - 1 copies of the province that is there, and settle statistics.

    Raises ValueError on another database than PostgreSQL, and where there are copies already.
    """
    if connection.vendor != "postgresql":
        raise ValueError("copies are made by PostgreSQL alone")
    if Person.objects.filter(pk__gt=APART).exists():
        raise ValueError("the province was copied already")
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE copied_commune ON COMMIT DROP AS "
            "SELECT id FROM personnel_unit WHERE level = 'commune'"
        )
        for model, changed in _COPIED:
            cursor.execute(_statement(model, changed), [scale - 1])
    count_rows_anew()


def _statement(model: type[models.Model], changed: Mapping[str, str]) -> str:
    """Return the one statement that copies a table, given the number of copies."""
    quote = connection.ops.quote_name
    fields = [field.column for field in model._meta.concrete_fields if field.column]
    told = {"id": _MOVED} | dict(changed)
    values = [told.get(name, f"t.{quote(name)}").replace("{column}", name) for name in fields]
    table, names = quote(model._meta.db_table), ", ".join(map(quote, fields))
    which = "WHERE t.level = 'commune'" if model is Unit else ""
    return (
        f"INSERT INTO {table} ({names}) SELECT {', '.join(values)} "
        f"FROM {table} t CROSS JOIN generate_series(1, %s) k {which}"
    )
