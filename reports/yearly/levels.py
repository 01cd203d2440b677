"""How many have which level: numbers of one line, with their part of those evaluated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from personnel.models import Title
from personnel.words.grades import Grade
from reports.workforce import GROUP_LABELS
from targets.figures import percentage

from .graded import MISSING, NEW, Collective, code_of
from .told import Told

GRADES = tuple(Grade)
# Who is counted, in what order: "staff" is "cán bộ, công chức", its groups stand before it.
STAFF = "staff"
WHO: dict[str, tuple[str, ...]] = {
    **{group.value: (group.value,) for group in Title.STAFF},
    STAFF: tuple(group.value for group in Title.STAFF),
    Title.Group.NONSPECIALISED.value: (Title.Group.NONSPECIALISED.value,),
    Title.Group.COMMITTEE.value: (Title.Group.COMMITTEE.value,),
}
WHO_LABELS = {who: GROUP_LABELS[who] for who in WHO}
# What a number may be of besides a level.
ALL, GRADED = "all", "graded"
LABELS: dict[str, str] = {
    ALL: "Tổng số",
    GRADED: "Đã xếp loại",
    **{grade.value: str(grade.label) for grade in GRADES},
    MISSING: "Chưa có kết quả",
    NEW: "Công tác chưa đủ 06 tháng",
}
# The same above a narrow column.
SHORT = LABELS | {
    grade.value: str(grade.label).removesuffix(" nhiệm vụ") for grade in GRADES
} | {NEW: "Chưa đủ 06 tháng"}  # fmt: skip
LEVELS: dict[str, tuple[str, ...]] = {
    ALL: (*(grade.value for grade in GRADES), MISSING, NEW),
    GRADED: tuple(grade.value for grade in GRADES),
    **{grade.value: (grade.value,) for grade in GRADES},
    MISSING: (MISSING,),
    NEW: (NEW,),
}


@dataclass(frozen=True)
class Numbers:
    """How many have which level, or none; they add up."""

    levels: Mapping[str, int] = field(default_factory=dict)

    def of(self, what: str) -> int:
        """Return the number of a level, or of one of the others of `LABELS`."""
        return sum(self.levels.get(level, 0) for level in LEVELS[what])

    def share(self, grade: str) -> Decimal | None:
        """Return a level in percent of those evaluated, rounded as everywhere; None of nobody."""
        return percentage(self.of(grade), self.of(GRADED))

    def __bool__(self) -> bool:
        return bool(self.of(ALL))


def people(told: Told, who: str = "", units: Collection[int] | None = None) -> Numbers:
    """Return the numbers of everybody, or of one of `WHO`; of these communes alone."""
    groups = WHO.get(who)
    return Numbers(
        Counter(
            line.code for line in told.behind(units=units) if groups is None or line.group in groups
        )
    )


def collectives(told: Told, collective: str, units: Collection[int] | None = None) -> Numbers:
    """Return the numbers of one collective of these communes, or of all."""
    codes = {code_of(collective, level): level for level in LEVELS[ALL]}
    return Numbers(Counter(codes[line.code] for line in told.behind(*codes, units=units)))


def collective_labels() -> dict[str, str]:
    """Return what the collectives are called."""
    return {str(value): str(label) for value, label in Collective.choices}
