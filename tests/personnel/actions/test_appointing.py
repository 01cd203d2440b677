"""Appointing to another title in the commune."""

from datetime import date

import pytest
from django.utils import timezone

from personnel.actions.appointing import appoint
from personnel.keeping.recording import Refused
from personnel.models import Title, Unit
from personnel.words.partial_dates import PartialDate
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, person, post
from tests.personnel.actions.careers import ELSEWHERE, ended, held, seen, written

SEAT = ("UVBCH", MOUNTAIN, "01/06/2015")


@pytest.mark.parametrize(
    ("since", "last"),
    [("01/03/2023", "28/02/2023"), ("03/2024", "29/02/2024"), ("2024", "31/12/2023")],
)
def test_the_principal_title_ends_the_day_before_and_the_seat_stays(
    act, secretary, editor_a, since, last
):
    page = act(editor_a, secretary, "bo-nhiem").send(title="CTUBND", since=since)
    assert f"giữ chức danh Chủ tịch Ủy ban nhân dân xã Ba Điền từ {since}" in page.followed()
    assert held(secretary) == {SEAT, ("CTUBND", MOUNTAIN, since)}
    assert ended(secretary) == {("BT", last, "other")}
    assert written(secretary) == {
        (kind, "ba-to", "Bổ nhiệm Chủ tịch Ủy ban nhân dân") for kind in "+~"
    }


def test_what_is_not_ticked_is_held_beside(act, secretary, editor_a):
    act(editor_a, secretary, "bo-nhiem").send(ends=[], title="CTHDND", since="2020")
    assert {code for code, _, _ in held(secretary)} == {"BT", "UVBCH", "CTHDND"}
    assert ended(secretary) == set()


@pytest.mark.parametrize(("since", "refused"), [("01/01/2015", True), ("02/01/2015", False)])
def test_the_new_title_follows_what_it_replaces(act, secretary, editor_a, since, refused):
    page = act(editor_a, secretary, "bo-nhiem").send(title="CTUBND", since=since)
    if refused:
        assert "chức danh Bí thư Đảng ủy xã Ba Điền từ 01/01/2015" in page.errors["since"]
    assert bool(ended(secretary)) is not refused


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"title": "BT", "ends": []}, "title", "Người này đang giữ chức danh Bí thư Đảng ủy"),
        ({"title": "UVBCH"}, "title", "Người này đang giữ chức danh Ủy viên"),
        ({"title": "TCA", "since": "02/08/2023"}, "title", "chỉ áp dụng đến hết 01/08/2023"),
        ({"since": "01/05/1980", "ends": []}, "since", "Phải sau ngày sinh"),
        ({"since": ""}, "since", "bắt buộc"),
        ({"since": "mai"}, "since", "Nhập 31/12/2025"),
        ({"unit": TOWNSHIP}, "unit", "một lựa chọn hợp lệ"),
        ({"unit": ELSEWHERE}, "unit", "một lựa chọn hợp lệ"),
    ],
)
def test_what_does_not_fit_is_refused_beside_its_field(
    act, secretary, editor_a, typed, field, said
):
    page = act(editor_a, secretary, "bo-nhiem")
    page.send(**{"title": "CTUBND", "since": "2024"} | typed)
    assert said in page.errors[field]
    assert len(held(secretary)) == 2 and ended(secretary) == set()


@pytest.mark.parametrize("title", ["0", "9" * 40, "%00", "BT", ""])
def test_a_title_that_is_none_is_refused(act, secretary, editor_a, title):
    page = act(editor_a, secretary, "bo-nhiem")
    page.data["title"] = title
    assert "title" in page.send(since="2024").errors


def test_a_title_may_be_held_until_the_day_it_is_abolished(act, secretary, editor_a):
    act(editor_a, secretary, "bo-nhiem").send(title="TCA", since="01/08/2023")
    assert ("TCA", MOUNTAIN, "01/08/2023") in held(secretary)


def test_a_unit_that_did_not_exist_yet_is_refused(act, secretary, editor_a):
    Unit.objects.filter(code=MOUNTAIN).update(valid_from=date(2020, 1, 1))
    page = act(editor_a, secretary, "bo-nhiem").send(title="CTUBND", since="31/12/2019")
    assert "không có vào thời điểm 31/12/2019" in page.errors["unit"]
    assert act(editor_a, secretary, "bo-nhiem").send(title="CTUBND", since="2020").followed()


