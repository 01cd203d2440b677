"""The database of every earlier release says the same under the present code."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from tests.migrating import empty_beside
from tests.upgrade.kept import kept, releases

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def empty(django_db_setup, django_db_blocker, tmp_path_factory):
    """The address of an empty database of the kind that the tests run on."""
    folder = tmp_path_factory.mktemp("upgrade")
    with django_db_blocker.unblock(), empty_beside(folder) as facts:
        yield address_of(facts)


def address_of(facts):
    if connection.vendor == "sqlite":
        return f"sqlite:///{facts['NAME']}"
    signed_in = ":".join(
        quote(facts[part], safe="") for part in ("USER", "PASSWORD") if facts[part]
    )
    return f"postgres://{signed_in}@{facts['HOST']}:{facts['PORT'] or 5432}/{facts['NAME']}"


@pytest.fixture(scope="module", params=releases())
def release(request):
    return request.param


@pytest.fixture(scope="module")
def climbed(release, empty, tmp_path_factory):
    """What the present code tells of a release's database, and its rows back at that release."""
    folder = tmp_path_factory.mktemp("climbed")
    environment = os.environ | {
        "DATABASE_URL": empty,
        "SECRET_KEY": "x" * 60,
        "UPLOADS_DIR": str(folder),
    }
    command = [sys.executable, "-m", "tests.upgrade.climb", release, str(folder / "result.json")]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads((folder / "result.json").read_text(encoding="utf-8"))


# Religion in form BM02, which is told of no commune any more.
WITHHELD = re.compile(r" / bm02 / units\[\d+\] / (staff|nonspecialised) / 5$")


def differing(before, after, path=""):
    """Yield where something that was told is told otherwise; what is told besides is no matter."""
    if isinstance(before, dict) and isinstance(after, dict):
        for name, value in before.items():
            yield from differing(value, after.get(name), f"{path} / {name}")
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for at, (old, new) in enumerate(zip(before, after, strict=True)):
            yield from differing(old, new, f"{path}[{at}]")
    elif before != after and not (after is None and WITHHELD.search(path)):
        yield f"{path}: {before!r} -> {after!r}"


def test_figures_lists_and_hashes_are_as_they_were(release, climbed):
    told = kept(release, "told")
    assert [each["whole"] for each in told["submissions"]] == [True] * 6
    assert list(differing(told, climbed["told"])) == []


def test_back_at_the_release_every_row_is_what_it_was(release, climbed):
    rows = kept(release, "rows")
    assert climbed["rows"].keys() == rows.keys()
    assert list(differing(rows, climbed["rows"])) == []
