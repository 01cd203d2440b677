"""What the columns of a list need to have read: nothing that none of them asks for.

Levels, outcomes and checks come with the standing; each other thing is a query for all the
people of a page.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property

from personnel.kinds import KINDS
from personnel.models import Credential, Enrolment, Evaluation, Person, Post
from personnel.reading.ahead import above_held, awards_by
from personnel.reading.deaths import dead_by
from personnel.reading.failing import known_by, years_failed
from personnel.reading.localities import saying_local
from personnel.reading.standing import flag
from targets.explaining import highest_awarded, highest_held
from targets.figures import Outcome
from targets.judging import kinds_asked, outcome_of
from targets.lens import Lens
from targets.rules import Criterion

from ...quality.checks import Check, checks_of
from .column import Column, Reads


@dataclass(frozen=True)
class Beside:
    """What was read beside people, by their ids."""

    posts: Mapping[int, list[Post]] = field(default_factory=dict)
    papers: Mapping[int, dict[str, Credential]] = field(default_factory=dict)
    dead: Collection[int] = ()
    expected: Mapping[int, Mapping[str, Enrolment]] = field(default_factory=dict)
    studies: Mapping[int, list[Enrolment]] = field(default_factory=dict)
    evaluations: Mapping[int, Evaluation] = field(default_factory=dict)
    failed: Mapping[int, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """What columns ask for, together, of people on the day of a lens."""

    columns: Sequence[Column]
    lens: Lens

    @cached_property
    def reads(self) -> Reads:
        """What is to be read beside the standing."""
        return reduce(or_, (column.reads for column in self.columns), Reads.NOTHING)

    @cached_property
    def criteria(self) -> list[Criterion]:
        """The criteria whose outcomes are shown, each once."""
        criteria = {c.criterion.code: c.criterion for c in self.columns if c.criterion}
        return list(criteria.values())

    @cached_property
    def checks(self) -> list[Check]:
        """The checks of the data-quality page that everybody is asked about."""
        return checks_of(self.lens) if Reads.CHECKS in self.reads else []

    @property
    def levels(self) -> list[str]:
        """The kinds of credential whose levels are shown."""
        return [column.kind for column in self.columns if column.kind]

    @property
    def kinds(self) -> set[str]:
        """The kinds that a standing is read with, for all that is asked of it."""
        checked = (kind for check in self.checks for kind in check.kinds)
        return {*self.levels, *kinds_asked(self.criteria), *checked}

    @property
    def asks_standing(self) -> bool:
        """Whether something is asked that only the query of the figures says."""
        return bool(self.criteria or self.checks)

    def told(self, standing: QuerySet[Any]) -> QuerySet[Any]:
        """Add to a standing the outcome of each criterion, and whom each check finds."""
        day = self.lens.day
        outcomes = {f"judged_{at}": outcome_of(c, day) for at, c in enumerate(self.criteria)}
        found = {f"found_{at}": flag(c.where(self.lens)) for at, c in enumerate(self.checks)}
        return standing.annotate(**outcomes, **found)

    def judged(self, person: Any) -> dict[str, Outcome]:
        """Return the outcomes that `told` added, by the code of the criterion."""
        told = ((c.code, getattr(person, f"judged_{at}", "")) for at, c in enumerate(self.criteria))
        return {code: Outcome(outcome) for code, outcome in told if outcome}

    def found(self, person: Any) -> list[Check]:
        """Return the checks that find somebody, as `told` added them."""
        return [c for at, c in enumerate(self.checks) if getattr(person, f"found_{at}", 0)]

    def beside(self, people: Collection[Person]) -> Beside:
        """Read what is asked for beside the standing: up to six queries, one more of awards."""
        ids = [person.pk for person in people]
        graded = Reads.EVALUATIONS in self.reads
        return Beside(
            self._posts(ids) if Reads.POSTS in self.reads else {},
            self._papers(ids) if Reads.PAPERS in self.reads else {},
            self._dead(ids) if Reads.DEATHS in self.reads else (),
            self._expected(ids) if self._counts_awards else {},
            self._studies(ids) if Reads.STUDIES in self.reads else {},
            self._evaluations(ids) if graded else {},
            years_failed(self.lens.day, ids) if graded else {},
        )

    @property
    def _counts_awards(self) -> bool:
        """Whether levels are shown that are only taken to be awarded by the day."""
        ahead = self.lens.ahead
        return bool(self.levels and ahead and ahead.awarded)

    def _expected(self, ids: Collection[int]) -> Mapping[int, dict[str, Enrolment]]:
        """Return what is expected above what is held, by person and kind."""
        day, ahead = self.lens.day, self.lens.ahead
        awards = above_held(awards_by(day, ahead), day).filter(person__in=ids)
        found: dict[int, list[Enrolment]] = defaultdict(list)
        for enrolment in awards.filter(kind__in=self.levels).select_related("training_class"):
            found[enrolment.person_id].append(enrolment)
        return {person: highest_awarded(enrolments) for person, enrolments in found.items()}

    def _posts(self, ids: Collection[int]) -> Mapping[int, list[Post]]:
        """Return the posts held on the day, the principal one of each person first."""
        held = Post.objects.held_on(self.lens.day).filter(person__in=ids)
        found: dict[int, list[Post]] = defaultdict(list)
        told: Any = saying_local(held.select_related("title"), self.lens.day)
        for post in told.principal_first(self.lens.day):
            found[post.person_id].append(post)
        return found

    def _papers(self, ids: Collection[int]) -> Mapping[int, dict[str, Credential]]:
        """Return the highest credential that counts on the day, by person and kind."""
        kinds = [kind for kind in KINDS if any(c.paper == kind for c in self.columns)]
        held = Credential.objects.held_on(self.lens.day).filter(person__in=ids, kind__in=kinds)
        found: dict[int, list[Credential]] = defaultdict(list)
        for credential in held.order_by("pk"):
            found[credential.person_id].append(credential)
        return {person: highest_held(credentials) for person, credentials in found.items()}

    def _studies(self, ids: Collection[int]) -> Mapping[int, list[Enrolment]]:
        """Return what each studies, is sent to or proposed for now, the latest first."""
        found: dict[int, list[Enrolment]] = defaultdict(list)
        for enrolment in Enrolment.objects.open().of_people(ids):
            found[enrolment.person_id].append(enrolment)
        return found

    def _evaluations(self, ids: Collection[int]) -> Mapping[int, Evaluation]:
        """Return the last evaluation of each that was known on the day."""
        known = known_by(self.lens.day).filter(person__in=ids).order_by("year")
        return {evaluation.person_id: evaluation for evaluation in known}

    def _dead(self, ids: Collection[int]) -> frozenset[int]:
        dead = Person.objects.filter(dead_by(self.lens.day), pk__in=ids)
        return frozenset(dead.values_list("pk", flat=True))
