import unicodedata
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personnel.models import Person
from personnel.words.values import (
    BadCell,
    lost_leading_zero,
    masked_end,
    old_number,
    read_cccd,
    read_cccd_or_mask,
    read_lines,
    read_name,
    read_religion,
    read_sex,
    read_text,
    read_yes_no,
)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("PHẠM THỊ LÀNH", "Phạm Thị Lành"),
        ("Phạm Thị  Lành ", "Phạm Thị Lành"),
        ("Pha\u0323m Thi\u0323 La\u0300nh", "Phạm Thị Lành"),
        ("Phạm\u00a0Thị\u00a0Lành", "Phạm Thị Lành"),
        ("Đinh Văn K'Rể", "Đinh Văn K'Rể"),
        ("ĐINH VĂN K’RỂ", "Đinh Văn K’Rể"),
        ("Ðinh Văn Ðông", "Đinh Văn Đông"),
        ("Phạm\nThị\tLành\u200e", "Phạm Thị Lành"),
        ("ＰＨẠＭ Lành", "PHẠM Lành"),
        (None, ""),
        (" \u00a0", ""),
    ],
)
def test_names_are_clean_and_never_all_capitals(cell: str, name: str) -> None:
    assert read_name(cell) == name


@given(
    st.lists(st.sampled_from(["Phạm", "Thị", "Lành", "Đỗ", "Ý", "Nguyễn"]), min_size=1, max_size=8)
)
def test_a_name_reads_as_itself_however_it_is_encoded_and_spaced(words: list[str]) -> None:
    name = " ".join(["Đỗ", *words])
    words = ["Đỗ", *words]
    assert read_name(name) == name
    assert read_name(unicodedata.normalize("NFD", "\u00a0 ".join(words)) + " ") == name


@pytest.mark.parametrize(
    "cell", ["Lành 2", "Lành ２", 1987, "x" * 101, "#N/A", "#REF!", "-", "…", "."]
)
def test_what_cannot_be_a_name(cell: object) -> None:
    with pytest.raises(BadCell):
        read_name(cell)


@pytest.mark.parametrize(
    ("cell", "sex"),
    [
        ("Nam", "male"),
        ("NỮ", "female"),
        (" nữ ", "female"),
        ("ＮＡＭ", "male"),
        ("nữ\u200b", "female"),
        ("Nu\u031b\u0303", "female"),
        (None, None),
        ("\u00a0", None),
    ],
)
def test_sex(cell: str | None, sex: str | None) -> None:
    assert read_sex(cell) == sex


@pytest.mark.parametrize("cell", ["M", "Nu", "1", "Nam/Nữ", "nam.", True])
def test_no_other_sex_is_guessed(cell: str) -> None:
    with pytest.raises(BadCell, match="^không rõ giới tính$"):
        read_sex(cell)


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("x", True),
        ("X", True),
        ("Có", True),
        ("Không", False),
        ("✓", True),
        ("√", True),
        ("ｘ", True),
        ("Kho\u0302ng", False),
        (True, True),
        (False, False),
        (None, None),
        (" ", None),
        ("\u00a0\u200b", None),
    ],
)
def test_ticks(cell: object, answer: bool | None) -> None:
    assert read_yes_no(cell) is answer


@pytest.mark.parametrize("cell", ["có lẽ", "×", "v", "ko", 1, 0, "0"])
def test_other_ticks_are_refused(cell: object) -> None:
    with pytest.raises(BadCell):
        read_yes_no(cell)


def test_why_a_tick_is_refused_is_said() -> None:
    with pytest.raises(BadCell, match="^không rõ có hay không$"):
        read_yes_no("có lẽ")


def test_no_religion_is_recorded_as_none_and_a_blank_cell_says_nothing() -> None:
    for cell in ("Không", "KHÔNG\u00a0", "Không có", "không theo đạo", "Không tôn giáo"):
        assert read_religion(cell) == "", cell
    assert read_religion("Tin\u00a0lành") == "Tin lành"
    assert read_religion("a" * 50) == "a" * 50
    assert read_religion(None) is None
    assert read_religion("x" * 50) == "x" * 50
    with pytest.raises(BadCell, match="tối đa 50 ký tự"):
        read_religion("x" * 51)


@pytest.mark.parametrize("cell", ["-", "0", 0, "…", "a" * 51])
def test_what_is_no_religion(cell: object) -> None:
    with pytest.raises(BadCell):
        read_religion(cell)


