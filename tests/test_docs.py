"""The documents name everything that the code defines, and lead where they say."""

import re
from pathlib import Path

import pytest
from django.db.migrations.loader import MigrationLoader

from targets.criteria import REGISTER
from tests.definitions import table

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
RECORDS = sorted((DOCS / "decisions").glob("[0-9]*.md"))
RELATIVE = re.compile(r"]\((?!\w+:|#)([^)#]+)")
DATED = re.compile(r"# \S.*\n\n\d{4}-\d\d-\d\d\b.*\. Room: .+\.\n\n")


def test_the_criteria_are_defined_as_the_register_has_them():
    assert f"\n{table()}\n\n" in (DOCS / "definitions.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("criterion", REGISTER, ids=lambda criterion: criterion.code)
def test_each_criterion_has_an_example(criterion):
    assert f"- `{criterion.code}`: " in (DOCS / "definitions.md").read_text(encoding="utf-8")


def test_what_taking_back_a_migration_deletes_is_told_of_each():
    text = (DOCS / "operating.md").read_text(encoding="utf-8")
    told = [row.split(" | ")[0] for row in text.splitlines() if row.startswith("| `")]
    migrations = MigrationLoader(None).disk_migrations
    apps = ("accounts", "personnel", "reorganising", "reports", "sheets")
    ours = [key for key in migrations if key[0] in apps]
    assert sorted(told) == sorted(f"| `{app}` {name[:4]}" for app, name in ours)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_relative_link_leads_to_a_file(document):
    links = RELATIVE.findall(document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_every_decision_is_in_the_index_once_by_its_title():
    index = (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")
    titles = [record.read_text(encoding="utf-8").split("\n")[0][2:] for record in RECORDS]
    lines = [
        f"- [{record.name[:4]}]({record.name}) {title}"
        for record, title in zip(RECORDS, titles, strict=True)
    ]
    assert sorted(re.findall(r"^- .+", index, re.MULTILINE)) == lines


def test_every_decision_has_a_number_of_its_own_a_title_a_day_and_a_room():
    numbers = [record.name[:5] for record in RECORDS]
    assert numbers == [f"{number:04}-" for number in range(1, len(RECORDS) + 1)]
    texts = {record.name: record.read_text(encoding="utf-8") for record in RECORDS}
    assert [name for name, text in texts.items() if not DATED.match(text)] == []
