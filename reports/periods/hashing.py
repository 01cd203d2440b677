"""The hash of what was submitted and of a seal: the same facts, the same sixty-four digits.

A line of JSON for each thing kept (sorted keys, days as ISO text, bytes as hexadecimal digits,
no fractions), hashed in one order. What is hashed is named here, version by version: what was
hashed by one version is verified by it for ever, whatever columns come or go.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from personnel.basics.digests import HashedLines
from reports.models import FrozenStanding, Period, Submission


def replaced(period: Period) -> list[str] | None:
    """Return the seal that a period takes the place of, and why; None when it replaces nothing."""
    return [period.replaces.seal_hash, period.replacement_reason] if period.replaces else None


# What is hashed under a name, where it is not the attribute of that name.
SUBMITTED: Mapping[str, Callable[[Submission], Any]] = {
    "format": attrgetter("hash_version"),
    "day": attrgetter("period.day"),
    "horizon": attrgetter("period.horizon"),
    "district": attrgetter("district_id"),
    "rules": attrgetter("rules.facts"),
}
SEALED: Mapping[str, Callable[[Period], Any]] = {
    "format": attrgetter("hash_version"),
    "note": attrgetter("seal_note"),
    "rules": attrgetter("rules.facts"),
    "replaces": replaced,
}
TOLD: Mapping[str, Callable[[Any], Any]] = {"sort_key": lambda row: bytes(row.sort_key)}


@dataclass(frozen=True)
class Format:
    """What one version hashes, by name: of a submission, of each row of it, of a seal.

    `parts` of a submission are a line each after that of its `facts`. Those of `seal_if_any` are
    left out where there is nothing. The `folded` facts of a seal, and the answers in it, stand in
    its lines by their hash: the lines can be given away without them.
    """

    facts: tuple[str, ...]
    parts: tuple[str, ...]
    standing: tuple[str, ...]
    seal: tuple[str, ...]
    seal_if_any: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()


# As release 0.3.0 worked it out.
_FIRST = Format(
    facts=("day", "horizon", "district", "version", "submitter", "submitted_at", "people"),
    parts=("units", "dossiers", "notes", "checklist"),
    standing=(
        "person", "full_name", "sort_key", "masked_cccd", "sex", "birth_date", "birth_precision",
        "ethnic_group", "religion", "party_joined", "party_joined_precision",
        "minority_service_since", "unit_id", "unit_code", "district_id", "minority_area",
        "mountain_commune", "urban", "title_group", "title_code", "title_name", "title_order",
        "post_start", "post_start_precision", "committee", "retirement_exempt", "professional",
        "theory", "state_management", "it", "foreign_language", "ethnic_language", "mass_work",
        "position_update", "general_education", "english", "other_language",
        "foreign_language_name", "ethnic_language_name", "field_of_study", "outcomes",
    ),
    seal=(
        "name", "day", "horizon", "due", "sealed_at", "sealer", "note", "province", "missing",
    ),
    seal_if_any=("idle",),
)  # fmt: skip
# With the version itself, the rules, last year's figures, and what is replaced and why.
_SECOND = replace(
    _FIRST,
    facts=("format", *_FIRST.facts),
    parts=(*_FIRST.parts, "rules"),
    seal=("format", *_FIRST.seal, "idle", "rules", "last_year", "replaces"),
    seal_if_any=(),
)
# With what was written of the report, its number and day, by when it was due when handed in, and
# what was replied to the reason of a return.
_THIRD = replace(
    _SECOND,
    facts=(*_SECOND.facts, "due", "reply"),
    parts=(*_SECOND.parts, "texts"),
    seal=(*_SECOND.seal, "texts", "document_number", "document_day"),
)
# With whether somebody is counted by a group of titles that nobody had confirmed.
_FOURTH = replace(_THIRD, standing=(*_THIRD.standing, "group_unconfirmed"))
# With whether the resolution is about somebody, by where they serve.
_FIFTH = replace(_FOURTH, standing=(*_FOURTH.standing, "in_scope"))
# With what became of whoever was sent to courses in the year.
_SIXTH = replace(_FIFTH, parts=(*_FIFTH.parts, "studies"))
# With what else of the resolution a year's report tells: evaluations, heads, movements and more.
_SEVENTH = replace(_SIXTH, parts=(*_SIXTH.parts, "yearly"))
# So that whoever gets the figures checks the seal without what was written, or asked, beside them.
_EIGHTH = replace(_SEVENTH, folded=("sealer", "note", "rules", "last_year", "replaces", "texts"))
FORMATS = {
    1: _FIRST, 2: _SECOND, 3: _THIRD, 4: _FOURTH, 5: _FIFTH, 6: _SIXTH, 7: _SEVENTH, 8: _EIGHTH,
}  # fmt: skip
CURRENT = 8
# What is frozen of a person: the facts that the current version hashes, but for the outcomes.
FACTS = tuple(name for name in FORMATS[CURRENT].standing if name != "outcomes")


def facts_of(row: Any, names: Iterable[str] = FACTS) -> dict[str, Any]:
    """Return what a row of a source's list tells of its person, by name, live or frozen."""
    return _facts(row, names, TOLD)


