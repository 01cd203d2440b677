"""A file that anybody wrote is read as far as it can be; the rest is told, and nothing raised."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from personnel.places.decreed import Decreed
from personnel.reference import FIXTURES
from reorganising.reading_json import MOST_BYTES, read_bytes, read_json, understood
from tests import maps

WHOLE = {
    "number": "9/NQ",
    "day": "2026-03-01",
    "source": "Báo Quảng Ngãi",
    "ends": ["21487"],
    "begins": [{"code": "21487", "name": "Xã Ba Mới"}],
    "changes": [{"old": "21487", "new": "21487", "default": True}],
    "splits": [{"person": "051080000011", "old": "21487", "new": "21487"}],
    "past": [],
}


def codes(told):
    """Return what kinds of fault reading it finds."""
    found, faults = understood(told)
    Decreed.of(found)
    return [fault.code for fault in faults]


@pytest.mark.parametrize("name", [maps.FIRST, maps.SECOND])
def test_the_shipped_decrees_are_read_as_they_are(name):
    path = FIXTURES / "decrees" / f"{name}.json"
    told, faults = read_json(path)
    assert faults == []
    assert Decreed.of(told) == Decreed.read(path)


def test_what_may_be_left_out_is_empty():
    told, faults = understood({k: v for k, v in WHOLE.items() if k not in ("splits", "past")})
    assert (told["splits"], told["past"], faults) == ([], [], [])


def test_codes_without_quotes_and_marks_in_another_order_are_put_right():
    said = {
        "ends": [21487],
        "begins": [{"code": 21487, "name": " Xã  Ba Mới ", "parent": 535}],
        "changes": [{"old": 21487, "new": 21487, "default": True}],
        "splits": [{"person": 51080000011, "old": 21487, "new": 21487}],
    }
    told, faults = understood(WHOLE | said)
    assert faults == []
    assert told["begins"] == [{"code": "21487", "name": "Xã Ba Mới", "parent": "535"}]
    assert told["ends"] == ["21487"] and told["changes"] == WHOLE["changes"]
    assert told["splits"][0]["person"] == "51080000011"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param({"day": "01/03/2026"}, ["wrong_day"], id="day as on paper"),
        pytest.param({"day": "2026-02-30"}, ["wrong_day"], id="no such day"),
        pytest.param({"day": "2026-W09-7"}, ["wrong_day"], id="day of a week"),
        pytest.param({"day": "0001-01-01"}, ["wrong_day"], id="first day of all"),
        pytest.param({"day": 20260301}, ["wrong_day"], id="day as a number"),
        pytest.param({"number": 9}, ["not_a_text"], id="number as a number"),
        pytest.param({"ends": "21487"}, ["not_a_list"], id="no list"),
        pytest.param({"ends": ["21487", None, "", True]}, ["not_a_code"] * 3, id="no codes"),
        pytest.param({"begins": ["21487"]}, ["not_a_unit"], id="a code for a unit"),
        pytest.param({"past": [7]}, ["not_a_unit"], id="a number for a past unit"),
        pytest.param({"changes": [["21487", "21487"]]}, ["not_a_change"], id="a pair"),
        pytest.param(
            {"changes": [{"old": "21487", "new": "21487"}]}, ["not_a_change"], id="default left out"
        ),
        pytest.param(
            {"changes": [{"old": "21487", "new": "21487", "default": "có"}]},
            ["not_a_default"],
            id="default in words",
        ),
        pytest.param(
            {"changes": [{"old": [], "new": {}, "default": True}]}, ["not_a_code"] * 2, id="lists"
        ),
        pytest.param(
            {"splits": [{"person": None, "old": "1", "new": "2"}]}, ["not_a_person"], id="nobody"
        ),
        pytest.param({"begin": []}, ["unknown_key"], id="key nobody knows"),
    ],
)
def test_what_is_not_understood_is_named(said, expected):
    assert codes(WHOLE | said) == expected


def test_everything_is_named_at_once():
    assert codes({"ends": {}, "day": 7, "begin": 1}) == [
        "unknown_key", "key_missing", "key_missing", "key_missing", "key_missing", "wrong_day",
        "not_a_list",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"", "not_json", id="empty"),
        pytest.param(b"{", "not_json", id="cut off"),
        pytest.param(b"[" * 100_000, "not_json", id="brackets"),
        pytest.param(b'{"ends": [' + b"9" * 5000 + b"]}", "not_json", id="endless digits"),
        pytest.param(b'{"number": "\\ud800"}', "not_json", id="half a character"),
        pytest.param("{}".encode("utf-16"), "not_utf8", id="another encoding"),
        pytest.param(b"PK\x03\x04\xff", "not_utf8", id="a workbook"),
        pytest.param(b"[]", "not_an_object", id="a list"),
        pytest.param(b'{"ends": ["1"], "ends": []}', "key_twice", id="told twice"),
        pytest.param(b" " * (MOST_BYTES + 1), "file_large", id="too large"),
    ],
)
def test_what_is_no_file_of_a_decree_is_said_to_be_none(content, expected):
    told, (fault, *_) = read_bytes(content)
    assert fault.code == expected
    Decreed.of(told)


def test_a_mark_of_the_order_of_bytes_does_no_harm():
    assert read_bytes(b"\xef\xbb\xbf" + json.dumps(WHOLE).encode())[1] == []


def test_a_file_that_is_not_there_is_said_not_to_be(tmp_path):
    (fault,) = read_json(tmp_path / "none.json")[1]
    assert fault.code == "file_closed" and "none.json" in fault.told


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["code", "old", "new", "default", "person", "level", "parent"]), inner, max_size=3,
    ),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from([*WHOLE]), JSON))
def test_nothing_that_is_json_raises(said):
    told, _ = understood(WHOLE | said)
    assert Decreed.of(Decreed.of(told).as_told()) == Decreed.of(told)


def test_units_of_another_province_that_a_shipped_decree_knows_need_only_be_named():
    told = json.loads((FIXTURES / "decrees" / f"{maps.SECOND}.json").read_text())
    past = told.pop("past")
    found, faults = understood(told)
    assert (found["past"], faults) == (past, [])
    found, _ = understood(told | {"ends": ["23281"], "changes": []})
    assert [entry["code"] for entry in found["past"]] == ["62", "608", "23281"]
    for other in ({"past": []}, {"day": "2025-07-02"}, {"ends": ["21142"], "changes": []}):
        assert understood(told | other)[0]["past"] == []
