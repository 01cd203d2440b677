"""The people a list shows: who they are, how many, and one page of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Q, QuerySet

from personnel.levels import KINDS
from personnel.models import Person, PersonQuerySet, Post, Unit
from personnel.standing import standing
from targets.criteria import BY_CODE, VARIANTS
from targets.judging import outcome_of, unmet_somewhere, with_outcome
from targets.rules import Criterion
from targets.structure import BASES, MEASURES, Measure

from ..lens import Lens
from ..quality.checks import Check, check_of
from . import choices
from .choices import COVERED, UNMET
from .filters import PeopleFilter

# What is asked of a standing, which only those in post have.
OF_STANDING = ("group", "criterion", "outcome", "measure", "level", "quality")
SHOWN_KINDS = ("professional", "theory", "state_management")


@dataclass(frozen=True)
class Selection:
    """What a list is asked for, checked: every part optional, together they narrow."""

    lens: Lens
    people: PersonQuerySet
    unit: Unit | None
    asked: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, form: PeopleFilter, root: Unit | None) -> "Selection":
        """Read the filters; raises BadRequest naming what cannot be read or go together."""
        asked = form.asked
        criterion, outcome = asked.get("criterion"), asked.get("outcome")
        if outcome and not criterion and outcome != UNMET:
            raise BadRequest("Chọn kết quả thì phải chọn cả chỉ tiêu.")
        _check_out_of_post(form, asked)
        unit = form.units[asked["unit"]] if "unit" in asked else root
        return cls(form.lens, form.qs, unit, asked)

    @property
    def criterion(self) -> Criterion | None:
        """The criterion (or other reading, or part of one) asked for."""
        return (BY_CODE | VARIANTS).get(self.asked.get("criterion", ""))

    @property
    def outcome(self) -> str:
        """The outcome asked for; everyone covered when only a criterion is named."""
        return self.asked.get("outcome") or (COVERED if self.criterion else "")

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
        return "post" in self.asked

    def matched(self) -> QuerySet[Any]:
        """Return everyone selected, in the order asked for.

        What asks nothing of the standing is answered without it: the names in their index
        and who holds a post, which is what keeps the plain list quick in a large province.
        """
        where, sort = self._where, self.asked.get("sort", "name")
        order = [f"-{name}" if sort[0] == "-" else name for name in choices.SORTS[sort.lstrip("-")]]
        if self.out_of_post:
            held = Post.objects.held_on(self.lens.day).values("person_id")
            people = self.people.ever_in(self.unit) if self.unit else self.people
            return people.exclude(pk__in=held).order_by(*choices.SORTS["name"])
        if not where and not self.criterion and sort.lstrip("-") in choices.SORTED_BY_FACTS:
            return self.people.filter(pk__in=self._holders).order_by(*order)
        people = self.people.filter(pk__in=self._holders) if where else self.people
        rows = standing(self.lens.day, people, self._kinds).filter(where)
        if self.criterion:
            judged = choices.JUDGED[self.outcome]
            rows = with_outcome(rows, self.criterion, self.lens.day, *judged)
        return rows.order_by(*order)

    def details(self, ids: Sequence[int]) -> list[Any]:
        """Return the people of `ids`, in that order, with their standing and outcome."""
        people = Person.objects.filter(pk__in=ids)
        rows: QuerySet[Any] = people
        if not self.out_of_post:
            rows = standing(self.lens.day, people, self._shown_kinds)
            if self.criterion:
                rows = rows.annotate(outcome=outcome_of(self.criterion, self.lens.day))
        found = {person.pk: person for person in rows.order_by()}
        return [found[pk] for pk in ids if pk in found]

    @property
    def _holders(self) -> QuerySet[Any]:
        """Return the ids of who holds a post on the day that could be the principal one asked for.

        Whoever is counted in a unit and a group holds such a post there, perhaps beside others;
        the standing, which decides, is then worked out for them alone.
        """
        posts = Post.objects.held_on(self.lens.day)
        if self.unit:
            posts = posts.within(self.unit)
        if groups := choices.GROUPS.get(self.asked.get("group", "")):
            posts = posts.filter(title__group__in=groups)
        return posts.values("person_id")

    @cached_property
    def _where(self) -> Q:
        """What is asked of the standing."""
        day, asked = self.lens.day, self.asked
        where = Q()
        if self.unit and self.unit.parts:
            where &= Q(district_id__in=self.unit.parts)
        elif self.unit and self.unit.level != Unit.Level.PROVINCE:
            at = "unit_id" if self.unit.level == Unit.Level.COMMUNE else "district_id"
            where &= Q(**{at: self.unit.pk})
        if "group" in asked:
            base = BASES.get(asked["group"])
            where &= base.on(day) if base else Q(title_group=asked["group"])
        if "level" in asked:
            kind, level = asked["level"].split(":")
            where &= Q(**{f"{kind}__{choices.LOOKUPS[asked.get('rule', '')]}": int(level)})
        if asked.get("missing") in KINDS:
            where &= Q(**{f"{asked['missing']}__isnull": True})
        if self.check:
            where &= self.check.where(self.lens)
        if self.measure:
            base = BASES[asked.get("base", "all")]
            whole = "whole" in asked
            where &= self.measure.whole(base, day) if whole else self.measure.counted(base, day)
        if self.outcome == UNMET and not self.criterion:
            where &= unmet_somewhere(self.lens.criteria, day)
        return where

    @property
    def _kinds(self) -> list[str]:
        """The kinds of credential that the conditions speak of."""
        if self.outcome == UNMET and not self.criterion:
            return list(KINDS)
        kinds = {ask.kind for ask in self.criterion.asks} if self.criterion else set()
        kinds |= set(self.check.kinds) if self.check else set()
        kinds |= {self.asked.get("level", "").split(":")[0], self.asked.get("missing", "")}
        return [kind for kind in KINDS if kind in kinds]

    @property
    def _shown_kinds(self) -> list[str]:
        kinds = {ask.kind for ask in self.criterion.asks} if self.criterion else set()
        return [kind for kind in KINDS if kind in kinds | set(SHOWN_KINDS)]


def _check_out_of_post(form: PeopleFilter, asked: dict[str, Any]) -> None:
    """Refuse what only a post can answer of people who hold none; ignoring it would show more."""
    of_standing = [name for name in OF_STANDING if name in asked]
    if asked.get("missing") in KINDS:
        of_standing.append("missing")
    if "post" in asked and of_standing:
        label = form.form.fields[of_standing[0]].label
        raise BadRequest(
            f"“{label}” chỉ lọc được người đang giữ chức danh. Bỏ điều kiện này, hoặc bỏ "
            "“Không giữ chức danh”."
        )
