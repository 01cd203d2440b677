"""Names and text as a Vietnamese office writes, sorts and looks them up."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personnel.models import Person
from personnel.words.vietnamese import (
    clean,
    dotted,
    fold,
    name_sort_key,
    plain_apostrophes,
    title_case,
)
from tests.factories import person

# As a printed list has them: given name first, then the other words from the left; letters
# before tones, tones in the order none, huyền, hỏi, ngã, sắc, nặng.
IN_ORDER = [
    "Nguyễn Văn An",
    "Nguyễn Văn Ân",
    "Trần Văn Dũng",
    "Đinh Văn Đông",
    "Phạm Văn Ê",
    "Lê Thị Ma",
    "Lê Thị Mà",
    "Lê Thị Mả",
    "Lê Thị Mã",
    "Lê Thị Má",
    "Lê Thị Mạ",
    "Lê Thị Man",
    "Bùi Văn Tâm",
    "Đỗ Thị Tâm",
    "Đỗ Văn Tâm",
    "Lê Tu",
    "Lê Tư",
]


def test_the_order_of_names():
    shuffled = random.Random(1).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(shuffled, key=name_sort_key) == IN_ORDER


def test_the_database_sorts_alike(province):
    for name in random.Random(2).sample(IN_ORDER, len(IN_ORDER)):
        person(name=name)
    ordered = Person.objects.in_name_order().values_list("full_name", flat=True)
    assert list(ordered) == IN_ORDER


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Nguyễn Văn Á", "nguyen van a"),
        ("ĐINH THỊ ĐƯỢC", "dinh thi duoc"),
        ("  Lê\u00a0 Thị   Ơn ", "le thi on"),
        ("Ðinh Thị \u0189ào", "dinh thi dao"),
        ("K’Rể", "k're"),
        ("ＬÊ", "le"),
        ("", ""),
    ],
)
def test_folding(text, folded):
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("nguyen van a", ["Nguyễn Văn Á", "Nguyễn Văn An"]),
        ("NGUYỄN", ["Nguyễn Văn Á", "Nguyễn Văn An"]),
        ("an nguyen", ["Nguyễn Văn An"]),
        ("dinh", ["Đinh Thị Được"]),
        ("guyen", []),
        ("", ["Đinh Thị Được", "Nguyễn Văn Á", "Nguyễn Văn An"]),
    ],
)
def test_search_ignores_marks_case_and_the_order_of_words(province, query, found):
    for name in ("Nguyễn Văn An", "Nguyễn Văn Á", "Đinh Thị Được"):
        person(name=name)
    names = Person.objects.named_like(query).values_list("full_name", flat=True)
    assert sorted(names) == sorted(found)


def test_a_corrected_name_is_found_and_sorted_anew(province):
    who = person(name="Lê Văn An")
    who.full_name = "Lê Văn Ưng"
    who.save()
    assert list(Person.objects.named_like("ung")) == [who]
    assert not Person.objects.named_like("an").exists()


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("Ðỗ Ðức \u0189ạt, ðạt, \u0256ạt", "Đỗ Đức Đạt, đạt, đạt"),
        ("Lê\u200e Thị\u202c \u2066Hoa\u2069", "Lê Thị Hoa"),
        ("Lê\x00\u00ad\u2060 Hoa\ufeff", "Lê Hoa"),
        ("Lê\u3000Thị\u2009Hoa\u2028", "Lê Thị Hoa"),
        ("０１２３－４５６７８９（Ａ）", "0123-456789(A)"),
        ("K’Rể “Hoa”…", "K’Rể “Hoa”…"),
    ],
)
def test_what_only_looks_like_our_letters_becomes_ours(written, cleaned):
    assert clean(written) == cleaned
    assert clean(cleaned) == cleaned


def test_one_apostrophe_for_all():
    assert (
        plain_apostrophes("K’Rể H‘Mông Mʼnông Y`Thun O´B A′") == "K'Rể H'Mông M'nông Y'Thun O'B A'"
    )


def test_names_that_differ_in_spelling_alone_sort_alike():
    for written in ("Ðinh Văn Ðông", "Đinh\u00a0Văn  Đông", "ĐINH VĂN ĐÔNG"):
        assert name_sort_key(written) == name_sort_key("Đinh Văn Đông")
        assert name_sort_key(unicodedata.normalize("NFD", written)) == name_sort_key(written)
    assert name_sort_key("Gié-Triêng An") == name_sort_key("Gié Triêng An")
    assert name_sort_key("") == b""


@pytest.mark.parametrize(
    ("number", "written"), [(0, "0"), (999, "999"), (1000, "1.000"), (-1234567, "-1.234.567")]
)
def test_whole_numbers_have_points(number, written):
    assert dotted(number) == written


def test_places_that_differ_by_a_mark_stay_apart():
    assert clean("Ba Tô") != clean("Ba Tơ")
    assert clean("Sơn Hà") != clean("Sơn Hạ")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("NGUYỄN VĂN ĐƯỢC", "Nguyễn Văn Được"),
        ("nguyễn văn được", "Nguyễn Văn Được"),
        ("Lê thị Hoa", "Lê thị Hoa"),
        ("ĐINH VĂN K'RỂ", "Đinh Văn K'Rể"),
        ("Y-THUN NIÊ", "Y-Thun Niê"),
        ("", ""),
    ],
)
def test_only_names_typed_in_one_case_change(typed, stored):
    assert title_case(typed) == stored


@given(st.text())
def test_cleaned_text_is_composed_single_spaced_and_stays_so(text):
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "  " not in cleaned
    assert cleaned == cleaned.strip()
    assert clean(unicodedata.normalize("NFD", cleaned)) == cleaned
