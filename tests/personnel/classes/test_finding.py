"""A search finds people to be added to a class among one's own."""

from datetime import date

import pytest

from personnel.classes.finding import found

TODAY = date(2025, 6, 2)


def names(people):
    return [who.full_name for who in people]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pham", ["Phạm Thị Hành", "Phạm Thị Hạnh"]),
        ("5678", ["Đinh Văn Lía"]),
        ("thi tran ba to", ["Đinh Văn Lía", "Trần Văn Sổ"]),
        ("le van pho", []),
        ("9999", []),
        ("  ", []),
        ("%", []),
    ],
)
def test_a_search_finds_among_ones_own(cast, editor_a, text, expected):
    assert names(found(editor_a, text, TODAY, [])) == expected


def test_a_search_leaves_out_who_is_in_already(cast, editor_a):
    there = [cast["Phạm Thị Hành"]]
    assert names(found(editor_a, "pham", TODAY, there)) == ["Phạm Thị Hạnh"]
