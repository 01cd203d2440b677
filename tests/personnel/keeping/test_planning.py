"""PostgreSQL plans on what was just written, not on the empty table of before."""

from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from personnel.keeping.planning import count_rows_anew
from personnel.models import Credential, Person, Post

SAMPLES = Path(__file__).parents[2] / "samples"


def known_rows(model):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [model._meta.db_table]
        )
        return cursor.fetchone()[0]


def test_the_planner_knows_what_an_import_wrote(province):
    with CaptureQueriesContext(connection) as queries:
        call_command("import_sheet", str(SAMPLES / "template_ba_to.xlsx"), stdout=StringIO())
    told = [query for query in queries if query["sql"].startswith("ANALYZE")]
    if connection.vendor == "postgresql":
        assert len(told) == 1
        for model in (Person, Post, Credential):
            assert known_rows(model) == model.objects.count()
    else:
        assert told == []


def test_nothing_is_asked_of_a_database_that_plans_by_its_indexes(db):
    with CaptureQueriesContext(connection) as queries:
        count_rows_anew()
    assert len(queries) == (1 if connection.vendor == "postgresql" else 0)
