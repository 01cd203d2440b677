"""Whom of a class a line means: by number, name and birth; nobody where that is not certain."""

from datetime import date
from typing import Any

import pytest

from personnel.models import Enrolment, Person, TrainingClass
from personnel.studying.enrolling import enrol
from tests.factories import LOWLAND, person, post
from training.classes.sheet.matching import Matched, People
from training.classes.sheet.reading import read_lines_of

from .conftest import AT, class_of, file_of

HEADINGS = ["Họ và tên", "Ngày sinh", "Số CCCD", "Kết quả"]
CCCD = "051187001234"


def _match(into: TrainingClass, user: Any, *rows: Any) -> list[Matched]:
    lines = read_lines_of(file_of(*rows, headings=HEADINGS))
    return People(into, user).matched(lines)


def _named(matched: list[Matched]) -> list[str]:
    return [str(one.enrolment.person) if one.enrolment else one.why for one in matched]


def test_a_name_is_enough_where_it_is_the_only_one(in_class: Any, province_admin: Any) -> None:
    matched = _match(in_class, province_admin, ("ĐINH VĂN AN", None, None, "Đạt"))
    assert _named(matched) == ["Đinh Văn An"]


def test_a_birth_that_is_another_is_told(in_class: Any, province_admin: Any) -> None:
    born = Person.objects.get(full_name="Đinh Văn An").birth_date.year
    matched = _match(
        in_class, province_admin,
        ("Đinh Văn An", born, None, "Đạt"), ("Đinh Văn Ba", born + 1, None, "Đạt"),
    )  # fmt: skip
    assert _named(matched) == ["Đinh Văn An", "ngày sinh khác với hồ sơ"]


def test_namesakes_are_told_apart_by_birth(province: Any, province_admin: Any) -> None:
    two = [
        post(person(name="Đinh Văn An", birth=date(year, 5, 1)), "VPDU").person
        for year in (1980, 1985)
    ]
    into = class_of()
    enrol(two, into, state="sent", by=province_admin, at=AT)
    unsure = _match(into, province_admin, ("Đinh Văn An", None, None, "Đạt"))
    assert _named(unsure) == ["lớp có 2 người tên này; ghi ngày sinh để phân biệt"]
    (sure,) = _match(into, province_admin, ("Đinh Văn An", 1985, None, "Đạt"))
    assert sure.enrolment and sure.enrolment.person == two[1]


def test_a_number_goes_before_and_never_against_a_name(in_class: Any, province_admin: Any) -> None:
    Person.objects.filter(full_name="Đinh Văn An").update(cccd=CCCD)
    assert _named(_match(in_class, province_admin, ("Đinh Văn An", None, CCCD, "Đạt"))) == [
        "Đinh Văn An"
    ]
    other = "051187009999"
    matched = _match(
        in_class, province_admin,
        ("Đinh Văn Ba", None, CCCD, "Đạt"), ("Đinh Văn An", None, other, "Đạt"),
        ("Đinh Văn Cang", None, other, "Đạt"),
    )  # fmt: skip
    assert _named(matched) == [
        "số CCCD là của Đinh Văn An, không phải Đinh Văn Ba",
        "số CCCD khác với hồ sơ",
        "Đinh Văn Cang",
    ]


def test_the_school_learns_nothing_of_numbers(three: Any, school: Any, province_admin: Any) -> None:
    into = class_of(by_school=True)
    enrol(three, into, state="sent", by=province_admin, at=AT)
    Person.objects.filter(full_name="Đinh Văn An").update(cccd=CCCD)
    matched = _match(
        into, school, ("Đinh Văn An", None, "051187009999", "Đạt"),
        ("Đinh Văn Ba", None, CCCD, "Đạt"),
    )  # fmt: skip
    assert _named(matched) == ["Đinh Văn An", "Đinh Văn Ba"]


def test_other_marks_and_strangers_are_told(in_class: Any, province_admin: Any) -> None:
    matched = _match(
        in_class, province_admin, ("Dinh Van An", None, None, "Đạt"),
        ("Lê Văn Lạ", None, None, "Đạt"), (None, None, None, "Đạt"),
    )  # fmt: skip
    unknown = "không có tên trong lớp, hoặc ngoài phạm vi được cập nhật; thêm vào lớp trước"
    assert _named(matched) == [
        "trong lớp ghi là Đinh Văn An; sửa dấu trong tệp cho đúng", unknown, unknown,
    ]  # fmt: skip


def test_who_stands_in_two_lines_is_meant_by_none(in_class: Any, province_admin: Any) -> None:
    twice = ("Đinh Văn An", None, None, "Đạt")
    assert (
        _named(_match(in_class, province_admin, twice, twice))
        == ["người này có ở nhiều dòng của tệp; chỉ để một dòng"] * 2
    )


def test_a_board_means_its_own_people_alone(
    in_class: Any, editor_a: Any, province_admin: Any
) -> None:
    stranger = post(person(name="Lê Văn Xa"), "BT", LOWLAND).person
    enrol([stranger], in_class, state="sent", by=province_admin, at=AT, beyond_seats=True)
    matched = _match(in_class, editor_a, ("Lê Văn Xa", None, None, "Đạt"))
    assert matched[0].enrolment is None
    people = People(in_class, editor_a)
    assert [str(e.person) for e in people.without(matched)] == [
        "Đinh Văn An", "Đinh Văn Ba", "Đinh Văn Cang",
    ]  # fmt: skip


@pytest.mark.parametrize(("state", "missing"), [("left", 2), ("studying", 3)])
def test_who_is_missing_may_still_come_to_something(
    in_class: Any, province_admin: Any, state: str, missing: int
) -> None:
    Enrolment.objects.filter(person__full_name="Đinh Văn An").update(state=state, reason="Ốm")
    assert len(People(in_class, province_admin).without([])) == missing
