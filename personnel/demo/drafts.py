"""What the generator hands over: plain facts that know nothing of the database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from personnel.basics.periods import span

# The resolution's own count is of this day (clause I.2); careers are told from FIRST_DAY on.
BASELINE_DAY = date(2022, 6, 1)
FIRST_DAY = date(2010, 1, 1)
LAST_DAY = date(2026, 9, 30)

STAFF_GROUPS = ("key", "mass", "civil")


@dataclass(frozen=True)
class Place:
    """A commune: its code, names, kind and the facts that training and people depend on."""

    code: str
    name: str
    kind: str
    district: str
    district_name: str
    mountain: bool
    minority_area: bool
    facts: tuple[tuple[str, bool], ...] = ()
    made_up: bool = False

    @property
    def urban(self) -> bool:
        """A ward or township."""
        return self.kind in ("phường", "thị trấn")

    @property
    def mountain_commune(self) -> bool:
        """A xã in the mountains, where people study later and further from home."""
        return self.kind == "xã" and self.mountain


@dataclass(eq=False)
class Chair:
    """One establishment post of a commune: the titles that one person holds in it."""

    place: Place
    titles: tuple[str, ...]
    group: str
    closes: date | None = None
    holder: Spell | None = None


@dataclass(eq=False)
class Spell:
    """One person's time in one chair; `end` is the last day, None while it goes on."""

    person: Draft
    chair: Chair
    start: date | None
    end: date | None = None
    precision: str = "day"
    basis: str = ""
    came_from: str = ""
    end_reason: str = ""


@dataclass(frozen=True)
class Extra:
    """A seat on the Party committee beside the person's own post."""

    title: str
    place: Place
    start: date
    end: date | None


@dataclass(frozen=True)
class Award:
    """One credential: its kind, level, the day it counts from and how exactly that is known."""

    kind: str
    level: int
    day: date | None
    precision: str
    language: str = ""
    field_of_study: str = ""
    institution: str = ""
    number: str = ""


@dataclass(eq=False)
class Draft:
    """A person in the making."""

    female: bool
    birth: date
    birth_precision: str = "day"
    name: str = ""
    cccd: str = ""
    ethnicity: str | None = None
    religion: str = ""
    home_place: str = ""
    is_local: bool | None = None
    local_of: Place | None = None
    party_joined: date | None = None
    party_precision: str = ""
    minority_since: date | None = None
    minority_precision: str = ""
    spells: list[Spell] = field(default_factory=list)
    seats: list[Extra] = field(default_factory=list)
    awards: list[Award] = field(default_factory=list)

    def seated_on(self, day: date) -> Spell | None:
        """Return the spell that lasts on `day`."""
        return next((spell for spell in self.spells if lasts(spell, day)), None)

    def leaves(self) -> date | None:
        """Return the last day of the last spell; None while it goes on."""
        return self.spells[-1].end

    def entered(self) -> date:
        """Return the first day in any chair; an unknown one counts as FIRST_DAY."""
        return self.spells[0].start or FIRST_DAY


@dataclass(frozen=True)
class Dossiers:
    """A commune's work dossiers of a year: all, and those handled online."""

    place: Place
    year: int
    total: int
    online: int


@dataclass(frozen=True)
class Lessons:
    """A class: which course, what it gives, whose, from when to when; `district` opened it.

    `by_school`: the Political School's. Neither: the province's.
    """

    name: str
    code: str
    kind: str
    level: int
    place: str
    organiser: str
    starts: date
    ends: date
    expected: date
    seats: int
    decision: str
    decided: date
    by_school: bool = False
    district: str = ""
    language: str = ""
    field_of_study: str = ""


@dataclass(frozen=True)
class Study:
    """Somebody's place in a class, or on a course alone; what it became, where it came to it.

    `state` is one of `Enrolment.State`; `spell` is the post in which they were sent.
    """

    person: Draft
    spell: Spell
    code: str
    kind: str
    level: int
    language: str
    state: str
    since: date
    lessons: Lessons | None = None
    reason: str = ""
    expected: date | None = None
    award: Award | None = None
    confirmed: bool = True


@dataclass(frozen=True)
class Graded:
    """The level of a year, of a person who then served in a place or of a collective of it."""

    place: Place
    year: int
    grade: str
    paper: str
    day: date
    person: Draft | None = None
    collective: str = ""


@dataclass(frozen=True)
class Paper:
    """A paper of a unit, by the unit's code."""

    unit: str
    kind: str
    year: int
    day: date
    number: str = ""
    issuer: str = ""
    summary: str = ""
    remedied: str = ""


@dataclass(frozen=True)
class Province:
    """Everything made up: where, who, the dossier counts, who studies in which class, and how
    people and collectives were evaluated.

    `papers` are what the committees did for the resolution; of a copy none.
    """

    places: list[Place]
    people: list[Draft]
    dossiers: list[Dossiers]
    classes: list[Lessons] = field(default_factory=list)
    studies: list[Study] = field(default_factory=list)
    graded: list[Graded] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)


def lasts(spell: Spell, day: date) -> bool:
    """Whether the spell lasts on `day`; its first and last day count."""
    first, last = span(spell.start, spell.end)
    return first <= day <= last


def birthday(born: date, age: int) -> date:
    """Return the day someone turns `age`; who was born on 29 February does so on 1 March."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)
