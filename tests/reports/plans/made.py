"""Scenarios and approved plans made up, with a seat and somebody left out."""

from datetime import date

from django.utils import timezone

from reports.models import (
    LeftOfPlan,
    PlannedSeat,
    ScenarioMove,
    TrainingPlan,
    TrainingScenario,
)
from reports.periods.ruling import rulebook_on

DAY, START, DEADLINE = date(2026, 11, 28), date(2027, 1, 1), date(2030, 12, 31)

NAMED = {
    "full_name": "Đinh Văn Lía", "sort_key": b"lia dinh van", "title_group": "key",
    "title_name": "Chủ tịch", "unit_id": 3, "unit_name": "Xã Ba Điền", "board_id": 2,
    "board_name": "Huyện Ba Tơ",
}  # fmt: skip


def a_seat(**facts):
    usual = {
        "person": 7, "sex": "male", "birth_year": 1980, "ethnic_group": "Hrê", "title_order": 1,
        "course_code": "CM-DH", "course_name": "Đại học", "kind": "professional", "level": 4,
        "held": 2, "builds_on": 2, "months": 36, "year": 2027, "starts": date(2027, 1, 1),
        "ends": date(2029, 12, 31), "closes": ["2030.key.professional"],
        "retires": date(2042, 5, 31),
    }  # fmt: skip
    return PlannedSeat(**NAMED | usual | facts)


def left(**facts):
    return LeftOfPlan(**NAMED | {"person": 8, "why": "left", "reason": "Sắp nghỉ"} | facts)


def a_scenario(name="Một", **facts):
    usual = {"horizon": "2030", "start": START, "saved_at": timezone.now()}
    return TrainingScenario.objects.create(name=name, **usual | facts)


def a_move(scenario=None, **facts):
    usual = {"person": 1, "kind": "theory", "taken": False, "reason": "x"}
    return ScenarioMove.objects.create(scenario=scenario or a_scenario(), **usual | facts)


def a_plan(name="Một", **facts):
    usual = {
        "horizon": "2030", "deadline": DEADLINE, "day": DAY, "start": START, "approver": "x",
        "approved_at": timezone.now(), "parameters": {}, "catalogue": [], "units": [],
        "figures": {}, "people": 0, "seats_count": 0, "hash_version": 1, "sha256": "x",
        "rules": rulebook_on(DEADLINE),
    }  # fmt: skip
    return TrainingPlan.objects.create(name=name, **usual | facts)
