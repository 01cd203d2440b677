"""What is worth a second look in the rows that are to be written: the portal's list of doubts."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from personnel.doubts.case import Around, Award, Case, Facts
from personnel.doubts.confirming import keys_of
from personnel.doubts.register import Told, found_in
from personnel.models import Post
from personnel.scope import NOWHERE, Reach
from personnel.words.vocabulary import Held
from sheets.deciding import SOMEBODY_ELSE, Decisions
from sheets.problems import problem
from sheets.scope import Scope

from .changes import RowDiff, stored_award
from .finding import Dossier

# The column under which each is told; those of credentials under that of their kind.
_FIELDS = {
    "young-post": "since",
    "young-party": "party_joined",
    "no-party-day": "party_joined",
    "elsewhen": "unit",
    "cccd-clash": "cccd",
    "past-retirement": "birth",
    "after-death": "since",
    "after-leaving": "since",
    "twin": "full_name",
}


@dataclass(frozen=True)
class _Within:
    """Who reads a sheet of a scope, as the facts ask of a user: its districts are what they see."""

    sheet: Scope | None

    @property
    def sees_province(self) -> bool:
        """Whether every record may be named."""
        return self.sheet is None

    @property
    def scope(self) -> Reach:
        """How far its units reach."""
        return self.sheet.reach if self.sheet else NOWHERE

    @property
    def scope_units(self) -> frozenset[int]:
        """The ids of the units whose records may be named."""
        return self.scope.units

    @property
    def teaches(self) -> bool:
        """A sheet has nothing to do with the courses of the Political School."""
        return False


@dataclass(frozen=True)
class _Learned:
    """A level that a row adds, as a doubt asks of it: not a record, of which there are many."""

    kind: str
    level: int
    awarded: date | None

    @classmethod
    def of(cls, held: Held) -> _Learned:
        """Return it as it would be written."""
        return cls(held.kind, held.level, stored_award(held.awarded)[0])

    def lasts_on(self, day: date) -> bool:
        """Whether it counts on `day`: nobody has looked at its paper yet."""
        return self.awarded is None or self.awarded <= day


def note_doubts(
    diffs: Iterable[RowDiff],
    dossiers: Collection[Dossier],
    today: date,
    scope: Scope | None,
    decisions: Decisions,
    unchecked: str = "",
) -> None:
    """Note each doubt about what the rows would leave behind, unless somebody confirmed it.

    `dossiers` are those of the rows. What the file or a decision ends counts as ended. A few
    queries, whatever the number of rows. `unchecked` as in `Case`.
    """
    of_more = (diff for diff in diffs if not diff.row.record.only_evaluations)
    written = [diff for diff in of_more if diff.is_written]
    known = {dossier.person.pk: dossier for dossier in dossiers}
    every = [_facts(diff, known.get(diff.person.pk)) for diff in written]
    around = Around.of(every, _Within(scope), _ending(written, decisions))
    confirmed = keys_of([diff.person.pk for diff in written if not diff.is_new])
    for diff, facts in zip(written, every, strict=True):
        kept = confirmed.get(diff.person.pk, ())
        asked = decisions.on(diff.row.record).person == SOMEBODY_ELSE
        for told in found_in(Case(facts, around, today, unchecked)):
            if told.found.other and not told.found.seen:
                diff.beyond.add(told.found.other)
            if told.key not in kept and not (asked and told.doubt.code == "twin"):
                _note(diff, told)


def _facts(diff: RowDiff, dossier: Dossier | None) -> Facts:
    """Return what would be recorded of a row's person once it is written."""
    posts = [*(dossier.posts if dossier else ()), *diff.new_posts]
    gone = {*diff.removed_credentials, *(c.pk for c in diff.changed_credentials)}
    kept: list[Award] = [c for c in (dossier.credentials if dossier else ()) if c.pk not in gone]
    learned: list[Award] = [_Learned.of(held) for held in diff.learned]
    return Facts(diff.person, posts, [*kept, *diff.changed_credentials, *learned])


def _ending(written: Iterable[RowDiff], decisions: Decisions) -> set[int]:
    """Return the ids of the posts that end by the file, or by what was decided of it."""
    ending = {post.pk for diff in written for post in diff.changed_posts if post.end}
    if decisions.ended:
        posts = Post.objects.filter(person__in=decisions.ended, title__head=True)
        ending |= set(posts.values_list("pk", flat=True))
    return ending


def _note(diff: RowDiff, told: Told) -> None:
    field = told.found.kind or _FIELDS.get(told.doubt.code, "title")
    reason = told.found.text[0].lower() + told.found.text[1:]
    found = problem(diff.row.record, field, reason, is_error=False)
    diff.notes.append(replace(found, doubt=told.key))
