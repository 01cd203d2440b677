"""What a page carries of facts: the same for the same facts, another for others."""

from datetime import date

from personnel.basics.digests import digest_of_facts


def test_the_order_of_a_mapping_does_not_matter():
    assert digest_of_facts({"a": 1, "b": None}) == digest_of_facts({"b": None, "a": 1})


def test_another_value_is_another_digest():
    told = [({"a": 1},), ({"a": "1"},), ({"a": None},), ([1],), (date(2025, 1, 1),), (1, 2), ()]
    assert len({digest_of_facts(*facts) for facts in told}) == len(told)
