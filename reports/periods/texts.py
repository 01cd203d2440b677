"""The parts of a report that people write: kept with their history, frozen with the figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from personnel.keeping.recording import Scribe
from personnel.models import Unit
from personnel.scope import Editor
from reports.models import Period, ReportText, Submission
from reports.parts import LONGEST
from reports.parts import PARTS as PARTS

from .typed import Changes, changed
from .writing import require_administrator, writing


def texts_of(period: Period, district: Unit | None = None) -> Mapping[str, str]:
    """Return what the province, or a unit, says of each part (`PARTS`); no empty text.

    As it is written now; of a sealed period as it was sealed, of a unit as in the report that
    the seal counts. One query at most.
    """
    if not period.is_sealed:
        return written_now(period, district)
    if district is None:
        return dict(period.texts)
    counted = Submission.objects.of(period, district).counted().first()
    return dict(counted.texts) if counted else {}


def written_now(period: Period, district: Unit | None = None) -> dict[str, str]:
    """Return what stands to be frozen next, in the order of the parts; one query."""
    texts = dict(ReportText.objects.of(period, district).values_list("part", "text"))
    return {code: texts[code] for code in PARTS if texts.get(code)}


def save_texts(period: Period, changes: Changes, *, by: Editor, at: datetime) -> None:
    """Write what was changed of the province's texts, by part.

    Raises Refused unless `by` administers, when the period is sealed, and as `typed.changed` does.
    """
    with writing(period, by=by, at=at, reason="Ghi nội dung báo cáo") as (scribe, fresh):
        require_administrator(by)
        keep_texts(scribe, fresh, None, changes)


def keep_texts(scribe: Scribe, period: Period, district: Unit | None, changes: Changes) -> None:
    """Write what was changed of one writer's texts, in a write that holds their period.

    What is emptied stays as an empty text, with its history. Raises Refused as `typed.changed`.
    """
    rows = {row.part: row for row in ReportText.objects.of(period, district)}
    kept = {part: row.text for part, row in rows.items()}
    texts = changed(kept, changes, PARTS, LONGEST)
    scribe.hold_all([rows[part] for part in texts if part in rows])
    for part, text in texts.items():
        if row := rows.get(part):
            scribe.change(row, text=text)
        else:
            scribe.add(ReportText(period=period, district=district, part=part, text=text))


def texts_of_districts(period: Period) -> list[tuple[str, Mapping[str, str]]]:
    """Return what each unit says of its parts, by code; those that say nothing are left out.

    As it is written now; of a sealed period as it was sealed. One query.
    """
    if period.is_sealed:
        counted = Submission.objects.of(period).counted().select_related("district")
        return [(str(kept.district), kept.texts) for kept in counted if kept.texts]
    found: dict[str, dict[str, str]] = {}
    rows = ReportText.objects.filter(period=period, district__isnull=False).exclude(text="")
    for row in rows.select_related("district").order_by("district__code", "district"):
        found.setdefault(str(row.district), {})[row.part] = row.text
    return list(found.items())


@dataclass(frozen=True)
class Written:
    """One change of a text: when, by whom, and what stood before and after."""

    at: datetime
    by: str
    before: str
    after: str


def story(period: Period, district: Unit | None = None) -> dict[str, list[Written]]:
    """Return every change of one writer's texts by part, the latest first; two queries."""
    rows = ReportText.history.filter(period=period.pk, district=district and district.pk)
    found: dict[str, list[Written]] = {}
    for row in rows.select_related("history_user").order_by("history_date", "history_id"):
        told = found.setdefault(row.part, [])
        before = told[0].after if told else ""
        if row.text != before:
            by = str(row.history_user or "Hệ thống")
            told.insert(0, Written(row.history_date, by, before, row.text))
    return found
