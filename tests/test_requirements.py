"""What is installed is known to the version and the byte."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKED = ["requirements.txt", "requirements-dev.txt"]


def wanted(name):
    """Return each package of a file with what stands behind it, lines joined."""
    text = (ROOT / name).read_text().replace("\\\n", " ")
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("--")]


@pytest.mark.parametrize("name", LOCKED)
def test_each_package_is_locked_with_its_hashes(name):
    loose = [
        line
        for line in wanted(name)
        if not re.match(r"[\w.-]+(\[[\w,-]+])?==\S+( ;.*?)?\s+--hash=sha256:[0-9a-f]{64}", line)
    ]
    assert wanted(name) and loose == []


@pytest.mark.parametrize("name", LOCKED)
def test_no_package_comes_from_elsewhere_than_the_index(name):
    text = (ROOT / name).read_text()
    assert not re.search(r"://|^-e |^--(extra-)?index-url|^--find-links| @ ", text, re.MULTILINE)


def test_whoever_installs_asks_for_the_hashes():
    guides = (ROOT / "docs" / "operating.md").read_text() + (ROOT / "Makefile").read_text()
    installs = re.findall(r"^.*pip install.*-r .*$", guides, re.MULTILINE)
    assert len(installs) > 2 and all("--require-hashes" in line for line in installs)
