"""The same figures by DuckDB, a database made for reading whole tables: how quick can it be?

The rules are written out in its own SQL, without a line of the application. Facts are copied into
it before; where a unit's posts stand on the day is worked out beforehand too, as the portal keeps
that as a table (`personnel_unitplace`).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from .by_pandas import TABLES, Figures

# Who is in post on the day, once, with the levels held: as by_pandas has it.
_STANDING = """
CREATE OR REPLACE TEMPORARY TABLE standing AS
WITH now AS (
    SELECT p.person_id, p.post_id, p.start, place.place AS unit_id, t.title_group, t.title_order,
        t.implies_committee OR t.title_group = 'committee' AS sits,
        list_position(['key', 'mass', 'civil', 'nonspecialised', 'committee'], t.title_group) AS r
    FROM post p JOIN title t USING (title_id)
    JOIN place ON place.unit_id = p.unit_id
        AND place.branch_id = coalesce(TRY_CAST(p.branch_id AS BIGINT), 0)
    WHERE (p.start IS NULL OR p.start <= $day) AND (p.finish IS NULL OR p.finish >= $day)
), first AS (
    SELECT * FROM now QUALIFY row_number() OVER (
        PARTITION BY person_id ORDER BY r, title_order, start DESC NULLS LAST, post_id) = 1
), levels AS (
    SELECT person_id, {levels} FROM credential
    WHERE (awarded IS NULL OR awarded <= $day) GROUP BY person_id
), since AS (
    SELECT person_id, min(coalesce(p.start, DATE '1800-01-01')) AS served FROM post p
    JOIN unit USING (unit_id) WHERE unit.minority_area GROUP BY person_id
), seated AS (SELECT DISTINCT person_id FROM now WHERE sits)
SELECT first.unit_id, unit.parent_id, title_group AS g, person.ethnicity = 'Kinh' AS kinh,
    person.birth_date > $day - INTERVAL 40 YEAR AS young, unit.minority_area AS minority,
    unit.kind IN ('phường', 'thị trấn') AS town,
    unit.kind = 'xã' AND unit.terrain = 'mountain' AS mountain,
    coalesce(person.minority_area_since, since.served) <= $day - INTERVAL 3 YEAR AS settled,
    seated.person_id IS NOT NULL AS committee, levels.*
