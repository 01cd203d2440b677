"""Clean rows compared with the portal: new, changed field by field, unchanged, in conflict."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from personnel.models import Person
from sheets.deciding import NOTHING_DECIDED, Decisions, RowDecision
from sheets.records import Row
from sheets.scope import Scope

from .changes import Comparison, RowDiff
from .credential_changes import compare_credentials
from .doubts import note_doubts
from .evaluations import compare_evaluations, withhold_unknown
from .fact_changes import compare_facts
from .finding import Dossier, Portal
from .identifying import NAMES_UNCHECKED, Meant, identify
from .post_changes import compare_posts
from .studies import compare_studies

UNDECIDED = Decisions()


def compare(
    rows: Iterable[Row],
    today: date,
    scope: Scope | None = None,
    decisions: Decisions = UNDECIDED,
    *,
    locking: bool = False,
    besides: Collection[int] = (),
    unchecked: bool = False,
    doubting: bool = True,
) -> Comparison:
    """Compare `rows` with what is recorded; nothing is written.

    With `scope`, people and posts of other units are left alone, and rows that would
    change them are conflicts. With `unchecked`, nothing is told of whether others have numbers
    and names of the rows: a row with a number that is not recorded in the scope waits. Without
    `doubting`, what is worth a second look is not looked for: it changes nothing of what is
    written. `locking` and `besides` are those of `finding.Portal`. A few queries, whatever the
    number of rows.
    """
    rows = list(rows)
    portal = Portal(rows, today, locking=locking, besides=besides)
    every = identify(rows, portal, scope, decisions, unchecked=unchecked)
    found = {m.dossier.person.pk: m.dossier for m in every if m.dossier and not m.objection}
    portal.load_credentials(found.values())
    if any(row.studies for row in rows):
        portal.load_enrolments(found.values())
    if any(row.grades for row in rows):
        portal.load_evaluations(found.values())
    diffs = [_compared(m, today, scope, decisions.on(m.row.record)) for m in every]
    if doubting:
        note_doubts(diffs, found.values(), today, scope, decisions, NAMES_UNCHECKED * unchecked)
    return Comparison(diffs)


def _compared(
    meant: Meant, today: date, scope: Scope | None, decided: RowDecision = NOTHING_DECIDED
) -> RowDiff:
    dossier = meant.dossier or Dossier(Person())
    is_new = meant.dossier is None and meant.objection is None
    diff = RowDiff(meant.row, dossier.person, is_new=is_new, left=decided.leave)
    diff.candidates = [candidate.person for candidate in meant.candidates]
    if scope and meant.dossier and not meant.dossier.is_of(scope):
        diff.beyond.add(meant.dossier.person.pk)
    if meant.objection:
        return diff.withhold(*meant.objection)
    if meant.row.record.only_evaluations:
        if is_new:
            return withhold_unknown(diff)
        compare_evaluations(diff, dossier, decided.lower)
        return diff
    compare_facts(diff, dossier.standing)
    joined = diff.person.party_joined
    if joined and joined <= diff.person.birth_date:
        return diff.withhold("birth", f"không trước ngày vào Đảng đã ghi ({joined:%d/%m/%Y})")
    compare_posts(diff, dossier, today, scope, decided)
    compare_credentials(diff, dossier.credentials, today, decided.lower)
    compare_studies(diff, dossier, today)
    compare_evaluations(diff, dossier, decided.lower)
    return diff
