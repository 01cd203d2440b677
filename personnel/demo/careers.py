"""Careers: who leaves when, who follows whom, told event by event over all chairs."""

import heapq
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from random import Random

from personnel.words.dates import first_day

from .demography import LEAVING, birth_for, is_woman, must_be, retires
from .drafts import BASELINE_DAY, FIRST_DAY, LAST_DAY, Chair, Draft, Place, Spell, birthday

DAY = timedelta(days=1)
Happening = Callable[[date], None]
# From which groups a chair is filled, by its own; of those in the same commune.
RISES_FROM = {
    "key": ("key", "mass", "civil"),
    "mass": ("nonspecialised", "civil"),
    "civil": ("nonspecialised",),
    "nonspecialised": (),
    "committee": (),
}
PROMOTED = {"key": 0.9, "mass": 0.62, "civil": 0.3, "nonspecialised": 0.0, "committee": 0.0}
RANKS = {"BT": 1, "CTUBND": 2, "PBT": 3, "CTHDND": 3, "PCTHDND": 4, "PCTUBND": 4}
GROUP_RANKS = {"mass": 6, "civil": 7, "nonspecialised": 9, "committee": 10}
# The deputies from whom these chairs are usually filled.
DEPUTIES = {
    "CTMTTQ": "PCTMTTQ",
    "BTDOAN": "PBTDOAN",
    "CTHPN": "PCTHPN",
    "CTHND": "PCTHND",
    "CTHCCB": "PCTHCCB",
    "CHT": "PCHT",
}
HEADS = ("BT", "CTUBND")


