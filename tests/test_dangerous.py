"""What would run or show what somebody typed is nowhere in the portal, or in named places alone."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("accounts", "api", "cadre_portal", "personnel", "reports", "sheets", "targets", "xlsx")
SOURCES = sorted(
    file
    for room in ROOMS
    for file in (ROOT / room).rglob("*.py")
    if file.parent.name != "migrations"
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
# A call of this name, and the only files that have it; why it does no harm stands there.
CALLS = {
    "eval": (), "exec": (), "__import__": (), "system": (), "popen": (),
    "RawSQL": (), "extra": (), "raw": (), "SafeString": (), "csrf_exempt": (),
    "mark_safe": ("reports/templatetags/quality.py",),
    "format_html": ("accounts/templatetags/once.py", "personnel/catalogue/forms.py",
            "reports/cells.py", "reports/people/cells.py"),
    # In lists of words, never by a shell.
    "subprocess.Popen": ("reports/word/printing.py", "sheets/uploads/apart.py"),
    "subprocess.run": ("personnel/scans/apart.py", "sheets/uploads/apart.py"),
    # Statements of our own; what they are about is a parameter, or quoted by the backend.
    "execute": ("cadre_portal/replicas/positions.py",
                "personnel/basics/marking.py", "personnel/basics/statements.py",
                "personnel/keeping/bulk.py", "personnel/models/marks.py",
                "personnel/keeping/copying.py", "personnel/keeping/planning.py",
                "personnel/keeping/snapshots.py", "personnel/basics/tables_first.py",
                "personnel/management/commands/migrate.py", "personnel/trail/forgetting.py",
                "personnel/trail/holding.py",
                "reports/management/commands/bench.py", "sheets/uploads/locked_sessions.py"),
}  # fmt: skip
MODULES = {"pickle", "shelve", "marshal", "yaml", "requests", "httpx", "urllib.request", "ftplib",
           "telnetlib", "ldap", "memcache", "random"}  # fmt: skip
# Where chance need not be a secret: the made-up province.
BY_CHANCE = "personnel/demo/"
WRITTEN_AS_HTML = {"find.js": 1, "entry.js": 2}


def told(file):
    return str(file.relative_to(ROOT))


@cache
def calls():
    """Return each file with what it calls, as it is written there."""
    return [
        (file, ast.unparse(node.func))
        for file in SOURCES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]


def test_there_is_something_to_look_at():
    assert len(SOURCES) > 300 and len(TEMPLATES) > 50 and len(SCRIPTS) > 10


@pytest.mark.parametrize("name", CALLS)
def test_what_runs_a_text_is_called_where_it_is_known_to_be(name):
    found = {told(file) for file, called in calls() if f".{called}".endswith(f".{name}")}
    assert found == set(CALLS[name])


def is_constant(text):
    """Whether a text that is filled in stands in the code: itself, or by a name in capitals."""
    if isinstance(text, ast.IfExp):
        return is_constant(text.body) and is_constant(text.orelse)
    if isinstance(text, ast.Subscript):
        return is_constant(text.value)
    named = getattr(text, "attr", getattr(text, "id", ""))
    return isinstance(text, ast.Constant) or named.isupper()


def test_what_is_filled_in_is_a_constant_of_the_code():
    """A text of somebody's as a form to fill in could ask for more than is given."""
    filled = [
        (told(file), called.rpartition(".")[0])
        for file, called in calls()
        if called.endswith((".format", ".format_map")) and not called.startswith("super()")
    ]
    assert len(filled) > 5
    others = [
        (file, text) for file, text in filled if not is_constant(ast.parse(text).body[0].value)
    ]
    assert others == []


def test_no_process_is_begun_by_a_shell():
    assert [told(file) for file in SOURCES if "shell=True" in file.read_text()] == []


def test_no_module_that_trusts_what_it_reads_or_calls_outside_is_imported():
    found = set()
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            found |= {f"{told(file)}: {name}" for name in names if name in MODULES}
    assert [line for line in sorted(found) if not line.startswith(BY_CHANCE)] == []


def test_no_template_shows_a_text_as_html():
    unsafe = re.compile(r"\|\s*safe\b|safeseq|autoescape off|javascript:|\son\w+=")
    found = {told(file) for file in TEMPLATES if unsafe.search(file.read_text(encoding="utf-8"))}
    assert found == set()


def test_scripts_write_html_that_the_portal_itself_wrote_and_no_other():
    """What find.js and entry.js put in comes escaped from the portal: a list, an empty row."""
    runs = re.compile(r"\beval\(|new Function|document\.write|postMessage|localStorage\.\w+ =")
    html = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment")
    texts = {file.name: file.read_text(encoding="utf-8") for file in SCRIPTS}
    assert [name for name, text in texts.items() if runs.search(text)] == []
    found = {name: len(html.findall(text)) for name, text in texts.items()}
    assert {name: times for name, times in found.items() if times} == WRITTEN_AS_HTML
