"""What a list of people is asked for, and what that asks of the records."""

from dataclasses import dataclass, field, replace
from typing import Any, Self

from django.core.exceptions import BadRequest
from django.db.models import Q
from django.utils.functional import cached_property

from personnel.kinds import KINDS
from personnel.models import PersonQuerySet, Unit
from personnel.reading.ahead import Ahead
from personnel.scope import Editor
from targets.covers import COMMITTEE
from targets.criteria import BY_CODE, VARIANTS
from targets.judging import kinds_asked, targets_for_people
from targets.lens import Lens
from targets.rules import Criterion
from targets.structure import BASES, MEASURES, Measure

from ..quality.checks import Check, check_of
from ..unmet import TOGETHER, Together
from . import choices
from .choices import COVERED
from .columns.column import Sort
from .columns.register import NAME_ORDERS, sorts
from .filters import PeopleFilter

# What is asked of a standing, which only those in post have.
OF_STANDING = ("group", "confirmed", "criterion", "outcome", "measure", "level", "quality")
# What only a title held on the day answers.
OF_POSTS = ("basis", "acting")


@dataclass(frozen=True)
class Conditions:
    """What a list is asked for, checked: every part optional, together they narrow."""

    lens: Lens
    people: PersonQuerySet
    user: Editor
    unit: Unit | None
    asked: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, form: PeopleFilter, root: Unit | None, user: Editor) -> Self:
        """Read the filters; raises BadRequest naming what cannot be read or go together."""
        asked = form.asked
        criterion, outcome = asked.get("criterion"), asked.get("outcome")
        if outcome and not criterion and outcome not in TOGETHER:
            raise BadRequest("Chọn kết quả này thì phải chọn cả chỉ tiêu.")
        _check_out_of_post(form, asked)
        unit = form.units[asked["unit"]] if "unit" in asked else root
        return cls(form.lens, form.qs, user, unit, asked)

    @property
    def criterion(self) -> Criterion | None:
        """The criterion (or other reading, or part of one) asked for."""
        return (BY_CODE | VARIANTS).get(self.asked.get("criterion", ""))

    @property
    def outcome(self) -> str:
        """The outcome asked for; everyone covered when only a criterion is named."""
        return self.asked.get("outcome") or (COVERED if self.criterion else "")

    @property
    def together(self) -> Together | None:
        """The outcome asked of all targets of the horizon together, when none is named."""
        return None if self.criterion else TOGETHER.get(self.outcome)

    @property
    def measure(self) -> Measure | None:
        """The structure measure asked for."""
        return MEASURES.get(self.asked.get("measure", ""))

    @property
    def check(self) -> Check | None:
        """The check of the data-quality page asked for."""
        return check_of(self.lens, self.asked["quality"]) if "quality" in self.asked else None

    @property
    def out_of_post(self) -> bool:
        """Whether those are asked for who hold no post on the day."""
        return self.asked.get("post") == choices.NO_POST

    @property
    def retired(self) -> bool:
        """Whether those are asked for whom the age has sent home by the day, if records hold on."""
        return self.asked.get("post") == choices.RETIRED

    @property
    def _ahead(self) -> Ahead | None:
        """What is taken for granted of a day to come; that they left not of those who do."""
        ahead = self.lens.ahead
        return replace(ahead, left=False) if ahead and self.retired else ahead

    @property
    def asks_standing(self) -> bool:
        """Whether the principal post or the levels held decide who is meant, or their order."""
        of_standing = self.criterion or self.together or self._sort.of_standing
        return bool(self._where or of_standing)

    @property
    def sort(self) -> str:
        """The column by which the list is in order, with a minus the other way round."""
        return self.asked.get("sort", "name")

    @property
    def _sort(self) -> Sort:
        return sorts()[self.sort.lstrip("-")]

    @property
    def _order(self) -> list[Any]:
        """What the list is ordered by: the column asked for, then the name.

        By name and birth both ways as their index has them. Whoever holds no post has nothing of
        a standing to be ordered by.
        """
        falling, code = self.sort.startswith("-"), self.sort.lstrip("-")
        if code in NAME_ORDERS:
            return [f"-{name}" if falling else name for name in NAME_ORDERS[code]]
        if self.out_of_post and self._sort.of_standing:
            return list(NAME_ORDERS["name"])
        return [*self._sort.order(self.lens.day, falling=falling), *NAME_ORDERS["name"]]

    @property
    def _groups(self) -> tuple[str, ...]:
        """The title groups that what is asked for speaks of; none: it speaks of no group."""
        base = self.asked.get("base") if self.measure else ""
        cover = self.criterion.cover.code if self.criterion else ""
        named = (self.asked.get("group"), base, cover)
        return next((choices.GROUPS[name] for name in named if name in choices.GROUPS), ())

    @cached_property
    def _where(self) -> Q:
        """What is asked of the standing, beside the unit, the group and the targets."""
        day, asked, where = self.lens.day, self.asked, Q()
        if self.check and self.check.kinds:
            where &= self.check.where(self.lens)
        if self.measure:
            base = BASES[asked.get("base", "all")]
            whole = "whole" in asked
            where &= self.measure.whole(base, day) if whole else self.measure.counted(base, day)
        if "confirmed" in asked:
            where &= Q(group_unconfirmed=1)
        if asked.get("group") == COMMITTEE.code:
            where &= COMMITTEE.on(day)
        return where

    @property
    def _kinds(self) -> tuple[str, ...]:
        """The kinds of credential that the conditions speak of."""
        together = targets_for_people(self.lens.criteria) if self.together else ()
        criteria = (self.criterion,) if self.criterion else together
        checked = self.check.kinds if self.check else ()
        kinds = {*kinds_asked(criteria), *checked, *self._sort.kinds}
        return tuple(kind for kind in KINDS if kind in kinds)


def _check_out_of_post(form: PeopleFilter, asked: dict[str, Any]) -> None:
    """Refuse what only a post can answer of people who hold none; ignoring it would show more."""
    of_standing = [name for name in OF_STANDING if name in asked]
    if asked.get("missing") in KINDS:
        of_standing.append("missing")
    of_standing += [name for name in OF_POSTS if name in asked]
    if asked.get("post") == choices.NO_POST and of_standing:
        label = form.form.fields[of_standing[0]].label
        raise BadRequest(
            f"“{label}” chỉ lọc được người đang giữ chức danh. Bỏ điều kiện này, hoặc bỏ "
            "“Không giữ chức danh”."
        )
