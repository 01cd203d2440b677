from datetime import date
from typing import Any

import pytest

from personnel.models import Credential
from sheets.comparing.changes import Change, RowDiff, Status
from tests.sheets.building import somebody
from tests.sheets.conftest import Put

CCCD = "051187001234"


def _put(put: Put, **cells: Any) -> RowDiff:
    return put(somebody(cccd=CCCD, **cells)).rows[0]


def _held(kind: str = "professional") -> list[tuple[int, date | None, str, str]]:
    held = Credential.objects.filter(kind=kind).order_by("pk")
    return [(c.level, c.awarded, c.awarded_precision, c.language or c.field_of_study) for c in held]


def test_every_level_column_is_one_credential(put: Put) -> None:
    _put(
        put,
        school="12/12",
        professional="ĐH Luật",
        graduated=2009,
        theory="TC",
        theory_year="06/2015",
        state="CV",
        state_year="15/03/2016",
        it="CNTT cơ bản",
        foreign="Anh B1",
        foreign_year="2020",
        ethnic="Hrê - đang học",
        mass_work=2018,
        update="Chưa",
    )
    found = Credential.objects.order_by("kind").values_list(
        "kind", "level", "awarded", "awarded_precision", "language", "field_of_study"
    )
    assert list(found) == [
        ("ethnic_language", 1, None, "", "Hrê", ""),
        ("foreign_language", 5, date(2020, 12, 31), "year", "Anh", ""),
        ("general_education", 3, None, "", "", ""),
        ("it", 2, None, "", "", ""),
        ("mass_work", 1, date(2018, 12, 31), "year", "", ""),
        ("position_update", 0, None, "", "", ""),
        ("professional", 4, date(2009, 12, 31), "year", "", "Luật"),
        ("state_management", 2, date(2016, 3, 15), "day", "", ""),
        ("theory", 2, date(2015, 6, 30), "month", "", ""),
    ]


def test_a_higher_level_is_added_and_the_old_one_stays(put: Put) -> None:
    _put(put, theory="SC", theory_year=2010)
    row = _put(put, theory="TC", theory_year=2018)
    assert _held("theory") == [
        (1, date(2010, 12, 31), "year", ""),
        (2, date(2018, 12, 31), "year", ""),
    ]
    assert row.changes == [Change("Lý luận chính trị", "Sơ cấp (2010)", "Trung cấp (2018)")]


def test_a_level_after_none_is_added(put: Put) -> None:
    _put(put, theory="Chưa")
    _put(put, theory="SC")
    assert [level for level, *_ in _held("theory")] == [0, 1]


@pytest.mark.parametrize("lower", ["SC", "Chưa"])
def test_a_lower_level_is_a_conflict_and_never_written(put: Put, lower: str) -> None:
    _put(put, theory="TC", theory_year=2018)
    row = _put(put, theory=lower, home="Xã Ba Vì")
    (conflict,) = row.conflicts
    assert (conflict.row, conflict.column, conflict.value) == (2, "Lý luận chính trị", lower)
    assert conflict.reason == "thấp hơn trình độ đã ghi: Trung cấp (2018)"
    assert [change.label for change in row.changes] == ["Quê quán"]
    assert _held("theory") == [(2, date(2018, 12, 31), "year", "")]


@pytest.mark.parametrize(
    ("before", "given", "after"),
    [
        (None, 2018, (date(2018, 12, 31), "year")),
        (2018, "15/06/2018", (date(2018, 6, 15), "day")),
        (2018, 2019, (date(2019, 12, 31), "year")),
    ],
)
def test_a_year_newly_known_or_put_right(
    put: Put, before: Any, given: Any, after: tuple[date, str]
) -> None:
    _put(put, theory="TC", theory_year=before)
    assert _put(put, theory="TC", theory_year=given).status == Status.CHANGED
    assert _held("theory") == [(2, *after, "")]


@pytest.mark.parametrize("given", [None, 2018, "06/2018", "15/06/2018"])
def test_the_same_level_said_as_much_or_more_vaguely_is_no_change(put: Put, given: Any) -> None:
    _put(put, theory="TC", theory_year="15/06/2018")
    assert _put(put, theory="TC", theory_year=given).status == Status.UNCHANGED


def test_a_field_of_study_that_becomes_known(put: Put) -> None:
    _put(put, professional="ĐH")
    row = _put(put, professional="ĐH", field="Luật")
    assert row.changes == [Change("Trình độ chuyên môn", "Đại học", "Đại học - Luật")]
    assert _held() == [(4, None, "", "Luật")]


def test_a_second_degree_of_the_same_level_is_added(put: Put) -> None:
    _put(put, professional="ĐH Luật", graduated=2009)
    _put(put, professional="ĐH Kế toán", graduated=2015)
    assert [field for *_, field in _held()] == ["Luật", "Kế toán"]
    assert _put(put, professional="ĐH Luật", graduated=2009).status == Status.UNCHANGED


def test_languages_stand_side_by_side(put: Put) -> None:
    _put(put, foreign="Anh B1")
    assert _put(put, foreign="Pháp A2").conflicts == []
    assert [(level, language) for level, _, _, language in _held("foreign_language")] == [
        (5, "Anh"),
        (4, "Pháp"),
    ]
    assert _put(put, foreign="Anh A2").conflicts != []
    assert _put(put, foreign="Chưa").conflicts != []


def test_a_blank_level_takes_nothing_away(put: Put) -> None:
    _put(put, theory="TC", professional="ĐH Luật")
    assert _put(put).status == Status.UNCHANGED
    assert Credential.objects.count() == 2


def _withdraw(level: int, day: date) -> None:
    Credential.objects.filter(level=level).update(
        verification="withdrawn", verified_on=day, verified_by_document="QĐ số 7"
    )


def test_a_list_does_not_bring_back_what_was_withdrawn(put: Put) -> None:
    _put(put, professional="ĐH Luật", graduated=2009)
    _withdraw(4, date(2020, 5, 4))
    row = _put(put, professional="ĐH Luật", graduated=2009)
    assert row.changes == []
    assert [found.reason for found in row.conflicts] == [
        "đã ghi thu hồi từ ngày 04/05/2020: Đại học - Luật (2009)"
    ]
    assert len(_held()) == 1


def test_a_lower_level_is_no_conflict_with_what_was_withdrawn_and_a_new_degree_is_new(
    put: Put,
) -> None:
    _put(put, professional="ĐH Luật", graduated=2009)
    _withdraw(4, date(2020, 5, 4))
    assert _put(put, professional="CĐ").conflicts == []
    assert _put(put, professional="ĐH Luật", graduated=2022).conflicts == []
    assert [level for level, *_ in _held()] == [4, 3, 4]
