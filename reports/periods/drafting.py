"""What a unit writes beside its figures, before it submits."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from personnel.keeping.recording import Refused
from personnel.models import Unit
from personnel.scope import Editor
from reports.models import Draft, Period
from reports.quality.checks import checks_of
from reports.rules import lens_of

from .checklist import DOSSIERS
from .submitting import require_district
from .texts import keep_texts
from .typed import MEANWHILE, Changes, changed, lines
from .writing import writing

LONGEST = 1000


@dataclass(frozen=True)
class Explained:
    """For how many explanations are: by code the `numbers` that their writer saw.

    `still` are those that hold for that number though not a word of them changed.
    """

    numbers: Mapping[str, int] = field(default_factory=dict)
    still: Collection[str] = ()


def save_draft(
    period: Period, district: Unit, notes: Changes, explanations: Changes,
    texts: Changes | None = None, explained: Explained | None = None,
    *, by: Editor, at: datetime,
) -> Draft:  # fmt: skip
    """Write the notes (by criterion code), explanations (by check) and texts (by part) changed.

    Raises Refused when the period is sealed, the unit is not in the user's hands, a text is
    too long, and when somebody else changed one of the texts meanwhile: nothing is written then.
    """
    explained = explained or Explained()
    with writing(period, by=by, at=at, reason="Chuẩn bị báo cáo") as (scribe, fresh):
        require_district(fresh, district, by)
        draft = Draft.objects.filter(period=fresh, district=district).first()
        draft = draft or Draft(period=fresh, district=district)
        draft.notes = _with(draft.notes, notes, {c.code for c in fresh.criteria})
        said = draft.explanations
        _require_seen(said, explanations, explained.still)
        draft.explanations = _with(said, explanations, _checks(fresh))
        draft.numbers = _numbers(draft, said, explained)
        draft.by, draft.at = scribe.by, at
        draft.save()
        keep_texts(scribe, fresh, district, texts or {})
    return draft


def _checks(period: Period) -> set[str]:
    return {DOSSIERS, *(check.code for check in checks_of(lens_of(period)))}


def _require_seen(said: Mapping[str, str], sent: Changes, still: Collection[str]) -> None:
    """Whoever says that an explanation still holds has seen the one that is kept."""
    if any(said.get(code, "") not in map(lines, sent.get(code, ())) for code in still):
        raise Refused(MEANWHILE)


def _numbers(draft: Draft, before: Mapping[str, str], explained: Explained) -> dict[str, int]:
    """Return by code for how many each explanation is; where nobody knows, it is left out."""
    fresh = {
        code for code, text in draft.explanations.items()
        if text != before.get(code) or code in explained.still
    }  # fmt: skip
    known = {code: n for code, n in draft.numbers.items() if code not in fresh}
    known |= {code: n for code, n in explained.numbers.items() if code in fresh}
    return {code: n for code, n in known.items() if code in draft.explanations}


def _with(kept: Mapping[str, str], changes: Changes, known: Collection[str]) -> dict[str, str]:
    """Return the texts with what was changed of them; those left empty are gone."""
    texts = {**kept, **changed(kept, changes, known, LONGEST)}
    return {code: text for code, text in texts.items() if text}
