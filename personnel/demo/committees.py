"""Party committees of the communes: elected by a congress every five years."""

from datetime import date, timedelta
from random import Random

from .drafts import LAST_DAY, Chair, Draft, Extra, Place, Spell, lasts

CONGRESS_YEARS = (2010, 2015, 2020, 2025)
SEAT = "UVBCH"
# The chance of a seat by title, or by group; BT and PBT are members as such.
BY_TITLE = {"CTMTTQ": 0.95, "CHT": 0.9, "TCA": 0.85, "CTHPN": 0.7, "BTDOAN": 0.65, "CTHND": 0.65}
BY_GROUP = {"key": 0.97, "mass": 0.45, "civil": 0.14, "nonspecialised": 0.03}
AS_SUCH = {"BT", "PBT", SEAT}


def elect(people: list[Draft], chairs: list[Chair], rng: Random) -> None:
    """Give the members of every commune's committees their seats, term by term."""
    places = list(dict.fromkeys(chair.place for chair in chairs))
    spells: dict[Place, list[Spell]] = {place: [] for place in places}
    for person in people:
        for spell in person.spells:
            spells[spell.chair.place].append(spell)
    for place in places:
        days = [date(year, 4, 15) + timedelta(days=rng.randrange(75)) for year in CONGRESS_YEARS]
        for opens, next_opens in zip(days, [*days[1:], None], strict=True):
            last_day = next_opens - timedelta(days=1) if next_opens else None
            for spell in spells[place]:
                if lasts(spell, opens) and rng.random() < _chance(spell.chair):
                    _take_seat(spell, place, opens, last_day)


def _chance(chair: Chair) -> float:
    if AS_SUCH.intersection(chair.titles):
        return 0.0
    return BY_TITLE.get(chair.titles[0], BY_GROUP[chair.group])


def _take_seat(spell: Spell, place: Place, opens: date, last_day: date | None) -> None:
    """Seat the person until the term ends or they leave the commune."""
    left = _leaves_place(spell)
    ends = [day for day in (left, last_day) if day is not None]
    end = min(ends) if ends else None
    if end is None or opens <= end <= LAST_DAY:
        spell.person.seats.append(Extra(SEAT, place, opens, end))


def _leaves_place(spell: Spell) -> date | None:
    """Return the last day of the unbroken service in the commune; None while it goes on."""
    person, place = spell.person, spell.chair.place
    end = spell.end
    for later in person.spells[person.spells.index(spell) + 1 :]:
        if later.chair.place is not place:
            break
        end = later.end
    return end