def test_doubts_are_told_and_do_not_stand_in_the_way(act, editor_a, province):
    who = post(person(name="Đinh Văn Lía", birth=date(1950, 1, 1)), "VPTK", MOUNTAIN).person
    post(person(name="Phạm Thị Hạnh"), "BT", MOUNTAIN)
    text = act(editor_a, who, "bo-nhiem").send(title="BT", since="2020").followed()
    assert "Lưu ý: Xã Ba Điền đang có Bí thư Đảng ủy: Phạm Thị Hạnh" in text
    assert "Lưu ý: Đã đến tuổi nghỉ hưu từ 31/01/2010" in text
    text = act(editor_a, who, "bo-nhiem").send(title="DCXD-P", since="01/01/2099").followed()
    assert "Lưu ý: Xã Ba Điền: loại đơn vị này không có chức danh Địa chính" in text
    assert "Lưu ý: Ngày giữ chức danh mới ở tương lai (01/01/2099)" in text
    assert held(who) == {("DCXD-P", MOUNTAIN, "01/01/2099")}


def test_in_two_communes_the_board_chooses_which(act, secretary, editor_a):
    post(secretary, "TCKT", TOWNSHIP)
    page = act(editor_a, secretary, "bo-nhiem")
    page.send(unit=TOWNSHIP, ends=[], title="CTUBND", since="2024")
    assert ("CTUBND", TOWNSHIP, "2024") in held(secretary)


def test_an_ended_career_goes_on_where_it_was(act, secretary, editor_a):
    secretary.posts.update(end=date(2022, 6, 30))
    act(editor_a, secretary, "bo-nhiem").send(title="CTUBND", since="01/07/2023")
    assert held(secretary) == {("CTUBND", MOUNTAIN, "01/07/2023")}


def test_the_second_of_two_boards_doubles_nothing(act, secretary, editor_a, editor_ab):
    pages = [act(user, secretary, "bo-nhiem") for user in (editor_a, editor_ab)]
    for page in pages:
        page.send(ends=[], title="CTUBND", since="2024")
    assert "vừa được người khác thay đổi" in pages[1].errors["__all__"]
    assert len(held(secretary)) == 3


def test_nobody_appoints_in_a_district_that_is_not_theirs(secretary, editor_a):
    for code in (ELSEWHERE, LOWLAND):
        with pytest.raises(Refused, match="ngoài phạm vi"):
            appoint(
                secretary, Unit.objects.get(code=code), Title.objects.get(code="TCKT"),
                PartialDate(2024), ends=[], seen=seen(secretary), by=editor_a, at=timezone.now(),
            )  # fmt: skip
    assert len(held(secretary)) == 2


DECISION = {"basis": "elected", "decision_number": "7-QĐ/HU", "decided": "28/02/2023"}


def test_the_decision_is_kept_with_the_title(act, secretary, editor_a):
    page = act(editor_a, secretary, "bo-nhiem").send(title="CTUBND", since="01/03/2023", **DECISION)
    assert page.response.status_code == 302
    new = secretary.posts.get(title__code="CTUBND")
    assert new.paper_told == "Bầu, QĐ số 7-QĐ/HU ngày 28/02/2023"
    assert secretary.posts.get(title__code="BT").paper_told == ""


def test_where_somebody_came_from_is_kept_with_the_title(act, secretary, editor_a):
    rotated = {"basis": "rotated", "came_from": "district"}
    act(editor_a, secretary, "bo-nhiem").send(title="CTUBND", since="01/03/2023", **rotated)
    assert secretary.posts.get(title__code="CTUBND").came_from == "district"
    assert secretary.posts.get(title__code="BT").came_from == ""


def test_a_decision_to_come_is_no_decision(act, secretary, editor_a):
    page = act(editor_a, secretary, "bo-nhiem").send(
        title="CTUBND", since="01/03/2023", decided="01/01/2090"
    )
    assert "Ngày ở tương lai" in page.errors["decided"]


def test_two_terms_at_the_head_of_a_commune_are_told_and_forbid_nothing(act, secretary, editor_a):
    text = act(editor_a, secretary, "bo-nhiem").send(title="CTUBND", since="01/03/2023").followed()
    assert "Lưu ý: Đã làm người đứng đầu xã Ba Điền 1" in text
    assert "đã đủ hoặc quá 02 nhiệm kỳ tại một địa phương (đủ 10 năm vào ngày 31/12/2024)" in text
    assert ("CTUBND", MOUNTAIN, "01/03/2023") in held(secretary)