def _facts(thing: Any, names: Iterable[str], told: Mapping[str, Callable[[Any], Any]]) -> Any:
    return {name: told.get(name, attrgetter(name))(thing) for name in names}


def hash_of(submission: Submission, standings: Iterable[FrozenStanding]) -> str:
    """Return the hash of a submission with its frozen rows, whatever order they come in."""
    form = FORMATS[submission.hash_version]
    parts = _facts(submission, form.parts, SUBMITTED)
    rows = sorted(standings, key=lambda row: row.person)
    lines = [_facts(submission, form.facts, SUBMITTED), *(parts[name] for name in form.parts)]
    return _hash([*lines, *(facts_of(row, form.standing) for row in rows)])


def verify(submission: Submission) -> bool:
    """Whether all that was frozen is what its hash was worked out of; two queries.

    Where names were erased from it since (`reports.periods.erasing_names`), whether it was as it
    had been kept each time, and is what was left the last time.
    """
    rows, erasings = list(submission.standings.all()), list(submission.erasings.all())
    kept = erasings[-1].sha256 if erasings else submission.sha256
    whole = all(erasing.as_kept for erasing in erasings) and len(rows) == submission.people
    return whole and hash_of(submission, rows) == kept


def seal_hash_of(period: Period, counted: Iterable[Submission]) -> str:
    """Return the hash of a seal: the period, who is missing, and every submission it counts.

    The files that are issued bear it, so they are not in it (`reports.periods.files`); the figures
    of the units are, by their hash (`Period.province`).
    """
    return _hash(seal_lines(period, counted))


def seal_lines(period: Period, counted: Iterable[Submission]) -> list[Any]:
    """Return what a line each is hashed of for a seal: the period, then every submission."""
    form = FORMATS[period.hash_version or CURRENT]  # open, it would be sealed by the current one
    facts = _facts(period, form.seal, SEALED)
    if_any = _facts(period, form.seal_if_any, SEALED)
    facts |= {name: value for name, value in if_any.items() if value}
    facts |= {name: digest_of(facts[name]) for name in form.folded}
    answer = digest_of if form.folded else str
    submissions = [
        [s.district_id, s.version, s.sha256, s.state, answer(s.answer), s.answered_at]
        for s in counted
    ]
    return [facts, *sorted(submissions)]


def verify_seal(period: Period, verified: Mapping[Submission, bool]) -> bool:
    """Whether a sealed period is as it was sealed, told of every submission that it counts.

    `verified` says of each whether it is intact (`verify`).
    """
    return all(verified.values()) and seal_hash_of(period, verified) == period.seal_hash


def digest_of(facts: Any) -> str:
    """Return the hash of one thing."""
    return _hash([facts])


def _hash(lines: Iterable[Any]) -> str:
    return HashedLines(lines).hexdigest
