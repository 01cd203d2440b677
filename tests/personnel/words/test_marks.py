import pytest

from personnel.words.marks import is_blank_mark, is_ditto


@pytest.mark.parametrize("cell", ["-", "--", "–", "...", "…", "/", "0", 0, 0.0, " - ", "_", "*"])
def test_marks_for_nothing(cell: object) -> None:
    assert is_blank_mark(cell)
    assert not is_ditto(cell)


@pytest.mark.parametrize(
    "cell",
    ["nt", "NT", "-nt-", "n.t", "Như trên", "(như trên)", '"', "”", "''", "//", "-//-", '- " -'],
)
def test_marks_for_what_stands_above(cell: str) -> None:
    assert is_ditto(cell)
    assert not is_blank_mark(cell)


@pytest.mark.parametrize("cell", [None, False, True, 1, "TC", "10", "A-B", "ntx", "x", "12/12"])
def test_what_says_something_is_no_mark(cell: object) -> None:
    assert not is_blank_mark(cell)
    assert not is_ditto(cell)
