"""Writing the evaluations, the people and units being written already."""

from collections.abc import Mapping

from personnel.models import Evaluation, Person, UnitEvaluation

from .drafts import Draft, Graded, Place, Province

BATCH = 2000


def store_evaluations(
    province: Province, people: Mapping[Draft, Person], units: Mapping[Place, int]
) -> None:
    """Write the evaluations of people and of collectives."""
    evaluations = [
        Evaluation(person=people[row.person], **_columns(row))
        for row in province.graded
        if row.person
    ]
    Evaluation.objects.bulk_create(evaluations, batch_size=BATCH)
    UnitEvaluation.objects.bulk_create(
        UnitEvaluation(unit_id=units[row.place], collective=row.collective, **_columns(row))
        for row in province.graded
        if row.collective
    )


def _columns(row: Graded) -> dict[str, object]:
    return {
        "year": row.year,
        "grade": row.grade,
        "document_number": row.paper,
        "document_date": row.day,
    }