FROM first JOIN person USING (person_id) JOIN unit ON unit.unit_id = first.unit_id
LEFT JOIN levels USING (person_id) LEFT JOIN since USING (person_id)
LEFT JOIN seated USING (person_id)
"""
_KINDS = (
    "professional", "theory", "state_management", "it", "foreign_language", "ethnic_language",
    "mass_work", "position_update",
)  # fmt: skip
_STAFF = "g IN ('key', 'mass', 'civil')"
_HIGHER = "CASE WHEN mountain THEN 3 ELSE 4 END"
_KINH = f"{_STAFF} AND minority AND kinh"
# Whom each criterion covers, what it looks at, and the least that is asked.
CRITERIA = (
    ("2025.key.professional", "g = 'key'", "professional", _HIGHER),
    ("2025.key.theory", "g = 'key'", "theory", "2"),
    ("2025.key.state_management", "g = 'key'", "state_management", "2"),
    ("2025.key.position_update", "g = 'key'", "position_update", "1"),
    ("2025.mass.professional", "g = 'mass'", "professional", "2"),
    ("2025.mass.mass_work", "g = 'mass'", "mass_work", "1"),
    ("2025.mass.theory", "g = 'mass'", "theory", "1"),
    ("2025.civil.professional", "g = 'civil'", "professional", _HIGHER),
    ("2025.civil.state_management", "g = 'civil'", "state_management", "2"),
    ("2025.civil.theory", "g = 'civil'", "theory", "1"),
    ("2025.nonspecialised.professional", "g = 'nonspecialised'", "professional", "2"),
    ("2025.nonspecialised.theory", "g = 'nonspecialised'", "theory", "1"),
    ("2025.staff.it", _STAFF, "it", "1"),
    ("2025.urban_young.foreign_language", f"{_STAFF} AND town AND young", "foreign_language", "1"),
    ("2025.kinh_minority_area.ethnic_language", _KINH, "ethnic_language", "1"),
    ("2030.key.professional", "g = 'key'", "professional", "4"),
    ("2030.committee.theory", "committee", "theory", "2"),
    ("2030.mass.professional", "g = 'mass'", "professional", "3"),
    ("2030.mass.mass_work", "g = 'mass'", "mass_work", "1"),
    ("2030.mass.theory", "g = 'mass'", "theory", "2"),
    ("2030.civil.professional", "g = 'civil'", "professional", "4"),
    ("2030.staff.state_management", _STAFF, "state_management", "2"),
    ("2030.staff.it", _STAFF, "it", "1"),
    (
        "2030.urban_young_key.foreign_language", "g = 'key' AND town AND young",
        "foreign_language", "6",
    ),
    ("2030.kinh_minority_area.ethnic_language", f"{_KINH} AND settled", "ethnic_language", "3"),
)  # fmt: skip
# The one criterion of two kinds: both are asked, and one too low is enough to fall short.
_BOTH = (
    "2030.nonspecialised.professional_theory", "g = 'nonspecialised'",
    "professional >= 3 AND theory >= 1", "professional < 3 OR theory < 1",
)  # fmt: skip


def loaded(connection: Any) -> duckdb.DuckDBPyConnection:
    """Return DuckDB with the facts of a database, and one thread as a query of that has one.

    `connection` is a DB-API connection to either database. For facts without units that changed,
    as `copy_province` makes.
    """
    duck = duckdb.connect()
    duck.execute("SET threads = 1")
    with TemporaryDirectory(prefix="bench-duckdb-") as folder:
        for name, query in TABLES.items():
            file = Path(folder) / f"{name}.csv"
            _write(connection.cursor(), query, file)
            read = "SELECT * FROM read_csv(?, header = true, sample_size = -1)"
            duck.execute(f"CREATE TABLE {name} AS {read}", [str(file)])
    duck.execute("CREATE TABLE place AS SELECT unit_id, 0 AS branch_id, unit_id AS place FROM unit")
    return duck


def _write(cursor: Any, query: str, file: Path) -> None:
    """Write what a query finds as CSV: by the database where it does so."""
    if hasattr(cursor, "copy_expert"):
        with file.open("wb") as written:
            cursor.copy_expert(f"COPY ({query}) TO STDOUT (FORMAT csv, HEADER)", written)
        return
    cursor.execute(query)
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text)
        writer.writerow([column[0] for column in cursor.description])
        writer.writerows(cursor)


def figures(duck: duckdb.DuckDBPyConnection, day: date) -> Figures:
    """Work out every figure about people of every commune, district and the province."""
    levels = ", ".join(f"max(level) FILTER (kind = '{kind}') AS {kind}" for kind in _KINDS)
    duck.execute(_STANDING.replace("{levels}", levels), {"day": day})
    counts = ", ".join(_counts())
    rows = duck.execute(
        f"SELECT unit_id, parent_id, {counts} FROM standing "
        "GROUP BY GROUPING SETS ((unit_id), (parent_id), ())"
    ).fetchall()
    codes = [code for code, *_ in (*CRITERIA, _BOTH)]
    return {
        (code, unit or district): (found[3 * at], found[3 * at + 1], found[3 * at + 2])
        for unit, district, *found in rows
        for at, code in enumerate(codes)
    }


def _counts() -> Iterator[str]:
    """Yield for each criterion how many meet it, fall short, and are not known to do either."""
    asked = [
        (covered, f"{kind} >= {least}", f"{kind} < {least}") for _, covered, kind, least in CRITERIA
    ]
    for covered, met, short in (*asked, _BOTH[1:]):
        neither = f"coalesce({met}, false) = false AND coalesce({short}, false) = false"
        for outcome in (met, short, neither):
            yield f"count(*) FILTER (({covered}) AND ({outcome}))"
