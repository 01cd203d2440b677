"""The order of names for the rest of a share, and the notes beside them."""

from datetime import date

import pytest
from django.urls import reverse

from personnel.models import Course, Post, Title
from targets.needs.ordering import LeftOut
from tests.factories import LOWLAND, MOUNTAIN, credential, person, post
from tests.training.needs.conftest import studies

LIST = reverse("training-needs-list")
THEORY = {"show": "minimum", "column": "2025.civil.theory"}
YOUNG = date(1988, 5, 1)
FULL = {"theory": 0, "professional": 4, "state_management": 2, "it": 2}


def clerk(name, birth=YOUNG, unit=MOUNTAIN, **held):
    who = post(person(name, birth=birth), "TCKT", unit).person
    for kind, level in (FULL | held).items():
        if level is not None:
            credential(who, kind, level)
    return who


@pytest.fixture
def listed(small_province, province_viewer, client_for):
    """Return a function that opens a list and returns what the page was made of."""
    client = client_for(province_viewer)

    def opened(**asked):
        return client.get(LIST, asked).context

    return opened


def test_who_is_needed_who_comes_next_and_who_is_in_no_order(listed):
    clerk("Bình")
    clerk("An", birth=date(1980, 1, 1))
    clerk("Sắp Về", birth=date(1969, 1, 1))
    clerk("Chưa Rõ", theory=None)
    clerk("Đã Về", birth=date(1966, 3, 1))
    for name, day in (("Học Kịp", date(2027, 12, 31)), ("Học Muộn", date(2031, 1, 1))):
        studies(clerk(name), level=1, expected=day)
    found = listed(**THEORY)
    assert [row.name for row in found["rows"]] == ["Bình", "An", "Sắp Về"]
    assert [row.entry.within for row in found["rows"]] == [True] * 3
    minimum = found["entries"].minimum
    # Bình, An, Sắp Về, Chưa Rõ and Học Muộn do not meet it; Học Kịp will.
    assert (minimum.covered, minimum.met, minimum.needed, minimum.gap) == (6, 1, 6, 5)
    assert (minimum.can, minimum.too_late, minimum.reachable) == (4, 1, False)
    assert found["rows"][0].reasons == ["đủ thời gian phục vụ", "1 khóa", "1 chỉ tiêu", "2 tháng"]
    left = {reason: number for reason, number, _ in found["left_out"]}
    assert left == {LeftOut.RETIRING: 1, LeftOut.UNRECORDED: 1, LeftOut.ENROLLED: 2}
    names = {
        reason: [row.name for row in listed(**THEORY, left=reason.value)["rows"]] for reason in left
    }
    assert names == {
        LeftOut.RETIRING: ["Đã Về"],
        LeftOut.UNRECORDED: ["Chưa Rõ"],
        LeftOut.ENROLLED: ["Học Kịp", "Học Muộn"],
    }
    asked = listed(**THEORY, left="unrecorded")["rows"][0]
    assert asked.notes == ["Chưa có thông tin lý luận chính trị: cần xác minh"]


def test_the_first_so_many_are_those_needed(listed):
    for at in range(10):
        clerk(f"Không Chuyên {at}", theory=1 if at < 3 else 0)
    Post.objects.update(title=Title.objects.get(code="VPDU"))
    found = listed(show="minimum", column="2025.nonspecialised.theory")
    assert found["entries"].minimum.needed == 6
    assert [row.entry.within for row in found["rows"]] == [True] * 3 + [False] * 4


def test_by_unit_then_by_name_and_fifty_a_page(listed, client_for, province_viewer):
    for at in range(52):
        clerk(f"Người {at:02}", unit=LOWLAND if at % 2 else MOUNTAIN)
    found = listed(column="LLCT-SC")
    assert found["page"].paginator.count == 52 and len(found["rows"]) == 50
    places = [(row.board, row.unit, row.name) for row in found["rows"]]
    first = places[0][0]
    assert places == sorted(places, key=lambda place: (place[0] != first, place[1], place[2]))
    assert len(listed(column="LLCT-SC", page=2)["rows"]) == 2
    file = client_for(province_viewer).get(reverse("training-needs-file"), {"column": "LLCT-SC"})
    assert file.status_code == 200


def test_preconditions_are_notes_beside_the_name(listed):
    Course.objects.filter(code="LLCT-TC").update(oldest=40)
    clerk("Đủ", theory=1, professional=3)
    lacks = post(person("Thiếu", birth=date(1983, 1, 1)), "BT").person
    for kind, level in {"theory": 1, "professional": 2}.items():
        credential(lacks, kind, level)
    joined = post(person("Đảng Viên", party_joined=date(2010, 2, 3), party_joined_precision="day"),
                  "BT", LOWLAND).person  # fmt: skip
    credential(joined, "theory", 0)
    studies(joined, state="proposed", course_code="LLCT-TC")
    notes = {row.name: row.notes for row in listed(column="LLCT-TC")["rows"]}
    before = "Chưa có cao đẳng chuyên môn, cần có trước khi học trung cấp lý luận chính trị"
    assert notes == {
        "Thiếu": ["Hồ sơ chưa ghi ngày vào Đảng", before, "Quá 40 tuổi khi khai giảng"],
        "Đảng Viên": [
            before, "Quá 40 tuổi khi khai giảng", "Đề cử lý luận chính trị: Trung cấp",
        ],
    }  # fmt: skip


def test_who_leaves_soon_and_what_comes_too_late_is_said(listed):
    clerk("Sắp Về", birth=date(1969, 1, 1), professional=0, theory=1)
    rows = listed(column="CM-DH")["rows"]
    assert rows[0].notes == ["Nghỉ hưu trước khi phục vụ đủ thời gian sau khóa học"]
    assert rows[0].retires == "01/2031"
    late = listed(show="too_late", start="01/07/2030")["rows"]
    assert late[0].notes == ["Không kịp: Chuyên môn: đại học"]
    assert late[0].closes == [] and late[0].held == ["Chuyên môn: Chưa qua đào tạo"]


def test_what_is_only_encouraged_is_no_need_and_has_a_list(listed):
    young = post(person("Trẻ", birth=date(1995, 1, 1)), "BT", "21484").person
    rows = listed(show="encouraged")["rows"]
    assert [row.name for row in rows] == ["Trẻ"] and rows[0].held == [
        "Ngoại ngữ: chưa có thông tin"
    ]
    credential(young, "foreign_language", 1)
    assert listed(show="encouraged")["rows"] == []
