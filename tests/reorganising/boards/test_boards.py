"""Users of new boards, made from a pasted list: all of them or none, passwords shown once."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Grant, User
from personnel.keeping.recording import Refused
from personnel.models import Unit
from reorganising.boards.lines import MOST_LINES, one_a_commune, understood
from reorganising.boards.making import make_boards, units_of_boards

URL = reverse("decree-boards")
LINES = "21487; Nguyễn Văn An; badien\nXã Ba Vinh\tLê Thị Bình"


@pytest.fixture
def units(small_province):
    return units_of_boards(timezone.now())


def read(text, units):
    return [(line.unit and line.unit.code, line.full_name, line.username, line.wrong)
            for line in understood(text, units)]  # fmt: skip


def test_a_unit_is_told_by_code_or_name_and_a_user_name_is_made_of_it(units):
    assert read(LINES, units) == [
        ("21487", "Nguyễn Văn An", "badien", ()),
        ("21490", "Lê Thị Bình", "xabavinh", ()),
    ]


def test_blank_lines_are_none(units):
    assert [line.number for line in understood("\n 21487; A B \n\n21490; C D\n", units)] == [1, 2]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("99999; Nguyễn Văn An", "không có đơn vị “99999” đang hoạt động"),
        ("535; Nguyễn Văn An", "không có đơn vị “535” đang hoạt động"),
        ("21487", "thiếu họ và tên"),
        ("21487; An; ba tơ", "tên đăng nhập viết không dấu"),
        ("21487; An; a b", "Điền tên đăng nhập hợp lệ"),
        ("21487; An; Co-San", "tên đăng nhập Co-San đã có"),
        ("21487; An; an; thừa", "có quá ba ô"),
        ("21487; <b>An</b>; an", "không"),
    ],
)
def test_what_is_wrong_is_said_of_its_line(units, line, wrong):
    User.objects.create_user("co-san")
    ((*_, told),) = read(line, units)
    assert wrong in "; ".join(told)


def test_two_lines_cannot_have_one_user_name_but_are_given_two(units):
    assert [line[3] for line in read("21487; A; an\n21490; B; AN", units)] == [
        (), ("tên đăng nhập AN đã có",),
    ]  # fmt: skip
    assert [line[2] for line in read("21487; A\n21487; B\n21487; C", units)] == [
        "xabadien", "xabadien21487", "xabadien21487-2",
    ]  # fmt: skip


def test_a_name_of_two_units_is_asked_for_by_code(units):
    Unit.objects.filter(code="21490").update(name="Xã Ba Điền")
    ((unit, *_, wrong),) = read("Xã Ba Điền; A", units_of_boards(timezone.now()))
    assert unit is None and wrong[0] == "có nhiều đơn vị “Xã Ba Điền”: ghi mã (21487, 21490)"


def test_no_more_lines_than_can_be_looked_through(units):
    lines = understood("21487; A\n" * (MOST_LINES + 1), units)
    assert [bool(line.wrong) for line in lines] == [False] * MOST_LINES + [True]


def test_one_a_commune_is_a_list_that_can_be_sent(units):
    lines = understood(one_a_commune(units), units)
    assert [line.unit for line in lines] == units
    assert not any(line.wrong for line in lines)


def test_users_are_made_with_a_right_and_a_temporary_password(units, province_admin):
    now = timezone.now()
    made = make_boards(LINES, Grant.Role.VIEWER, by=province_admin, at=now)
    for each, code in zip(made, ("21487", "21490"), strict=True):
        user = User.objects.get(pk=each.user.pk)
        assert user.check_password(each.password) and user.must_change_password
        assert user.password_until > now
        (grant,) = user.grants.all()
        assert (grant.role, grant.unit.code) == (Grant.Role.VIEWER, code)
        assert grant.valid_from == timezone.localdate(now)
        assert user.history.get().history_user == province_admin
        assert grant.history.get().history_user == province_admin
    assert made[0].password != made[1].password


def test_one_wrong_line_makes_nobody(units, province_admin):
    with pytest.raises(Refused):
        make_boards(f"{LINES}\n99999; A", Grant.Role.EDITOR, by=province_admin, at=timezone.now())
    assert not User.objects.filter(username="badien").exists()


def test_who_does_not_administer_makes_nobody(units, editor_a):
    with pytest.raises(Refused):
        make_boards(LINES, Grant.Role.EDITOR, by=editor_a, at=timezone.now())
    assert not User.objects.filter(username="badien").exists()


def sent(client, lines, **data):
    return client.post(URL, {"role": "district_editor", "lines": lines, **data})


def test_a_list_is_shown_as_understood_and_made_when_confirmed(units, client_for, province_admin):
    client = client_for(province_admin)
    seen = sent(client, LINES)
    assert "xabavinh" in seen.content.decode()
    assert not User.objects.filter(username="badien").exists()
    page = sent(client, LINES, make="1")
    passwords = re.findall(r"<code>([a-z2-9-]{14})</code>", page.content.decode())
    assert User.objects.get(username="badien").check_password(passwords[0])
    assert User.objects.get(username="xabavinh").check_password(passwords[1])


def test_a_wrong_list_is_shown_again_with_what_is_wrong(units, client_for, province_admin):
    client = client_for(province_admin)
    page = sent(client, "99999; A", make="1")
    assert page.status_code == 422
    assert "1 dòng chưa đúng" in page.content.decode()
    assert sent(client, "").status_code == 422


def test_it_is_filled_with_the_units_in_nobodys_hands(units, client_for, province_admin, editor_b):
    client = client_for(province_admin)
    page = client.get(URL, {"each": "1"}).content.decode()
    assert "21487; Cán bộ Xã Ba Điền; xabadien" in page
    assert not any(
        f"\n{unit.code}; " in page for unit in units if unit.parent and unit.parent.code == "534"
    )
