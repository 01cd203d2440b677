"""The hash of what was submitted and of a seal: the same facts, the same sixty-four digits.

A line of JSON for each thing kept (sorted keys, days as ISO text, bytes as hexadecimal digits,
no fractions), hashed in one order.
"""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from reports.models import FrozenStanding, Period, Submission

FACTS = tuple(
    "ethnic_group" if field.name == "ethnicity" else field.name
    for field in FrozenStanding._meta.concrete_fields
    if field.name not in ("id", "submission", "outcomes")
)


def facts_of(row: Any) -> dict[str, Any]:
    """Return what a row of a source's list tells of its person, by column, live or frozen."""
    facts = {name: getattr(row, name) for name in FACTS}
    return facts | {"sort_key": bytes(facts["sort_key"])}


def hash_of(submission: Submission, standings: Iterable[FrozenStanding]) -> str:
    """Return the hash of a submission with its frozen rows, whatever order they come in."""
    lines = [_submitted(submission), submission.units, submission.dossiers]
    lines += [submission.notes, submission.checklist]
    rows = sorted(standings, key=lambda row: row.person)
    return _hash([*lines, *({**facts_of(row), "outcomes": row.outcomes} for row in rows)])


def verify(submission: Submission) -> bool:
    """Whether all that was frozen is what its hash was worked out of; one query."""
    rows = list(submission.standings.all())
    return len(rows) == submission.people and hash_of(submission, rows) == submission.sha256


def seal_hash_of(period: Period, counted: Iterable[Submission]) -> str:
    """Return the hash of a seal: the period, who is missing, and every submission it counts.

    The files that are issued bear it, so they are not in it (`reports.periods.files`).
    """
    facts = {
        "name": period.name,
        "day": period.day,
        "horizon": period.horizon,
        "due": period.due,
        "sealed_at": period.sealed_at,
        "sealer": period.sealer,
        "note": period.seal_note,
        "province": period.province,
        "missing": period.missing,
    }
    # Left out where there is none, as seals were worked out before districts could be idle.
    facts |= {"idle": period.idle} if period.idle else {}
    facts |= {"last_year": period.last_year} if period.last_year else {}
    if period.replaces and period.replacement_reason:
        facts["replaces"] = [period.replaces.seal_hash, period.replacement_reason]
    submissions = [
        [s.district_id, s.version, s.sha256, s.state, s.answer, s.answered_at] for s in counted
    ]
    return _hash([facts, *sorted(submissions)])


def verify_seal(period: Period) -> bool:
    """Whether a sealed period and every submission that it counts are as they were sealed."""
    counted = list(Submission.objects.of(period).counted().select_related("period", "district"))
    intact = all(map(verify, counted))
    return period.is_sealed and intact and seal_hash_of(period, counted) == period.seal_hash


def _submitted(submission: Submission) -> dict[str, Any]:
    return {
        "day": submission.period.day,
        "horizon": submission.period.horizon,
        "district": submission.district_id,
        "version": submission.version,
        "submitter": submission.submitter,
        "submitted_at": submission.submitted_at,
        "people": submission.people,
    }


def _hash(lines: Iterable[Any]) -> str:
    digest = sha256()
    for line in lines:
        text = json.dumps(
            line, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain
        )
        digest.update(f"{text}\n".encode())
    return digest.hexdigest()


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(value)
