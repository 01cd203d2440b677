"""What neither the import contracts of pyproject.toml nor the type checker find by themselves."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import URLPattern, get_resolver

ROOT = Path(__file__).parent.parent
LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
# A level of units, or the column of the unit above, by whatever name a module reaches for it.
LEVEL_OR_PARENT = re.compile(
    r"""\bLevel\.|\blevel=["']|["']level["']:\s*["']|\.level\s*[=!]=\s*["']"""
    r"""|\.parent\b|(?:\b|__)parent(?:_id\b|__)|__parent\b|\bparent=|["']parent["']"""
)
# Who may name one, and why; everybody else asks `personnel/models/hierarchy.py` or the unit.
MAY_NAME_A_LEVEL = {
    "personnel/models/hierarchy.py": "asks the database",
    "personnel/models/units.py": "says it of a unit, and constrains it",
    "personnel/checks/units.py": "says what may stand below what",
    "personnel/reference.py": "makes units",
    "personnel/demo/storing.py": "makes units",
    "personnel/places/decreeing.py": "makes units",
    "reorganising/checks/entries.py": "reads units as a decree writes them",
    "reorganising/reading_json.py": "reads units as a decree writes them",
    "reorganising/entering/forms.py": "names keys and fields of a decree's units",
    "reorganising/entering/intake.py": "names a key of a decree's units",
    "reorganising/known_past.py": "names a key of a decree's units",
    "reorganising/landscape.py": "names a key of a decree's units",
    "reorganising/parts.py": "names a key of a decree's units",
    "reorganising/sheet/rows.py": "reads units as a workbook writes them",
    "reorganising/sheet/writing.py": "names a key of a decree's units",
    "personnel/admin.py": "names the field of the admin's form",
    "personnel/catalogue/forms.py": "names the admin's filter",
    "personnel/catalogue/telling.py": "names the field of the admin's form",
    "reports/units.py": "freezes columns by name",
    "reports/assessment.py": "names a key of its JSON",
    "reports/management/commands/export_report.py": "means a folder",
    "cadre_portal/settings.py": "means a folder",
}
# What is named in backticks by its path, or by the end of it where the room is said before.
NAMED = re.compile(r"`([\w./]+\.(?:py|toml|json))`")
SILENCED = re.compile(r"# type: ignore\[[a-z, -]+\]  # \w")


def _views(patterns: list[Any]) -> Iterator[Any]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.callback
        else:
            yield from _views(pattern.url_patterns)


def test_every_module_with_a_view_is_closed_to_all_but_addresses():
    modules = {view.__module__ for view in _views(get_resolver().url_patterns)}
    ours = {name for name in modules if name.split(".")[0] in LINTER["root_packages"]}
    (closed,) = [c for c in LINTER["contracts"] if c["type"] == "protected"]
    assert sorted(ours) == closed["protected_modules"]


def test_a_type_is_silenced_with_its_reason_beside_it():
    lines = [
        (path.relative_to(ROOT), line.strip())
        for package in (*LINTER["root_packages"], "bench", "docs")
        for path in sorted((ROOT / package).rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if "# type: ignore" in line
    ]
    assert lines
    assert [found for found in lines if not SILENCED.search(found[1])] == []


def _sources() -> Iterator[Path]:
    """Yield the modules that know units, but for migrations, and the templates."""
    for package in set(LINTER["root_packages"]) - {"xlsx"}:
        modules = (ROOT / package).rglob("*.py")
        yield from (path for path in modules if "migrations" not in path.parts)
    yield from (ROOT / "templates").rglob("*.html")


def test_levels_and_the_unit_above_are_named_in_one_place():
    """What takes districts for granted stands where the next change of levels finds it."""
    found = {
        path.relative_to(ROOT).as_posix()
        for path in _sources()
        if LEVEL_OR_PARENT.search(path.read_text(encoding="utf-8"))
    }
    assert found <= MAY_NAME_A_LEVEL.keys()
    assert MAY_NAME_A_LEVEL.keys() <= found, "no longer names one: off the list"


@pytest.mark.parametrize(
    "line",
    [
        "units.filter(level=Unit.Level.DISTRICT)",
        'Unit.objects.get(level="province")',
        'limit_choices_to={"level": "district"}',
        "if unit.level != 'commune':",
        "may_edit_in(user, post.unit.parent_id)",
        'posts.select_related("unit__parent", "title")',
        "posts.filter(unit__parent__in=districts)",
        "units.filter(parent=district)",
        'units.order_by("parent__code")',
        'units.select_related("parent")',
        "{{ handover.unit.parent }}",
    ],
)
def test_a_level_or_the_unit_above_is_noticed(line):
    assert LEVEL_OR_PARENT.search(line)


@pytest.mark.parametrize(
    "line",
    ["folder.mkdir(parents=True)", "highest = Max('level')", "if unit.is_district:", "level=label"],
)
def test_other_levels_are_nobodys_concern(line):
    assert not LEVEL_OR_PARENT.search(line)


def test_the_page_of_rooms_tells_the_arrows_that_are_held():
    """docs/architecture.md and the contracts name the same layers, in the same order."""
    told = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    layers = next(c["layers"] for c in LINTER["contracts"] if c["name"].startswith("Facts know"))
    assert " → ".join(f"`{room}`" for room in layers) in told


def test_the_files_that_the_page_of_rooms_names_are_there():
    rooms = ["fixtures", "tests", *LINTER["root_packages"]]
    there = [str(path) for room in rooms for path in (ROOT / room).rglob("*.*")]
    there.append(str(ROOT / "pyproject.toml"))
    named = NAMED.findall((ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"))
    assert named
    assert [name for name in named if not any(path.endswith(f"/{name}") for path in there)] == []
