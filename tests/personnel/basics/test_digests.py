"""What a page carries of facts: the same for the same facts, another for others."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from personnel.basics.digests import HashedLines, digest_of_facts


def test_the_order_of_a_mapping_does_not_matter():
    assert digest_of_facts({"a": 1, "b": None}) == digest_of_facts({"b": None, "a": 1})


def test_another_value_is_another_digest():
    told = [({"a": 1},), ({"a": "1"},), ({"a": None},), ([1],), (date(2025, 1, 1),), (1, 2), ()]
    assert len({digest_of_facts(*facts) for facts in told}) == len(told)


def test_lines_are_hashed_as_they_are_written_down():
    """The digits are those of `printf '[1,"Hrê"]\\n["2025-01-01"]\\n' | sha256sum`."""
    lines = HashedLines([[1, "Hrê"]])
    lines.add([date(2025, 1, 1)])
    assert lines.lines == 2
    assert lines.hexdigest == ("ebac6f80f40900ba5dc29259106ed10010649bd7d78a6663e3172876e78a2697")


def test_one_moment_is_one_line_wherever_its_clock_stood():
    there = datetime(2025, 1, 1, 7, tzinfo=timezone(timedelta(hours=7)))
    here = datetime(2025, 1, 1, tzinfo=UTC)
    assert HashedLines([there]).hexdigest == HashedLines([here]).hexdigest
    assert HashedLines([b"\x01"]).hexdigest == HashedLines(["01"]).hexdigest


def test_what_has_no_one_way_to_be_written_is_not_hashed():
    with pytest.raises(TypeError):
        HashedLines([object()])
