"""The levels in a row against the credentials recorded; levels never fall by import alone.

A higher level is a new credential beside the old one, so that earlier days keep their
figures. The same level only completes what is recorded of it. A lower one is a conflict,
unless somebody decided that the recorded level was wrong: then it is corrected, and those
above the sheet's are no more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from personnel.kinds import KINDS
from personnel.models import Credential
from personnel.words.partial_dates import PartialDate, refined
from personnel.words.text import match_key
from personnel.words.vocabulary import Held

from .changes import RowDiff, stored_award
from .finding import Recorded


def compare_credentials(
    diff: RowDiff, recorded: Iterable[Recorded], today: date, lower: Collection[str] = ()
) -> None:
    """Record the credentials that the row adds, completes or corrects, given those recorded.

    `lower` names the kinds whose recorded higher level was found to be wrong. What is recorded
    as awarded after `today` is no level held yet, and nothing is lower for it. What was withdrawn
    by then is held no more: a row that names it again changes nothing, and says so.
    """
    by_kind: defaultdict[str, list[Recorded]] = defaultdict(list)
    for credential in recorded:
        by_kind[credential.kind].append(credential)
    for held in diff.row.held:
        same_kind = [c for c in by_kind[held.kind] if _agree(c.language, held.language)]
        _compare(diff, held, same_kind, today, correct=held.kind in lower)


def _compare(
    diff: RowDiff, held: Held, recorded: list[Recorded], today: date, *, correct: bool
) -> None:
    gone = [c for c in recorded if not c.counts_on(today)]
    recorded = [c for c in recorded if c.counts_on(today)]
    current = [c for c in recorded if c.awarded is None or c.awarded <= today]
    higher = sorted((c for c in current if c.level > held.level), key=_by_level)
    same = [c for c in recorded if c.level == held.level]
    if higher:
        diff.lower.append(held.kind)
    if higher and not correct:
        diff.conflict(held.kind, f"thấp hơn trình độ đã ghi: {_shown(_held(higher[-1]))}")
    elif higher:
        _correct(diff, held, same, higher)
    elif same:
        _complete(diff, held, same)
    elif again := [c for c in gone if _may_be_it(c, held)]:
        diff.conflict(held.kind, _withdrawn(again[0]))
    else:
        _add(diff, held, max(current, key=_by_level, default=None))


def _may_be_it(withdrawn: Recorded, held: Held) -> bool:
    """Whether a row may name the credential that was withdrawn, not one awarded since."""
    since = withdrawn.verified_on
    if withdrawn.level != held.level or held.level == 0:
        return False
    return not (held.awarded and since and held.awarded.first >= since)


def _withdrawn(credential: Recorded) -> str:
    day = f"{credential.verified_on:%d/%m/%Y}" if credential.verified_on else ""
    return f"đã ghi thu hồi từ ngày {day}: {_shown(_held(credential))}"


def _by_level(credential: Recorded) -> int:
    return credential.level


def _agree(recorded: str, given: str) -> bool:
    """Whether two texts may mean the same; one that is not known agrees with any."""
    return (
        not recorded
        or not given
        or recorded == given
        or match_key(recorded) == match_key(given)
    )  # fmt: skip


def _add(diff: RowDiff, held: Held, before: Recorded | None) -> None:
    diff.learned.append(held)
    shown = _shown(_held(before)) if before else ""
    diff.change(KINDS[held.kind].label, shown, _shown(held))


def _complete(diff: RowDiff, held: Held, recorded: list[Recorded]) -> None:
    if any(_says_all_of(credential, held) for credential in recorded):
        return None
    fitting = [c for c in recorded if _agree(c.field_of_study, held.field_of_study)]
    if not fitting:
        return _add(diff, held, None)
    if any(_merged(_held(credential), held) == _held(credential) for credential in fitting):
        return None
    # The one whose date may be this one; else the latest, whose date is put right.
    credential = max(fitting, key=lambda c: (_may_be(_held(c).awarded, held.awarded), c.pk))
    return _change(diff, credential, _merged(_held(credential), held))


def _correct(diff: RowDiff, held: Held, same: list[Recorded], higher: list[Recorded]) -> None:
    """Make the sheet's level the highest: the lowest above it becomes it, the rest go.

    Where the sheet's level is recorded too, or says that there is none, all above it go.
    """
    kept = None if same or held.level == 0 else higher[0]
    if kept:
        known = _held(kept)
        _change(diff, kept, _merged(Held(held.kind, held.level, *_details(known)), held))
    for credential in higher:
        if credential is not kept:
            diff.removed_credentials.append(credential.pk)
            diff.change(KINDS[held.kind].label, _shown(_held(credential)), "")
    if same:
        _complete(diff, held, same)
    elif not kept:
        _add(diff, held, None)


def _details(held: Held) -> tuple[PartialDate | None, str, str]:
    return held.awarded, held.language, held.field_of_study


def _change(diff: RowDiff, recorded: Recorded, after: Held) -> None:
    awarded, precision = stored_award(after.awarded)
    diff.changed_credentials.append(
        Credential(
            pk=recorded.pk, person=diff.person, kind=after.kind, level=after.level,
            awarded=awarded, awarded_precision=precision,
            language=after.language, field_of_study=after.field_of_study,
        )
    )  # fmt: skip
    diff.change(KINDS[after.kind].label, _shown(_held(recorded)), _shown(after))


def _says_all_of(recorded: Recorded, held: Held) -> bool:
    """Whether the same is recorded, or the sheet says nothing but the level; the usual case."""
    return (
        (held.awarded is None or (recorded.awarded, recorded.awarded_precision) ==
            stored_award(held.awarded))
        and held.language in ("", recorded.language)
        and held.field_of_study in ("", recorded.field_of_study)
    )  # fmt: skip


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


def _held(credential: Recorded) -> Held:
    return Held(
        credential.kind,
        credential.level,
        PartialDate.stored(credential.awarded, credential.awarded_precision),
        credential.language,
        credential.field_of_study,
    )


def _shown(held: Held) -> str:
    parts = (held.language, KINDS[held.kind].level_label(held.level), held.field_of_study)
    text = " - ".join(part for part in parts if part)
    return f"{text} ({held.awarded})" if held.awarded else text
