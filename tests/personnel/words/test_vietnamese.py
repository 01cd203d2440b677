"""Names and text as a Vietnamese office writes, sorts and looks them up."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personnel.models import Person
from personnel.words.vietnamese import clean, fold, name_sort_key, title_case
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


def test_places_that_differ_by_a_mark_stay_apart():
    assert clean("Ba Tô") != clean("Ba Tơ")
    assert clean("Sơn Hà") != clean("Sơn Hạ")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("NGUYỄN VĂN ĐƯỢC", "Nguyễn Văn Được"),
        ("nguyễn văn được", "Nguyễn Văn Được"),
        ("Lê thị Hoa", "Lê thị Hoa"),
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
