"""The first page of a root as data: the sentence, its criteria, its units, what is to be done.

What stands on the page, on the slides and on the one sheet of paper comes from here.
"""

from datetime import date

from django.utils import timezone
from django.utils.functional import cached_property

from personnel.scope import Editor
from targets.judging import RollUp
from targets.lens import Lens
from targets.rules import Section
from targets.sources import LiveSource

from .board import Board
from .conclusion import Conclusion, conclude
from .deadlines import at_last_deadline
from .pace import Pace, Path, a_year_before, counted_by_path, paces
from .ranking import BY_PEOPLE, Ranking
from .sections import by_distance, furthest_first, sections
from .task import Task
from .tasks import checks_asked, tasks_of
from .tasks_following import following_tasks
from .tasks_waiting import waiting_tasks

Strips = list[tuple[Section | None, list[Pace]]]


class FirstPage:
    """What a user is told first of a source's root; sixteen queries at most with its units.

    What is `waiting` for the user takes up to nine of its own, where days are set by which papers
    of committees are due up to four more; `grouped` one for the groups.
    """

    def __init__(
        self, source: LiveSource, user: Editor, criteria_url: str = "", *, grouped: bool = False
    ) -> None:
        self.source, self.user, self.criteria_url = source, user, criteria_url
        self.board = Board(source, also=checks_asked(source.lens), grouped=grouped)

    @cached_property
    def conclusion(self) -> Conclusion:
        """The sentence. A commune's tells of its people, not of a deadline that is past."""
        past = None if self.source.root.is_commune else at_last_deadline(self.source)
        return conclude(self.board, past, self.criteria_url)

    @cached_property
    def moving(self) -> list[Pace]:
        """Every criterion with its pace, the furthest from its target first."""
        return paces(furthest_first(self.board.lines), self._then)

    @cached_property
    def _then(self) -> tuple[Lens, RollUp] | None:
        return a_year_before(self.source)

    @cached_property
    def tasks(self) -> list[Task]:
        """What is to be done next."""
        today = timezone.localdate()
        return tasks_of(self.board, self.moving, self.user, today, self.criteria_url)

    @cached_property
    def waiting(self) -> list[Task]:
        """What waits for this user alone: it is no business of slides and papers."""
        today = timezone.localdate()
        # Without districts the board of a commune has its own programme and review.
        due = list(following_tasks(self.user, today))
        if self.source.root.is_commune:
            return due
        return [*waiting_tasks(self.user, self.source, today), *due]

    @property
    def to_do(self) -> list[Task]:
        """All of it for the page: what waits comes first, the reports before the rest."""
        return sorted([*self.tasks, *self.waiting], key=lambda task: not task.waits)

    @property
    def year_before(self) -> date | None:
        """The day that the change of a year is told from."""
        return next((each.before.lens.day for each in self.moving if each.before), None)

    @property
    def by_path(self) -> list[tuple[Path, int]]:
        """How many criteria are on each path; they add up to those judged."""
        return counted_by_path(self.moving)

    def ranking(self, by: str = BY_PEOPLE) -> Ranking:
        """Return the units below, ranked."""
        return self.board.ranking(by)

    def strips(self, grouped: bool) -> Strips:
        """Return the criteria as they are shown: by distance, or under whom they cover.

        Numbered in this order where a clause needs a reading.
        """
        arranged = (sections if grouped else by_distance)(self.board.lines)
        return [(section, paces(lines, self._then)) for section, lines in arranged]
