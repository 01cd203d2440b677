"""What is looked for in the records: each check once, for the page's figures and for the lists.

A check is a condition on a standing, so that a figure counts exactly whom its list shows.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_, or_

from django.db.models import Q
from django.utils.functional import cached_property

from personnel.doubts.confirming import settled_on
from personnel.doubts.register import DOUBTS, AfterReading, Doubt
from personnel.kinds import KINDS, Kind
from personnel.mending import wanted
from personnel.mending.wanted import Wanted
from personnel.models import Verification
from personnel.reading import gaps
from personnel.reading.evaluated import without
from personnel.reading.failing import asked_year
from personnel.reading.papers import found_of_a_credential
from targets.lens import Lens
from targets.rules import Criterion

from .fresh import DAYS, written_of_late

FRESH, EVALUATION = "fresh-doubts", "evaluation"
MISSING, UNKNOWN, DOUBTFUL, SETTLED = "missing", "unknown", "doubtful", "settled"
PAPERS = "papers"
SECTIONS = {
    MISSING: "Thiếu trong hồ sơ",
    UNKNOWN: "Chưa có thông tin về trình độ mà chỉ tiêu hỏi tới",
    DOUBTFUL: "Cần xem lại",
    PAPERS: "Xác minh văn bằng, chứng chỉ",
    SETTLED: "Đã xác nhận, không hỏi lại",
}


@dataclass(frozen=True)
class Check:
    """One thing missing or doubtful; `kinds` are those of the standing that `where` speaks of.

    `wanted` is what can be filled in of those it finds, where that mends it.
    """

    code: str
    section: str
    label: str
    short: str
    where: Callable[[Lens], Q]
    kinds: tuple[str, ...] = ()
    note: str = ""
    wanted: Wanted | None = None

    @property
    def alone(self) -> str:
        """Its label where no heading stands above it."""
        said = {UNKNOWN: "Chưa có thông tin: ", SETTLED: "Đã xác nhận: "}
        return said.get(self.section, "") + self.label


class Settled:
    """Whose doubts of a day there are and are confirmed, read once however many checks ask."""

    def __init__(self, day: date) -> None:
        self._day = day
        self._read: dict[str, Hashable] = {}

    @cached_property
    def _ids(self) -> dict[str, set[int]]:
        return settled_on(self._day)

    @property
    def follows_from(self) -> Hashable:
        """All of the records that the conditions on doubts follow from, beside the day."""
        settled = tuple((code, tuple(sorted(ids))) for code, ids in self._ids.items())
        reading = ((d.code, d.where) for d in DOUBTS)
        return settled, tuple(
            self._read_for(code, where)
            for code, where in reading
            if isinstance(where, AfterReading)
        )

    def any_of(self, doubt: Doubt) -> bool:
        """Whether doubts of this kind are confirmed of anybody."""
        return bool(self._ids[doubt.code])

    def having(self, doubt: Doubt) -> Callable[[Lens], Q]:
        """Return the condition "found, and confirmed"."""
        return lambda lens: self._where(doubt) & Q(pk__in=self._ids[doubt.code])

    def without(self, doubt: Doubt) -> Callable[[Lens], Q]:
        """Return the condition "found, and not confirmed"."""
        return lambda lens: self._open(doubt)

    def open_of(self, doubt: Doubt, where: Q) -> Q:
        """Return a condition that says the same as a doubt's own, for whom it is not confirmed."""
        ids = self._ids[doubt.code]
        return where & ~Q(pk__in=ids) if ids else where

    def _open(self, doubt: Doubt) -> Q:
        return self.open_of(doubt, self._where(doubt))

    def _where(self, doubt: Doubt) -> Q:
        """Return whom a doubt is about on the day; what it reads for that is read once."""
        where = doubt.where
        if isinstance(where, AfterReading):
            return where.given(self._day, self._read_for(doubt.code, where))
        return where(self._day)

    def _read_for(self, code: str, where: AfterReading) -> Hashable:
        if code not in self._read:
            self._read[code] = where.read(self._day)
        return self._read[code]


def checks_of(lens: Lens, settled: Settled | None = None) -> list[Check]:
    """Return every check of a horizon, in the order shown.

    Doubts that somebody confirmed are left out of theirs; `settled_checks` has them. Who asks
    for both gives one `settled`, which is read once.
    """
    asked = [kind for kind in KINDS.values() if _asking(lens, kind)]
    doubtful = _doubtful(settled or Settled(lens.day))
    missing = [*_MISSING, _evaluation(lens.day)]
    return [*missing, *(_unknown(kind) for kind in asked), *doubtful, *_PAPERS]


