"""What is looked for in the records: each check once, for the page's figures and for the lists.

A check is a condition on a standing, so that a figure counts exactly whom its list shows.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from django.db.models import Q

from personnel.kinds import KINDS, Kind
from personnel.models import Title
from personnel.reading import clashes, gaps
from personnel.words.identity import cccd_clashes
from targets.lens import Lens
from targets.rules import Criterion

MISSING, UNKNOWN, DOUBTFUL = "missing", "unknown", "doubtful"
SECTIONS = {
    MISSING: "Thiếu trong hồ sơ",
    UNKNOWN: "Chưa có thông tin về trình độ mà chỉ tiêu hỏi tới",
    DOUBTFUL: "Cần xem lại",
}


@dataclass(frozen=True)
class Check:
    """One thing missing or doubtful; `kinds` are those of the standing that `where` speaks of."""

    code: str
    section: str
    label: str
    short: str
    where: Callable[[Lens], Q]
    kinds: tuple[str, ...] = ()
    note: str = ""

    @property
    def alone(self) -> str:
        """Its label where no heading stands above it."""
        return f"Chưa có thông tin: {self.label}" if self.section == UNKNOWN else self.label


def checks_of(lens: Lens) -> list[Check]:
    """Return every check of a horizon, in the order shown."""
    asked = [kind for kind in KINDS.values() if _asking(lens, kind)]
    return [*_MISSING, *(_unknown(kind) for kind in asked), *_DOUBTFUL]


def check_of(lens: Lens, code: str) -> Check | None:
    """Return the check of that code; None for a kind that nothing asks for at the horizon."""
    return next((check for check in checks_of(lens) if check.code == code), None)


def by_section(checks: Iterable[Check]) -> list[tuple[str, list[Check]]]:
    """Return checks under the headings of their sections."""
    checks = list(checks)
    grouped = [
        (label, [c for c in checks if c.section == code]) for code, label in SECTIONS.items()
    ]
    return [(label, among) for label, among in grouped if among]


def _asking(lens: Lens, kind: Kind) -> list[Criterion]:
    return [c for c in lens.criteria if any(ask.kind == kind.code for ask in c.asks)]


def _unknown(kind: Kind) -> Check:
    """Return the check "some criterion of the horizon asks for it, and nothing is recorded"."""

    def where(lens: Lens) -> Q:
        asked = reduce(or_, (c.cover.on(lens.day) for c in _asking(lens, kind)))
        return asked & Q(**{f"{kind.code}__isnull": True})

    return Check(f"unknown:{kind.code}", UNKNOWN, kind.label, kind.short, where, (kind.code,))


def _nothing_held(lens: Lens) -> Q:
    return reduce(and_, (Q(**{f"{kind}__isnull": True}) for kind in KINDS))


def _misplaced(lens: Lens) -> Q:
    return clashes.misplaced(lens.day, Title.objects.all())


_MISSING = (
    Check("cccd", MISSING, "Chưa có số CCCD", "CCCD", lambda lens: gaps.NO_CCCD),
    Check("ethnicity", MISSING, "Chưa có dân tộc", "Dân tộc", lambda lens: gaps.NO_ETHNICITY),
    Check("birth", MISSING, "Chỉ biết năm sinh", "Ngày sinh", lambda lens: gaps.BIRTH_BY_YEAR),
    Check(
        "start",
        MISSING,
        "Chưa có ngày giữ chức danh",
        "Từ ngày",
        lambda lens: gaps.no_start(lens.day),
    ),
    Check(
        "undated",
        MISSING,
        "Văn bằng, chứng chỉ chưa có thời điểm cấp",
        "Ngày cấp",
        lambda lens: gaps.undated_credential(lens.day),
        note="Được coi là có từ trước mọi ngày xem số liệu.",
    ),
    Check(
        "nothing",
        MISSING,
        "Chưa có văn bằng, chứng chỉ nào",
        "Văn bằng",
        _nothing_held,
        tuple(KINDS),
    ),
)
_DOUBTFUL = (
    Check(
        "elsewhen",
        DOUBTFUL,
        "Giữ chức danh tại đơn vị đã giải thể hoặc chưa thành lập",
        "Đơn vị hết hiệu lực",
        lambda lens: clashes.in_unit_of_another_time(lens.day),
        note="Vẫn được tính vào số liệu, ở một dòng riêng của đơn vị đó.",
    ),
    Check(
        "cccd-clash",
        DOUBTFUL,
        "Số CCCD không khớp giới tính hoặc năm sinh",
        "CCCD lệch",
        lambda lens: cccd_clashes(),
    ),
    Check(
        "misplaced",
        DOUBTFUL,
        "Chức danh mà loại đơn vị không có",
        "Sai loại",
        _misplaced,
    ),
    Check(
        "abolished",
        DOUBTFUL,
        "Chức danh không còn áp dụng",
        "Hết áp dụng",
        lambda lens: clashes.under_abolished_title(lens.day),
    ),
    Check(
        "shared-head",
        DOUBTFUL,
        "Hai người cùng giữ một chức danh người đứng đầu",
        "Hai đứng đầu",
        lambda lens: clashes.shares_head(lens.day),
        note="Bí thư Đảng ủy hoặc Chủ tịch Ủy ban nhân dân, tại cùng một xã.",
    ),
    Check(
        "past-retirement",
        DOUBTFUL,
        "Đã quá tuổi nghỉ hưu, còn giữ chức danh",
        "Quá tuổi",
        lambda lens: clashes.past_retirement(lens.day),
        note="Theo Nghị định 135/2020/NĐ-CP; không tính Chủ tịch Hội Cựu chiến binh.",
    ),
    Check(
        "twin",
        DOUBTFUL,
        "Trùng họ tên và ngày sinh với hồ sơ khác",
        "Trùng",
        lambda lens: clashes.has_twin(),
        note="Đối chiếu với mọi hồ sơ trong tỉnh.",
    ),
)
