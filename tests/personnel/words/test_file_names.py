"""A file's name says what is inside: no marks, days that sort, nothing empty."""

from datetime import date

import pytest

from personnel.words.file_names import attached, file_name, shown_name


@pytest.mark.parametrize(
    ("inside", "name"),
    [
        (("Huyện Ba Tơ", date(2025, 12, 31)), "bao-cao-huyen-ba-to-2025-12-31.xlsx"),
        (("Thị xã Đức Phổ", None, "", "đã khóa"), "bao-cao-thi-xa-duc-pho-da-khoa.xlsx"),
        (('a"; x=../b\r\n',), "bao-cao-a-x-b.xlsx"),
        ((), "bao-cao.xlsx"),
    ],
)
def test_names(inside, name):
    assert file_name("báo cáo", *inside, ending="xlsx") == name


def test_the_header_quotes_the_name():
    assert attached("a.csv") == {"Content-Disposition": 'attachment; filename="a.csv"'}


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (r"C:\Users\ba\Danh sách.xlsx", "Danh sách.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("a\x00b\r\nX-Evil: 1.xlsx", "a b X-Evil 1.xlsx"),
        ("gpj.\u202excod.xlsx", "gpj. xcod.xlsx"),
        ("...", "không tên"),
        ("", "không tên"),
        ("Da\u0301nh.xlsx", "Dánh.xlsx"),
        ("d" * 500 + ".xlsx", "d" * 150 + ".xlsx"),
    ],
)
def test_a_name_is_shown_without_its_tricks(given, shown):
    assert shown_name(given, "không tên") == shown
