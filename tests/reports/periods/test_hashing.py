"""What is hashed is named by version: old hashes verify for good, and every fact is watched."""

from dataclasses import replace
from datetime import date, timedelta
from operator import attrgetter, itemgetter

import pytest
from django.db import connection, models

from personnel.models import Unit
from personnel.reading.counted import units_counted
from reports import units
from reports.models import FrozenStanding
from reports.periods import hashing
from reports.periods.hashing import CURRENT, FORMATS, hash_of, seal_hash_of, verify
from tests.reports.periods.golden import DIGESTS, NOT_YET, golden
from tests.reports.periods.handing import hand_in

# Where a hashed name is no attribute of the submission, the row or the period itself.
KEPT_AS = {
    "submission": {"format": "hash_version", "day": "period.day", "horizon": "period.horizon",
                   "district": "district_id", "rules": "rules.facts"},
    "row": {"ethnic_group": "ethnicity_id"},
    "seal": {"format": "hash_version", "note": "seal_note", "rules": "rules.facts",
             "replaces": "replaces.seal_hash"},
}  # fmt: skip


def digests(version):
    period, counted, standings = golden(version)
    for submission, rows in zip(counted, standings, strict=True):
        submission.sha256 = hash_of(submission, rows)
    return (*(submission.sha256 for submission in counted), seal_hash_of(period, counted))


@pytest.mark.parametrize("version", FORMATS)
def test_a_golden_province_has_the_digests_it_had(version):
    """The first version's are release 0.3.0's own."""
    assert "\n".join(digests(version)) == "\n".join(DIGESTS.get(version, NOT_YET))


def named(what):
    """Every name hashed of a thing, by version."""
    of = {
        "submission": lambda form: (*form.facts, *form.parts),
        "row": attrgetter("standing"),
        "seal": lambda form: (*form.seal, *form.seal_if_any),
    }[what]
    return [(version, name) for version, form in FORMATS.items() for name in of(form)]


def another(value):
    """Return another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return f"{value}x"
    if isinstance(value, int):
        return value + 1
    if isinstance(value, date):
        return value + timedelta(days=1)
    if isinstance(value, list):
        return value[1:] or [{"id": 1}]
    if isinstance(value, dict):
        return dict(list(value.items())[1:]) if value else {"x": [1, 1]}
    return b"x" if isinstance(value, bytes | memoryview) else 1


def tamper(thing, path):
    *above, last = path.split(".")
    for name in above:
        thing = getattr(thing, name)
    value = getattr(thing, last)
    # The version itself can only become another that there is.
    other = next(version for version in FORMATS if version != value)
    setattr(thing, last, other if last == "hash_version" else another(value))


@pytest.mark.parametrize(("version", "name"), named("submission"))
def test_each_fact_of_a_submission_is_watched(version, name):
    _, (_, submission), (_, rows) = golden(version)
    tamper(submission, KEPT_AS["submission"].get(name, name))
    assert hash_of(submission, rows) != submission.sha256


@pytest.mark.parametrize(("version", "name"), named("row"))
def test_each_fact_of_a_person_is_watched(version, name):
    _, (_, submission), (_, rows) = golden(version)
    column = KEPT_AS["row"].get(name, name)
    tamper(next((row for row in rows if getattr(row, column)), rows[0]), column)
    assert hash_of(submission, rows) != submission.sha256


@pytest.mark.parametrize(("version", "name"), named("seal"))
def test_each_fact_of_a_seal_is_watched(version, name):
    period, counted, _ = golden(version)
    tamper(period, KEPT_AS["seal"].get(name, name))
    assert seal_hash_of(period, counted) != period.seal_hash


def test_why_another_is_replaced_is_watched():
    period, counted, _ = golden(CURRENT)
    tamper(period, "replacement_reason")
    assert seal_hash_of(period, counted) != period.seal_hash


@pytest.mark.parametrize("name", ["district_id", "version", "sha256", "state", "answer",
                                  "answered_at"])  # fmt: skip
@pytest.mark.parametrize("version", FORMATS)
def test_each_answer_is_watched_by_the_seal(version, name):
    period, counted, _ = golden(version)
    tamper(counted[0], name)
    assert seal_hash_of(period, counted) != period.seal_hash


@pytest.mark.parametrize("what", ["share", "label", "reading", "cover", "asks"])
def test_a_rule_that_was_sealed_is_watched(what):
    period, counted, _ = golden(CURRENT)
    criteria = period.rules.facts["criteria"]
    next(filter(itemgetter(what), criteria))[what] = None
    assert seal_hash_of(period, counted) != period.seal_hash


def test_every_column_is_hashed_by_the_current_version():
    """A new column wants a new version: `FORMATS` and `CURRENT`."""
    columns = {field.name for field in FrozenStanding._meta.concrete_fields}
    named = {"ethnicity" if name == "ethnic_group" else name for name in FORMATS[CURRENT].standing}
    assert named == columns - {"id", "submission"}
    # Another province's are in no report: nobody is counted in one.
    of_units = {field.attname for field in Unit._meta.concrete_fields} - {"outside"}
    assert set(units.COLUMNS) == of_units


@pytest.fixture
def one_column_more(db):
    """A table with a column that nothing frozen so far knew."""
    added = []

    def add(model):
        field = models.IntegerField(null=True, default=7)
        field.contribute_to_class(model, "digital_skills")
        added.append((model, field))
        connection.check_constraints()  # what waits for the commit would stand in the way
        with connection.cursor() as cursor:
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"ALTER TABLE {table} ADD COLUMN digital_skills integer NULL")

    yield add
    for model, field in added:
        model._meta.local_fields.remove(field)
        model._meta._expire_cache()
        delattr(model, "digital_skills")


@pytest.mark.parametrize("model", [FrozenStanding, Unit])
def test_a_column_that_comes_later_changes_no_hash(
    model, one_column_more, period, district, editor_a
):
    kept = hand_in(period, district, editor_a)
    one_column_more(model)
    again = type(kept).objects.get()
    assert verify(again)
    serving = {row.unit_id for row in again.standings.all()}
    here = units_counted(period.day, district, serving)
    assert [units.freeze(unit) for unit in here] == again.units
    for version in FORMATS:
        assert "\n".join(digests(version)) == "\n".join(DIGESTS.get(version, NOT_YET))


def test_a_column_of_another_name_by_now_is_told_as_it_was(monkeypatch):
    """`TOLD` says how: the hash knows names of facts, not of columns."""
    _, (_, submission), (_, rows) = golden(1)
    monkeypatch.setattr(hashing, "TOLD", hashing.TOLD | {"theory": attrgetter("politics")})
    for row in rows:
        row.politics, row.theory = row.theory, None
    assert hash_of(submission, rows) == submission.sha256


def test_a_version_more_leaves_the_others(monkeypatch):
    latest = FORMATS[CURRENT]
    another = replace(latest, seal=(*latest.seal, "opened_at"))
    monkeypatch.setattr(hashing, "FORMATS", FORMATS | {CURRENT + 1: another})
    period, counted, _ = golden(CURRENT)
    assert seal_hash_of(period, counted) == period.seal_hash
    period.hash_version = CURRENT + 1
    assert seal_hash_of(period, counted) != period.seal_hash
