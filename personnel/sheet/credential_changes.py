"""The levels in a row against the credentials recorded; levels never fall by import.

A higher level is a new credential beside the old one, so that earlier days keep their
figures. The same level only completes what is recorded of it. A lower one is a conflict.
"""

from __future__ import annotations

from personnel.levels import KINDS
from personnel.models import Credential

from .changes import RowDiff
from .levels import Held
from .partial_dates import PartialDate, refined
from .text import match_key


def compare_credentials(diff: RowDiff, recorded: list[Credential]) -> None:
    """Record the credentials that the row adds or completes, given those recorded."""
    for held in diff.row.held:
        same_kind = [
            credential
            for credential in recorded
            if credential.kind == held.kind and _agree(credential.language, held.language)
        ]
        highest = max(same_kind, key=lambda credential: credential.level, default=None)
        if highest is None or held.level > highest.level:
            _add(diff, held, highest)
        elif held.level < highest.level:
            reason = f"thấp hơn trình độ đã ghi: {_shown(_held(highest))}"
            diff.conflict(held.kind, reason)
        else:
            _complete(diff, held, [c for c in same_kind if c.level == held.level])


def _agree(recorded: str, given: str) -> bool:
    """Whether two texts may mean the same; one that is not known agrees with any."""
    return not recorded or not given or match_key(recorded) == match_key(given)


def _add(diff: RowDiff, held: Held, before: Credential | None) -> None:
    credential = Credential(person=diff.person, kind=held.kind, level=held.level)
    _fill(credential, held)
    diff.new_credentials.append(credential)
    shown = _shown(_held(before)) if before else ""
    diff.change(KINDS[held.kind].label, shown, _shown(held))


def _complete(diff: RowDiff, held: Held, recorded: list[Credential]) -> None:
    fitting = [c for c in recorded if _agree(c.field_of_study, held.field_of_study)]
    if not fitting:
        return _add(diff, held, None)
    if any(_merged(_held(credential), held) == _held(credential) for credential in fitting):
        return None
    # The one whose date may be this one; else the latest, whose date is put right.
    credential = max(fitting, key=lambda c: (_may_be(_held(c).awarded, held.awarded), c.pk))
    before = _held(credential)
    after = _merged(before, held)
    _fill(credential, after)
    diff.changed_credentials.append(credential)
    return diff.change(KINDS[held.kind].label, _shown(before), _shown(after))


def _may_be(recorded: PartialDate | None, given: PartialDate | None) -> bool:
    return recorded is None or given is None or recorded.agrees_with(given)


def _merged(recorded: Held, given: Held) -> Held:
    return Held(
        recorded.kind,
        recorded.level,
        awarded=refined(recorded.awarded, given.awarded),
        language=recorded.language or given.language,
        field_of_study=recorded.field_of_study or given.field_of_study,
    )


def _held(credential: Credential) -> Held:
    return Held(
        credential.kind,
        credential.level,
        PartialDate.stored(credential.awarded, credential.awarded_precision),
        credential.language,
        credential.field_of_study,
    )


def _fill(credential: Credential, held: Held) -> None:
    credential.awarded = held.awarded.last if held.awarded else None
    credential.awarded_precision = held.awarded.precision if held.awarded else ""
    credential.language, credential.field_of_study = held.language, held.field_of_study


def _shown(held: Held) -> str:
    parts = (held.language, KINDS[held.kind].level_label(held.level), held.field_of_study)
    text = " - ".join(part for part in parts if part)
    return f"{text} ({held.awarded})" if held.awarded else text
