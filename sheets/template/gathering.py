"""The rows of a filled sheet, read from the portal a few thousand people at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date

from django.db.models import QuerySet

from personnel.models import (
    Credential,
    Ethnicity,
    Evaluation,
    Person,
    PersonQuerySet,
    Post,
    Title,
    Unit,
)
from personnel.places.standing_for import StandingFor
from personnel.reading.evaluated import due_year
from personnel.reading.standing import standing, within
from sheets.comparing.finding import Dossier, Evaluated, Recorded
from sheets.reading.communes import Communes
from sheets.reading.places import answer_of, dated_name, unit_key

from .cells import Cells, Teller

_AT_ONCE = 2_000
_GROUPS = list(Title.Group.values)


def in_post(people: PersonQuerySet, day: date, unit: Unit) -> list[int]:
    """Return the ids of those of `people` counted on a day in a unit.

    Commune by commune; in each by group and title, then in the order of names.
    """
    rows = standing(day, people, kinds=()).filter(within(unit))
    titles = {t.pk: (_GROUPS.index(t.group), t.order) for t in Title.objects.all()}
    codes = dict(Unit.objects.values_list("pk", "code"))
    found = rows.values_list("district_id", "unit_id", "title_id", "sort_key", "pk")
    ordered = sorted(
        (codes.get(above, ""), codes[place], titles[title], bytes(name), pk)
        for above, place, title, name, pk in found
    )
    return [row[-1] for row in ordered]


def rows_of(
    ids: Sequence[int],
    day: date,
    credentials: QuerySet[Credential] | None = None,
    numbered: Collection[int] = (),
    opened: Collection[int] = (),
) -> Iterator[Cells]:
    """Yield the cells of the people with these ids, in that order, as they stand on `day`.

    Of `credentials` (every one, unless given) the highest of each kind is told; whole identity
    numbers are those of the people `numbered`, confidential facts those of the people `opened`.
    How they were evaluated is that of the last year that is over. Six queries for each two
    thousand people.
    """
    tongues = Ethnicity.objects.values_list("name", flat=True)
    units = Unit.objects.with_above().in_bulk()
    names = _names(units.values(), day)
    titles = Title.objects.in_bulk()
    teller = Teller(day, list(tongues), names, numbered, opened)
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        dossiers = _dossiers(some, day, credentials, units, titles)
        yield from (teller.cells(dossiers[pk]) for pk in some if pk in dossiers)


def _names(units: Collection[Unit], day: date) -> Callable[[Unit], str]:
    """Return what gives the text by which a unit is known in its district: its name, or code.

    With its first day beside the name, where a unit elsewhere bore that before.
    """
    now = Counter((u.above_id, unit_key(u.name)) for u in units if u.is_in_force(day))
    communes = Communes(units, day)

    def name(unit: Unit) -> str:
        if now[unit.above_id, unit_key(unit.name)] > 1:
            return answer_of(unit)
        return dated_name(unit) if communes.had_namesakes(unit) else unit.name

    return name


def _dossiers(
    ids: Sequence[int],
    day: date,
    credentials: QuerySet[Credential] | None,
    units: dict[int, Unit],
    titles: dict[int, Title],
) -> dict[int, Dossier]:
    ethnicities = Ethnicity.objects.in_bulk()
    dossiers: dict[int, Dossier] = {}
    standing = StandingFor.on(day)
    for person in Person.objects.filter(pk__in=ids).defer("search_name", "sort_key"):
        if person.ethnicity_id:
            person.ethnicity = ethnicities[person.ethnicity_id]
        dossiers[person.pk] = Dossier(person, standing=standing)
    current = Post.objects.not_over(day).filter(person__in=ids)
    for post in current.order_by("pk"):
        # Told where they are on the day, whatever unit they were written down in.
        post.unit, post.title = units[standing.of(post)], titles[post.title_id]
        dossiers[post.person_id].posts.append(post)
    for held in _recorded(ids, credentials):
        dossiers[held.person_id].credentials.append(held)
    of_year = Evaluation.objects.of_year(due_year(day)).filter(person__in=ids)
    for found in map(Evaluated._make, of_year.values_list(*Evaluated._fields)):
        dossiers[found.person_id].evaluations[found.year] = found
    return dossiers


def _recorded(ids: Sequence[int], credentials: QuerySet[Credential] | None) -> Iterator[Recorded]:
    wanted = Credential.objects.all() if credentials is None else credentials
    columns = wanted.filter(person__in=ids).order_by("pk").values_list(*Recorded._fields)
    return map(Recorded._make, columns)
