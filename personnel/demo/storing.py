"""Writing a made-up province to the database: bulk, in one transaction, with progress.

Bulk writes leave no history rows; the credentials of the last year are given theirs, so that
the page of a person has changes to show.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from personnel.keeping.planning import count_rows_anew
from personnel.models import Credential, DossierCount, Ethnicity, Person, Post, Title, Unit
from personnel.reference import load_reference

from .drafts import Award, Draft, Place, Province
from .storing_evaluations import store_evaluations
from .storing_following import store_following
from .storing_studies import HISTORY_FROM, Rows, date_history, store_studies
from .terms import store_terms

# Called with the Vietnamese name of the table being written and the percentage done.
Progress = Callable[[str, int], None]
STEPS = 5
REPORTED_AFTER = timedelta(days=14)


@transaction.atomic
def store(provinces: Iterable[Province], progress: Progress) -> None:
    """Write all of `provinces`, or nothing; missing reference data is loaded first.

    Raises django.db.IntegrityError when their people are there already (same identity numbers).
    """
    load_reference()
    store_terms()
    for province in provinces:
        _store(province, progress)
    count_rows_anew()


def _store(province: Province, progress: Progress) -> None:
    units = _units(province.places)
    people = _people(province.people, units)
    _write(Person, "Hồ sơ", list(people.values()), progress)
    _write(Post, "Quá trình công tác", list(_posts(people, units)), progress)
    awarded = _credentials(people)
    credentials = list(awarded.values())
    _write(Credential, "Văn bằng, chứng chỉ", credentials, progress)
    _note_changes(credentials)
    store_studies(province, Rows(people, units, awarded))
    progress("Lớp học", 100)
    store_evaluations(province, people, units)
    progress("Xếp loại hằng năm", 100)
    store_following(province)
    progress("Thực hiện Nghị quyết", 100)
    counts = [
        DossierCount(unit_id=units[row.place], year=row.year, total=row.total, online=row.online)
        for row in province.dossiers
    ]
    _write(DossierCount, "Hồ sơ công việc", counts, progress)


def _write(
    model: type[models.Model], label: str, rows: Sequence[models.Model], progress: Progress
) -> None:
    size = -(-len(rows) // STEPS)
    for step in range(STEPS):
        model._default_manager.bulk_create(rows[step * size : (step + 1) * size])
        progress(label, 100 * (step + 1) // STEPS)


def awarded_on(credential: Credential) -> date:
    """Return the award day, the first of all days when unknown."""
    return credential.awarded or date.min


def _note_changes(credentials: list[Credential]) -> None:
    """Give the credentials of the last year the history row that reporting them would leave."""
    recent = [
        credential
        for credential in credentials
        if credential.awarded_precision == "day" and awarded_on(credential) > HISTORY_FROM
    ]
    for credential in recent:
        reported = datetime.combine(awarded_on(credential) + REPORTED_AFTER, time(9))
        date_history(credential, timezone.make_aware(reported))
    Credential.history.bulk_history_create(recent, default_change_reason="Dữ liệu minh họa")


def _units(places: list[Place]) -> dict[Place, int]:
    """Return the id of every place; copies of communes are added as units."""
    districts = {unit.code: unit for unit in Unit.objects.districts()}
    Unit.objects.bulk_create(
        Unit(
            code=place.code,
            name=place.name,
            kind=place.kind,
            level=Unit.Level.COMMUNE,
            parent=districts[place.district],
            terrain=Unit.Terrain.MOUNTAIN if place.mountain else Unit.Terrain.LOWLAND,
            minority_area=place.minority_area,
            **dict(place.facts),
        )
        for place in places
        if place.made_up
    )
    ids = dict(Unit.objects.communes().filter(valid_from=None).values_list("code", "pk"))
    return {place: ids[place.code] for place in places}


def _people(drafts: list[Draft], units: dict[Place, int]) -> dict[Draft, Person]:
    ethnicities = dict(Ethnicity.objects.values_list("name", "pk"))
    return {draft: _person(draft, ethnicities, units) for draft in drafts}


def _person(draft: Draft, ethnicities: dict[str, int], units: dict[Place, int]) -> Person:
    return Person(
        full_name=draft.name,
        cccd=draft.cccd,
        sex=Person.Sex.FEMALE if draft.female else Person.Sex.MALE,
        birth_date=draft.birth,
        birth_precision=draft.birth_precision,
        ethnicity_id=ethnicities[draft.ethnicity] if draft.ethnicity else None,
        religion=draft.religion,
        home_place=draft.home_place,
        is_local=draft.is_local,
        local_of_id=units[draft.local_of] if draft.local_of else None,
        party_joined=draft.party_joined,
        party_joined_precision=draft.party_precision,
        minority_area_since=draft.minority_since,
        minority_area_since_precision=draft.minority_precision,
    )


def _posts(people: dict[Draft, Person], units: dict[Place, int]) -> Iterator[Post]:
    titles = dict(Title.objects.values_list("code", "pk"))

    def post(person: Person, place: Place, title: str, **dates: Any) -> Post:
        return Post(person=person, unit_id=units[place], title_id=titles[title], **dates)

    for draft, person in people.items():
        for spell in draft.spells:
            precision = spell.precision if spell.start else ""
            for title in spell.chair.titles:
                dates = {"start": spell.start, "end": spell.end, "start_precision": precision}
                told = {"basis": spell.basis, "came_from": spell.came_from}
                told["end_reason"] = spell.end_reason
                yield post(person, spell.chair.place, title, **dates, **told)
        for seat in draft.seats:
            dates = {"start": seat.start, "end": seat.end, "start_precision": "day"}
            yield post(person, seat.place, seat.title, **dates)


def _credentials(people: dict[Draft, Person]) -> dict[tuple[Draft, Award], Credential]:
    return {
        (draft, award): Credential(
            person=person,
            kind=award.kind,
            level=award.level,
            awarded=award.day,
            awarded_precision=award.precision,
            language=award.language,
            field_of_study=award.field_of_study,
            institution=award.institution,
            number=award.number,
        )
        for draft, person in people.items()
        for award in draft.awards
    }
