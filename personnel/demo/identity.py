"""Who people are: name, identity number, people, home, Party; drawn once careers stand."""

from datetime import date, timedelta
from random import Random

from personnel.words.dates import first_day

from . import names
from .baseline import THIRTY
from .drafts import LAST_DAY, Draft, Place, birthday

PARTY_SHARE = {"key": 1.0, "mass": 0.96, "civil": 0.82, "nonspecialised": 0.66, "committee": 1.0}
# Serials from 900000 on: a year has far fewer births, so no real number looks like these.
FIRST_SERIAL = 900_000
HEADS = frozenset(("BT", "CTUBND"))
# One in so many heads was not asked again whether they are local when they moved.
NOT_ASKED_AGAIN = 8


class Register:
    """Draws identities; no identity number comes twice."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self._numbers: set[str] = set()

    def enter(self, person: Draft) -> None:
        """Fill in everything but posts and training."""
        place = person.spells[0].chair.place
        person.ethnicity = self._ethnicity(place)
        person.name = self._name(person.ethnicity or "Kinh", female=person.female)
        self._round_birth(person)
        person.cccd = self._number(person) if self.rng.random() < 0.975 else ""
        person.religion = self.rng.choices(*names.RELIGIONS)[0]
        self._home(person, place)
        self._party(person)
        self._minority_service(person)

    def _ethnicity(self, place: Place) -> str | None:
        """Draw a people as it lives there; of one in a hundred nothing is recorded."""
        peoples = names.PEOPLES_IN_TOWNS if place.urban else names.PEOPLES_IN_COMMUNES
        options, weights = peoples.get(place.district, names.PEOPLES_ELSEWHERE)
        return self.rng.choices(options, weights)[0] if self.rng.random() < 0.99 else None

    def _name(self, ethnicity: str, *, female: bool) -> str:
        families, weights = names.FAMILIES.get(
            ethnicity, (names.KINH_FAMILIES, names.KINH_FAMILY_WEIGHTS)
        )
        middle = self.rng.choice(names.WOMEN_MIDDLE if female else names.MEN_MIDDLE)
        given = names.WOMEN_GIVEN if female else names.MEN_GIVEN
        if ethnicity in names.FAMILIES and self.rng.random() < 0.25:
            middle = "Thị" if female else "Văn"
            given = names.HIGHLAND_WOMEN_GIVEN if female else names.HIGHLAND_MEN_GIVEN
        family = self.rng.choices(families, weights)[0]
        return f"{family} {middle} {self.rng.choice([g for g in given if g != middle])}"

    def _round_birth(self, person: Draft) -> None:
        """Forget the day or month of some births, mostly older ones; never across thirty."""
        born, drawn = person.birth, self.rng.random()
        older = born.year < 1975
        rounded, precision = born, "day"
        if drawn < (0.08 if older else 0.02):
            rounded, precision = first_day(born.year), "year"
        elif drawn < (0.11 if older else 0.03):
            rounded, precision = first_day(born.year, born.month), "month"
        if (rounded > THIRTY) == (born > THIRTY):
            person.birth, person.birth_precision = rounded, precision

    def _number(self, person: Draft) -> str:
        """Draw an unused number: province 051, century and sex, year of birth, serial."""
        century = (0 if person.birth.year < 2000 else 2) + person.female
        stem = f"051{century}{person.birth.year % 100:02}"
        while (number := f"{stem}{self.rng.randrange(FIRST_SERIAL, 1_000_000)}") in self._numbers:
            pass
        self._numbers.add(number)
        return number

    def _home(self, person: Draft, place: Place) -> None:
        head = any("BT" in spell.chair.titles for spell in person.spells)
        person.is_local = self.rng.random() < (0.45 if head else 0.85)
        where = f"{place.name}, {place.district_name}" if person.is_local else place.district_name
        person.home_place = f"{where}, {names.PROVINCE_NAME}"
        if self.rng.random() < 0.05:
            person.is_local = None
        if person.is_local is not None:
            self._say_of_where(person, place)

    def _say_of_where(self, person: Draft, home: Place) -> None:
        """Put down of which commune they are local, or not: mostly of the one led last.

        Of some heads it was said before they moved.
        """
        led = [spell for spell in person.spells if HEADS & {*spell.chair.titles}]
        last = led[-1].chair.place if led else home
        moved = last != home and person.birth.day % NOT_ASKED_AGAIN
        person.is_local = bool(person.is_local) and not moved
        person.local_of = last if moved else home

    def _party(self, person: Draft) -> None:
        """Most join between 22 and 35, before or soon after they enter."""
        share = max(PARTY_SHARE[spell.chair.group] for spell in person.spells)
        joined = birthday(person.birth, 20) + timedelta(days=self.rng.randrange(900, 5500))
        joined = min(joined, person.entered() + timedelta(days=self.rng.randrange(-700, 900)))
        joined = max(joined, birthday(person.birth, 18) + timedelta(days=self.rng.randrange(400)))
        if self.rng.random() >= share or joined > LAST_DAY:
            return
        person.party_joined, person.party_precision = joined, "day"
        if self.rng.random() < 0.04:
            person.party_joined, person.party_precision = first_day(joined.year), "year"

    def _minority_service(self, person: Draft) -> None:
        """Some have the day recorded on which they came to a minority area, as teachers say."""
        first = next((s for s in person.spells if s.chair.place.minority_area), None)
        if first is None or first.start is None or self.rng.random() > 0.35:
            return
        earliest = birthday(person.birth, 20)
        earlier = first.start - timedelta(days=int(self.rng.triangular(0, 3000, 0)))
        since: date = max(earliest, earlier)
        exact = self.rng.random() < 0.6
        person.minority_since = min(first.start, since if exact else first_day(since.year))
        person.minority_precision = "day" if exact else "year"
        if not exact:
            person.minority_since = first_day(person.minority_since.year)
