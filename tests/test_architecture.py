"""What neither the import contracts of pyproject.toml nor the type checker find by themselves."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.urls import URLPattern, get_resolver

ROOT = Path(__file__).parent.parent
LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
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