@pytest.mark.parametrize(
    ("cell", "cccd"),
    [
        ("051087001234", "051087001234"),
        (51087001234, "051087001234"),
        (51087001234.0, "051087001234"),
        ("051 087 001 234", "051087001234"),
        ("'051087001234", "051087001234"),
        ("051\u00a0087\u00a0001\u00a0234", "051087001234"),
        ("\u200b051087001234\u202c", "051087001234"),
        ("０５１０８７００１２３４", "051087001234"),
        (None, ""),
        ("", ""),
    ],
)
def test_identity_numbers(cell: object, cccd: str) -> None:
    assert read_cccd(cell) == cccd


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("12345", "12 chữ số"),
        ("51087001234", "12 chữ số"),
        (5108700123, "12 chữ số"),
        ("0510870012345", "12 chữ số"),
        ("05109A123456", "chỉ gồm chữ số"),
        ("051.087.001.234", "chỉ gồm chữ số"),
        ("051-087-001-234", "chỉ gồm chữ số"),
        (51087001234.5, "chỉ gồm chữ số"),
        (True, "chỉ gồm chữ số"),
        ("٠٥١٠٨٧٠٠١٢٣٤", "chỉ gồm chữ số"),
        ("05109A123456", "^số CCCD chỉ gồm chữ số$"),
        ("٠٥١٠٨٧٠٠١٢٣٤", "^số CCCD chỉ gồm chữ số$"),
    ],
)
def test_what_cannot_be_an_identity_number(cell: object, reason: str) -> None:
    with pytest.raises(BadCell, match=reason):
        read_cccd(cell)


def test_a_masked_number_says_nothing_but_its_end() -> None:
    masked = Person(cccd="051187001234").masked_cccd
    assert (read_cccd_or_mask(masked), masked_end(masked)) == ("", "1234")
    assert read_cccd_or_mask("051187001234") == "051187001234"
    with pytest.raises(BadCell):
        read_cccd_or_mask("••••12345")
    # Typed into the form of a person it is no number: it would take the recorded one away.
    with pytest.raises(BadCell):
        read_cccd(masked)


def test_only_a_number_cell_can_have_lost_its_zero() -> None:
    assert lost_leading_zero(51087001234)
    assert not lost_leading_zero("51087001234")
    assert lost_leading_zero(51087001234.0)
    assert not lost_leading_zero(510870012345)
    assert not lost_leading_zero(None)


@pytest.mark.parametrize(
    ("cell", "end"),
    [
        ("••••••••1234", "1234"),
        ("**1234", "1234"),
        ("••••１２３４", "1234"),
        ("••••••••1234\u200b", "1234"),
        ("•1234", ""),
        ("•••• 1234", ""),
        ("••••٣٤٥٦", ""),
        ("1234", ""),
        (1234, ""),
        ("", ""),
        (None, ""),
    ],
)
def test_the_end_of_a_masked_number(cell: object, end: str) -> None:
    assert masked_end(cell) == end


def test_text_keeps_within_the_width_of_its_column() -> None:
    assert read_text("a" * 50, longest=50) == "a" * 50
    with pytest.raises(BadCell, match="tối đa 50 ký tự"):
        read_text("a" * 51, longest=50)


def test_dates_and_whole_numbers_become_the_text_people_read() -> None:
    assert read_text(datetime(1987, 3, 14, 0, 0)) == "14/03/1987"
    assert read_text(date(1987, 3, 14)) == "14/03/1987"
    assert read_text(21484.0) == "21484"
    assert read_text(21484.5) == "21484.5"
    assert read_text(None) == ""


@pytest.mark.parametrize(
    ("cell", "is_old"),
    [
        ("212345678", True),
        ("212 345 678", True),
        ("212.345.678", True),
        ("'012345678", True),
        ("212\u00a0345\u00a0678", True),
        ("\u200b212345678", True),
        ("２１２３４５６７８", True),
        (212345678, True),
        (212345678.0, True),
        (12345678, True),
        (12345678.0, True),
        (float("nan"), False),
        ("12345678", False),
        (1234567, False),
        (1234567890, False),
        ("051087001234", False),
        ("21234567A", False),
        ("٢١٢٣٤٥٦٧٨", False),
        ("", False),
        (None, False),
    ],
)
def test_the_number_of_an_old_identity_card(cell: object, is_old: bool) -> None:
    assert old_number(cell) is is_old


def test_the_lines_of_a_cell_are_kept_and_blank_ones_are_not() -> None:
    assert read_lines(" Nợ bằng \n\n  gốc") == "Nợ bằng\ngốc"
    assert read_lines("Một\r\nHai\u2028Ba") == "Một\nHai\nBa"
    assert read_lines(2015.0) == "2015"
    assert read_lines(None) == ""


@pytest.mark.parametrize("cell", ["#N/A", "#REF!"])
def test_an_error_of_a_formula_is_not_replaced_by_another_reading(cell: str) -> None:
    with pytest.raises(BadCell, match="^ô chứa lỗi công thức của Excel$") as refused:
        read_text(cell)
    assert not refused.value.replaceable


def test_what_nobody_knows_may_be_read_as_something_else() -> None:
    with pytest.raises(BadCell) as refused:
        read_sex("Nu")
    assert (refused.value.unknown, refused.value.replaceable) == ("", True)
