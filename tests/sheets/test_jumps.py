"""What of a register would jump stands in words before the button."""

from typing import Any

import pytest

from personnel.models import Person, Unit
from sheets.comparing.diff import compare
from sheets.deciding import Decisions
from sheets.effects import effects_of
from sheets.importing import read_sheet
from sheets.scope import Scope

from .building import sheet_of, somebody
from .conftest import TODAY, Put


def _jumps(*rows: dict[str, Any], **decided: Any) -> list[str]:
    scope = Scope.of(Unit.objects.get(name="Huyện Ba Tơ"))
    read = read_sheet(sheet_of(*rows), TODAY, scope).rows
    decisions = Decisions(**decided)
    found: list[str] = effects_of(compare(read, TODAY, scope, decisions), decisions, TODAY, scope)[
        "jumps"
    ]
    return found


def test_how_many_there_are_and_would_be(put: Put) -> None:
    put(somebody())
    count = "Sau khi ghi, Huyện Ba Tơ có 2 người giữ chức danh (hiện 1)."
    assert _jumps(somebody(), somebody(name="Phạm Văn Bền", sex="Nam")) == [count]
    assert _jumps(somebody(note="a")) == []


def test_a_commune_with_two_heads(put: Put) -> None:
    put(somebody(title="Chủ tịch UBND"))
    told = _jumps(somebody(name="Phạm Văn Bền", sex="Nam", title="Chủ tịch UBND"))
    assert told[1] == (
        "Xã Ba Tô có 2 người giữ chức danh Chủ tịch Ủy ban nhân dân: Phạm Thị Lành, Phạm Văn Bền."
    )


@pytest.mark.parametrize(
    ("born", "what"),
    [
        ("01/02/1950", "1 người đã đến tuổi nghỉ hưu mà còn giữ chức danh"),
        ("01/02/2012", "1 người chưa đủ 18 tuổi"),
    ],
)
def test_ages_that_cannot_be(put: Put, born: str, what: str) -> None:
    assert _jumps(somebody(born=born))[1] == f"{what}: Phạm Thị Lành ({born})."


def test_likely_twins(put: Put) -> None:
    put(somebody(cccd="051187001234"), somebody(name="Lê Thị Hoa", born="02/03/1990"))
    same = _jumps(somebody(name="Phạm Thị Lánh", cccd="051187009999"))
    assert same[1] == (
        "2 người trùng họ tên và ngày sinh với một hồ sơ khác: "
        "Phạm Thị Lành (14/03/1987), Phạm Thị Lánh (14/03/1987)."
    )
    near = _jumps(somebody(name="Phan Thị Lành", cccd="051187001284"))
    assert near[1] == (
        "1 người có số CCCD chỉ khác một chữ số với một hồ sơ khác cùng ngày sinh: "
        "Phan Thị Lành (14/03/1987)."
    )


def test_nothing_of_it_is_written(put: Put) -> None:
    _jumps(somebody())
    assert not Person.objects.exists()
