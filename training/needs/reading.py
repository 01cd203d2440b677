"""The rows of a list of needs: what is recorded of its people, read for a page at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import cached_property

from personnel.kinds import KINDS
from personnel.models import Enrolment, Person, Title, Unit
from personnel.reading.retirement import EXEMPT
from reports.links import page_url
from targets.rules import Criterion

from .asked import Asked
from .entries import Entry
from .notes import PROFESSIONAL, Known, Preconditions


@dataclass(frozen=True)
class Row:
    """One person of a list as it is shown; `url` is of their page, "" where it is not open.

    `held` are the levels recorded of the kinds told, `courses` what they are to learn, `reasons`
    what puts them where they are in an order, `notes` what is to be looked at before.
    """

    entry: Entry
    name: str
    title: str
    unit: str
    board: str
    url: str
    held: list[str]
    courses: list[str]
    leaves: date | str
    reasons: list[str]
    notes: list[str]
    editable: bool

    @property
    def pk(self) -> int:
        """The number of the person."""
        return self.entry.one.pk

    @property
    def retires(self) -> str:
        """The month in which they retire, or that no age binds them, in words."""
        return f"{self.leaves:%m/%Y}" if isinstance(self.leaves, date) else self.leaves

    @property
    def closes(self) -> list[str]:
        """The criteria that the courses close, in words."""
        return [in_words(criterion) for criterion in self.entry.closes]

    @property
    def closes_briefly(self) -> list[tuple[str, str]]:
        """The same where there is little room, each with its words."""
        return [
            (f"{criterion.cover.section.short}: {criterion.short}", in_words(criterion))
            for criterion in self.entry.closes
        ]


@dataclass(frozen=True)
class Rows:
    """What is read once for a list, whichever people of it are shown."""

    asked: Asked

    def of(self, entries: Sequence[Entry]) -> list[Row]:
        """Return the rows of some entries, in their order; four queries, whoever they are."""
        known = self._known(entries)
        return [self._row(entry, known[entry.one.pk]) for entry in entries if entry.one.pk in known]

    def _row(self, entry: Entry, known: Known) -> Row:
        unit = self._units.get(known.unit)
        above = self._units.get(entry.one.board)
        lens = self.asked.sight.lens
        return Row(
            entry,
            known.name,
            self._titles[known.title],
            unit.name if unit else "",
            above.name if above and unit and above.pk not in (unit.pk, self._top) else "",
            "" if self.asked.sight.school else page_url(lens, "person", entry.one.pk),
            [_held(kind, known.levels.get(kind)) for kind in entry.kinds],
            _courses(entry, self.asked.start),
            entry.one.leaves or EXEMPT,
            _reasons(entry),
            self._preconditions.notes(entry, known),
            known.editable,
        )

    @property
    def _top(self) -> int | None:
        """What stands in the headline, and so beside no name."""
        return self.asked.top.pk

    @cached_property
    def _units(self) -> dict[int, Unit]:
        return {unit.pk: unit for unit in self.asked.study.then.units}

    @cached_property
    def _titles(self) -> dict[int, str]:
        return dict(Title.objects.order_by().values_list("pk", "name"))

    @cached_property
    def _preconditions(self) -> Preconditions:
        courses = {(course.code, course.builds_on): course for course in self.asked.courses}
        return Preconditions(courses, self.asked.start, self.asked.deadline)

    def _known(self, entries: Sequence[Entry]) -> dict[int, Known]:
        """Read what is recorded on the deadline of whoever the entries are about."""
        ids = [entry.one.pk for entry in entries]
        kinds = sorted({PROFESSIONAL, *(kind for entry in entries for kind in entry.kinds)})
        rows = self.asked.study.then.recorded.rows(kinds).filter(pk__in=ids).order_by()
        own, open_ = self._own(ids), self._open(ids)
        columns = ("pk", "full_name", "birth_date", "party_joined", "title_id", "unit_id", *kinds)
        return {
            pk: Known(
                name, birth, joined, title, unit, dict(zip(kinds, levels, strict=True)),
                open_[pk], pk in own,
            )
            for pk, name, birth, joined, title, unit, *levels in rows.values_list(*columns)
        }  # fmt: skip

    def _own(self, ids: Collection[int]) -> set[int]:
        """Return of these people those whose records are in the user's hands."""
        own = Person.objects.editable_by(self.asked.sight.user).filter(pk__in=ids)
        return set(own.order_by().values_list("pk", flat=True))

    def _open(self, ids: Collection[int]) -> dict[int, list[Enrolment]]:
        """Return their open enrolments, as far as the user may see them."""
        found: dict[int, list[Enrolment]] = defaultdict(list)
        seen = Enrolment.objects.visible_to(self.asked.sight.user).open()
        for enrolment in seen.of_people(ids):
            found[enrolment.person_id].append(enrolment)
        return found


def _held(kind: str, level: int | None) -> str:
    known = KINDS[kind]
    return (
        f"{known.short}: {known.level_label(level) if level is not None else 'chưa có thông tin'}"
    )


def _courses(entry: Entry, start: date) -> list[str]:
    return [f"{offer.name}, đến {offer.last_day(start):%m/%Y}" for offer in entry.offers]


def _reasons(entry: Entry) -> list[str]:
    """Return what puts somebody where they are in an order, the weightiest first."""
    candidate = entry.candidate
    if candidate is None:
        return []
    serves = "đủ thời gian phục vụ"
    return [
        serves if candidate.serves_after else f"không {serves}",
        f"{len(candidate.offers)} khóa",
        f"{len(candidate.closes)} chỉ tiêu",
        f"{candidate.months} tháng",
    ]


def in_words(criterion: Criterion) -> str:
    """Name a criterion where it stands alone: whom it is about and what it asks."""
    return f"{criterion.cover.section.short}: {criterion.brief or criterion.label}"
