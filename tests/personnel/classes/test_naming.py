"""Whom pasted lines mean: in any order of columns, nobody guessed, nobody of another's."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from personnel.classes.naming import NOT_FOUND, OTHER_MARKS, pasted
from personnel.classes.pasting import Line
from personnel.models import Disclosure, Unit
from tests.factories import TOWNSHIP, post

TODAY = date(2025, 6, 2)


@pytest.fixture
def read(cast, editor_a):
    """Return a function that pastes lines."""
    return lambda text, **more: pasted(editor_a, text, TODAY, **more)


def reasons(result):
    return [left.why for left in result.left]


def names(people):
    return [who.full_name for who in people]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Phạm Thị Hạnh", "Phạm Thị Hạnh"),
        ("PHẠM THỊ HẠNH", "Phạm Thị Hạnh"),
        ("  Phạm   Thị\u00a0Hạnh ", "Phạm Thị Hạnh"),
        ("dinh van lia", "Đinh Văn Lía"),
        ("051185001234", "Phạm Thị Hạnh"),
        ("051 185 001 234", "Phạm Thị Hạnh"),
        ("'051185001234", "Phạm Thị Hạnh"),
        ("51185001234", "Phạm Thị Hạnh"),
        ("Phạm Thị Hạnh\t051185001234", "Phạm Thị Hạnh"),
        ("Phạm Thị Hành\t051185009876", "Phạm Thị Hành"),
        ("212345678\tPhạm Thị Hạnh", "Phạm Thị Hạnh"),
        ("Trần Văn Sổ\t01/01/1970", "Trần Văn Sổ 0"),
        ("1971\tTrần Văn Sổ", "Trần Văn Sổ 1"),
        ("12\t01.01.1971\tTrần Văn Sổ", "Trần Văn Sổ 1"),
        ("Trần Văn Sổ\tTT Ba Tơ", "Trần Văn Sổ 1"),
        ("Ba Tơ\tTrần Văn Sổ", "Trần Văn Sổ 1"),
        ("UBND thị trấn Ba Tơ\tTrần Văn Sổ", "Trần Văn Sổ 1"),
        ("thi tran ba to\tTrần Văn Sổ", "Trần Văn Sổ 1"),
        ("pham thi hanh\t051185001234", "Phạm Thị Hạnh"),
        ("Nam\tĐinh Văn Lía\tVăn phòng Đảng ủy", "Đinh Văn Lía"),
    ],
)
def test_a_line_that_means_one_person(cast, read, line, name):
    result = read(line)
    assert (result.ids, reasons(result)) == ([str(cast[name].pk)], [])


@pytest.mark.parametrize(
    ("line", "why", "choices"),
    [
        ("Trần Văn Sổ", "có 2 người cùng khớp với dòng này", 2),
        ("pham thi hanh", "có 2 người cùng khớp với dòng này", 2),
        ("Phạm Thị Hanh", OTHER_MARKS, 2),
        ("Phạm Thị", NOT_FOUND, 0),
        ("Lê Văn Phổ", NOT_FOUND, 0),
        ("le van pho\t01/05/1980", NOT_FOUND, 0),
        ("051080009999", NOT_FOUND, 0),
        ("051185001235", NOT_FOUND, 0),
        ("1234", "số CCCD phải có đủ 12 chữ số, ở đây có 4", 0),
        ("1985", "số CCCD phải có đủ 12 chữ số, ở đây có 4", 0),
        ("9" * 5000, "số CCCD phải có đủ 12 chữ số, ở đây có 5000", 0),
        ("\x00Người Lạ", NOT_FOUND, 0),
        ("Đinh Văn Lía\t02/05/1980", "ngày sinh trên dòng là 02/05/1980, hồ sơ ghi 01/05/1980", 1),
        ("Đinh Văn Lía\t1981", "ngày sinh trên dòng là 1981, hồ sơ ghi 01/05/1980", 1),
        ("Đinh Văn Lía\t31/02/1980", "ngày sinh “31/02/1980”: ngày này không có trong lịch", 1),
        ("Đinh Văn Lía\tXã Ba Động",
         "đơn vị trên dòng là Xã Ba Động, hồ sơ ghi Thị trấn Ba Tơ", 1),
        ("Đinh Văn Lía\tBa Tô", "đơn vị trên dòng là Ba Tô, hồ sơ ghi Thị trấn Ba Tơ", 1),
        ("Đinh Văn Lía\tNữ", "giới tính trên dòng là Nữ, hồ sơ ghi Nam", 1),
        ("Đinh Văn Lía\t051080005679", "số CCCD trên dòng khác số CCCD của hồ sơ", 1),
        ("Đinh Văn Lía\t051185001234", "số CCCD trên dòng là của Phạm Thị Hạnh", 1),
        ("Trần Văn Sổ\t1972", "không ai trong 2 người cùng họ tên khớp", 2),
        ("Trần Văn Sổ\t01/01/1970\tThị trấn Ba Tơ",
         "không ai trong 2 người cùng họ tên khớp", 2),
    ],
)  # fmt: skip
def test_a_line_that_means_nobody_for_certain_is_asked(read, line, why, choices):
    result = read(line)
    assert result.ids == []
    assert [(left.why, len(left.choices)) for left in result.left] == [(why, choices)]


def test_a_line_of_nothing_visible_is_no_line(read):
    result = read("\x00\n\u200b\n\t\n \n")
    assert (result.ids, result.left, result.again) == ([], [], [])


def test_a_column_is_read_line_by_line_and_what_comes_twice_is_told(cast, read):
    result = read("Phạm Thị Hạnh\r\n\r\n051080005678\nNgười Lạ\nPhạm Thị Hạnh\n")
    assert result.ids == [str(cast[name].pk) for name in ("Phạm Thị Hạnh", "Đinh Văn Lía")]
    assert reasons(result) == [NOT_FOUND] and result.again == ["Người Lạ"]
    assert result.twice == ["Phạm Thị Hạnh: Phạm Thị Hạnh đã có trong danh sách"]


def test_who_is_in_the_class_already_comes_twice(cast, read):
    there = str(cast["Đinh Văn Lía"].pk)
    result = read("Đinh Văn Lía", already=[there])
    assert result.ids == [] and len(result.twice) == 1


def test_a_heading_says_what_the_columns_are_and_stays_above_what_is_left(cast, read):
    text = "STT\tNgày vào lớp\tHọ và tên\tNăm sinh\n1\t1970\tTrần Văn Sổ\t1971\n2\t\tNgười Lạ\t1980"
    result = read(text)
    assert result.ids == [str(cast["Trần Văn Sổ 1"].pk)]
    assert result.again == ["STT\tNgày vào lớp\tHọ và tên\tNăm sinh", "2\t\tNgười Lạ\t1980"]


def test_a_name_in_two_columns_is_one(cast, read):
    result = read("Họ và chữ đệm\tTên\nĐinh Văn\tLía")
    assert result.ids == [str(cast["Đinh Văn Lía"].pk)]


def test_of_two_days_the_one_that_is_a_birth_is_meant(cast, read):
    lines = "30/05/2025\tTrần Văn Sổ\t01/01/1970\n30/05/2025\tĐinh Văn Lía\t01/05/1980"
    assert read(lines).ids == [str(cast[who].pk) for who in ("Trần Văn Sổ 0", "Đinh Văn Lía")]


def test_a_title_tells_namesakes_apart(cast, read):
    cast["Trần Văn Sổ 1"].posts.all().delete()
    post(cast["Trần Văn Sổ 1"], "BT", TOWNSHIP)
    assert read("Trần Văn Sổ\tBí thư Đảng ủy").ids == [str(cast["Trần Văn Sổ 1"].pk)]


def test_what_was_chosen_beside_a_line_is_taken_of_its_own_choices_only(cast, read):
    kept = Line({"full_name": "Trần Văn Sổ", "birth": "1972"}, "").kept
    second, other = str(cast["Trần Văn Sổ 1"].pk), str(cast["Đinh Văn Lía"].pk)
    assert read("", carried=[(kept, second)]).ids == [second]
    for chosen in ("", other, str(cast["Lê Văn Phổ"].pk), "x"):
        left = read("", carried=[(kept, chosen)])
        assert left.ids == [] and len(left.asked) == 1


def test_a_column_is_not_endless(read):
    lines = [f"Người {n}" for n in range(501)]
    result = read("\n".join(lines))
    assert result.ids == [] and "500" in reasons(result)[0] and result.again == lines


def test_queries_do_not_grow_with_the_lines(cast, editor_a, django_assert_num_queries):
    editor_a.edited  # noqa: B018  read once a request
    for text in ("051185001234", "\n".join([*cast, "051185001234"])):
        with django_assert_num_queries(5):
            pasted(editor_a, text, TODAY)


def test_that_numbers_were_looked_for_is_kept(cast, editor_a, read):
    read("Phạm Thị Hạnh")
    assert not Disclosure.objects.exists()
    read("051185001234\n051185009999\tPhạm Thị Hạnh")
    row = Disclosure.objects.get()
    assert (row.kind, row.user, row.people) == ("seek", editor_a, 1)
    assert "Dán 2 số CCCD" in row.detail and "0511850" not in row.detail


COLUMNS = {
    "stt": ("1", "2", "3"),
    "name": ("Trần Văn Sổ", "trần văn sổ", "Đinh Văn Lía"),
    "birth": ("01/01/1970", "1-1-1971", "1980"),
    "unit": ("Ba Động", "Thị trấn Ba Tơ", "TT Ba Tơ"),
    "sex": ("Nam", "nam", ""),
    "title": ("Văn phòng - thống kê", "", ""),
    "note": ("Hrê", "Kinh", ""),
}


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    order=st.permutations(sorted(COLUMNS)),
    left_out=st.sets(st.sampled_from(["stt", "unit", "sex", "title", "note"])),
)
def test_columns_come_in_any_order(several, order, left_out):
    editor, people = several
    columns = [COLUMNS[name] for name in order if name not in left_out]
    text = "\n".join("\t".join(cells) for cells in zip(*columns, strict=True))
    result = pasted(editor, text, TODAY)
    assert (result.ids, reasons(result)) == (people, [])


@pytest.fixture
def several(cast, editor_a):
    """The editor of Ba Tơ, and whom the three lines mean."""
    cast["Trần Văn Sổ 0"].posts.update(unit=Unit.objects.get(name="Xã Ba Động", level="commune"))
    names = ("Trần Văn Sổ 0", "Trần Văn Sổ 1", "Đinh Văn Lía")
    return editor_a, [str(cast[name].pk) for name in names]
