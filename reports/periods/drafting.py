"""What a district writes beside its figures, before it submits."""

from collections.abc import Collection, Mapping
from datetime import datetime

from personnel.models import Unit
from personnel.scope import Editor
from reports.models import Draft, Period
from reports.quality.checks import checks_of
from reports.rules import lens_of

from .checklist import DOSSIERS
from .submitting import require_district
from .texts import keep_texts
from .typed import Changes, changed
from .writing import writing

LONGEST = 1000


def save_draft(
    period: Period, district: Unit, notes: Changes, explanations: Changes,
    texts: Changes | None = None, *, by: Editor, at: datetime,
) -> Draft:  # fmt: skip
    """Write the notes (by criterion code), explanations (by check) and texts (by part) changed.

    Raises Refused when the period is sealed, the district is not in the user's hands, a text is
    too long, and when somebody else changed one of the texts meanwhile: nothing is written then.
    """
    with writing(period, by=by, at=at, reason="Chuẩn bị báo cáo") as (scribe, fresh):
        require_district(fresh, district, by)
        draft = Draft.objects.filter(period=fresh, district=district).first()
        draft = draft or Draft(period=fresh, district=district)
        draft.notes = _with(draft.notes, notes, {c.code for c in fresh.criteria})
        draft.explanations = _with(draft.explanations, explanations, _checks(fresh))
        draft.by, draft.at = scribe.by, at
        draft.save()
        keep_texts(scribe, fresh, district, texts or {})
    return draft


def _checks(period: Period) -> set[str]:
    return {DOSSIERS, *(check.code for check in checks_of(lens_of(period)))}


def _with(kept: Mapping[str, str], changes: Changes, known: Collection[str]) -> dict[str, str]:
    """Return the texts with what was changed of them; those left empty are gone."""
    texts = {**kept, **changed(kept, changes, known, LONGEST)}
    return {code: text for code, text in texts.items() if text}
