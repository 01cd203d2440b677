"""What says that somebody left, wherever it stands, and what only seems to."""

from datetime import date

import pytest

from personnel.words.leaving import (
    denies,
    heads_leaving,
    says_in_post,
    says_left,
    without_leaving,
)

TODAY = date(2025, 12, 31)


@pytest.mark.parametrize(
    "text",
    [
        "đã nghỉ hưu từ 01/2024", "Nghỉ hưu tháng 5", "chuyển công tác về huyện", "Đã mất",
        "mất ngày 3/4/2024", "điều động đi xã khác", "nghỉ theo NĐ 26", "Thôi việc",
        "tinh giản biên chế", "không còn công tác", "con liệt sĩ; đã nghỉ hưu",
        "chuyển công tác từ xã Ba Vì sang huyện khác", "biệt phái lên huyện",
        "miễn nhiệm 12/2023", "Đã chuyển", "Giảm", "Giảm từ 01/7/2024", "Biến động: giảm",
        "Thời gian công tác đến: 30/6/2024", "Giữ chức vụ từ 2015 đến 30/6/2024", "Không còn",
        "không tái cử nhiệm kỳ 2025-2030", "bố trí công tác khác", "chuyển làm công chức huyện",
        "kết thúc hoạt động từ 1/8/2025", "nghỉ 01/7/2025 theo NĐ 178", "nhận nhiệm vụ khác",
        "biệt phái đến 30/6/2025",
        "luân chuyển đi", "điều động đi 2024", "điều động về huyện", "chuyển đến xã Ba Vì",
    ],
)  # fmt: skip
def test_what_says_that_somebody_left(text: str) -> None:
    assert says_left(text, TODAY, "Xã Ba Tô")


@pytest.mark.parametrize(
    "text",
    [
        "", "chuyển công tác từ xã Ba Vì đến", "chuyển đến từ 2020 từ huyện", "sắp nghỉ hưu",
        "nghỉ thai sản", "nghỉ phép", "nghỉ hưu từ 01/03/2026", "dự kiến nghỉ hưu",
        "đến tuổi nghỉ hưu", "chưa nghỉ hưu", "chồng đã mất", "thay đ/c Rin nghỉ hưu",
        "mất bằng tốt nghiệp",
        "luân chuyển về xã năm 2021", "điều động về Xã Ba Tô", "chuyển Đảng chính thức 2020",
        "luân chuyển về", "Điều động đến", "được tăng cường về xã", "mới về", "tiếp nhận 2024",
        "điều động về từ 1/2024", "chuyển đến", "phụ trách giảm nghèo", "giảm 10% phụ cấp",
        "công tác tính đến 30/6/2024 là 10 năm", "Giữ chức vụ đến 30/6/2030",
        "đang hưởng lương hưu", "còn công tác", "biệt phái từ huyện",
    ],
)  # fmt: skip
def test_what_only_seems_to(text: str) -> None:
    assert says_left(text, TODAY, "Xã Ba Tô") == ""


@pytest.mark.parametrize(
    ("heading", "leaves"),
    [
        ("Ngày nghỉ hưu", True), ("Lý do nghỉ", True), ("Thời điểm thôi", True),
        ("Ngày về hưu", True), ("Đã chuyển công tác", True),
        ("Ngày đủ tuổi nghỉ hưu", False), ("Nghỉ thai sản", False), ("Số năm còn công tác", False),
        ("QĐ nghỉ", True), ("Số QĐ nghỉ", True), ("Giảm", True), ("Ngày giảm", True),
        ("Giảm trừ gia cảnh", False), ("Phụ cấp giảm trong năm", False), ("Số ngày nghỉ", False),
        ("Luân chuyển về", False), ("Luân chuyển đi", True),
        ("Ngày chuyển công tác đến", False), ("Dự kiến nghỉ hưu", False),
    ],
)  # fmt: skip
def test_columns_of_those_who_left(heading: str, leaves: bool) -> None:
    assert heads_leaving(heading) is leaves


@pytest.mark.parametrize("text", ["ĐANG CÔNG TÁC", "Hiện đang làm việc", "Đương chức"])
def test_a_heading_of_those_in_post(text: str) -> None:
    assert says_in_post(text)
    assert not says_in_post("ĐÃ NGHỈ CÔNG TÁC")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Kế toán (nghỉ thai sản)", "Kế toán (nghỉ thai sản)"),
        ("Thú y (nghỉ từ 5/2024)", "Thú y"),
        ("Không chuyên trách, nghỉ 2024", "Không chuyên trách"),
    ],
)
def test_a_text_without_what_it_tells_of_leaving(text: str, rest: str) -> None:
    assert without_leaving(text) == rest


@pytest.mark.parametrize(
    ("heading", "text", "denied"),
    [
        ("Còn công tác", "Không", True), ("Hiện còn giữ chức vụ", "ko", True),
        ("Còn công tác", "Có", False), ("Người địa phương", "Không", False),
    ],
)  # fmt: skip
def test_what_a_column_of_those_in_post_denies(heading: str, text: str, denied: bool) -> None:
    assert denies(heading, text) is denied
