"""That a column is one of what another query finds, which is known to be little."""

from typing import Any

from django.db.models import F, QuerySet
from django.db.models.lookups import In


class AmongFew(In):
    """As `column__in=found`, and on PostgreSQL found before anything else is looked at.

    PostgreSQL guesses how many rows a query within a condition has, takes units for many, and
    reads every post to see whether it lies in one. Of an array it takes few, and uses the index.
    """

    def __init__(self, column: str, found: QuerySet[Any, Any]) -> None:
        super().__init__(F(column), found.order_by().query)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Return the condition on an array."""
        column, params = self.process_lhs(compiler, connection)
        found, others = self.process_rhs(compiler, connection)
        return f"{column} = ANY(ARRAY{found})", (*params, *others)
