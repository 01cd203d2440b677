"""What the database's planner knows of the tables after many rows were written."""

from django.db import connection

from personnel.models import Credential, DossierCount, Person, Post, Unit

TABLES = (Unit, Person, Post, Credential, DossierCount)


def count_rows_anew() -> None:
    """Tell PostgreSQL how full the tables of facts are, rows of this transaction included.

    Its autovacuum does so a minute later, and meanwhile may count uncommitted rows as none: a
    roll-up planned on that joins row by row and takes hours. The lock that ANALYZE holds to the
    end of the transaction keeps autovacuum away. SQLite plans by its indexes alone.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        quote = connection.ops.quote_name
        names = ", ".join(quote(model._meta.db_table) for model in TABLES)
        cursor.execute(f"ANALYZE {names}")
