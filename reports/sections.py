"""The order in which pages and workbooks show criteria: by whom they cover, then by distance."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from targets.rules import Criterion

from .board import Line


@dataclass(frozen=True)
class Section:
    """Criteria shown together: those that cover one title group, or the mixed rest."""

    label: str
    short: str
    covers: tuple[str, ...]

    @property
    def mixed(self) -> bool:
        """Whether each line has to say whom it covers."""
        return len(self.covers) > 1


SECTIONS = (
    Section("Cán bộ chủ chốt", "Chủ chốt", ("key",)),
    Section("Cấp ủy viên", "Cấp ủy", ("committee_members",)),
    Section("Cán bộ các tổ chức chính trị - xã hội", "Đoàn thể", ("mass",)),
    Section("Công chức", "Công chức", ("civil",)),
    Section("Người hoạt động không chuyên trách", "Không CT", ("nonspecialised",)),
    Section(
        "Chỉ tiêu chung và theo địa bàn",
        "Chung",
        (
            "staff",
            "urban_young_key",
            "urban_young",
            "kinh_minority_area",
            "kinh_minority_area_three_years",
            "dossiers",
        ),
    ),
)


def sections(lines: Iterable[Line]) -> list[tuple[Section | None, list[Line]]]:
    """Group lines by whom they cover, in the resolution's order; furthest gap first in each."""
    lines = furthest_first(lines)
    grouped = [
        (section, [row for row in lines if row.criterion.cover.code in section.covers])
        for section in SECTIONS
    ]
    return numbered([(section, rows) for section, rows in grouped if rows])


def by_distance(lines: Iterable[Line]) -> list[tuple[Section | None, list[Line]]]:
    """Return all lines as one group, the furthest from its target first."""
    return numbered([(None, furthest_first(lines))])


def furthest_first(lines: Iterable[Line]) -> list[Line]:
    """Sort by distance from the target; where nobody is covered, last."""
    return sorted(lines, key=lambda row: (not row.figure.covered, -row.distance))


def numbered(
    groups: Iterable[tuple[Section | None, list[Line]]],
) -> list[tuple[Section | None, list[Line]]]:
    """Number the lines whose clause needs a reading, in the order shown."""
    last, result = 0, []
    for section, rows in groups:
        marked = []
        for row in rows:
            last += bool(row.criterion.reading)
            marked.append(replace(row, note=last if row.criterion.reading else 0))
        result.append((section, marked))
    return result


def columns(criteria: Iterable[Criterion]) -> list[tuple[Section, list[Criterion]]]:
    """Return criteria by section, for the columns of a table."""
    criteria = list(criteria)
    grouped = [(s, [c for c in criteria if c.cover.code in s.covers]) for s in SECTIONS]
    return [(section, among) for section, among in grouped if among]


def ordered(criteria: Iterable[Criterion]) -> list[Criterion]:
    """Return criteria in the order of the sections."""
    return [criterion for _, among in columns(criteria) for criterion in among]
