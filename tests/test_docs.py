"""The documents name everything that the code defines."""

from pathlib import Path

import pytest
from django.db.migrations.loader import MigrationLoader

from targets.criteria import REGISTER
from tests.definitions import line

DOCS = Path(__file__).parent.parent / "docs"


@pytest.mark.parametrize("criterion", REGISTER, ids=lambda criterion: criterion.code)
def test_each_criterion_is_defined_with_an_example(criterion):
    text = (DOCS / "definitions.md").read_text(encoding="utf-8")
    assert line(criterion) in text.splitlines()
    assert f"- `{criterion.code}`: " in text


def test_what_taking_back_a_migration_deletes_is_told_of_each():
    text = (DOCS / "operating.md").read_text(encoding="utf-8")
    told = [row.split(" | ")[0] for row in text.splitlines() if row.startswith("| `")]
    migrations = MigrationLoader(None).disk_migrations
    ours = [key for key in migrations if key[0] in ("accounts", "personnel", "reports", "sheets")]
    assert sorted(told) == sorted(f"| `{app}` {name[:4]}" for app, name in ours)
