"""A class with the people in it whom the user may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import cached_property

from personnel.models import Batch, BatchRow, Enrolment, TrainingClass
from personnel.scope import Editor
from personnel.studying.results import OUTCOMES
from personnel.studying.states import FINISHING

from .listing import sees_all_in, stand_of
from .rows import Row, rows_of

State = Enrolment.State


@dataclass(frozen=True)
class Shown:
    """A class as its page shows it to one user."""

    training_class: TrainingClass
    rows: Sequence[Row]
    whole: bool
    today: date

    @cached_property
    def states(self) -> list[tuple[str, int]]:
        """The states that anybody is in, with how many, as they follow on each other."""
        counts = Counter(row.enrolment.state for row in self.rows)
        return [(state.label, counts[state]) for state in State if counts[state]]

    @property
    def seated(self) -> int:
        """How many of those shown take a seat."""
        left = State.without_seat()
        return sum(row.enrolment.state not in left for row in self.rows)

    @property
    def free(self) -> int:
        """How many seats are free, fewer than none where more people are in it."""
        return self.training_class.seats - self.seated

    @property
    def beyond(self) -> int:
        """How many more people than seats there are."""
        return max(0, -self.free)

    @property
    def editable(self) -> bool:
        """Whether the user may write of anybody in it."""
        return any(row.editable for row in self.rows)

    @property
    def waiting(self) -> int:
        """How many wait for a confirmation that the user may give."""
        return sum(row.confirmable for row in self.rows)

    @property
    def unconfirmed(self) -> int:
        """How many are not confirmed."""
        return sum(row.enrolment.confirmed_at is None for row in self.rows)

    @property
    def to_finish(self) -> int:
        """Of how many the user may record a result."""
        return sum(r.editable and r.enrolment.state in FINISHING for r in self.rows)

    @property
    def stand(self) -> str:
        """Whether it is coming, runs or is over."""
        return stand_of(self.training_class, self.today)

    @property
    def due(self) -> bool:
        """Whether the day of its results has come, and some are missing."""
        return bool(self.to_finish) and self.training_class.ends < self.today


def shown(training_class: TrainingClass, user: Editor, today: date) -> Shown:
    """Return a class as a user may see it; a handful of queries."""
    of_class = Enrolment.objects.filter(training_class=training_class)
    rows = rows_of(of_class.visible_to(user), user, today)
    return Shown(training_class, rows, sees_all_in(user, training_class), today)


def classes_to_move_to(
    training_class: TrainingClass, user: Editor, today: date
) -> list[TrainingClass]:
    """Return the other classes of the course that are not over, the next first."""
    others = TrainingClass.objects.visible_to(user).filter(
        kind=training_class.kind, level=training_class.level, language=training_class.language,
        ends__gte=today,
    ).exclude(pk=training_class.pk)  # fmt: skip
    return list(others.order_by("starts", "pk"))


def outcomes() -> list[tuple[str, str]]:
    """Return what a result may be, with its label."""
    return [(state.value, state.label) for state in OUTCOMES]


def batches_of(training_class: TrainingClass, user: Editor) -> list[Batch]:
    """Return the batches of results by which people finished whom the user may write of."""
    finished = Enrolment.objects.filter(training_class=training_class, state=State.FINISHED)
    numbers = finished.editable_by(user).order_by().values("credential")
    rows = BatchRow.objects.standing().filter(credential__in=numbers)
    kept = Batch.objects.filter(kind=Batch.Kind.RESULTS, pk__in=rows.values("batch"))
    return list(kept.select_related("by").order_by("at", "pk"))
