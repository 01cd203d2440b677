from datetime import date

import pytest

from personnel.models import Person, Post, Unit
from personnel.words.vietnamese import name_sort_key
from sheets.comparing.changes import Change, Comparison, Status
from tests.sheets.building import somebody
from tests.sheets.conftest import Put

CCCD = "051187001234"


def _changes(comparison: Comparison) -> list[Change]:
    (row,) = comparison.rows
    return row.changes


def test_a_new_person_with_all_that_the_row_says(put: Put) -> None:
    comparison = put(
        somebody(
            cccd=CCCD,
            name="PHẠM THỊ LÀNH",
            born="03/1987",
            ethnicity="Hrê",
            religion="Tin lành",
            home="Xã Ba Vì",
            local="x",
            party="2010",
            minority_since="01/02/2012",
            note="điều động",
        )
    )
    assert comparison.rows[0].status == Status.NEW
    person = Person.objects.get()
    assert (person.full_name, person.cccd, person.sex) == ("Phạm Thị Lành", CCCD, "female")
    assert (person.birth_date, person.birth_precision) == (date(1987, 3, 1), "month")
    assert (str(person.ethnicity), person.religion) == ("Hrê", "Tin lành")
    assert (person.home_place, person.is_local, person.note) == ("Xã Ba Vì", True, "điều động")
    assert (person.party_joined, person.party_joined_precision) == (date(2010, 1, 1), "year")
    assert person.minority_area_since == date(2012, 2, 1)
    assert person.search_name == "pham thi lanh"


@pytest.mark.parametrize(
    ("cells", "change"),
    [
        ({"name": "Phạm Thị Lan"}, ("Họ và tên", "Phạm Thị Lành", "Phạm Thị Lan")),
        ({"sex": "Nam"}, ("Giới tính", "Nữ", "Nam")),
        ({"born": "15/03/1987"}, ("Ngày sinh", "14/03/1987", "15/03/1987")),
        ({"ethnicity": "Cor"}, ("Dân tộc", "Kinh", "Cor")),
        ({"religion": "Không"}, ("Tôn giáo", "Phật giáo", "")),
        ({"local": "Không"}, ("Người địa phương", "Có", "Không")),
        ({"home": "Xã Ba Xa"}, ("Quê quán", "Xã Ba Vì", "Xã Ba Xa")),
        ({"party": "20/05/2010"}, ("Ngày vào Đảng", "2010", "20/05/2010")),
        ({"minority_since": "2013"}, ("Công tác ở vùng DTTS từ", "", "2013")),
        ({"note": "đi học"}, ("Ghi chú", "", "đi học")),
    ],
)
def test_each_fact_before_and_after(put: Put, cells: dict, change: tuple[str, str, str]) -> None:
    known = somebody(
        cccd=CCCD, ethnicity="Kinh", religion="Phật giáo", local="x", home="Xã Ba Vì", party="2010"
    )
    put(known)
    assert _changes(put(known | somebody(cccd=CCCD, **cells))) == [Change(*change)]


def test_local_is_said_of_the_commune_of_the_row(put: Put) -> None:
    put(somebody(cccd=CCCD, local="x"))
    person, post = Person.objects.get(), Post.objects.get()
    assert (person.is_local, person.local_of) == (True, post.unit)
    # As it was said of another commune, the same word says something new of this one.
    other = Unit.objects.communes().exclude(pk=post.unit_id).order_by("code").first()
    Person.objects.update(local_of=other)
    assert put(somebody(cccd=CCCD)).rows[0].status == Status.UNCHANGED
    assert _changes(put(somebody(cccd=CCCD, local="x"))) == [Change("Người địa phương", "", "Có")]
    person.refresh_from_db()
    assert person.local_of == post.unit
    assert put(somebody(cccd=CCCD, local="x")).rows[0].status == Status.UNCHANGED


def test_the_search_name_follows_the_name(put: Put) -> None:
    put(somebody(cccd=CCCD))
    put(somebody(cccd=CCCD, name="Đỗ Thị Bé"))
    person = Person.objects.get()
    assert person.search_name == "do thi be"
    assert bytes(person.sort_key) == name_sort_key("Đỗ Thị Bé")


def test_blank_cells_take_nothing_away(put: Put) -> None:
    put(somebody(cccd=CCCD, ethnicity="Hrê", religion="Tin lành", local="x", party="2010"))
    assert put(somebody(cccd=CCCD)).rows[0].status == Status.UNCHANGED


@pytest.mark.parametrize(
    "cells",
    [
        {"born": "1987"},
        {"born": "03/1987"},
        {"name": "phạm thị lành"},
        {"religion": " Tin  lành"},
    ],
)
def test_the_same_said_more_vaguely_is_no_change(put: Put, cells: dict) -> None:
    put(somebody(cccd=CCCD, religion="Tin lành"))
    assert put(somebody(cccd=CCCD, **cells)).rows[0].status == Status.UNCHANGED


def test_a_number_that_becomes_known_joins_the_person_without_one(put: Put) -> None:
    put(somebody())
    assert _changes(put(somebody(cccd=CCCD))) == [Change("Số CCCD", "", CCCD)]
    assert Person.objects.get().cccd == CCCD


def test_a_row_without_a_number_finds_the_person_by_name_birth_and_commune(put: Put) -> None:
    put(somebody(cccd=CCCD))
    assert put(somebody()).rows[0].status == Status.UNCHANGED
    assert put(somebody(born="15/03/1986")).rows[0].status == Status.NEW
    assert put(somebody(name="Phạm Thị Lanh")).rows[0].status == Status.NEW


def test_a_row_without_a_number_that_fits_two_people_is_left_to_be_decided(put: Put) -> None:
    put(somebody(cccd=CCCD), somebody(cccd="051187005678"))
    (row,) = put(somebody(home="Xã Ba Vì")).rows
    assert row.status == Status.WITHHELD
    assert "2 hồ sơ trùng" in row.conflicts[0].reason
    assert not Person.objects.exclude(home_place="").exists()


def test_a_number_of_somebody_else_is_left_to_be_decided(put: Put) -> None:
    put(somebody(cccd=CCCD))
    (row,) = put(somebody(cccd=CCCD, name="Lê Văn Tám", born="1990", sex="Nam")).rows
    assert row.status == Status.WITHHELD
    assert "đã ghi cho người khác" in row.conflicts[0].reason
    assert Person.objects.get().full_name == "Phạm Thị Lành"


def test_two_rows_for_one_recorded_person(put: Put) -> None:
    put(somebody(cccd=CCCD))
    rows = put(somebody(cccd=CCCD, name="Phạm Thị Lan"), somebody()).rows
    assert [row.status for row in rows] == [Status.CHANGED, Status.WITHHELD]
    assert "dòng 2" in rows[1].conflicts[0].reason


def test_a_birth_after_the_recorded_joining_of_the_party_is_left_to_be_decided(put: Put) -> None:
    put(somebody(cccd=CCCD, party="2010"), somebody(name="Phạm Văn Bền", sex="Nam"))
    found = put(
        somebody(cccd=CCCD, born="2011"), somebody(name="Phạm Văn Bền", sex="Nam", home="Xã Ba Vì")
    )
    assert [row.status for row in found.rows] == [Status.WITHHELD, Status.CHANGED]
    assert found.conflicts[0].reason == "không trước ngày vào Đảng đã ghi (01/01/2010)"
    assert Person.objects.get(cccd=CCCD).birth_date == date(1987, 3, 14)
