"""What everyone learns, and when: credentials drawn along the curves."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from statistics import NormalDist

from personnel.kinds import KINDS
from personnel.words.dates import last_day

from . import names
from .curves import YEARS, levels, year_reached
from .drafts import FIRST_DAY, LAST_DAY, STAFF_GROUPS, Award, Draft, Place, birthday

# Part of the people of whom nothing is recorded, by kind; a little more or less by district.
UNKNOWN = {
    "professional": 0.035,
    "theory": 0.04,
    "state_management": 0.055,
    "it": 0.05,
    "foreign_language": 0.06,
    "ethnic_language": 0.065,
    "mass_work": 0.06,
    "position_update": 0.06,
    "general_education": 0.035,
}
# How far behind (in standard deviations) xã in the mountains are, and ahead towns.
MOUNTAIN_LAG = {"professional": 0.5, "it": 0.3, "foreign_language": 0.5, "general_education": 0.4}
TOWN_LEAD = {"professional": 0.3, "it": 0.35, "foreign_language": 0.35, "state_management": 0.1}
# How much (a year of birth) the young are ahead.
YOUNG_LEAD = {"professional": 0.035, "it": 0.03, "foreign_language": 0.03}
# Youngest age for a level; other kinds from 20.
YOUNGEST = {
    "professional": (18, 18, 20, 21, 22, 27, 32),
    "theory": (22, 22, 26, 34, 34),
    "general_education": (11, 11, 15, 18),
}
# A level is not on record when the next one follows sooner; the low ones sooner still.
STEP, LOW_STEP = timedelta(days=600), timedelta(days=1500)
LOW = {("professional", 1), ("professional", 2)}
# Courses given to people in service, from some months after they come.
IN_SERVICE = ("theory", "state_management", "mass_work", "position_update", "ethnic_language")
# From this year old certificates are no longer given; the new ones that stand in for them.
NEW_FRAME = 2016
NEW_LEVEL = {("it", 1): 2, ("foreign_language", 2): 3}
NORMAL = NormalDist()


@dataclass
class Climate:
    """How eager each district and commune is, in general and for each kind."""

    rng: Random

    def __post_init__(self) -> None:
        self._drawn: dict[tuple[str, str], float] = {}

    def lead(self, place: Place, kind: str) -> float:
        """Return how far ahead people of the commune are, of variance about a quarter."""
        return (
            0.22 * self._draw(place.district, kind)
            + 0.30 * self._draw(place.code, "")
            + 0.28 * self._draw(place.code, kind)
        )

    def unknown(self, place: Place, kind: str) -> float:
        """Return the part of the commune's people of whom nothing is recorded."""
        usual = UNKNOWN.get(kind, 0.05)
        return min(max(usual * (1 + 0.25 * self._draw(place.district, "?")), 0.03), 0.08)

    def _draw(self, where: str, what: str) -> float:
        if (where, what) not in self._drawn:
            self._drawn[where, what] = self.rng.gauss()
        return self._drawn[where, what]


