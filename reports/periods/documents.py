"""The report in Word of a period: its figures, who handed in, what was written beside them."""

from collections.abc import Collection, Iterable, Mapping

from personnel.models import Unit
from personnel.scope import Viewer
from reports.models import Draft, Period, Submission
from reports.word.document import Document, document
from reports.word.facts import Facts
from reports.word.kept import form_in_use
from reports.word.told import Reporting, Written
from reports.workbooks.annual.report import Report

from .districts import Progress, progress
from .texts import texts_of


def period_document(period: Period, report: Report, user: Viewer) -> Document:
    """Return the document of a period's report, of the province or a district.

    A draft while the period is open. `user` sees what the report is of.
    """
    root = report.root
    district = None if root.whole_province else root
    found = progress(period, user)
    written = Written(texts_of(period, district), _notes(period, found, district))
    reporting = None if district else _reporting(period, found)
    facts = Facts(report, written, reporting, final=period.is_sealed)
    return document(facts, form_in_use())


def submission_document(submission: Submission, report: Report) -> Document:
    """Return the document of what a district handed in: its figures stay as they are."""
    written = Written(submission.texts, [(report.root, submission.notes)])
    return document(Facts(report, written, final=True), form_in_use())


def _reporting(period: Period, districts: Iterable[Progress]) -> Reporting:
    """Return who handed in what counts, in time or late for good, and who did not."""
    expected = [each for each in districts if not each.is_idle]
    there = [each for each in expected if each.counted or _waits(each, period)]
    late = {each.district: each.punctuality.first.handed_in_on for each in there
            if each.punctuality and each.punctuality.is_late}  # fmt: skip
    absent = [each for each in expected if each not in there]
    return Reporting(
        due=period.due,
        sealed=period.is_sealed,
        in_time=[each.district for each in there if each.district not in late],
        late=list(late.items()),
        returned=[each.district for each in absent if each.latest],
        silent=[each.district for each in absent if not each.latest],
        idle=[each.district for each in districts if each.is_idle],
    )


def _waits(district: Progress, period: Period) -> bool:
    """Whether a report waits for its answer, which it cannot once the period is sealed."""
    return district.waits and not period.is_sealed


def _notes(
    period: Period, districts: Collection[Progress], district: Unit | None
) -> list[tuple[Unit, Mapping[str, str]]]:
    """Return the notes by criterion of each district that the report is of.

    Those of what it handed in, or what it has written since there is nothing, or nothing that
    counts; of a sealed period those of what the seal counts.
    """
    drafts: dict[int, Draft] = {}
    if not period.is_sealed:
        drafts = {draft.district_id: draft for draft in Draft.objects.filter(period=period)}
    found: list[tuple[Unit, Mapping[str, str]]] = []
    for each in districts:
        if district is not None and each.district.pk != district.pk:
            continue
        kept = each.counted if period.is_sealed else _handed_in(each, district)
        draft = drafts.get(each.district.pk)
        notes = kept.notes if kept else draft.notes if draft else {}
        if notes:
            found.append((each.district, notes))
    return found


def _handed_in(progress: Progress, district: Unit | None) -> Submission | None:
    """Return what a district handed in; None for its own report, which it still writes."""
    return progress.latest if district is None and progress.latest else None
