"""The one sentence of the first page: how many targets are met, what was due, what is furthest.

As data and as words that can be read out, over whatever source a board is made of.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from personnel.models import Unit
from personnel.words.vietnamese import dotted
from targets.figures import Verdict
from targets.lens import Lens
from targets.rules import Criterion

from .board import Board
from .deadlines import AtDeadline
from .lines import Line, Tally
from .workforce import Part

# So many criteria at one distance are named; of more, only how many there are.
FEW = 3


@dataclass(frozen=True)
class Said:
    """A piece of the sentence; `strong` where it is what matters, with where it leads."""

    text: str
    strong: bool = False
    url: str = ""


@dataclass(frozen=True)
class Conclusion:
    """Where a unit stands: what the sentence says, and the sentence.

    `past` is what was reached at the last deadline before the day, None where none is past or
    nothing is known of it; `furthest` are the criteria furthest from their target, none where all
    are met; `unmet` are the people of a commune who miss a target, None of other units.
    `criteria_url` is where its criteria stand one by one.
    """

    lens: Lens
    unit: Unit
    tally: Tally
    past: AtDeadline | None
    furthest: Sequence[Line]
    everyone: Part
    unmet: Part | None = None
    criteria_url: str = ""

    @property
    def said(self) -> list[Said]:
        """The sentence in pieces."""
        return [*self._beginning(), *self._result(), *self._then(), *self._people(), *self._worst()]

    @property
    def text(self) -> str:
        """The sentence as plain text."""
        return "".join(piece.text for piece in self.said)

    def _beginning(self) -> Iterator[Said]:
        remarks = f" ({self.lens.remarks})" if self.lens.remarks else ""
        yield Said(f"Đến ngày {self.lens.day:%d/%m/%Y}{remarks}, {subject(self.unit)} ")

    def _result(self) -> Iterator[Said]:
        tally, year = self.tally, f" năm {self.lens.horizon.code}"
        url = self.criteria_url
        if not tally.judged:
            nobody = "chưa có ai giữ chức danh" if not self.everyone.count else "không có đối tượng"
            yield Said(f"{nobody} để xét chỉ tiêu{year}")
        elif not tally.passed:
            yield Said(f"chưa đạt chỉ tiêu nào trong {tally.judged} chỉ tiêu", True, url)
            yield Said(year)
        else:
            count = f"cả {tally.judged}" if tally.passed == tally.judged else told(tally)
            yield Said("đạt ")
            yield Said(f"{count} chỉ tiêu", True, url)
            yield Said(year)

    def _then(self) -> Iterator[Said]:
        past = self.past
        if past is None:
            return
        own = past.horizon.code == self.lens.horizon.code
        day = f"{past.horizon.deadline:%d/%m/%Y}"
        named = "khi hết hạn" if own else f"chỉ tiêu năm {past.horizon.code} đã hết hạn"
        yield Said(f"; {named} ngày {day} {'đạt' if own else 'với'} ")
        yield Said(told(past.tally), True, past.url)
        yield Said(("" if own else " đạt") + _source_of(past))

    def _people(self) -> Iterator[Said]:
        unmet = self.unmet
        if unmet is None or not unmet.whole:
            return
        if not unmet.count:
            yield Said(f"; cả {dotted(unmet.whole)} người đều đạt đủ")
            return
        yield Said("; ")
        yield Said(f"{dotted(unmet.count)} trong {dotted(unmet.whole)} người", True, unmet.url)
        yield Said(" chưa đạt đủ")

    def _worst(self) -> Iterator[Said]:
        found = list(self.furthest)
        if not found:
            yield Said(".")
            return
        if len(found) > FEW:
            points = f"{float(found[0].distance):.2f}".rstrip("0").rstrip(".").replace(".", ",")
            yield Said("; xa mục tiêu nhất là ")
            yield Said(f"{len(found)} chỉ tiêu cùng thiếu {points} điểm phần trăm", True)
            yield Said(".")
            return
        yield Said("; xa mục tiêu nhất là ")
        for at, row in enumerate(found):
            yield Said(f"{' và ' if at == len(found) - 1 else ', '}" if at else "")
            yield Said(f"{spoken(row.criterion)}, ")
            gap = f"còn thiếu {dotted(row.gap)} {row.counted}"
            yield Said(gap, True, row.unmet_url)
        yield Said(".")


def conclude(board: Board, past: AtDeadline | None = None, criteria_url: str = "") -> Conclusion:
    """Return what a board comes to, with what `at_last_deadline` says of its source."""
    source, lines = board.source, board.lines
    root = source.root
    unmet = board.workforce.unmet(root) if root.is_commune else None
    everyone = board.workforce.group(root, "all")
    tally, worst = Tally.of(lines), furthest(lines)
    return Conclusion(source.lens, root, tally, past, worst, everyone, unmet, criteria_url)


def furthest(lines: Iterable[Line]) -> list[Line]:
    """Return the criteria furthest from their target, by exact counts; several where they tie."""
    failed = [row for row in lines if row.verdict == Verdict.FAIL]
    most = max((row.distance for row in failed), default=None)
    return [row for row in failed if row.distance == most]


def told(tally: Tally) -> str:
    """Return a result as it is read out: "2 trong 17"."""
    return f"{tally.passed} trong {tally.judged}"


def subject(unit: Unit) -> str:
    """Return a unit as a sentence names it: "toàn tỉnh", "huyện Ba Tơ", "12 xã, phường"."""
    if unit.whole_province:
        return "toàn tỉnh"
    names = (each.strip() for each in unit.name.split(","))
    return ", ".join(f"{name[:1].lower()}{name[1:]}" for name in names)


def spoken(criterion: Criterion) -> str:
    """Return a criterion and whom it covers as a sentence names it.

    "lý luận chính trị trung cấp của cấp ủy viên".
    """
    if not criterion.about_people:
        return content(criterion)
    cover = criterion.cover.label
    return f"{content(criterion)} của {cover[:1].lower()}{cover[1:]}"


def content(criterion: Criterion) -> str:
    """Return what a criterion asks as a sentence names it: "lý luận chính trị trung cấp"."""
    words = re.sub(r": (?![^(]*\))", " ", bare(criterion))
    return f"{words[:1].lower()}{words[1:]}"


def bare(criterion: Criterion) -> str:
    """Return a criterion's label without whom it covers, where that stands before it."""
    return _upper_first(criterion.label.removeprefix(f"{criterion.cover.label} - "))


def _upper_first(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _source_of(past: AtDeadline) -> str:
    if past.period is None:
        return ", theo hồ sơ hiện nay"
    missing = f" (thiếu {past.missing})" if past.missing else ""
    return f", theo báo cáo đã khóa{missing}"
