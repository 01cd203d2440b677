"""What a sheet changes, as statements: people, posts, credentials, studies, evaluations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from personnel.keeping import bulk
from personnel.keeping.bulk import Signature
from personnel.keeping.planning import count_rows_anew
from personnel.models import Credential, Evaluation, FormerName, Person, Post
from personnel.studying.told import keep_told
from sheets.comparing.absent import NO_ENDING, Ending
from sheets.comparing.changes import RowDiff, stored_award, stored_start
from sheets.comparing.decision_changes import NO_DECISION
from sheets.reading.reading import Progress

_DERIVED = [field for field in Person._meta.concrete_fields if hasattr(field, "derive_for")]
_FACTS = [field.attname for field in Person._meta.concrete_fields if not field.primary_key]
_POST = (
    "person_id", "unit_id", "branch_id", "title_id", "body", "start", "start_precision",
    *Post.DECISION,
)  # fmt: skip
_POST_CHANGED = ("body", "start", "start_precision", "end", "end_reason", *Post.DECISION)
_DETAILS = ("level", "awarded", "awarded_precision", "language", "field_of_study")
_EVALUATION = ("person_id", "year", "grade")
_CREDENTIAL = ("person_id", "kind", *_DETAILS)


def save(
    diffs: Sequence[RowDiff],
    ending: Ending = NO_ENDING,
    signed: Signature | None = None,
    progress: Progress | None = None,
    *,
    today: date,
) -> None:
    """Write what these rows change and whose posts end; without a signature, no history.

    Studies are told of `today`. Has to stand in a transaction.
    """
    steps = (
        lambda: _people(diffs, signed),
        lambda: _posts(diffs, ending, signed),
        lambda: _credentials(diffs, signed),
        lambda: _studies(diffs, today, signed),
        lambda: _evaluations(diffs, signed),
        lambda: count_rows_anew() if diffs or ending.posts else None,
    )
    for at, step in enumerate(steps, start=1):
        step()
        if progress:
            progress(at, len(steps))


def _people(diffs: Sequence[RowDiff], signed: Signature | None) -> None:
    new = [diff.person for diff in diffs if diff.is_new]
    changed = [diff for diff in diffs if diff.person_fields and not diff.is_new]
    for person in (*new, *(diff.person for diff in changed)):
        for field in _DERIVED:
            field.derive_for(person)
    ids = bulk.insert(Person, _FACTS, (_values(person, _FACTS) for person in new), signed)
    for person, pk in zip(new, ids, strict=True):
        person.pk = pk
        person._state.adding = False
    fields = set().union(*(diff.person_fields for diff in changed))
    names = [f.attname for f in Person._meta.concrete_fields if f.name in fields or f in _DERIVED]
    rows = [(diff.person.pk, *_values(diff.person, names)) for diff in changed]
    if "full_name" in names:
        FormerName.objects.keep({diff.person.pk: diff.person.full_name for diff in changed})
    bulk.update(Person, names, rows, signed)


def _values(record: Any, names: Iterable[str]) -> list[Any]:
    return [getattr(record, name) for name in names]


def _posts(diffs: Sequence[RowDiff], ending: Ending, signed: Signature | None) -> None:
    changed = [post for diff in diffs for post in diff.changed_posts]
    for post, last, why in ending.posts:
        post.end, post.end_reason = last, why
        changed.append(post)
    rows = [(post.pk, *_values(post, _POST_CHANGED)) for post in changed]
    bulk.update(Post, _POST_CHANGED, rows, signed)
    new = (
        (
            diff.person.pk,
            serving.unit.pk,
            serving.branch,
            serving.title.pk,
            serving.body,
            *stored_start(serving.since),
            *(serving.decision.get(name, none) for name, none in NO_DECISION.items()),
        )
        for diff in diffs
        for serving in diff.serving
    )
    bulk.insert(Post, _POST, new, signed)


def _credentials(diffs: Sequence[RowDiff], signed: Signature | None) -> None:
    gone = [pk for diff in diffs for pk in diff.removed_credentials]
    bulk.delete(Credential, gone, signed)
    changed = [credential for diff in diffs for credential in diff.changed_credentials]
    rows = [(credential.pk, *_values(credential, _DETAILS)) for credential in changed]
    bulk.update(Credential, _DETAILS, rows, signed)
    new = (
        (
            diff.person.pk,
            held.kind,
            held.level,
            *stored_award(held.awarded),
            held.language,
            held.field_of_study,
        )  # fmt: skip
        for diff in diffs
        for held in diff.learned
    )
    bulk.insert(Credential, _CREDENTIAL, new, signed)


def _studies(diffs: Sequence[RowDiff], today: date, signed: Signature | None) -> None:
    keep_told((told for diff in diffs for told in diff.told_studies), today, signed)


def _evaluations(diffs: Sequence[RowDiff], signed: Signature | None) -> None:
    every = [(diff.person.pk, graded) for diff in diffs for graded in diff.evaluations]
    changed = [(graded.pk, str(graded.grade)) for _, graded in every if graded.pk]
    bulk.update(Evaluation, ("grade",), changed, signed)
    new = ((pk, g.year, str(g.grade)) for pk, g in every if not g.pk)
    bulk.insert(Evaluation, _EVALUATION, new, signed)
