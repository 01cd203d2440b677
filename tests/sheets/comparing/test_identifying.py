from datetime import date
from typing import Any

import pytest

from personnel.models import Person, Post, Unit
from sheets.comparing.changes import RowDiff, Status
from sheets.deciding import SOMEBODY_ELSE, Decisions, RowDecision
from sheets.scope import Scope
from tests.sheets.building import somebody
from tests.sheets.conftest import Put

CCCD = "051187001234"
ELSEWHERE = {"unit": "Xã Ba Vì"}
FOREIGN = {"district": "Huyện Minh Long", "unit": "Xã Long Sơn"}


def _row(put: Put, person: Any = "", **cells: Any) -> RowDiff:
    """What becomes of one row, when `person` is decided about it."""
    decided = Decisions(rows={"2@Nhân sự": RowDecision(person=str(person))})
    return put(somebody(**cells), decisions=decided).rows[0]


@pytest.mark.parametrize(
    ("recorded", "given"),
    [
        ({}, ELSEWHERE),
        ({}, ELSEWHERE | {"born": "1987"}),
        ({}, ELSEWHERE | {"born": "20/11/1987"}),
        ({}, FOREIGN),
        ({"cccd": CCCD}, ELSEWHERE),
        ({}, ELSEWHERE | {"cccd": CCCD}),
        ({}, {"born": "15/03/1987"}),
        ({}, {"born": "04/1987"}),
        ({}, {"born": "1987", "title": "Thú y"}),
    ],
)
def test_a_namesake_of_the_same_year_is_asked_about(put: Put, recorded: Any, given: Any) -> None:
    put(somebody(**recorded))
    person = Person.objects.get()
    row = _row(put, **given)
    assert (row.status, row.candidates) == (Status.WITHHELD, [person])
    (conflict,) = row.conflicts
    assert conflict.column == "Họ và tên"
    assert "Phạm Thị Lành, sinh 14/03/1987, Văn phòng - thống kê (Xã Ba Tô)" in conflict.reason
    assert Person.objects.count() == 1
    assert _row(put, SOMEBODY_ELSE, **given).status == Status.NEW
    assert Person.objects.count() == 2
    assert _row(put, SOMEBODY_ELSE, **given).status == Status.UNCHANGED, "the same file again"
    assert _row(put, **given).status == Status.UNCHANGED, "the same file without decisions"


def test_whoever_was_decided_upon_is_the_one(put: Put) -> None:
    put(somebody(since="2015"))
    person = Person.objects.get()
    given = ELSEWHERE | {"born": "1987", "since": "2020", "cccd": CCCD}
    row = _row(put, person.pk, **given)
    assert (row.status, row.person, row.candidates) == (Status.CHANGED, person, [])
    assert Person.objects.get().cccd == CCCD
    assert [(p.unit.name, p.end) for p in Post.objects.order_by("pk")] == [
        ("Xã Ba Tô", date(2019, 12, 31)),
        ("Xã Ba Vì", None),
    ]
    assert _row(put, person.pk, **given).status == Status.UNCHANGED
    assert _row(put, **given).status == Status.UNCHANGED


@pytest.mark.parametrize(
    "given",
    [
        {"unit": "Xã Ba Vì", "born": "14/03/1986"},
        {"unit": "Xã Ba Vì", "name": "Phạm Thị Lanh"},
        {"unit": "Xã Ba Vì", "cccd": "051187009999"},
    ],
)
def test_another_year_name_or_number_is_somebody_else(put: Put, given: Any) -> None:
    put(somebody(cccd=CCCD))
    assert _row(put, **given).status == Status.NEW


@pytest.mark.parametrize("born", ["1987", "03/1987"])
def test_a_less_precise_birth_with_the_title_held_is_the_same_person(put: Put, born: str) -> None:
    put(somebody())
    row = _row(put, born=born, home="Xã Ba Vì")
    assert (row.status, [change.label for change in row.changes]) == (Status.CHANGED, ["Quê quán"])
    assert Person.objects.get().birth_date == date(1987, 3, 14)


def test_a_more_precise_birth_with_the_title_held_is_the_same_person(put: Put) -> None:
    put(somebody(born="1987"))
    assert _row(put).changes[0].after == "14/03/1987"
    assert Person.objects.count() == 1


def test_two_who_fit_a_less_precise_birth_are_asked_about(put: Put) -> None:
    put(somebody(), somebody(born="20/11/1987"))
    row = _row(put, born="1987")
    assert (row.status, len(row.candidates)) == (Status.WITHHELD, 2)


def test_whoever_has_a_row_of_their_own_is_no_candidate(put: Put) -> None:
    put(somebody())
    rows = put(somebody(**ELSEWHERE), somebody()).rows
    assert [row.status for row in rows] == [Status.NEW, Status.UNCHANGED]


def test_the_order_of_rows_does_not_matter_to_whom_they_mean(put: Put) -> None:
    put(somebody(cccd=CCCD))
    rows = put(somebody(), somebody(cccd=CCCD, name="Phạm Thị Lan")).rows
    assert [row.status for row in rows] == [Status.WITHHELD, Status.CHANGED]
    assert "cùng một hồ sơ với dòng 3" in rows[0].conflicts[0].reason