def settled_checks(lens: Lens, settled: Settled | None = None) -> list[Check]:
    """Return a check for each doubt "found, and confirmed to be no mistake"."""
    settled = settled or Settled(lens.day)
    return [_settled(doubt, settled) for doubt in DOUBTS]


def ever_settled(settled: Settled) -> list[Check]:
    """Return those of these checks that find anybody at all."""
    return [_settled(doubt, settled) for doubt in DOUBTS if settled.any_of(doubt)]


def _settled(doubt: Doubt, settled: Settled) -> Check:
    code, having = f"settled:{doubt.code}", settled.having(doubt)
    return Check(code, SETTLED, doubt.label, doubt.short, having)


def check_of(lens: Lens, code: str) -> Check | None:
    """Return the check of that code; None for a kind that nothing asks for at the horizon."""
    every = [*checks_of(lens), *settled_checks(lens), fresh_check()]
    return next((check for check in every if check.code == code), None)


def fresh_check() -> Check:
    """Return the check "an open doubt of a record written of late": of what is to be done."""
    label = f"Có điểm nghi vấn, hồ sơ được ghi trong {DAYS} ngày qua"
    return Check(FRESH, DOUBTFUL, label, "Mới ghi", _fresh)


def _fresh(lens: Lens) -> Q:
    return written_of_late(lens) & reduce(
        or_, (c.where(lens) for c in _doubtful(Settled(lens.day)))
    )


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
        asked = reduce(or_, (c.covers(lens.day) for c in _asking(lens, kind)))
        return asked & Q(**{f"{kind.code}__isnull": True})

    return Check(
        f"unknown:{kind.code}", UNKNOWN, kind.label, kind.short, where, (kind.code,),
        wanted=wanted.a_level_of(kind),
    )  # fmt: skip


def _evaluation(day: date) -> Check:
    """Return the check "not evaluated of the last year of which it is asked for by a day"."""
    year = asked_year(day)
    return Check(
        EVALUATION, MISSING, f"Chưa có kết quả xếp loại năm {year}", f"Xếp loại {year}",
        lambda lens: without(year),
        note="Cán bộ, công chức đang công tác ngày 31/12 năm đó, từ đủ 06 tháng.",
    )  # fmt: skip


def _nothing_held(lens: Lens) -> Q:
    return reduce(and_, (Q(**{f"{kind}__isnull": True}) for kind in KINDS))


def _doubtful(settled: Settled) -> list[Check]:
    return [
        Check(d.code, DOUBTFUL, d.label, d.short, settled.without(d), note=d.note) for d in DOUBTS
    ]


_PAPERS = (
    Check(
        "papers:doubted",
        PAPERS,
        "Có văn bằng, chứng chỉ nghi vấn",
        "Nghi vấn",
        lambda lens: found_of_a_credential(Verification.DOUBTED, lens.day),
        note="Vẫn tính vào chỉ tiêu đến khi có kết luận.",
    ),
    Check(
        "papers:withdrawn",
        PAPERS,
        "Có văn bằng, chứng chỉ đã thu hồi",
        "Thu hồi",
        lambda lens: found_of_a_credential(Verification.WITHDRAWN, lens.day),
        note="Không tính vào chỉ tiêu từ ngày thu hồi.",
    ),
)
_MISSING = (
    Check(
        "cccd", MISSING, "Chưa có số CCCD", "CCCD", lambda lens: gaps.NO_CCCD, wanted=wanted.CCCD
    ),
    Check(
        "ethnicity",
        MISSING,
        "Chưa có dân tộc",
        "Dân tộc",
        lambda lens: gaps.NO_ETHNICITY,
        wanted=wanted.ETHNICITY,
    ),
    Check(
        "birth",
        MISSING,
        "Chỉ biết năm sinh",
        "Ngày sinh",
        lambda lens: gaps.BIRTH_BY_YEAR,
        wanted=wanted.BIRTH,
    ),
    Check(
        "start",
        MISSING,
        "Chưa có ngày giữ chức danh",
        "Từ ngày",
        lambda lens: gaps.no_start(lens.day),
        wanted=wanted.START,
    ),
    Check(
        "undated",
        MISSING,
        "Văn bằng, chứng chỉ chưa có thời điểm cấp",
        "Ngày cấp",
        lambda lens: gaps.undated_credential(lens.day),
        note="Được coi là có từ trước mọi ngày xem số liệu.",
        wanted=wanted.AWARDED,
    ),
    Check(
        "nothing",
        MISSING,
        "Chưa có văn bằng, chứng chỉ nào",
        "Văn bằng",
        _nothing_held,
        tuple(KINDS),
        wanted=wanted.ANYTHING,
    ),
)