class Careers:
    """The province from FIRST_DAY to LAST_DAY; `people` are all who ever sat in a chair."""

    def __init__(self, chairs: list[Chair], rng: Random) -> None:
        self.rng = rng
        self.people: list[Draft] = []
        self._events: list[tuple[date, int, Happening]] = []
        self._order = count()
        self._of_place: dict[Place, list[Chair]] = {}
        self._heads: dict[tuple[str, tuple[str, ...]], list[Chair]] = {}
        for chair in chairs:
            self._of_place.setdefault(chair.place, []).append(chair)
            if chair.titles[0] in HEADS:
                self._heads.setdefault((chair.place.district, chair.titles), []).append(chair)
            self._open(chair)

    def run(self) -> list[Draft]:
        """Tell everything until LAST_DAY and return the people, in order of their entry."""
        while self._events:
            day, _, happens = heapq.heappop(self._events)
            if day <= LAST_DAY:
                happens(day)
        return self.people

    def _at(self, day: date, happens: Happening) -> None:
        heapq.heappush(self._events, (day, next(self._order), happens))

    def _open(self, chair: Chair) -> None:
        """Seat the first holder, some years before FIRST_DAY."""
        years = self.rng.triangular(0, 14, 2)
        start = FIRST_DAY - timedelta(days=int(years * 365.25) + 1)
        person = self._newcomer(chair, start)
        self._seat(person, chair, start)
        if chair.closes:
            self._at(chair.closes, lambda day: self._close(chair, day))

    def _newcomer(self, chair: Chair, start: date) -> Draft:
        female = is_woman(chair, start.year, self.rng)
        person = Draft(female, birth_for(chair, start, self.rng))
        self.people.append(person)
        return person

    def _seat(self, person: Draft, chair: Chair, start: date) -> None:
        spell = Spell(person, chair, start)
        person.spells.append(spell)
        chair.holder = spell
        self._at(self._last_day(spell), lambda day: self._leave(spell, day))
        if chair.titles[0] in HEADS:
            term = start + timedelta(days=int(self.rng.uniform(4.5, 11) * 365))
            soonest = FIRST_DAY + timedelta(days=self.rng.randrange(1500))
            self._at(max(term, soonest), lambda day: self._swap(spell, day))

    def _last_day(self, spell: Spell) -> date:
        """Draw when the spell ends if nothing else ends it: by age, or for another reason."""
        start = max(spell.start or FIRST_DAY, FIRST_DAY)
        years = min(self.rng.expovariate(LEAVING[spell.chair.group]), 60)
        by_age = retires(spell.chair, spell.person.birth, spell.person.female)
        by_age += timedelta(days=self.rng.randrange(30))
        soonest = start + timedelta(days=self.rng.randrange(200, 700))
        return max(soonest, min(by_age, start + timedelta(days=int(years * 365))))

    def _leave(self, spell: Spell, day: date) -> None:
        if spell.end is None:
            spell.end = day
            self._vacate(spell.chair, day + DAY)

    def _close(self, chair: Chair, day: date) -> None:
        if chair.holder:
            chair.holder.end, chair.holder = day, None

    def _vacate(self, chair: Chair, day: date) -> None:
        """Leave the chair empty from `day` until somebody follows."""
        chair.holder = None
        if _stays_empty(chair, day):
            return
        due = self._next_start(day)
        if day <= BASELINE_DAY < due:
            due = BASELINE_DAY
        self._at(due, lambda due: self._fill(chair, due))

    def _next_start(self, day: date) -> date:
        """Draw the first day of whoever follows; often the first of a month."""
        due = day + timedelta(days=int(self.rng.triangular(0, 120, 10)))
        if self.rng.random() < 0.3 and due.replace(day=1) >= day:
            return due.replace(day=1)
        return due

    def _fill(self, chair: Chair, day: date) -> None:
        risen = self._candidate(chair, day) if self.rng.random() < PROMOTED[chair.group] else None
        if risen is None:
            self._seat(self._newcomer(chair, day), chair, day)
            return
        risen.end = day - DAY
        self._vacate(risen.chair, day)
        self._seat(risen.person, chair, day)

    def _candidate(self, chair: Chair, day: date) -> Spell | None:
        """Draw who rises to the chair from a lower one of the same commune."""
        found = [
            other.holder
            for other in self._of_place[chair.place]
            if other.holder and self._may_rise(other.holder, chair, day)
        ]
        if not found:
            return None
        deputy = DEPUTIES.get(chair.titles[0])
        weights = [_weight(spell, deputy) for spell in found]
        return self.rng.choices(found, weights)[0]

    def _may_rise(self, spell: Spell, chair: Chair, day: date) -> bool:
        if spell.chair.group not in RISES_FROM[chair.group] or _rank(spell.chair) <= _rank(chair):
            return False
        person = spell.person
        if must_be(chair) not in (None, person.female) or spell.start is None:
            return False
        oldest = retires(chair, person.birth, person.female) - timedelta(days=1500)
        youngest = birthday(person.birth, 24 if chair.group != "key" else 30)
        return spell.start + timedelta(days=500) < day and youngest <= day <= oldest

    def _swap(self, spell: Spell, day: date) -> None:
        """Move a head to the same chair of another commune of the district, and theirs here."""
        if spell.end is not None:
            return
        chairs = self._heads[spell.chair.place.district, spell.chair.titles]
        others = [chair.holder for chair in chairs if chair.holder and chair is not spell.chair]
        settled = day - timedelta(days=1100)
        others = [other for other in others if other.start and other.start < settled]
        if not others:
            return
        other = self.rng.choice(others)
        spell.end = other.end = day - DAY
        self._seat(spell.person, other.chair, day)
        self._seat(other.person, spell.chair, day)


def blur_starts(people: list[Draft], rng: Random) -> None:
    """Forget the day, the year or all of some first days in post, as old lists do."""
    for spell in (spell for person in people for spell in person.spells):
        start, drawn = spell.start, rng.random()
        if start is None:
            continue
        if start.day == 1 and drawn < 0.35:
            spell.precision = "month"
        elif start < FIRST_DAY and drawn < 0.03:
            spell.start, spell.precision = None, ""
        elif start < FIRST_DAY and drawn < 0.2:
            spell.start, spell.precision = first_day(start.year), "year"


def _stays_empty(chair: Chair, day: date) -> bool:
    """Whether a chair that is to close is not filled again; the baseline has all of its own."""
    if chair.closes is None:
        return False
    if chair.closes >= BASELINE_DAY:
        return day > BASELINE_DAY
    return day > chair.closes - timedelta(days=150)


def _rank(chair: Chair) -> int:
    return min(RANKS.get(title, GROUP_RANKS.get(chair.group, 0)) for title in chair.titles)


def _weight(spell: Spell, deputy: str | None) -> float:
    if deputy in spell.chair.titles:
        return 12
    if "BTDOAN" in spell.chair.titles:
        return 5
    return {"key": 4, "mass": 2}.get(spell.chair.group, 0.6)