class Training:
    """Draws the credentials of one person after another."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.climate = Climate(rng)

    def train(self, person: Draft) -> None:
        """Fill in the person's credentials of every kind."""
        gift = self.rng.gauss()
        place = person.spells[-1].chair.place
        for kind in KINDS:
            luck, known = self.rng.gauss(), self.rng.random()
            if known >= self.climate.unknown(place, kind) and self._asked(person, kind):
                lead = 0.45 * gift + 0.75 * luck + self.climate.lead(place, kind)
                self._learn(person, kind, lead + _lead(person, place, kind))

    def _asked(self, person: Draft, kind: str) -> bool:
        """Whether lists say anything of this kind of such a person."""
        groups = {spell.chair.group for spell in person.spells}
        if kind == "mass_work":
            return "mass" in groups or self.rng.random() < 0.15
        if kind == "position_update":
            return "key" in groups or self.rng.random() < 0.12
        if kind == "ethnic_language":
            among = any(spell.chair.place.minority_area for spell in person.spells)
            return among or self.rng.random() < 0.02
        if kind == "state_management":
            return bool(groups.intersection(STAFF_GROUPS)) or self.rng.random() < 0.5
        return True

    def _learn(self, person: Draft, kind: str, lead: float) -> None:
        """Add the awards of one kind; level 0 says that there was none at the beginning."""
        if kind == "ethnic_language" and person.ethnicity not in (None, "Kinh"):
            spoken = 3 if self.rng.random() < 0.85 else 1
            self._add(person, kind, spoken, None, person.ethnicity or "")
            return
        reached = self._reached(person, kind, 100 * NORMAL.cdf(-lead))
        last = min(person.leaves() or LAST_DAY, LAST_DAY)
        awards = [(level, day) for level, day in reached if day <= last]
        language = self._language(person, kind) if KINDS[kind].has_language else ""
        if not awards or awards[0][1] > max(person.entered(), FIRST_DAY):
            self._add(person, kind, 0, None)
        for level, day in awards:
            self._add(person, kind, level, day, language)

    def _reached(self, person: Draft, kind: str, rank: float) -> list[tuple[int, date]]:
        """Return the levels and their days, low to high, without those soon outdone.

        Of what was there before YEARS begin, and of schooling, only the highest is on record.
        """
        found: list[tuple[int, date]] = []
        for level, curve in levels(kind, _top_group(person)).items():
            year = year_reached(curve, rank)
            if year is None:
                continue
            day = self._day(person, kind, level, year)
            level = NEW_LEVEL.get((kind, level), level) if day.year > NEW_FRAME else level
            if found and found[-1][0] >= level:
                continue
            early = year == YEARS[0] or kind == "general_education"
            while found and (early or day < found[-1][1] + _step(kind, found[-1][0])):
                found.pop()
            found.append((level, day))
        return found

    def _day(self, person: Draft, kind: str, level: int, year: float) -> date:
        """Return the day of an award: as the curve has it, or as soon as age and post allow."""
        ages = YOUNGEST.get(kind)
        soonest = birthday(person.birth, ages[level] if ages else 20)
        if kind in IN_SERVICE:
            soonest = max(soonest, person.entered() + timedelta(days=90))
        day = date(int(year), 1, 1) + timedelta(days=int(year % 1 * 365))
        if kind == "general_education" or year == YEARS[0] and day > soonest:
            return soonest + timedelta(days=self.rng.randrange(700))
        return day if day > soonest else soonest + timedelta(days=self.rng.randrange(700))

    def _add(
        self, person: Draft, kind: str, level: int, day: date | None, language: str = ""
    ) -> None:
        day, precision = self._as_recorded(day)
        field, institution, number = "", "", ""
        if level and kind == "professional":
            field = self.rng.choice(_fields(person))
        if level and self.rng.random() < 0.7:
            institution = self._institution(kind, level)
        if level > 1 and kind in ("professional", "theory") and self.rng.random() < 0.4:
            number = f"M{self.rng.randrange(10_000, 1_000_000):06}"
        person.awards.append(
            Award(kind, level, day, precision, language, field, institution, number)
        )

    def _as_recorded(self, day: date | None) -> tuple[date | None, str]:
        """Forget the day, the month or all of some dates, more of old ones."""
        if day is None:
            return None, ""
        drawn, old = self.rng.random(), day.year < 2010
        if drawn < (0.2 if old else 0.015):
            return None, ""
        if drawn < (0.6 if old else 0.3):
            return last_day(day.year), "year"
        if drawn < (0.7 if old else 0.36):
            return last_day(day.year, day.month), "month"
        return day, "day"

    def _language(self, person: Draft, kind: str) -> str:
        if kind == "foreign_language":
            return self.rng.choices(*names.LANGUAGES)[0]
        spells = [s for s in person.spells if s.chair.place.minority_area] or person.spells
        peoples = names.PEOPLES_IN_COMMUNES.get(spells[-1].chair.place.district)
        return peoples[0][0] if peoples else "Hrê"

    def _institution(self, kind: str, level: int) -> str:
        if kind == "professional" and level < 4:
            kind = "college"
        if kind == "theory" and level == 1:
            kind = "local"
        return self.rng.choice(names.SCHOOLS.get(kind, names.SCHOOLS_ELSEWHERE))


def _step(kind: str, level: int) -> timedelta:
    return LOW_STEP if (kind, level) in LOW else STEP


def _lead(person: Draft, place: Place, kind: str) -> float:
    """Return how far ahead of the group the person is by age and by where they serve."""
    lead = YOUNG_LEAD.get(kind, 0.0) * min(max(person.birth.year - 1976, -16), 16)
    if place.mountain_commune:
        lead -= MOUNTAIN_LAG.get(kind, 0.15)
    if place.urban:
        lead += TOWN_LEAD.get(kind, 0.1)
    return lead


def _top_group(person: Draft) -> str:
    """Return the group whose curve the person follows: the highest they come to."""
    groups = {spell.chair.group for spell in person.spells}
    return next((g for g in (*STAFF_GROUPS, "nonspecialised") if g in groups), "civil")


def _fields(person: Draft) -> tuple[str, ...]:
    titles = [title for spell in person.spells for title in spell.chair.titles]
    return next((names.FIELDS[t] for t in titles if t in names.FIELDS), names.FIELDS_ELSEWHERE)
