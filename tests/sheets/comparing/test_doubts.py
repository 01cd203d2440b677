"""The rows of a sheet are asked about as a form is: by the one list of doubts."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from personnel.doubts.case import record_of
from personnel.doubts.confirming import look_into
from personnel.doubts.register import doubts_of
from personnel.models import Person, Post, Unit
from sheets.comparing.diff import compare
from sheets.deciding import SOMEBODY_ELSE, Decisions, RowDecision
from sheets.importing import read_sheet
from sheets.scope import Scope
from tests.factories import person, post
from tests.sheets.building import sheet_of, somebody
from tests.sheets.conftest import TODAY, Put

BORN = date(1987, 3, 14)


def noted(*rows: dict[str, Any], **how: Any) -> list[tuple[str, str]]:
    """Return the doubts noted of rows: column, and what is said."""
    scope = how.get("scope")
    rows_read = read_sheet(sheet_of(*rows), TODAY, scope).rows
    notes = compare(rows_read, TODAY, scope, how.get("decisions", Decisions())).notes
    return [(note.column, note.reason) for note in notes if note.doubt]


@pytest.mark.parametrize(
    ("cells", "column", "said"),
    [
        ({"cccd": "051087001234"}, "Số CCCD", "không khớp với giới tính"),
        ({"cccd": "051185001234"}, "Số CCCD", "không khớp với năm sinh"),
        ({"cccd": "051387001234"}, "Số CCCD", "không khớp với năm sinh"),
        ({"since": "13/03/2005"}, "Giữ chức danh từ", "mới 17 tuổi khi bắt đầu giữ"),
        ({"party": "13/03/2005"}, "Ngày vào Đảng", "mới 17 tuổi khi vào Đảng"),
        ({"title": "Bí thư Đảng ủy"}, "Ngày vào Đảng", "chưa có ngày vào Đảng"),
        (
            {"professional": "ĐH Luật", "graduated": "2007"},
            "Trình độ chuyên môn",
            "năm 20 tuổi: sớm nhất thường là năm 21 tuổi",
        ),
        ({"theory": "SC", "theory_year": "2004"}, "Lý luận chính trị", "năm 17 tuổi"),
        ({"born": "14/03/1960"}, "Ngày sinh", "đã đến tuổi nghỉ hưu"),
    ],
)
def test_each_is_noted_in_its_column_and_blocks_nothing(
    put: Put, cells: dict[str, Any], column: str, said: str
) -> None:
    ((where, reason),) = noted(somebody(**cells))
    assert where == column and said in reason
    put(somebody(**cells))
    assert Person.objects.count() == 1


TAKEN_ON = {"title": "Văn phòng Đảng ủy", "since": "01/03/2023", "professional": "Sơ cấp"}


def test_whoever_is_taken_on_below_what_is_asked_is_noted_until_a_higher_level_comes(put: Put):
    assert [where for where, reason in noted(somebody(**TAKEN_ON)) if "sau Nghị" in reason] == [
        "Trình độ chuyên môn"
    ]
    put(somebody(**TAKEN_ON))
    recorded = noted(somebody(title="Văn phòng Đảng ủy", since="01/03/2023", theory="SC"))
    assert [reason for _, reason in recorded if "thấp hơn trung cấp" in reason]
    higher = noted(somebody(**TAKEN_ON | {"professional": "Trung cấp Luật"}))
    assert [reason for _, reason in higher if "thấp hơn" in reason] == []


@pytest.mark.parametrize(
    "cells",
    [
        {"cccd": "051187001234"},
        {"since": "14/03/2005"},
        {"party": "14/03/2005"},
        {"professional": "ĐH Luật", "graduated": "2008"},
        {"theory": "SC", "theory_year": "2005"},
    ],
)
@pytest.mark.usefixtures("references")
def test_beside_the_boundary_nothing_is(cells: dict[str, Any]) -> None:
    assert noted(somebody(**cells)) == []


def test_who_leads_already_is_named_unless_the_file_ends_it(put: Put) -> None:
    leader = {"title": "Bí thư Đảng ủy", "party": "03/02/2010", "since": "01/01/2024"}
    put(somebody(name="Đinh Văn Trước", **leader))
    after = somebody(name="Phạm Thị Sau", **leader | {"since": "01/06/2025"})
    ((column, reason),) = noted(after)
    assert column == "Chức danh" and "đang có Bí thư Đảng ủy: Đinh Văn Trước" in reason
    moved = somebody(name="Đinh Văn Trước", title="Chủ tịch Hội đồng nhân dân", since="01/06/2025",
                     party="03/02/2010")  # fmt: skip
    assert noted(moved, after) == []


@pytest.mark.usefixtures("references")
def test_a_title_after_a_recorded_death_or_retirement() -> None:
    who = person(name="Phạm Thị Lành", sex="female", birth=BORN)
    unit = Unit.objects.get(name="Xã Ba Tô")
    ended = post(who, "TCKT", unit.code, start=date(2015, 1, 1), end=date(2020, 6, 30))
    for reason, said in (("died", "sau ngày từ trần"), ("retired", "sau khi đã ghi nghỉ hưu")):
        Post.objects.filter(pk=ended.pk).update(end_reason=reason)
        ((column, reason),) = noted(somebody(since="01/07/2020"))
        assert column == "Giữ chức danh từ" and said in reason


class TestConfirmed:
    def test_is_not_noted_again(self, put: Put, province_admin: Any) -> None:
        row = {"title": "Bí thư Đảng ủy"}
        put(somebody(**row))
        who, today = Person.objects.get(), timezone.localdate()
        (one,) = doubts_of(record_of(who), None, today)
        look_into(who, one.key, by=province_admin, at=timezone.now(), day=today)
        assert noted(somebody(**row, religion="Công giáo")) == []
        ((_, reason),) = noted(somebody(**row, cccd="051087001234"))
        assert "giới tính" in reason

    def test_a_row_that_is_somebody_else_is_not_asked_about_the_twin(self, put: Put) -> None:
        put(somebody())
        other = somebody(unit="Xã Ba Vì", cccd="051187001299")
        Person.objects.update(cccd="051187001234")
        ((column, reason),) = noted(other)
        assert column == "Họ và tên" and "có thể trùng hồ sơ" in reason
        decided = Decisions(rows={"2@Nhân sự": RowDecision(person=SOMEBODY_ELSE)})
        assert noted(other, decisions=decided) == []


@pytest.mark.usefixtures("references")
def test_a_twin_of_another_district_is_not_named() -> None:
    stranger = person(name="Phạm Thị Lành", sex="female", birth=BORN, cccd="051187001234")
    post(stranger, "TCKT", "21442")
    scope = Scope.of(Unit.objects.get(name="Huyện Ba Tơ"))
    ((_, reason),) = noted(somebody(cccd="051187001299"), scope=scope)
    assert reason == "có hồ sơ cùng họ tên và ngày sinh ở đơn vị khác trong tỉnh"
