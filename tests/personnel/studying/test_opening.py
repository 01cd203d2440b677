"""Whose a class is to open, to change and to delete, and what stays while somebody is in it."""

from copy import copy
from datetime import UTC, date, datetime

import pytest

from personnel.keeping.recording import Refused
from personnel.models import Enrolment, TrainingClass, Unit
from personnel.studying.enrolling import enrol
from personnel.studying.opening import change_class, close_class, open_class

from .conftest import class_of

AT = datetime(2027, 3, 2, 8, 30, tzinfo=UTC)


def ba_to():
    return Unit.objects.get(code="535", level="district")


@pytest.mark.parametrize(
    ("who", "of_province", "of_school", "of_board"),
    [
        ("province_admin", True, True, True),
        ("province_viewer", False, False, False),
        ("editor_a", False, False, True),
        ("editor_b", False, False, False),
        ("viewer_a", False, False, False),
        ("school", False, True, False),
        ("stranger", False, False, False),
    ],
)
def test_who_opens_changes_and_deletes_which(
    request, province, school, who, of_province, of_school, of_board
):
    user = request.getfixturevalue(who)
    kinds = [({}, of_province), ({"by_school": True}, of_school), ({"unit": ba_to()}, of_board)]
    for number, (facts, may) in enumerate(kinds):
        new, there = class_of(f"Mới {number}", save=False, **facts), class_of(f"{number}", **facts)
        if may:
            open_class(new, by=user, at=AT)
            change_class(there, {"place": "Hội trường"}, by=user, at=AT)
            close_class(there, by=user, at=AT)
            assert TrainingClass.objects.filter(name=new.name).exists()
            continue
        for deed in (
            lambda new=new: open_class(new, by=user, at=AT),
            lambda there=there: change_class(there, {"place": "x"}, by=user, at=AT),
            lambda there=there: close_class(there, by=user, at=AT),
        ):
            with pytest.raises(Refused, match="không do tài khoản này mở"):
                deed()


def test_a_board_gives_its_class_to_nobody_else(province, editor_a):
    own = class_of(unit=ba_to())
    with pytest.raises(Refused, match="không do tài khoản này mở"):
        change_class(own, {"unit_id": None}, by=editor_a, at=AT)
    assert TrainingClass.objects.get().unit == ba_to()


def test_a_change_is_kept_in_the_history(province, province_admin):
    made = open_class(class_of(save=False), by=province_admin, at=AT)
    change_class(made, {"ends": date(2028, 1, 31)}, by=province_admin, at=AT)
    rows = made.history.order_by("history_date").values_list("ends", "history_change_reason")
    assert list(rows) == [
        (date(2027, 12, 20), f"Mở lớp {made}"), (date(2028, 1, 31), f"Sửa lớp {made}"),
    ]  # fmt: skip


def test_what_others_changed_meanwhile_is_not_overrun(province, province_admin):
    seen = class_of()
    change_class(copy(seen), {"place": "Hội trường A"}, by=province_admin, at=AT)
    with pytest.raises(Refused, match="vừa được người khác sửa"):
        change_class(seen, {"place": "Hội trường B"}, by=province_admin, at=AT)
    assert TrainingClass.objects.get().place == "Hội trường A"


def test_what_it_leads_to_and_its_seats_stay_while_people_are_in_it(three, province_admin):
    made = class_of()
    change_class(copy(made), {"level": 3}, by=province_admin, at=AT)
    made = change_class(TrainingClass.objects.get(), {"level": 2}, by=province_admin, at=AT)
    enrol(three, made, state="sent", by=province_admin, at=AT)
    with pytest.raises(Refused, match="không đổi được khóa"):
        change_class(made, {"level": 3}, by=province_admin, at=AT)
    with pytest.raises(Refused, match="nhiều hơn 2 người"):
        change_class(made, {"seats": 2}, by=province_admin, at=AT)
    with pytest.raises(Refused, match="đã có người học"):
        close_class(made, by=province_admin, at=AT)
    assert Enrolment.objects.count() == 3


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"ends": date(2026, 12, 1)}, "bế giảng phải từ ngày khai giảng"),
        ({"award_expected": date(2027, 12, 1)}, "Ngày dự kiến cấp"),
        ({"seats": 0}, "ít nhất một chỗ"),
        ({"level": 9}, "không có trong loại"),
    ],
)
def test_what_the_database_declines_is_told_in_its_words(province, province_admin, facts, why):
    with pytest.raises(Refused, match=why):
        open_class(class_of(save=False, **facts), by=province_admin, at=AT)
