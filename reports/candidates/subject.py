"""Who is checked, as the page and the paper name them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from personnel.models import Person, open_to
from personnel.reading.deaths import died_on
from personnel.reading.standing import give_standing
from personnel.words.dates import show

from .asked import Asked
from .forms import TypedForm

# How many records a name finds at the most: for more it has to be typed further.
MOST = 30


@dataclass(frozen=True)
class Subject:
    """Somebody's name, birth, sex and ethnic group, and what they hold on the day, in words.

    `home` is where they are from, for whoever may change the record, else "".
    """

    name: str
    birth: str
    sex: str
    ethnicity: str
    held: tuple[str, ...] = ()
    home: str = ""
    died: date | None = None

    @classmethod
    def recorded(cls, person: Person, asked: Asked) -> Subject:
        """Return somebody who has a record; three queries at most."""
        posts = list(person.posts.select_related("unit", "title").order_by("-start", "-pk"))
        died = died_on(posts)
        return cls(
            person.full_name,
            person.birth_shown,
            person.get_sex_display().lower(),
            str(person.ethnicity or ""),
            tuple(post.told for post in posts if post.is_held_on(asked.lens.day)),
            home=person.home_place if person.pk in open_to(asked.user, [person.pk]) else "",
            died=died if died and died <= asked.lens.day else None,
        )

    @classmethod
    def typed(cls, form: TypedForm) -> Subject:
        """Return whoever was typed into a valid form."""
        data = form.cleaned_data
        birth = data["birth"]
        return cls(
            data["full_name"] or "Người chưa có hồ sơ",
            show(birth.first, birth.precision),
            str(Person.Sex(data["sex"]).label).lower(),
            str(data["ethnicity"] or ""),
        )


@dataclass(frozen=True)
class Found:
    """A record that a name finds: who, in which title and unit, and where it is checked."""

    person: Any
    held: str
    url: str


def found_by(name: str, asked: Asked) -> list[Found]:
    """Return the first records in sight that a name finds, in order of names."""
    people = Person.objects.visible_to(asked.user).named_like(name).in_name_order()
    found: list[Any] = list(people[:MOST])
    give_standing(found, asked.lens.day, ())
    units = {unit.pk: unit for unit in asked.units}
    titles = {title.pk: title for title in asked.titles}
    return [
        Found(person, _held(person, units, titles), asked.url(person=person.pk)) for person in found
    ]


def _held(person: Any, units: dict[int, Any], titles: dict[int, Any]) -> str:
    """Return the title and unit of the day, as far as they are in sight."""
    now = titles.get(getattr(person, "title_id", 0)), units.get(getattr(person, "unit_id", 0))
    return ", ".join(str(each) for each in now if each)
