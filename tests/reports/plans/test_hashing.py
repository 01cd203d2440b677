"""The hash of an approved plan: the same facts, the same digits, for good."""

from datetime import UTC, date, datetime

import pytest

from reports.models import LeftOfPlan, PlannedSeat, Rulebook, TrainingPlan
from reports.plans.hashing import CURRENT, FORMATS, hash_of
from tests.reports.plans.made import a_seat, left

# Of the plan below, by version: whatever columns come or go, it stays.
DIGESTS = {
    1: "272021192bb1f8df8aad3af449e44cc1eb768053c6dd5d9f687238597f98e884",
}


def a_plan(version, **facts):
    usual = {
        "name": "Kế hoạch một", "horizon": "2030", "deadline": date(2030, 12, 31),
        "day": date(2026, 11, 28), "start": date(2027, 1, 1), "approver": "Quản trị",
        "approved_at": datetime(2026, 11, 28, 5, tzinfo=UTC), "parameters": {"b": 1, "a": []},
        "catalogue": [{"code": "CM-DH"}], "units": [], "figures": {"everybody": 3}, "people": 1,
        "seats_count": 1, "rules": Rulebook(facts={"criteria": []}), "hash_version": version,
    }  # fmt: skip
    return TrainingPlan(**usual | facts)


@pytest.mark.parametrize("version", FORMATS)
def test_what_was_hashed_by_a_version_is_verified_by_it_for_good(version):
    assert hash_of(a_plan(version), [a_seat()], [left()]) == DIGESTS[version]


def test_the_order_of_the_rows_does_not_matter():
    seats, others = [a_seat(), a_seat(kind="theory")], [left(), left(criterion="x")]
    plan = a_plan(CURRENT)
    assert hash_of(plan, seats, others) == hash_of(plan, seats[::-1], others[::-1])


@pytest.mark.parametrize("name", FORMATS[CURRENT].seat)
def test_every_fact_of_a_seat_counts(name):
    seat = a_seat()
    before = hash_of(a_plan(CURRENT), [seat], [])
    setattr(seat, name, b"x" if name == "sort_key" else "khác")
    assert hash_of(a_plan(CURRENT), [seat], []) != before


def test_every_column_but_the_keys_is_hashed():
    form = FORMATS[CURRENT]
    for model, names in ((PlannedSeat, form.seat), (LeftOfPlan, form.left)):
        columns = {field.attname for field in model._meta.concrete_fields}
        assert columns - {"id", "plan_id"} == set(names)
    columns = {field.name for field in TrainingPlan._meta.concrete_fields}
    apart = {"id", "approved_by", "sha256", "hash_version", "replacement_reason"}
    assert columns - apart == {*form.facts, *form.parts} - {"format"}


def test_what_is_replaced_and_why_is_hashed():
    first = a_plan(CURRENT, sha256="a" * 64)
    plans = [
        a_plan(CURRENT),
        a_plan(CURRENT, replaces=first, replacement_reason="Đổi"),
        a_plan(CURRENT, replaces=first, replacement_reason="Khác"),
    ]
    assert len({hash_of(plan, [], []) for plan in plans}) == 3
