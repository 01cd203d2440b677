import pytest

from personnel.words.not_held import before_doubt, end_of_study, is_doubted
from personnel.words.partial_dates import PartialDate


@pytest.mark.parametrize(
    "text",
    [
        "chưa tốt nghiệp",
        "đang theo học",
        "Đang học",
        "năm thứ 3",
        "năm thứ ba",
        "năm 2/4",
        "năm cuối",
        "2022-2026",
        "09/2022 - 06/2026",
        "2022 đến 2026",
        "2023 - nay",
        "dự kiến 2026",
        "sắp tốt nghiệp",
        "nợ bằng",
        "còn nợ môn",
        "chờ cấp bằng",
        "bảo lưu",
        "đang làm luận văn",
        "đang ôn thi",
        "học dở",
        "chưa có bằng",
    ],
)
def test_words_of_a_study(text: str) -> None:
    assert is_doubted(text)
    assert is_doubted(f"ĐH Luật ({text})")
    assert before_doubt(f"ĐH Luật ({text})") == "ĐH Luật"
    assert before_doubt(f"ĐH Luật {text}") == "ĐH Luật"


@pytest.mark.parametrize(
    "text",
    [
        "ĐH Luật, năm 2015",
        "Đại học Luật (tại chức)",
        "Quản lý nợ công",
        "Bảo vệ thực vật",
        "12/12",
        "TC 05/2015",
        "Quy hoạch đô thị",
    ],
)
def test_what_is_no_study(text: str) -> None:
    assert not is_doubted(text)


def test_a_span_ends_in_its_last_year() -> None:
    assert end_of_study("ĐH Luật 2018 - 2022") == PartialDate(2022)
    assert end_of_study("ĐH Luật 2018 - nay") is None
    assert end_of_study("ĐH Luật, 2022") is None
