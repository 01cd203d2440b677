"""What is wished of a plan: what cannot be meant is refused, and it is kept as JSON."""

import json

import pytest

from targets.criteria import BY_CODE
from targets.needs.wishes import Wishes

FULL = Wishes(
    bounds={("LLCT-TC", 2028): 40, ("LLCT-TC", 2027): 0}, each_board=False,
    priority=("mass", "key"), reserve=15, taken=frozenset({(7, "theory"), (2, "it")}),
    left=frozenset({(7, "it"), (3, "")}),
)  # fmt: skip


@pytest.mark.parametrize("wishes", [Wishes(), FULL])
def test_there_and_back_through_json(wishes):
    assert Wishes.of_json(json.loads(json.dumps(wishes.as_json()))) == wishes


def test_json_is_in_order():
    assert FULL.as_json() == {
        "bounds": [["LLCT-TC", 2027, 0], ["LLCT-TC", 2028, 40]],
        "each_board": False,
        "priority": ["mass", "key"],
        "reserve": 15,
        "taken": [[2, "it"], [7, "theory"]],
        "left": [[3, ""], [7, "it"]],
    }
    assert Wishes.of_json({"reserve": 5}) == Wishes(reserve=5)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        (None, "không đọc được"),
        ([], "không đọc được"),
        ({"bound": []}, "không đọc được"),
        ({"bounds": {"LLCT-TC": 5}}, "không đọc được"),
        ({"bounds": [["LLCT-TC", 2027]]}, "không đọc được"),
        ({"bounds": [["LLCT-TC", "2027", 5]]}, "không đọc được"),
        ({"bounds": [["LLCT-TC", 2027, True]]}, "không đọc được"),
        ({"bounds": [["LLCT-TC", 2027, 5.5]]}, "không đọc được"),
        ({"bounds": [["LLCT-TC", 2027, 5], ["LLCT-TC", 2027, 6]]}, "hai giới hạn"),
        ({"bounds": [["LLCT-TC", 2027, -1]]}, "không được âm"),
        ({"each_board": 1}, "không đọc được"),
        ({"reserve": "10"}, "không đọc được"),
        ({"reserve": -1}, "từ 0 đến 100"),
        ({"reserve": 101}, "từ 0 đến 100"),
        ({"priority": "key"}, "không đọc được"),
        ({"priority": [["key"]]}, "không đọc được"),
        ({"priority": ["key", "key"]}, "lặp lại"),
        ({"priority": ["boss"]}, "không có trong danh mục"),
        ({"taken": [[1]]}, "không đọc được"),
        ({"taken": [1]}, "không đọc được"),
        ({"taken": [[1, ""]]}, "kèm loại trình độ"),
        ({"left": [[1, "skill"]]}, "không có trong danh mục"),
        ({"taken": [[1, "it"]], "left": [[1, "it"]]}, "vừa được chọn đưa vào vừa"),
        ({"taken": [[1, "it"]], "left": [[1, ""]]}, "vừa được chọn đưa vào vừa"),
    ],
)
def test_what_cannot_be_meant_is_refused(given, refusal):
    with pytest.raises(ValueError, match=refusal):
        Wishes.of_json(given)


@pytest.mark.parametrize(
    ("code", "rank"),
    [
        ("2025.key.theory", 0),
        ("2030.urban_young_key.foreign_language", 0),
        ("2030.committee.theory", 1),
        ("2030.mass.theory", 2),
        ("2025.civil.theory", 3),
        ("2030.staff.it", 3),
        ("2030.kinh_minority_area.ethnic_language", 3),
        ("2025.nonspecialised.theory", 4),
    ],
)
def test_whom_a_criterion_comes_after(code, rank):
    assert Wishes().rank_of(BY_CODE[code]) == rank


def test_groups_that_are_not_named_come_last():
    wishes = Wishes(priority=("civil",))
    assert [wishes.rank_of_group(group) for group in ("civil", "key", "committee")] == [0, 1, 1]
    assert wishes.rank_of(BY_CODE["2030.staff.it"]) == 1
