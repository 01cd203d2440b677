"""Whom a number counts, with what puts them there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.utils.functional import cached_property

from personnel.models import Person
from targets.needs.counting import Line
from targets.needs.enrolled import Expected
from targets.needs.minimum import Minimum, minimum_of
from targets.needs.needing import Need
from targets.needs.offers import Offer
from targets.needs.ordering import Candidate, LeftOut, ordered
from targets.needs.people import Someone
from targets.needs.studying import Study
from targets.rules import Criterion

from .asked import Asked
from .shown import Shown
from .tables import encouraged


@dataclass(frozen=True)
class Entry:
    """Somebody of a list: the kinds of what is told, the courses, what they close or come late for.

    `recorded` is how they stand without what they study, `studied` what that is. Of a minimum
    `candidate` has the reasons of the order, `within` is whether they are among those needed.
    """

    one: Someone
    recorded: Someone
    kinds: tuple[str, ...]
    offers: tuple[Offer, ...] = ()
    closes: tuple[Criterion, ...] = ()
    late: tuple[Criterion, ...] = ()
    unrecorded: tuple[str, ...] = ()
    studied: tuple[Expected, ...] = ()
    candidate: Candidate | None = None
    within: bool = False


@dataclass(frozen=True)
class Entries:
    """The people of a list in order: by unit and name, or as an order of names has them.

    Of a minimum `minimum` says how many more are needed, `left_out` who is not in the order and
    why; `left` is the reason whose people are listed.
    """

    asked: Asked
    left: LeftOut | None = None

    @cached_property
    def listed(self) -> list[Entry]:
        """Everybody of the list."""
        asked = self.asked
        if asked.show == Shown.MINIMUM:
            return self._left_out[self.left] if self.left else self._candidates
        if asked.show == Shown.ENCOURAGED:
            found = self._encouraged()
        else:
            found = self._of_lines(self._lines)
        return self._by_unit(found)

    @property
    def seats(self) -> int:
        """How many seats, or studies, are told of them, where they are counted by course."""
        return len(self._lines) if self.asked.show.by_course else 0

    @cached_property
    def criterion(self) -> Criterion:
        """The criterion that is asked for; raises BadRequest where none is."""
        for criterion in self.asked.study.criteria:
            if criterion.code == self.asked.column:
                return criterion
        raise BadRequest(f"Không có chỉ tiêu mang mã “{self.asked.column or ''}” ở mốc này.")

    @cached_property
    def minimum(self) -> Minimum:
        """How far the criterion is from its share; raises BadRequest where it has none."""
        if not self.criterion.judged:
            raise BadRequest("Chỉ tiêu này chỉ theo dõi, không có tỷ lệ để tính tối thiểu.")
        needs = self.asked.study.needs
        return minimum_of(needs, self.criterion, needs.standings.stay)

    @property
    def left_out(self) -> dict[LeftOut, int]:
        """How many are not in the order, by reason."""
        return {reason: len(found) for reason, found in self._left_out.items() if found}

    @cached_property
    def _ordered(self) -> tuple[list[Entry], dict[LeftOut, list[Entry]]]:
        needs, gap = self.asked.study.needs, self.minimum.gap
        everybody = needs.standings.everybody
        missing = [o for o in everybody if needs.standings.missed(o.situation, self.criterion)]
        busy = {one.pk for one in missing if self._is_busy(one)}
        found = ordered(needs, self.criterion, missing, self._sort_keys(missing), busy)
        chosen = [self._chosen(c, at < gap) for at, c in enumerate(found.candidates)]
        left = {reason: self._plain(people) for reason, people in found.left_out.items()}
        left[LeftOut.ENROLLED] += self._studying_for_it()
        return chosen, {reason: self._by_unit(people) for reason, people in left.items()}

    @property
    def _candidates(self) -> list[Entry]:
        return self._ordered[0]

    @property
    def _left_out(self) -> dict[LeftOut, list[Entry]]:
        return self._ordered[1]

    def _is_busy(self, one: Someone) -> bool:
        missed = self.asked.study.needs.standings.missed(one.situation, self.criterion)
        return any(ask.kind in one.situation.busy for ask in missed)

    def _chosen(self, candidate: Candidate, within: bool) -> Entry:
        kinds = tuple(offer.kind for offer in candidate.offers)
        return self._entry(
            candidate.one, kinds, offers=candidate.offers, closes=candidate.closes,
            candidate=candidate, within=within,
        )  # fmt: skip

    def _plain(self, people: Iterable[Someone]) -> list[Entry]:
        standings = self.asked.study.needs.standings
        missed = ((one, standings.missed(one.situation, self.criterion)) for one in people)
        return [
            self._entry(
                one, tuple(ask.kind for ask in asks),
                unrecorded=tuple(ask.kind for ask in asks if ask.held is None),
            )
            for one, asks in missed
        ]  # fmt: skip

    def _studying_for_it(self) -> list[Entry]:
        """Return whoever meets it by what they study and stays."""
        lines = self.asked.study.counts.lines[Shown.ENROLLED.measure]
        return self._of_lines(line for line in lines if self.criterion in line.need.closes)

    @cached_property
    def _lines(self) -> list[Line]:
        asked = self.asked
        if asked.show == Shown.TOO_LATE:
            lines = asked.study.counts.lines[asked.show.measure]
            codes = ((line, {c.code for c in line.need.too_late}) for line in lines)
            return [line for line, late in codes if asked.column in (None, *late)]
        return [line for line in asked.lines if asked.column in (None, line.course)]

    def _of_lines(self, lines: Iterable[Line]) -> list[Entry]:
        """Return the people of lines, each once, whatever several are told of them."""
        found: dict[int, list[Line]] = defaultdict(list)
        for line in lines:
            found[line.one.pk].append(line)
        return [self._told(lines) for lines in found.values()]

    def _told(self, lines: list[Line]) -> Entry:
        needs: list[Need] = [line.need for line in lines]
        return self._entry(
            lines[0].one,
            tuple(dict.fromkeys(need.kind for need in needs)),
            offers=tuple(need.offer for need in needs if need.offer),
            closes=tuple(dict.fromkeys(c for need in needs for c in need.closes)),
            late=tuple(dict.fromkeys(c for need in needs for c in need.too_late)),
            unrecorded=tuple(need.kind for need in needs if need.unrecorded),
        )

    def _encouraged(self) -> list[Entry]:
        found: dict[int, tuple[Someone, list[str]]] = {}
        for code, one in encouraged(self.asked):
            if self.asked.column in (None, code):
                found.setdefault(one.pk, (one, []))[1].append(code)
        known = {criterion.code: criterion for criterion in self.asked.study.criteria}
        return [
            self._entry(one, tuple({ask.kind: 0 for code in codes for ask in known[code].asks}))
            for one, codes in found.values()
        ]

    def _entry(self, one: Someone, kinds: tuple[str, ...], **told: Any) -> Entry:
        recorded = self._studies.get(one.pk)
        studied = tuple(study.expected for study in recorded or () if study.expected.kind in kinds)
        before = recorded[0].one if recorded else one
        return Entry(one, before, kinds, studied=studied, **told)

    @cached_property
    def _studies(self) -> Mapping[int, list[Study]]:
        found: dict[int, list[Study]] = defaultdict(list)
        for study in self.asked.study.needs.studies:
            found[study.one.pk].append(study)
        return dict(found)

    def _by_unit(self, entries: list[Entry]) -> list[Entry]:
        """Return them by the unit right below the province, the unit and the name."""
        places = {unit.pk: unit.code for unit in self.asked.study.then.units}
        names = self._sort_keys([entry.one for entry in entries])
        return sorted(
            entries,
            key=lambda entry: (
                places.get(entry.one.board, ""), places.get(entry.one.unit, ""),
                names[entry.one.pk], entry.one.pk,
            ),
        )  # fmt: skip

    def _sort_keys(self, people: list[Someone]) -> dict[int, str]:
        """Return what sorts people by name, as text of the same order, by number; one query."""
        found = Person.objects.filter(pk__in=[one.pk for one in people]).order_by()
        return {pk: bytes(key).decode("latin-1") for pk, key in found.values_list("pk", "sort_key")}
