"""Each requirement of the standard is answered once, and what is held names its tests."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
# OWASP ASVS 5.0.0: the last requirement, or those that are, of levels 1 and 2 in each section.
SECTIONS = """
1.1 1-2, 1.2 1-9, 1.3 1-11, 1.4 1-3, 1.5 1-2, 2.1 1-3, 2.2 1-3, 2.3 1-4, 2.4 1-1, 3.2 1-2, 3.3 1-4,
3.4 1-6, 3.5 1-5, 3.7 1-2, 4.1 1-3, 4.2 1-1, 4.3 1-2, 4.4 1-4, 5.1 1-1, 5.2 1-3, 5.3 1-2, 5.4 1-3,
6.1 1-3, 6.2 1-12, 6.3 1-4, 6.4 1-4, 6.5 1-5, 6.6 1-3, 6.8 1-4, 7.1 1-3, 7.2 1-4, 7.3 1-2, 7.4 1-5,
7.5 1-2, 7.6 1-2, 8.1 1-2, 8.2 1-3, 8.3 1-1, 8.4 1-1, 9.1 1-3, 9.2 1-4, 10.1 1-2, 10.2 1-2,
10.3 1-4, 10.4 1-11, 10.5 1-5, 10.6 1-2, 10.7 1-3, 11.1 1-2, 11.2 1-3, 11.3 1-3, 11.4 1-4,
11.5 1-1, 11.6 1-1, 12.1 1-3, 12.2 1-2, 12.3 1-4, 13.1 1-1, 13.2 1-5, 13.3 1-2, 13.4 1-5, 14.1 1-2,
14.2 1-4, 14.3 1-3, 15.1 1-3, 15.2 1-3, 15.3 1-7, 16.1 1-1, 16.2 1-5, 16.3 1-4, 16.4 1-3, 16.5 1-3,
17.1 1-1, 17.2 1-4, 17.3 1-2
"""
ROW = re.compile(
    r"^\| (?P<number>[\d.]+) (?P<words>[^|]+) \| (?P<answer>[^|]*) \| (?P<how>[^|]*) \|"
    r"(?P<tests>[^|]*)\|$",
    re.MULTILINE,
)
ROWS = list(ROW.finditer(PAGE))
A_TEST = re.compile(r"tests/(\w+/)*test_\w+\.py")
OF_A_ROOM = re.compile(r"`((?:accounts|deploy|docs|personnel|reports|sheets)/[^`]+|\w+\.md)`")
UNDER_A_HEADING = re.compile(r"`(docs/\w+\.md|SECURITY\.md)`, ((?:“[^”]+”(?:, )?)+)")


def asked():
    """Return the number of every requirement of levels 1 and 2."""
    for section, first, last in re.findall(r"([\d.]+) (\d+)-(\d+)", SECTIONS):
        yield from (f"{section}.{number}" for number in range(int(first), int(last) + 1))


def apart(text):
    """Return the numbers that do not apply, as the line of a chapter has them."""
    (line,) = re.findall(r"^Does not apply: (.+)$", text, re.MULTILINE)
    return re.findall(r"\d+\.\d+\.\d+", line)


def test_each_is_answered_once_in_its_chapter():
    chapters = PAGE.split("\n## V")[1:]
    answered = []
    for number, chapter in enumerate(chapters, 1):
        here = [row["number"] for row in ROW.finditer(chapter)] + apart(chapter)
        assert chapter.startswith(f"{number} ")
        assert [other for other in here if not other.startswith(f"{number}.")] == []
        answered += here
    assert sorted(answered) == sorted(asked()) and len(answered) == 253


def test_each_row_says_yes_partly_or_no_and_how():
    rows = [row["number"] for row in ROWS]
    assert len(rows) == len(re.findall(r"^\| \d", PAGE, re.MULTILINE)) > 150
    assert {row["answer"] for row in ROWS} == {"yes", "partly", "no"}
    assert [row["number"] for row in ROWS if not row["how"].strip()] == []


def test_what_is_held_names_its_tests_and_they_are_there():
    named = {row["number"]: re.findall("`([^`]+)`", row["tests"]) for row in ROWS}
    assert [
        row["number"] for row in ROWS if row["answer"] == "yes" and not named[row["number"]]
    ] == []
    files = {file for tests in named.values() for file in tests}
    assert [file for file in files if not A_TEST.fullmatch(file)] == []
    assert [file for file in files if not (ROOT / file).is_file()] == []


def test_what_a_row_names_of_the_portal_is_there():
    named = {name for row in ROWS for name in OF_A_ROOM.findall(row["how"])}
    assert [name for name in named if not (ROOT / name).exists()] == []
    for row in ROWS:
        for document, headings in UNDER_A_HEADING.findall(row["how"]):
            text = (ROOT / document).read_text(encoding="utf-8")
            for title in re.findall("“([^”]+)”", headings):
                assert f"\n## {title}\n" in text, (row["number"], title)
