"""Writing classes and who is in them, the people and their credentials being written already."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from personnel.models import Credential, Enrolment, Person, Title, TrainingClass, Unit

from .drafts import LAST_DAY, Award, Draft, Lessons, Place, Province, Study

CONFIRMED_AFTER = timedelta(days=7)
HISTORY_FROM = date(LAST_DAY.year - 1, LAST_DAY.month, LAST_DAY.day)


@dataclass(frozen=True)
class Rows:
    """What was written of a province: its people, the ids of its units, its credentials."""

    people: Mapping[Draft, Person]
    units: Mapping[Place, int]
    credentials: Mapping[tuple[Draft, Award], Credential]


def store_studies(province: Province, rows: Rows) -> None:
    """Write classes and enrolments; those of the last year with the history that saving leaves."""
    classes = _classes(province.classes)
    titles = dict(Title.objects.values_list("code", "pk"))
    enrolments = [_enrolment(study, rows, classes, titles) for study in province.studies]
    Enrolment.objects.bulk_create(enrolments)
    recent = [enrolment for enrolment in enrolments if enrolment.since > HISTORY_FROM]
    for enrolment in recent:
        date_history(enrolment, _morning(enrolment.since))
    Enrolment.history.bulk_history_create(recent, default_change_reason="Dữ liệu minh họa")


def _classes(drafts: list[Lessons]) -> dict[Lessons, TrainingClass]:
    districts = dict(Unit.objects.districts().values_list("code", "pk"))
    found = {draft: _class(draft, districts) for draft in drafts}
    TrainingClass.objects.bulk_create(found.values())
    return found


def _class(draft: Lessons, districts: Mapping[str, int]) -> TrainingClass:
    return TrainingClass(
        name=draft.name,
        course_code=draft.code,
        kind=draft.kind,
        level=draft.level,
        language=draft.language,
        field_of_study=draft.field_of_study,
        place=draft.place,
        organiser=draft.organiser,
        by_school=draft.by_school,
        unit_id=districts[draft.district] if draft.district else None,
        starts=draft.starts,
        ends=draft.ends,
        award_expected=draft.expected,
        seats=draft.seats,
        decision_number=draft.decision,
        decision_date=draft.decided,
    )


def _enrolment(
    study: Study, rows: Rows, classes: Mapping[Lessons, TrainingClass], titles: Mapping[str, int]
) -> Enrolment:
    award = rows.credentials[study.person, study.award] if study.award else None
    return Enrolment(
        person=rows.people[study.person],
        training_class=classes[study.lessons] if study.lessons else None,
        course_code=study.code,
        kind=study.kind,
        level=study.level,
        language=study.language,
        state=study.state,
        since=study.since,
        reason=study.reason,
        expected=study.expected,
        unit_id=rows.units[study.spell.chair.place],
        title_id=titles[study.spell.chair.titles[0]],
        credential=award.pk if award else None,
        confirmed_at=_morning(study.since + CONFIRMED_AFTER) if study.confirmed else None,
    )


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))


def date_history(row: Credential | Enrolment, at: datetime) -> None:
    """Say when the row of history was written that a bulk write leaves of `row`."""
    # simple-history dates a row by this attribute when it is there.
    setattr(row, "_history_date", at)  # noqa: B010
