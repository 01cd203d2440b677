"""A join worked out for each row before it (LATERAL), which PostgreSQL has and SQLite has not."""

from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.constants import LOUTER
from django_cte import CTE
from django_cte.join import QJoin


def can_join_laterally() -> bool:
    """Whether the database in use has such joins."""
    return connection.vendor == "postgresql"


def join_laterally(rows: QuerySet[Any], table: CTE) -> QuerySet[Any]:
    """Return `rows` with what `table` finds for each, null where it finds nothing.

    `table` names columns of what `rows` are joined with already, and is not among the common
    tables of the statement: it is written where it is joined.
    """
    joined = rows.all()
    parent = joined.query.get_initial_alias()
    joined.query.join(_Lateral(parent, table.name, table.name, table.query, LOUTER))
    return joined


class _Lateral(QJoin):
    """The query stands where another join has its condition, and is renamed with it."""

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Return the join with its query written out."""
        sql, params = self.on_clause.get_compiler(connection=connection).as_sql()
        name = connection.ops.quote_name(self.table_alias)
        return f"{self.join_type} LATERAL ({sql}) {name} ON TRUE", params
