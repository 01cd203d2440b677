"""The year of a date as a number: quicker than either database takes a date apart."""

from typing import Any

from django.db.models import Func, IntegerField


class YearNumber(Func):
    """The year of a date, a whole number; null of none."""

    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Read it from the text of the date, which begins with it."""
        return self.as_sql(
            compiler, connection, template="CAST(%(expressions)s AS INTEGER)", **context
        )

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Take it as the number that needs no exact fractions."""
        template = "CAST(DATE_PART('year', %(expressions)s) AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **context)