def test_several_who_fit_are_candidates_until_one_is_chosen(put: Put) -> None:
    put(somebody(cccd=CCCD), somebody(cccd="051187005678"))
    second = Person.objects.get(cccd="051187005678")
    row = _row(put, home="Xã Ba Vì")
    assert (row.status, len(row.candidates)) == (Status.WITHHELD, 2)
    row = _row(put, second.pk, home="Xã Ba Vì")
    assert (row.status, row.person) == (Status.CHANGED, second)


def test_nobody_is_recorded_who_could_not_be_told_apart_again(put: Put) -> None:
    put(somebody(cccd=CCCD), somebody(cccd="051187005678"))
    Person.objects.update(cccd="")
    row = _row(put, SOMEBODY_ELSE)
    assert (row.status, len(row.candidates)) == (Status.WITHHELD, 2)
    assert "ghi số CCCD" in row.conflicts[0].reason
    assert _row(put, SOMEBODY_ELSE, cccd="051187009999").status == Status.NEW


def test_only_people_of_the_scope_are_asked_about_and_may_be_chosen(put: Put) -> None:
    put(somebody(**FOREIGN))
    person = Person.objects.get()
    scope = Scope.of(Unit.objects.get(name="Huyện Ba Tơ"))
    decided = Decisions(rows={"2@Nhân sự": RowDecision(person=str(person.pk))})
    (row,) = put(somebody(), scope=scope, decisions=decided).rows
    assert (row.status, row.candidates) == (Status.NEW, [])
    assert Post.objects.filter(person=person).count() == 1


def test_whoever_left_the_district_cannot_be_chosen_there(put: Put) -> None:
    scope = Scope.of(Unit.objects.get(name="Huyện Ba Tơ"))
    put(somebody(cccd=CCCD, since="2015"))
    put(somebody(cccd=CCCD, since="2020", **FOREIGN))
    person = Person.objects.get()
    decided = Decisions(rows={"2@Nhân sự": RowDecision(person=str(person.pk))})
    (row,) = put(somebody(born="1987"), scope=scope, decisions=decided).rows
    assert row.status == Status.WITHHELD
    assert "do Huyện Minh Long quản lý; đề nghị" in row.conflicts[0].reason


@pytest.mark.parametrize("chosen", ["0", "x", "99999999999999999999"])
def test_who_is_no_candidate_cannot_be_chosen(put: Put, chosen: str) -> None:
    put(somebody())
    row = _row(put, chosen, **ELSEWHERE)
    assert row.status == Status.WITHHELD
    assert "không còn phù hợp" in row.conflicts[0].reason
    assert len(row.candidates) == 1


def test_two_rows_cannot_choose_one_person(put: Put) -> None:
    put(somebody(since="2015"))
    pk = str(Person.objects.get().pk)
    decided = Decisions(
        rows={f"{at}@Nhân sự": RowDecision(person=pk, since="2020-01-01") for at in (2, 3)}
    )
    rows = put(
        somebody(unit="Xã Ba Vì"), somebody(unit="Xã Ba Xa"), decisions=decided
    ).rows  # fmt: skip
    assert [row.status for row in rows] == [Status.CHANGED, Status.WITHHELD]


def test_a_masked_number_that_ends_otherwise_is_asked_about(put: Put) -> None:
    put(somebody(cccd=CCCD))
    masked = {"cccd": "••••••••9999"}
    row = _row(put, **masked)
    assert (row.status, row.candidates) == (Status.WITHHELD, [Person.objects.get()])
    assert "cuối số CCCD (9999) khác số đã ghi" in row.conflicts[0].reason
    assert _row(put, Person.objects.get().pk, **masked).status == Status.UNCHANGED
    assert _row(put, SOMEBODY_ELSE, **masked).status == Status.NEW
    assert _row(put, **masked).status == Status.UNCHANGED, "whoever has no number is meant now"


def test_a_masked_number_that_ends_so_tells_two_namesakes_apart(put: Put) -> None:
    put(somebody(cccd=CCCD), somebody(cccd="051187005678"))
    row = _row(put, cccd="••••••••5678")
    assert (row.status, row.person.cccd) == (Status.UNCHANGED, "051187005678")


def test_nobody_new_is_recorded_under_a_masked_number(put: Put) -> None:
    put(somebody(cccd=CCCD))
    row = _row(put, name="Phạm Thị Lan", cccd="••••••••1234")
    assert (row.status, row.conflicts[0].column) == (Status.WITHHELD, "Số CCCD")
    assert "ghi đủ 12 chữ số" in row.conflicts[0].reason
    assert Person.objects.count() == 1


def test_a_candidate_is_told_by_the_principal_post(put: Put) -> None:
    put(somebody(title="Bí thư Đảng ủy; Chủ tịch HĐND"))
    (conflict,) = _row(put, **ELSEWHERE).conflicts
    assert "sinh 14/03/1987, Bí thư Đảng ủy (Xã Ba Tô)" in conflict.reason
