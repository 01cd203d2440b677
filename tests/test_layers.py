"""Facts know no rules, rules know no pages, and no module imports itself in a circle."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "personnel": set(),
    "targets": {"personnel"},
    "xlsx": set(),
    "sheets": {"personnel", "targets", "xlsx"},
    "accounts": {"personnel"},
    "reports": {"personnel", "targets", "sheets", "xlsx"},
}
OURS = {*MAY_IMPORT, "cadre_portal"}
# Commands wire layers together, as settings do.
WIRING = {"reports/management/commands/bench.py"}


def sources():
    return [path for layer in MAY_IMPORT for path in sorted((ROOT / layer).rglob("*.py"))]


def name_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path):
    """Yield every module imported, relative imports resolved, inside functions too."""
    package = path.parent.relative_to(ROOT).parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module) if part)
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_no_import_against_the_arrows(path):
    layer = path.relative_to(ROOT).parts[0]
    if str(path.relative_to(ROOT)) in WIRING:
        return
    imported = {name.split(".")[0] for name in imports(path)} & OURS
    assert imported <= MAY_IMPORT[layer] | {layer}


def test_no_circles():
    modules = {name_of(path): path for path in sources() if path.name != "__init__.py"}
    graph = {
        name: {found for found in imports(path) if found in modules and found != name}
        for name, path in modules.items()
    }
    TopologicalSorter(graph).prepare()
