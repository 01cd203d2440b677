"""What a decree wrote, found by comparing tables, so that nothing of it is forgotten on undoing.

Whoever writes more of a decree (rights, another province's past) need not say so; what it writes
in a table that is not here is not taken back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from accounts.models import Grant
from personnel.keeping import bulk
from personnel.keeping.bulk import Signature
from personnel.models import Decree, Membership, Unit, UnitChange, UnitFact

# In the order in which they refer to each other.
TABLES: tuple[type[models.Model], ...] = (Decree, Unit, UnitChange, UnitFact, Membership, Grant)
Row = dict[str, Any]
Rows = dict[int, Row]


def read_tables() -> dict[str, Rows]:
    """Return every row of the tables, by label of the model and id; a query each."""
    return {
        model._meta.label: {
            row[model._meta.pk.attname]: row for row in model._default_manager.order_by().values()
        }
        for model in TABLES
    }


@dataclass(frozen=True)
class Traces:
    """What was written in one table: rows added and removed whole, columns before and after."""

    added: Rows
    changed: Mapping[int, Mapping[str, Sequence[Any]]]
    removed: Rows


@dataclass(frozen=True)
class Written:
    """What was written in each table, by label of the model."""

    tables: Mapping[str, Traces]

    @classmethod
    def between(cls, before: Mapping[str, Rows], after: Mapping[str, Rows]) -> Written:
        """Return what changed from one reading of the tables to another."""
        return cls({label: _between(before[label], after[label]) for label in after})

    def as_json(self) -> dict[str, Any]:
        """Return it for a JSON column."""
        return {
            label: {"added": t.added, "changed": t.changed, "removed": t.removed}
            for label, t in self.tables.items()
        }

    @classmethod
    def of_json(cls, told: Mapping[str, Any]) -> Written:
        """Return what was kept in a JSON column, with values as the models have them."""
        return cls({label: _read(apps.get_model(label), each) for label, each in told.items()})

    def __iter__(self) -> Iterator[tuple[type[models.Model], Traces]]:
        for model in TABLES:
            if traces := self.tables.get(model._meta.label):
                yield model, traces

    def added(self, model: type[models.Model]) -> set[int]:
        """Return the ids of the rows added to a table."""
        return set(self.tables[model._meta.label].added)

    def take_back(self, signed: Signature) -> None:
        """Give every table the rows and values it had; whatever hangs on them was looked at."""
        for model, traces in reversed(list(self)):
            bulk.delete(model, sorted(traces.added), signed)
        for model, traces in self:
            for pk, columns in traces.changed.items():
                values = [before for before, _ in columns.values()]
                bulk.update(model, list(columns), [[pk, *values]], signed)
            for row in traces.removed.values():
                bulk.insert(model, list(row), [list(row.values())], signed)


def _between(before: Rows, after: Rows) -> Traces:
    changed = {
        pk: {name: (old, after[pk][name]) for name, old in row.items() if after[pk][name] != old}
        for pk, row in before.items()
        if pk in after and after[pk] != row
    }
    return Traces(
        {pk: row for pk, row in after.items() if pk not in before},
        changed,
        {pk: row for pk, row in before.items() if pk not in after},
    )


def _read(model: type[models.Model], told: Mapping[str, Any]) -> Traces:
    columns = {field.attname: field for field in model._meta.concrete_fields}

    def rows(kept: Mapping[str, Row]) -> Rows:
        return {
            int(pk): {name: columns[name].to_python(value) for name, value in row.items()}
            for pk, row in kept.items()
        }

    changed = {
        int(pk): {
            name: tuple(columns[name].to_python(value) for value in both)
            for name, both in row.items()
        }
        for pk, row in told["changed"].items()
    }
    return Traces(rows(told["added"]), changed, rows(told["removed"]))
