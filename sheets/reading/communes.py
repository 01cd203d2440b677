"""The communes of all days, as a row names them: each is understood for the day of the row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import cached_property

from personnel.models import Unit
from personnel.places.standing_for import StandingFor, Successors
from personnel.words.partial_dates import PartialDate
from personnel.words.values import BadCell
from sheets.scope import Scope

from .places import Places, dated_name, only


@dataclass(frozen=True)
class Commune:
    """The commune of a row, for the row's day; `place` is what stands for it on the sheet's.

    `told` says what it was read as, where that is not what is written; `if_added` what is to be
    known of a post that is put there.
    """

    unit: Unit
    place: Unit
    told: str = ""
    if_added: str = ""


class Communes:
    """Communes named on one day, those that ended before included.

    Where none has ended nothing is asked of the database.
    """

    def __init__(self, units: Iterable[Unit], day: date) -> None:
        self._units = {unit.pk: unit for unit in units}
        self._day = day
        begun = [u for u in self._units.values() if u.is_commune and not u.begins_after(day)]
        self.now = Places(unit for unit in begun if unit.is_in_force(day))
        self._has_past = len(begun) > len(self.now.all)
        self.ever = Places(begun) if self._has_past else self.now

    @cached_property
    def _successors(self) -> Successors:
        return Successors.read() if self._has_past else Successors({})

    @cached_property
    def _standing(self) -> StandingFor:
        return StandingFor.on(self._day) if self._has_past else StandingFor()

    def named(self, text: str) -> list[Unit]:
        """Return the communes that `text` may mean: those of the day, else those that ended."""
        if dated := self.ever.dated(text):
            return [dated]
        return self.now.named(text) or self._latest(self.ever.named(text))

    def named_in_full(self, text: str) -> list[Unit]:
        """Return those of this full name; with one of the day, others that bore it before."""
        if dated := self.ever.dated(text):
            return [dated]
        now, ever = self.now.named_in_full(text), self.ever.named_in_full(text)
        return [*now, *self._others(ever, now)] if now else self._latest(ever)

    def had_namesakes(self, unit: Unit) -> bool:
        """Whether others bore the name of a commune of the day, which went on elsewhere."""
        if not self._has_past:
            return False
        now = self.now.named_in_full(unit.name)
        return bool(self._others(self.ever.named_in_full(unit.name), now))

    def _latest(self, units: Sequence[Unit]) -> list[Unit]:
        """Return those of some units that went on in none of the others."""
        return [u for u in units if not any(v != u and self._leads(u, v) for v in units)]

    def _others(self, units: Iterable[Unit], now: Sequence[Unit]) -> list[Unit]:
        """Return those of ended units of a name that went on in none that bears it now."""
        ended = (unit for unit in units if unit not in now)
        return [u for u in ended if not any(self._leads(u, v) for v in now)]

    def _leads(self, unit: Unit, other: Unit) -> bool:
        """Whether a unit is another, or went on in it."""
        return self._successors.leads(unit, other)

    def are_one(self, unit: Unit, others: Iterable[Unit]) -> bool:
        """Whether a unit is one of others, went on in one of them or came from one."""
        return any(self._leads(unit, v) or self._leads(v, unit) for v in others)

    def districts_of(self, unit: Unit) -> set[int | None]:
        """Return the ids of what a unit stands right below, and those that it came from stood."""
        before = self._successors.before(unit) if self._has_past else ()
        return {unit.above_id, *(self._units[pk].above_id for pk in before)}

    def of_row(
        self, text: str, district: Unit | None, scope: Scope | None, since: PartialDate | None
    ) -> Commune:
        """Return the commune that a row names, for the day since which its title is held.

        In `district` while it lasts; one that has ended tells which of several is meant. Raises
        BadCell for what names none, or may name several.
        """
        since = since if since and since.first <= self._day else None
        dated = self.ever.dated(text)
        unit = dated or self._meant(text, district, scope, since)
        return self.on(unit, since)

    def _meant(
        self, text: str, district: Unit | None, scope: Scope | None, since: PartialDate | None
    ) -> Unit:
        now, ever = self.now.named(text), self.ever.named(text)
        of_it = [unit for unit in ever if district and unit.is_right_below(district)]
        if district and district.is_in_force(self._day):
            if ever and not of_it:
                raise BadCell(f"đơn vị này không thuộc {district}", replaceable=False)
            now, ever = [unit for unit in now if unit in of_it], of_it
        others = self._others(of_it or ever, now)
        then = self._then(others, since)
        if now and of_it and then:
            # A district that has ended and the day tell together which is meant.
            now = []
        elif now and (then or of_it and len(others) == len(of_it)):
            raise BadCell(self._told_apart(now, then or others))
        ended = self._latest(of_it or ever)
        found = now or self._then(ended, since) or ended
        if scope and len(found) > 1:
            found = [unit for unit in found if scope.has(unit)] or found
        return only(found, self.now, text, "cấp xã")

    def _then(self, units: list[Unit], since: PartialDate | None) -> list[Unit]:
        """Return those of some units that were there on the day of a row, if it has one."""
        days = (since.first, min(since.last, self._day)) if since else ()
        return [unit for unit in units if any(unit.is_in_force(day) for day in days)]

    def _told_apart(self, now: Sequence[Unit], others: Sequence[Unit]) -> str:
        told = [dated_name(unit) for unit in now]
        for unit in others:
            then = " hoặc ".join(str(s) for s in self._successors_of(unit)) or "không còn"
            told.append(f"{dated_name(unit)}, nay là {then}")
        return f"hai đơn vị cùng tên ở hai thời gian: {'; '.join(told)}"

    def on(self, meant: Unit, since: PartialDate | None) -> Commune:
        """Return a commune as it was called on the day of a row, or what it has become since.

        Raises BadCell where it went on in several, or in none.
        """
        if not self._has_past:
            return Commune(meant, meant)
        since = since if since and since.first <= self._day else None
        day = min(since.last, self._day) if since else self._day
        if meant.ended_before(day) and not (since and meant.is_in_force(since.first)):
            return self._succeeded(meant, day)
        unit = self._earlier(meant, since) if since and meant.begins_after(day) else meant
        return self._placed(unit, day, self._split(unit))

    def _earlier(self, unit: Unit, since: PartialDate) -> Unit:
        """Return what went on in a commune under the same name and was there on an earlier day."""
        same = [u for u in self.ever.named_in_full(unit.name) if self._leads(u, unit)]
        then = [u for u in same if u.is_in_force(since.last)]
        return then[0] if len(then) == 1 else unit

    def _succeeded(self, unit: Unit, day: date) -> Commune:
        """Return what stands in the place of a commune that ended before a day."""
        found = self._successors.on(unit, day, self._units)
        ended = f"{unit.name} đã hết hiệu lực từ sau {unit.valid_to:%d/%m/%Y}"
        if not found:
            raise BadCell(f"{ended}, không có đơn vị thay thế")
        if len(found) > 1:
            names = " hoặc ".join(successor.name for successor in found)
            raise BadCell(f"{ended}, chia về nhiều đơn vị: {names}")
        now = self._place(found[0])
        told = "" if now.name == unit.name else f"{unit.name} nay là {now.name}: đọc là đơn vị này"
        return self._placed(found[0], day, self._split(found[0]) or told)

    def _placed(self, unit: Unit, day: date, told: str) -> Commune:
        """Return a commune of a day with what stands for it today."""
        return Commune(unit, self._place(unit), told, self._before(unit, day))

    def _place(self, unit: Unit) -> Unit:
        return self._units[self._standing.of_unit(unit.pk)]

    def _split(self, unit: Unit) -> str:
        """Return what is told of a row in a commune that went on in several; "" of others."""
        found = self._successors_of(unit)
        if len(found) < 2:
            return ""
        names = ", ".join(successor.name for successor in found)
        return f"{unit.name} nay chia về {names}; tính vào {self._place(unit).name}"

    def _before(self, unit: Unit, day: date) -> str:
        """Return what is to be known of a post that begins before its commune came of several."""
        came = [self._units[pk] for pk in self._successors.origins(unit)]
        if not unit.begins_after(day) or len(came) < 2:
            return ""
        names = ", ".join(sorted(origin.name for origin in came if origin.is_commune))
        return (
            f"{unit.name} có từ {unit.valid_from:%d/%m/%Y}, sau ngày giữ chức danh; trước đó là "
            f"{names}: ghi tên xã lúc đó nếu biết"
        )

    def _successors_of(self, unit: Unit) -> list[Unit]:
        return self._successors.on(unit, self._day, self._units)

    def offered(self, text: str) -> list[Unit]:
        """Return what is offered for a name: what those that bear or bore it are today."""
        every = self.ever.named(text) if self._has_past else []
        today = {s.pk: s for unit in every for s in self._successors_of(unit)}
        ended = [unit for unit in every if not unit.is_in_force(self._day)]
        return [*today.values(), *self._others(ended, self.now.named(text))] if every else []
