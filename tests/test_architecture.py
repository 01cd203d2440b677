"""What the import contracts of pyproject.toml cannot find by themselves."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.urls import URLPattern, get_resolver

CONFIGURED = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text())
LINTER = CONFIGURED["tool"]["importlinter"]


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
