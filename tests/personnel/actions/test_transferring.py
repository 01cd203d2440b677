"""Moving to another commune."""

from datetime import date

import pytest

from personnel.models import HandOver, Person
from tests.factories import MOUNTAIN, TOWNSHIP, credential, person, post
from tests.personnel.actions.careers import ELSEWHERE, ended, held, written

MOVED = {("BT", "29/02/2024", "moved"), ("UVBCH", "29/02/2024", "moved")}


def test_inside_the_district_at_once_and_the_record_stays_whole(act, secretary, editor_a):
    diploma = credential(secretary, "theory", 2)
    page = act(editor_a, secretary, "chuyen")
    page.send(unit=TOWNSHIP, title="PBT", since="01/03/2024")
    told = "chuyển đến, giữ chức danh Phó Bí thư Đảng ủy thị trấn Ba Tơ từ 01/03/2024"
    assert told in page.followed()
    assert held(secretary) == {("PBT", TOWNSHIP, "01/03/2024")}
    assert ended(secretary) == MOVED
    assert written(secretary) == {
        (kind, "ba-to", "Chuyển công tác đến Thị trấn Ba Tơ") for kind in "+~"
    }
    assert Person.objects.get().credentials.get() == diploma
    assert not HandOver.objects.exists()


@pytest.mark.parametrize("user", ["editor_ab", "province_admin"])
def test_whoever_edits_both_districts_moves_at_once(act, secretary, user, request):
    editor = request.getfixturevalue(user)
    page = act(editor, secretary, "chuyen")
    assert "Thị xã Đức Phổ (chuyển ngay)" in page.text
    page.send(unit=ELSEWHERE, title="PBT", since="01/03/2024")
    assert held(secretary) == {("PBT", ELSEWHERE, "01/03/2024")}
    assert ended(secretary) == MOVED


def test_to_another_district_it_waits_and_nobody_moves(act, secretary, editor_a):
    page = act(editor_a, secretary, "chuyen")
    assert "Thị xã Đức Phổ (chờ tiếp nhận)" in page.text
    page.send(unit=ELSEWHERE, title="PBT", since="01/03/2024")
    text = page.followed()
    assert "Đã đề nghị Thị xã Đức Phổ tiếp nhận Phạm Thị Hạnh" in text
    assert "Đang chờ Thị xã Đức Phổ tiếp nhận: Phó Bí thư Đảng ủy, Xã Phổ An, từ 01/03/2024" in text
    assert len(held(secretary)) == 2 and ended(secretary) == set()
    waits = HandOver.objects.get()
    assert (waits.giver.code, waits.unit.code, waits.title.code) == ("535", ELSEWHERE, "PBT")
    assert (waits.day, waits.asked_by, waits.state) == (date(2024, 3, 1), editor_a, "waiting")
    assert waits.ends == [p.pk for p in secretary.posts.order_by("title__order")]
    row = waits.history.get()
    assert (row.history_user, row.history_change_reason, row.history_date) == (
        editor_a, "Chuyển công tác đến Xã Phổ An", waits.asked_at,
    )  # fmt: skip


def test_while_one_waits_no_other_transfer_is_made(act, secretary, editor_a, editor_ab, client_for):
    second = act(editor_a, secretary, "chuyen")
    third = act(editor_ab, secretary, "chuyen")
    act(editor_a, secretary, "chuyen").send(unit=ELSEWHERE, title="PBT", since="01/03/2024")
    assert second.send(unit=ELSEWHERE, title="BT", since="01/03/2024").response.status_code == 409
    assert "đang chờ một đơn vị khác tiếp nhận" in second.text
    assert third.send(unit=TOWNSHIP, title="BT", since="01/03/2024").response.status_code == 409
    assert HandOver.objects.count() == 1 and ended(secretary) == set()
    page = client_for(editor_a).get(second.path).content.decode()
    assert "Rút đề nghị đó trước" in page and 'id="action"' not in page


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"unit": MOUNTAIN}, "unit", "đang công tác tại Xã Ba Điền: dùng Bổ nhiệm"),
        ({"unit": "535"}, "unit", "một lựa chọn hợp lệ"),
        ({"since": "01/06/2015"}, "since", "từ 01/06/2015"),
        ({"since": "03/2024"}, "since", "Nhập đủ ngày, tháng, năm"),
        ({"title": "TCA"}, "title", "chỉ áp dụng đến hết"),
    ],
)
@pytest.mark.parametrize("unit", [TOWNSHIP, ELSEWHERE])
def test_what_does_not_fit_is_refused_for_both_ways(
    act, secretary, editor_a, unit, typed, field, said
):
    page = act(editor_a, secretary, "chuyen")
    page.send(**{"unit": unit, "title": "PBT", "since": "01/03/2024"} | typed)
    assert said in page.errors[field]
    assert len(held(secretary)) == 2 and not HandOver.objects.exists()


def test_the_day_after_the_first_day_is_early_enough(act, secretary, editor_a):
    act(editor_a, secretary, "chuyen").send(unit=TOWNSHIP, title="PBT", since="02/06/2015")
    assert ("UVBCH", "01/06/2015", "moved") in ended(secretary)


def test_a_post_in_anothers_district_goes_on(act, secretary, editor_a):
    post(secretary, "TCKT", ELSEWHERE)
    act(editor_a, secretary, "chuyen").send(unit=TOWNSHIP, title="PBT", since="01/03/2024")
    assert held(secretary) == {
        ("TCKT", ELSEWHERE, "01/01/2015"), ("PBT", TOWNSHIP, "01/03/2024"),
    }  # fmt: skip


def test_a_second_leader_elsewhere_is_not_named_to_a_board_that_may_not_see_them(
    act, secretary, editor_a
):
    post(person(name="Lê Văn Phổ"), "BT", ELSEWHERE)
    page = act(editor_a, secretary, "chuyen").send(unit=ELSEWHERE, title="BT", since="01/03/2024")
    assert "Lê Văn Phổ" not in page.followed()


def test_an_ended_career_can_be_handed_over(act, secretary, editor_a):
    secretary.posts.update(end=date(2022, 6, 30))
    act(editor_a, secretary, "chuyen").send(unit=ELSEWHERE, title="PBT", since="01/03/2024")
    waits = HandOver.objects.get()
    assert (waits.giver.code, waits.ends) == ("535", [])


def test_a_click_twice_moves_once(act, secretary, editor_a, editor_ab):
    pages = [act(user, secretary, "chuyen") for user in (editor_a, editor_ab)]
    for page, unit in zip(pages, (TOWNSHIP, ELSEWHERE), strict=True):
        page.send(unit=unit, title="PBT", since="01/03/2024")
    assert "vừa được người khác thay đổi" in pages[1].errors["__all__"]
    assert held(secretary) == {("PBT", TOWNSHIP, "01/03/2024")}
