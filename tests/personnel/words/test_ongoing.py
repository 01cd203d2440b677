"""What a text tells of a study that goes on."""

from datetime import date

import pytest

from personnel.words.ongoing import is_going_on, until, what_is_studied

TODAY = date(2025, 12, 31)


@pytest.mark.parametrize(
    "text",
    [
        "đang học ĐH Luật",
        "ĐH Luật (đang theo học)",
        "Thạc sĩ, năm thứ 2",
        "ĐH Luật 2023-2027",
        "ĐH Luật 2023 - nay",
        "ĐH Luật, 2027",
        "Cao cấp, dự kiến tốt nghiệp 06/2026",
        "sinh viên ĐH Luật",
    ],
)
def test_it_goes_on(text: str) -> None:
    assert is_going_on(text, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "ĐH Luật",
        "ĐH Luật, 2015",
        "ĐH Luật 2011-2015",
        "ĐH Luật (chưa tốt nghiệp)",
        "sẽ học ĐH Luật",
        "dự kiến đi học cao cấp 2026",
        "đăng ký học ĐH năm 2026",
        "đang bảo lưu ĐH Luật",
        "đang học dở ĐH",
        "đang chờ cấp bằng",
        "đang ôn thi cao học",
    ],
)
def test_it_does_not_go_on_for_certain(text: str) -> None:
    assert not is_going_on(text, TODAY)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("đang học ĐH Luật (2023-2027)", "2027"),
        ("đang học ĐH Luật, dự kiến tốt nghiệp tháng 6/2027", "06/2027"),
        ("đang học cao cấp, bế giảng 15/03/2026", "15/03/2026"),
        ("ĐH Luật, 2026", "2026"),
        ("đang học ĐH Luật đến hết năm 2025", "2025"),
        ("đang học ĐH Luật", None),
        # When it began, or an end that has passed.
        ("đang học ĐH Luật năm 2024", None),
        ("đang học ĐH Luật từ tháng 9/2024", None),
        ("đang học ĐH Luật 2019-2023", None),
    ],
)
def test_when_it_is_to_end(text: str, end: str | None) -> None:
    found = until(text, TODAY)
    assert (str(found) if found else None) == end


@pytest.mark.parametrize(
    ("text", "studied"),
    [
        ("Hiện đang theo học lớp Cao cấp LLCT K70 (2025 - 2027)", "Cao cấp LLCT"),
        ("ĐH Luật (đang học), dự kiến tốt nghiệp 2027", "ĐH Luật"),
        ("Thạc sĩ QLC, năm thứ 2", "Thạc sĩ QLC"),
        ("Đại học Luật từ tháng 9/2024", "Đại học Luật"),
        ("đang học", ""),
    ],
)
def test_what_is_studied(text: str, studied: str) -> None:
    assert what_is_studied(text) == studied
