"""The guide to operating has the numbers that the code has."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from accounts.guarding.limits import FROM_ALL_PLACES, FROM_ONE_PLACE
from accounts.own import half, sessions
from accounts.tokens.checking import A_MINUTE
from api import people
from personnel.keeping.pacing import AN_HOUR, Kind
from personnel.scans import attaching, papers, pictures
from reports.word import checking, package, printing
from sheets.uploads import beyond, bounded, receiving
from xlsx import limits

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
MEGABYTE = 1024 * 1024
LIMITS = {
    "a workbook": [
        limits.MAX_FILE // MEGABYTE, limits.MAX_UNPACKED // MEGABYTE, limits.MAX_PARTS,
        limits.MAX_ROWS, limits.MAX_CELLS, limits.MAX_COLUMNS,
    ],
    "workbooks in one request": [
        receiving.MOST_FILES, bounded.MAX_REQUEST // MEGABYTE, receiving.MOST_WAITING,
    ],
    "read or written at once": [
        settings.UPLOADS_AT_ONCE, settings.UPLOADS_SECONDS, settings.UPLOADS_MEGABYTES,
    ],
    "a scan": [
        attaching.MAX_FILE // MEGABYTE, papers.MAX_PAGES, pictures.MAX_PIXELS, attaching.MOST,
    ],
    "a template of the report": [
        package.MAX_FILE // MEGABYTE, package.MAX_UNPACKED // MEGABYTE, package.MAX_PARTS,
        checking.MOST_FIELDS,
    ],
    "a document printed": [printing.SECONDS],
    "one user, an hour": [AN_HOUR[Kind.SOUGHT], AN_HOUR[Kind.ASKED], AN_HOUR[Kind.TWIN]],
    "one user, a day": [beyond.MOST_A_DAY],
    "failures before a name is locked": [FROM_ONE_PLACE.failures, FROM_ALL_PLACES.failures],
    "a sign-in unused": [
        settings.IDLE_MINUTES, settings.SESSION_HOURS, half.FOR // 60, sessions.LATELY // 60,
    ],
    "a token of another system": [A_MINUTE, people.MOST],
    "an address of nginx": [20],
}  # fmt: skip


def rows(title):
    """Return the rows of the table under a heading: what, and the rest."""
    part = GUIDE.split(f"## {title}\n")[1].split("\n## ")[0]
    return dict(re.findall(r"^\| ([^|]+?) \| (.+) \|$", part, re.MULTILINE)[1:])


@pytest.mark.parametrize("about", LIMITS)
def test_the_limits_are_those_of_the_code(about):
    ((_, said),) = ((what, most) for what, most in rows("Limits").items() if what.startswith(about))
    numbers = [int(number.replace(".", "")) for number in re.findall(r"\b\d[\d.]*\b", said)]
    assert numbers == LIMITS[about]


def test_every_limit_is_looked_at():
    said = [what for what in rows("Limits") if not set(what) <= {"-", "|"}]
    assert len(said) == len(LIMITS)


def test_nginx_lets_so_many_try():
    assert "zone=sign_in:1m rate=20r/m" in (ROOT / "deploy" / "nginx.conf").read_text()


def test_every_setting_of_the_environment_is_explained():
    read = set(
        re.findall(
            r"env(?:\.\w+)?\(\s*\"(\w+)\"", (ROOT / "cadre_portal" / "settings.py").read_text()
        )
    )
    explained = set(
        re.findall(r"^#? ?([A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    )
    assert read == explained


def test_what_is_logged_by_a_name_of_ours_is_in_the_table():
    ours = set()
    for room in ("accounts", "cadre_portal", "personnel", "reports", "sheets", "targets"):
        for file in (ROOT / room).rglob("*.py"):
            names = re.findall(r"getLogger\(\"?([\w.]+)\"?\)", file.read_text(encoding="utf-8"))
            own = ".".join(file.relative_to(ROOT).with_suffix("").parts)
            ours |= {own if name == "__name__" else name for name in names}
    table = " ".join(
        f"{what} {rest}" for what, rest in rows("What is kept of what was done").items()
    )
    assert len(ours) > 2 and [name for name in ours if f"`{name}`" not in table] == []
