"""What a district writes beside its figures, before it submits."""

from collections.abc import Collection, Mapping
from datetime import datetime

from personnel.keeping.recording import Refused
from personnel.models import Unit
from personnel.scope import Editor
from reports.models import Draft, Period
from reports.quality.checks import checks_of
from reports.rules import lens_of

from .checklist import DOSSIERS
from .submitting import require_district
from .writing import writing

LONGEST = 1000
# What somebody saw in a field, and what they leave there.
Changes = Mapping[str, tuple[str, str]]


def save_draft(
    period: Period, district: Unit, notes: Changes, explanations: Changes,
    *, by: Editor, at: datetime,
) -> Draft:  # fmt: skip
    """Write the notes (by criterion code) and explanations (by check) that were changed.

    Raises Refused when the period is sealed, the district is not in the user's hands, a text is
    too long, and when somebody else changed one of the texts meanwhile: nothing is written then.
    """
    with writing(period, by=by, at=at, reason="Chuẩn bị báo cáo") as (scribe, fresh):
        require_district(fresh, district, by)
        draft = Draft.objects.filter(period=fresh, district=district).first()
        draft = draft or Draft(period=fresh, district=district)
        draft.notes = _changed(draft.notes, notes, {c.code for c in fresh.criteria})
        draft.explanations = _changed(draft.explanations, explanations, _checks(fresh))
        draft.by, draft.at = scribe.by, at
        draft.save()
    return draft


def _checks(period: Period) -> set[str]:
    return {DOSSIERS, *(check.code for check in checks_of(lens_of(period)))}


def _changed(kept: Mapping[str, str], changes: Changes, known: Collection[str]) -> dict[str, str]:
    """Return the texts with what was changed of them; those left empty are gone."""
    texts = dict(kept)
    for code, (seen, given) in changes.items():
        seen, given = _lines(seen), _lines(given)
        if given == seen:
            continue
        if code not in known:
            raise Refused(f"Chưa ghi gì: không có mục “{code}” trong kỳ báo cáo này.")
        if texts.get(code, "") not in (seen, given):
            raise Refused(
                "Chưa ghi gì: ghi chú hoặc giải trình vừa được người khác sửa. Mở lại trang để "
                "xem nội dung mới rồi sửa tiếp."
            )
        if len(given) > LONGEST:
            raise Refused(f"Chưa ghi gì: mỗi ghi chú, giải trình không quá {LONGEST} ký tự.")
        texts[code] = given
    return {code: text for code, text in texts.items() if text}


def _lines(text: str) -> str:
    """Return a text with the line ends of one kind and nothing around it."""
    return "\n".join(text.splitlines()).strip()
