"""How many have to learn what: by measure, course and place; whatever is counted can be listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import cached_property

from .enrolled import Expected
from .needing import Need, Needs
from .people import Someone

# The key of everybody counted, beside the ids of units.
EVERYBODY = None


class Measure(TextChoices):
    """What is counted of the needs; a need may be in several."""

    WANTED = "wanted", "Cần học"
    UNRECORDED = "unrecorded", "Cần xác minh"
    TOO_LATE = "too_late", "Không kịp"
    RETIRING = "retiring", "Nghỉ hưu trước hạn"
    ENROLLED = "enrolled", "Đang học"


@dataclass(frozen=True)
class Line:
    """One need of one person, or with `expected` what they study already.

    `course` is the code of the course; "" where none ends in time, or none gives what is studied.
    """

    one: Someone
    need: Need
    expected: Expected | None = None
    course: str = ""


def tallied(told: Iterable[tuple[str, Someone]]) -> dict[str, Counter[int | None]]:
    """Return of how many people something is told, by unit, by board and of EVERYBODY.

    Somebody of whom the same is told twice is counted once.
    """
    found: dict[str, Counter[int | None]] = {}
    for key, one in {(key, one.pk): (key, one) for key, one in told}.values():
        found.setdefault(key, Counter()).update({EVERYBODY, one.board, one.unit})
    return found


@dataclass(frozen=True)
class NeedCounts:
    """The needs of everybody, listed and counted."""

    needs: Needs

    @cached_property
    def lines(self) -> dict[Measure, list[Line]]:
        """Return every need by what it counts in.

        Those of people who retire before the deadline count there alone. One that nothing is
        recorded of is a seat wanted that has to be asked about first. What is
        studied is counted of those who stay, whether it closes something by then or not.
        """
        stay = list(self._lines(self.needs.standings.stay))
        return {
            Measure.WANTED: [line for line in stay if line.need.offer],
            Measure.UNRECORDED: [line for line in stay if line.need.offer and line.need.unrecorded],
            Measure.TOO_LATE: [line for line in stay if line.need.too_late],
            Measure.RETIRING: list(self._lines(self.needs.standings.gone)),
            Measure.ENROLLED: list(self._studied()),
        }

    def _lines(self, people: list[Someone]) -> Iterator[Line]:
        for one in people:
            for need in self.needs.of(one):
                yield Line(one, need, course=need.offer.code if need.offer else "")

    def _studied(self) -> Iterator[Line]:
        offers = self.needs.offers
        for study in self.needs.studies:
            expected = study.expected
            if not study.one.is_gone(self.needs.standings.day):
                need = Need(expected.kind, None, study.closes, (), False)
                course = expected.course or offers.giving(expected.kind, expected.level)
                yield Line(study.one, need, expected, course)

    def people(self, measure: Measure) -> set[int]:
        """Return the ids of whom a measure counts, each once."""
        return {line.one.pk for line in self.lines[measure]}

    def by_course(self, measure: Measure) -> dict[str, Counter[int | None]]:
        """Return the numbers of a measure by course, each by unit, by board and of EVERYBODY."""
        return tallied((line.course, line.one) for line in self.lines[measure])

    def by_criterion_too_late(self) -> dict[str, Counter[int | None]]:
        """Return for how many people each criterion comes too late, by its code, as above."""
        lines = self.lines[Measure.TOO_LATE]
        return tallied((c.code, line.one) for line in lines for c in line.need.too_late)

    def too_late(self) -> Counter[str]:
        """Return for how many people each criterion comes too late, by its code."""
        found = self.by_criterion_too_late()
        return Counter({code: counts[EVERYBODY] for code, counts in found.items()})

    def closed(self) -> Counter[str]:
        """Return how many unmet asks the seats wanted close, by course."""
        counts: Counter[str] = Counter()
        for line in self.lines[Measure.WANTED]:
            counts[line.course] += len(line.need.closes)
        return counts
