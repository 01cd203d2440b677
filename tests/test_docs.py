"""The documents name everything that the code defines."""

from pathlib import Path

import pytest

from targets.criteria import REGISTER
from tests.definitions import line

DOCS = Path(__file__).parent.parent / "docs"


@pytest.mark.parametrize("criterion", REGISTER, ids=lambda criterion: criterion.code)
def test_each_criterion_is_defined_with_an_example(criterion):
    text = (DOCS / "definitions.md").read_text(encoding="utf-8")
    assert line(criterion) in text.splitlines()
    assert f"- `{criterion.code}`: " in text
