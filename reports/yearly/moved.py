"""Movements, and those newly appointed, as they are counted, whatever they are read from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import TextChoices

from personnel.models import Basis
from personnel.reading.movements import Way

# Who went to another commune stands with the one that was left, too.
GONE = "gone"
# Who holds a title on the day by rotation from the district, of whatever year: form BM02.
FROM_DISTRICT = "from_district"


class Column(TextChoices):
    """What is counted; all but `GONE` by the codes of `Way`."""

    DOWN = Way.DOWN.value, Way.DOWN.label
    ACROSS = Way.ACROSS.value, Way.ACROSS.label
    GONE = GONE, "Sang xã ngoài phạm vi"
    UP = Way.UP.value, Way.UP.label
    UNCLEAR = Way.UNCLEAR.value, Way.UNCLEAR.label
    AWAY = Way.AWAY.value, Way.AWAY.label
    UNSAID = Way.UNSAID.value, Way.UNSAID.label
    WITHIN = Way.WITHIN.value, Way.WITHIN.label


# The same above the columns of a table.
BRIEF = {
    Column.DOWN: "Từ cấp trên về", Column.ACROSS: "Ngang giữa các xã",
    Column.GONE: "Sang xã ngoài", Column.UP: "Lên cấp trên", Column.UNCLEAR: "Chưa rõ từ đâu",
    Column.AWAY: "Chưa rõ nơi đến", Column.UNSAID: "Chưa ghi hình thức",
    Column.WITHIN: "Trong xã",
}  # fmt: skip


class How(TextChoices):
    """On what basis somebody was moved: the three of III.4, another one, or nobody said."""

    ROTATED = Basis.ROTATED.value, Basis.ROTATED.label
    MOVED = Basis.MOVED.value, Basis.MOVED.label
    SECONDED = Basis.SECONDED.value, Basis.SECONDED.label
    OTHER = "other", "Hình thức khác"
    UNSAID = "unsaid", "Chưa ghi hình thức"

    @classmethod
    def of(cls, basis: str) -> How:
        """Return under which a basis is counted."""
        if not basis:
            return cls.UNSAID
        return cls(basis) if basis in Basis.movements() else cls.OTHER


# Of whom no basis is asked: they left.
LEFT = (Column.UP, Column.AWAY)


@dataclass(frozen=True)
class Moved:
    """A movement as it is counted: in which unit and group, by what title.

    `other` is the unit at its other end, 0 where that is none or not known; `level` from which
    somebody came down or to which they went up.
    """

    code: str
    unit: int
    group: str
    person: int
    basis: str = ""
    level: str = ""
    other: int = 0
    title: str = ""

    @property
    def how(self) -> How:
        """Under which basis it is counted."""
        return How.of(self.basis)

    def is_in(self, column: str, units: Collection[int]) -> bool:
        """Whether it counts in a column of these units; who stays in them is not gone."""
        if self.code != column or self.unit not in units:
            return False
        return column != Column.GONE or self.other not in units


def count(
    moved: Iterable[Moved], column: str, units: Collection[int], *, how: str = "", title: str = ""
) -> int:
    """Return how many movements of a column these are: on that basis, by that title alone."""
    return sum(
        row.is_in(column, units) and how in ("", row.how) and title in ("", row.title)
        for row in moved
    )


def titles_of(moved: Iterable[Moved], groups: Sequence[str]) -> list[tuple[str, str]]:
    """Return by which titles somebody was moved, each with its group, group by group by name."""
    found = {(row.group, row.title) for row in moved}
    return sorted(found, key=lambda pair: (groups.index(pair[0]), pair[1]))


class New(TextChoices):
    """What is counted of those newly appointed; all others are parts of the first."""

    NEW = "new", "Bổ nhiệm, bầu, tuyển dụng mới"
    WOMEN = "women", "Nữ"
    YOUNG = "young", "Dưới 40 tuổi"
    MINORITY = "minority", "Người dân tộc thiểu số"
    UNKNOWN = "unknown", "Chưa ghi dân tộc"
    AREA = "area", "Ở vùng đồng bào dân tộc thiểu số"
    AREA_MINORITY = "area_minority", "Người dân tộc thiểu số ở vùng đồng bào dân tộc thiểu số"


NEW_BRIEF = {
    New.NEW: "Người mới", New.WOMEN: "Nữ", New.YOUNG: "Dưới 40 tuổi",
    New.MINORITY: "Dân tộc thiểu số", New.UNKNOWN: "Chưa ghi dân tộc", New.AREA: "Ở vùng DTTS",
    New.AREA_MINORITY: "DTTS ở vùng DTTS",
}  # fmt: skip
# Each share, and of what it is one: I.2 speaks of minority people where they live.
SHARES = (
    (New.WOMEN, New.NEW), (New.YOUNG, New.NEW), (New.MINORITY, New.NEW),
    (New.AREA_MINORITY, New.AREA),
)  # fmt: skip
