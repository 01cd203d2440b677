"""Headings in short, as boards write them over narrow columns."""

import pytest

from personnel.words.headings import heading_key
from sheets.layout.meaning import meaning
from sheets.layout.short_forms import spelt_out


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("CM", "professional"), ("C.MÔN", "professional"), ("TĐ chuyên môn", "professional"),
        ("TĐCM", "professional"), ("T.độ C.môn", "professional"), ("Chuyên môn NV", "professional"),
        ("LLCT", "theory"), ("LL chính trị", "theory"), ("TĐ LLCT", "theory"),
        ("TĐLLCT", "theory"), ("LL.CT", "theory"), ("L.luận CT", "theory"),
        ("TĐ QLNN", "state_management"), ("QL.NN", "state_management"),
        ("QLHC nhà nước", "state_management"), ("TH", "it"), ("T.học", "it"), ("CCTH", "it"),
        ("TĐ tin học", "it"), ("NN", "foreign_language"), ("N.ngữ", "foreign_language"),
        ("Anh văn", "foreign_language"), ("TĐNN", "foreign_language"),
        ("GT", "sex"),
        ("C.NGÀNH", "field_of_study"), ("CT", ""), ("Tin", ""), ("HV", ""),
    ],
)  # fmt: skip
def test_a_short_heading(heading: str, field: str) -> None:
    assert meaning((heading,)).field == field
    if field and field not in ("sex", "field_of_study"):
        assert meaning(("Trình độ", heading)).field == field


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (("TĐ CM", "Trình độ"), "professional"), (("TĐ LLCT", "Năm"), "theory_awarded"),
        (("CM", "ĐH"), "professional"), (("TH", "CB"), "it"), (("Trình độ", "CT"), "theory"),
        (("Học vấn", "TH"), "general_education"), (("Chức vụ", "CM"), "title"),
        (("TĐ", "VH"), "general_education"),
    ],
)  # fmt: skip
def test_short_headings_above_and_below(path: tuple[str, ...], field: str) -> None:
    assert meaning(path).field == field


def test_what_is_in_full_stays_as_it_is() -> None:
    for heading in ("Trình độ chuyên môn", "Tin học", "Quản lý nhà nước", "Chứng chỉ tin học"):
        assert spelt_out(heading_key(heading)) == heading_key(heading)
