"""Who comes into a class: searched, pasted, ticked; nobody guessed, nobody of another's."""

from datetime import date

import pytest

from personnel.classes.gathering import found, gather, pasted
from personnel.models import Unit
from tests.factories import MOUNTAIN, TOWNSHIP, person, post

TODAY = date(2025, 6, 2)
NOT_FOUND = "không tìm thấy trong phạm vi được cập nhật"


@pytest.fixture
def cast(province):
    """Five people of Ba Tơ, two of one name, and one of Đức Phổ."""
    elsewhere = Unit.objects.filter(parent__code="534").order_by("code")[0]
    places = {
        "Phạm Thị Hạnh": (MOUNTAIN, "051185001234"),
        "Phạm Thị Hành": (MOUNTAIN, ""),
        "Đinh Văn Lía": (TOWNSHIP, "051080005678"),
        "Lê Văn Phổ": (elsewhere.code, "051080009999"),
    }
    people = {
        name: post(person(name=name, cccd=cccd), "VPDU", unit).person
        for name, (unit, cccd) in places.items()
    }
    for number, unit in enumerate((MOUNTAIN, TOWNSHIP)):
        who = person(name="Trần Văn Sổ", birth=date(1970 + number, 1, 1))
        people[f"Trần Văn Sổ {number}"] = post(who, "TCKT", unit).person
    return people


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
    ],
)
def test_a_line_that_means_one_person(cast, editor_a, line, name):
    assert pasted(editor_a, line).ids == [str(cast[name].pk)]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Trần Văn Sổ", "có 2 người cùng họ tên, thêm từng người bằng ô tìm"),
        ("pham thi hanh", "có 2 người cùng họ tên, thêm từng người bằng ô tìm"),
        ("Phạm Thị Hanh", NOT_FOUND),
        ("Phạm Thị", NOT_FOUND),
        ("Lê Văn Phổ", NOT_FOUND),
        ("051080009999", NOT_FOUND),
        ("051185001235", NOT_FOUND),
        ("1234", "số CCCD phải có đủ 12 chữ số, ở đây có 4"),
        ("9" * 5000, "số CCCD phải có đủ 12 chữ số, ở đây có 5000"),
        ("Phạm Thị Hạnh\t051185001234", NOT_FOUND),
        ("\x00Người Lạ", NOT_FOUND),
    ],
)
def test_a_line_that_means_nobody_for_certain_is_named(cast, editor_a, line, why):
    result = pasted(editor_a, line)
    assert result.ids == []
    assert [reason for _, reason in result.left] == [why]


def test_a_line_of_nothing_visible_is_no_line(cast, editor_a):
    result = pasted(editor_a, "\x00\n\u200b\n \n")
    assert (result.ids, list(result.left)) == ([], [])


def test_a_column_is_read_line_by_line(cast, editor_a):
    column = "Phạm Thị Hạnh\r\n\r\n051080005678\nNgười Lạ\nPhạm Thị Hạnh\n"
    result = pasted(editor_a, column)
    assert result.ids == [str(cast[name].pk) for name in ("Phạm Thị Hạnh", "Đinh Văn Lía")]
    assert result.left == [("Người Lạ", NOT_FOUND)]


def test_a_column_is_not_endless(cast, editor_a):
    result = pasted(editor_a, "\n".join(f"Người {n}" for n in range(501)))
    assert result.ids == [] and "500" in result.left[0][1]


def test_a_whole_column_takes_one_query(cast, editor_a, django_assert_num_queries):
    editor_a.rights  # noqa: B018  read once a request
    with django_assert_num_queries(1):
        pasted(editor_a, "\n".join([*cast, "051185001234"]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pham", ["Phạm Thị Hành", "Phạm Thị Hạnh"]),
        ("5678", ["Đinh Văn Lía"]),
        ("thi tran ba to", ["Đinh Văn Lía", "Trần Văn Sổ"]),
        ("le van pho", []),
        ("9999", []),
        ("  ", []),
        ("%", []),
    ],
)
def test_a_search_finds_among_ones_own(cast, editor_a, text, expected):
    assert names(found(editor_a, text, TODAY, [])) == expected


def test_a_search_leaves_out_who_is_in_already(cast, editor_a):
    there = [cast["Phạm Thị Hành"]]
    assert names(found(editor_a, "pham", TODAY, there)) == ["Phạm Thị Hạnh"]


def test_gathered_in_name_order_each_once(cast, editor_a):
    ids = [str(cast[name].pk) for name in ("Đinh Văn Lía", "Phạm Thị Hạnh", "Đinh Văn Lía")]
    gathered = gather(editor_a, ids)
    assert names(gathered.people) == ["Phạm Thị Hạnh", "Đinh Văn Lía"]
    assert list(gathered.problems()) == []


def test_who_may_only_be_seen_is_named_others_only_counted(cast, editor_a):
    left = cast["Đinh Văn Lía"]
    elsewhere = Unit.objects.filter(parent__code="534").order_by("code")[0]
    left.posts.update(end=date(2024, 12, 31))
    post(left, "TCKT", elsewhere.code, start=date(2025, 1, 1))
    gathered = gather(editor_a, [str(left.pk), str(cast["Lê Văn Phổ"].pk), "0", "x", "9" * 40])
    assert gathered.people == [] and gathered.lost == ["Đinh Văn Lía"] and gathered.unknown == 4
    assert not any("Lê Văn Phổ" in problem for problem in gathered.problems())
