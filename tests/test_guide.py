"""The user guide says what the portal says: its pictures, links, labels and answers exist."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest
from django.utils.translation import override

from accounts.models import User
from accounts.own.passwords import OwnPasswordForm
from personnel.entry.fields import read_level
from personnel.kinds import KINDS
from targets.criteria import HORIZONS

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "docs" / "huong-dan"
CHAPTERS = sorted(GUIDE.glob("*.md"))
CODE = (
    "accounts", "cadre_portal", "personnel", "targets", "sheets", "reports", "reorganising",
    "training", "api",
)  # fmt: skip
PICTURE = re.compile(r"!\[[^]]+]\(([^)]+)\)")
LINK = re.compile(r"(?<!!)\[[^]]+]\(([^)]+)\)")
BOLD = re.compile(r"\*\*([^*\n]+)\*\*")
ANSWER = re.compile(r"(?<!\*)\*([^*\n]+)\*(?!\*)")
SHORT = re.compile(r"`([^`]+)` ([^,|`]+)")
# What stands around a label on the screen and is not part of it.
AROUND = " ·:.,()+‹›×"
VARIABLE = "…"
KILOBYTES = 1024

each_chapter = pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def in_a_line(text: str) -> str:
    return " ".join(text.split())


def template_words(source: str) -> Iterator[str]:
    """Yield the text between tags, and what stands in quotes within them."""
    yield from re.findall(r'"([^"<>{}]*)"', source)
    html = re.sub(r"\{[%#].*?[%#]\}|\{\{.*?\}\}", VARIABLE, source)
    for text in re.split(r"<[^<>]*>", html):
        yield from text.split(VARIABLE)


def code_words(source: str) -> Iterator[str]:
    """Yield every string, those around the variables of an f-string one by one."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from re.split(r"<[^<>]*>", node.value)


def script_words(source: str) -> Iterator[str]:
    """Yield the strings of a script, those around the variables of a template one by one."""
    for text in re.findall(r'"([^"\n]*)"|`([^`]*)`', source):
        yield from re.split(r"\$\{[^}]*\}", "".join(text))


def words_worked_out() -> Iterator[str]:
    """Yield the labels of the fields of sign-in and password, which are Django's; horizons."""
    yield from (horizon.label for horizon in HORIZONS.values())
    with override("vi"):
        for form in (AuthenticationForm(), OwnPasswordForm(User(), request=HttpRequest())):
            yield from (str(field.label) for field in form.fields.values())


def words_of_the_admin() -> Iterator[str]:
    """Yield what the portal says where Django or a library of its would say it in English."""
    for path in (ROOT / "cadre_portal" / "locale").rglob("*.po"):
        yield from re.findall(r'^msgstr "(.+)"$', read(path), re.MULTILINE)


@cache
def words() -> frozenset[str]:
    """Everything that the portal can put on a screen."""
    found = [*words_worked_out(), *words_of_the_admin()]
    for path in (ROOT / "templates").rglob("*.html"):
        found += template_words(read(path))
    for path in (ROOT / "static" / "js").glob("*.js"):
        found += script_words(read(path))
    for path in (path for app in CODE for path in (ROOT / app).rglob("*.py")):
        if "migrations" not in path.parts:
            found += code_words(read(path))
    return frozenset(map(in_a_line, found))


def parts(text: str) -> list[str]:
    return [part for part in map(str.strip, text.split(VARIABLE)) if part]


def slugs(path: Path) -> set[str]:
    """Return the addresses of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", read(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_pictures_shown_are_those_that_are_there():
    shown = {GUIDE / name for chapter in CHAPTERS for name in PICTURE.findall(read(chapter))}
    assert shown == set((GUIDE / "anh").iterdir())


def test_the_pictures_are_small():
    sizes = [path.stat().st_size for path in (GUIDE / "anh").iterdir()]
    assert max(sizes) < 120 * KILOBYTES
    assert sum(sizes) < 5 * KILOBYTES**2


@each_chapter
def test_every_link_leads_somewhere(chapter):
    for link in LINK.findall(read(chapter)):
        name, _, heading = link.partition("#")
        page = GUIDE / name if name else chapter
        assert page.is_file(), link
        assert not heading or heading in slugs(page), link


def test_the_contents_name_every_chapter():
    contents = LINK.findall(read(GUIDE / "README.md"))
    assert {chapter.name for chapter in CHAPTERS} <= {"README.md", *contents}


@each_chapter
def test_every_label_is_on_a_screen(chapter):
    labels = {word.strip(AROUND) for word in words()}
    unknown = [
        bold
        for bold in BOLD.findall(read(chapter))
        if not all(part.strip(AROUND) in labels for part in parts(bold))
    ]
    assert unknown == []


@each_chapter
def test_every_answer_is_given_by_the_portal(chapter):
    said = "\n".join(words()).casefold()
    unknown = [
        answer
        for answer in ANSWER.findall(read(chapter))
        if not all(part.casefold() in said for part in parts(answer))
    ]
    assert unknown == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.code)
def test_every_short_form_is_read_as_the_guide_says(kind):
    table = read(GUIDE / "03-nhap-ho-so.md")
    for line in re.findall(rf"^\| {re.escape(kind.label)} \|(.+)\|$", table, re.MULTILINE):
        for typed, label in SHORT.findall(line):
            held = read_level(kind.code, typed)
            assert held and kind.level_label(held.level) == label.strip(), typed
