from datetime import date
from typing import Any

import pytest

from personnel.models import Person, Post, Unit
from sheets.comparing.absent import Absent, not_in_file
from sheets.comparing.diff import compare
from sheets.deciding import Decisions, RowDecision
from sheets.importing import read_sheet
from sheets.scope import Scope
from sheets.writing.writing import SheetNotWritten
from tests.sheets.building import sheet_of, somebody
from tests.sheets.conftest import TODAY, Put

BEN = somebody(name="Phạm Văn Bền", sex="Nam", cccd="051087000001", since="2015")
CHI = somebody(name="Phạm Thị Chi", cccd="051187000002", unit="Xã Ba Vì")


def _absent(*rows: dict[str, Any], scope: Scope | None = None, **decided: Any) -> Absent:
    read = read_sheet(sheet_of(*rows), TODAY, scope).rows
    return not_in_file(read, compare(read, TODAY, scope, Decisions(**decided)), scope, TODAY)


def _ba_to() -> Scope:
    return Scope.of(Unit.objects.get(name="Huyện Ba Tơ"))


def test_people_in_post_in_the_communes_of_the_file(put: Put) -> None:
    put(somebody(), BEN, CHI)
    found = _absent(somebody())
    assert [(one.person.full_name, one.post.title.code) for one in found.people] == [
        ("Phạm Văn Bền", "VPTK")
    ]
    assert not found.full
    assert _absent(somebody(), CHI).full
    assert [one.person.full_name for one in _absent(BEN, CHI).people] == ["Phạm Thị Lành"]


def test_whoever_left_or_may_be_meant_is_not_missing(put: Put) -> None:
    put(somebody(), BEN)
    Post.objects.filter(person__full_name="Phạm Văn Bền").update(end=date(2025, 12, 30))
    assert (
        _absent(CHI | somebody(name="Phạm Thị Chi")).people[0].person.full_name == "Phạm Thị Lành"
    )
    assert _absent(somebody(born="20/11/1987")).people == [], "asked about as a namesake"


def test_only_people_in_the_hands_of_the_scope(put: Put) -> None:
    put(somebody(), BEN)
    Post.objects.filter(person__full_name="Phạm Văn Bền").update(end=TODAY)
    there = Unit.objects.get(name="Xã Long Sơn")
    ben = Person.objects.get(full_name="Phạm Văn Bền")
    Post.objects.create(person=ben, unit=there, title=ben.posts.get().title)
    assert len(_absent(somebody()).people) == 1
    assert _absent(somebody(), scope=_ba_to()).people == []


def test_ending_whoever_is_missing(put: Put, province_admin: Any) -> None:
    put(somebody(), BEN | somebody(name="Phạm Văn Bền", committee="x", born=1990))
    ben = Person.objects.get(full_name="Phạm Văn Bền")
    ended = Decisions(ended={ben.pk: date(2025, 6, 30)}, ended_for={ben.pk: "retired"})
    put(somebody(), decisions=ended, by=province_admin, reason="Nhập")
    assert set(ben.posts.values_list("end", "end_reason")) == {(date(2025, 6, 30), "retired")}
    last = Post.history.filter(person=ben, history_type="~")
    assert set(last.values_list("history_user", "history_change_reason")) == {
        (province_admin.pk, "Nhập")
    }
    assert len(last) == 2


@pytest.mark.parametrize(
    ("last", "reason"),
    [
        (date(2014, 12, 31), "Phạm Văn Bền giữ chức danh .* từ 2015: không thể thôi giữ"),
        (date(2025, 6, 30), None),
    ],
)
def test_a_last_day_before_the_first_is_refused(put: Put, last: date, reason: str | None) -> None:
    put(somebody(), BEN)
    ben = Person.objects.get(full_name="Phạm Văn Bền")
    if reason is None:
        put(somebody(), decisions=Decisions(ended={ben.pk: last}))
        assert ben.posts.get().end == last
        return
    with pytest.raises(SheetNotWritten, match=reason):
        put(somebody(home="Xã Ba Vì"), decisions=Decisions(ended={ben.pk: last}))
    assert not Person.objects.exclude(home_place="").exists()


def test_whoever_is_in_the_file_after_all_is_not_ended(put: Put) -> None:
    put(somebody(), BEN)
    ben = Person.objects.get(full_name="Phạm Văn Bền")
    for ended, name in ((ben.pk, "Phạm Văn Bền"), (999_999, "hồ sơ số 999999")):
        with pytest.raises(SheetNotWritten, match=f"{name} không còn trong danh sách"):
            put(somebody(), BEN, decisions=Decisions(ended={ended: TODAY}))


def test_whoever_was_decided_upon_is_in_the_file(put: Put) -> None:
    put(somebody())
    person = Person.objects.get()
    rows = {"2@Nhân sự": RowDecision(person="new")}
    assert _absent(somebody(born="20/11/1987"), rows=rows).people[0].person == person
