"""The people a list shows: who they are, how many, and one page of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.functional import cached_property

from personnel.kinds import KINDS
from personnel.models import Person, PersonQuerySet, Post, PostQuerySet, Unit
from personnel.reading.ahead import Ahead, left_by
from personnel.reading.asked_about import asking_about
from personnel.reading.clashes import past_retirement
from personnel.reading.standing import give_standing, standing
from personnel.scope import Editor
from targets.covers import COMMITTEE
from targets.criteria import BY_CODE, VARIANTS
from targets.judging import kinds_asked, targets_for_people, with_outcome
from targets.lens import Lens
from targets.rules import Criterion
from targets.structure import BASES, MEASURES, Measure

from ..quality.checks import Check, check_of
from ..unmet import TOGETHER, Together
from . import choices, standings
from .choices import COVERED
from .columns.column import Reads, Sort
from .columns.reading import Reading
from .columns.register import NAME_ORDERS, sorts
from .filters import PeopleFilter

# What is asked of a standing, which only those in post have.
OF_STANDING = ("group", "confirmed", "criterion", "outcome", "measure", "level", "quality")
# What only a title held on the day answers.
OF_POSTS = ("basis", "acting")
# So many ids are read sooner than a page of them is found by going through all names.
FEW = 500


@dataclass(frozen=True)
class Selection:
    """What a list is asked for, checked: every part optional, together they narrow."""

    lens: Lens
    people: PersonQuerySet
    user: Editor
    unit: Unit | None
    asked: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, form: PeopleFilter, root: Unit | None, user: Editor) -> "Selection":
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

    def matched(self) -> QuerySet[Any]:
        """Return everyone selected, in the order asked for."""
        day = self.lens.day
        if self.out_of_post:
            held = Q(pk__in=Post.objects.held_on(day).values("person_id"))
            there = held & ~left_by(day, self._ahead)
            # Of a unit that was split some went elsewhere: not all who ever were there are seen.
            seen = self.people.visible_to(self.user)
            ever = seen.ever_in(self.unit) if self.unit else seen
            return ever.exclude(there).order_by(*self._order)
        if self.together and not self._is_narrowed:
            # Half of everybody is found: a standing reads them without being told who is in post.
            everybody = standings.of_everybody(
                day, self._kinds, self.lens.map_day, self.outcome, tuple(self.lens.criteria)
            )
            return everybody.filter(self._where).order_by(*self._order)
        people = self._in_post.exclude(left_by(day, self._ahead))
        if self.retired:
            people = people.filter(past_retirement(day))
        return (self._by_standing(people) if self.asks_standing else people).order_by(*self._order)

    @property
    def _in_post(self) -> PersonQuerySet:
        """Those whose posts count in the unit and the group asked for.

        Where a page of them is read by the index of names, each is asked about by itself.
        """
        if self._is_paged:
            return self.people.filter(Exists(self._posts.filter(person=OuterRef("pk"))))
        return self.people.filter(pk__in=self._posts.values("person_id"))

    @property
    def _is_paged(self) -> bool:
        """Whether many of a whole province are asked for, of whom a page costs less than all."""
        in_part = self.unit is not None and not self.unit.whole_province
        return not (in_part or "title" in self.asked or self.asks_standing)

    @property
    def _is_narrowed(self) -> bool:
        """Whether more than the standing of everybody in the province says who is meant."""
        in_part = self.unit is None or not self.unit.whole_province
        of_posts = in_part or self._groups or self._ahead or "post" in self.asked
        return bool(of_posts or self.people.query.has_filters())

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

    @cached_property
    def ids(self) -> Sequence[int] | QuerySet[Any]:
        """The ids of everyone selected, in the order asked for, to be cut in pages.

        Of the many of a whole province a page is read from the index of the names. Where a unit,
        a title or a standing decides, or few are found, one page costs as much as all: they are
        read once. Of what is typed few are expected, and read without counting them first.
        """
        matched = self.matched().values_list("pk", flat=True)
        if not self._is_paged:
            return list(matched)
        if "q" in self.asked and len(few := list(matched[: FEW + 1])) <= FEW:
            return few
        return list(matched) if self._found <= FEW else matched

    def count(self) -> int:
        """Return how many are selected."""
        return len(self.ids) if isinstance(self.ids, list) else self._found

    @cached_property
    def _found(self) -> int:
        """How many are selected, as counted by the database: by the posts alone if they suffice."""
        narrowed = self.people.query.has_filters() or self._ahead or "post" in self.asked
        if narrowed:
            return self.matched().count()
        found = self._posts.aggregate(people=Count("person_id", distinct=True))
        return int(found["people"])

    def details(self, ids: Sequence[int], reading: Reading) -> list[Any]:
        """Return the people of `ids`, in that order, with what `reading` asks of a standing.

        Each says whether it is `editable` by the user.
        """
        if not ids:
            return []
        asks_standing = not self.out_of_post and (reading.asks_standing or bool(self.together))
        rows: Any = self._standing(reading) if asks_standing else Person.objects.filter(pk__in=ids)
        if Reads.ETHNICITY in reading.reads:
            rows = rows.select_related("ethnicity")
        rows = rows.visible_to(self.user).saying_editable_by(self.user).order_by()
        with asking_about(*ids):
            found = {person.pk: person for person in rows}
        if not (asks_standing or self.out_of_post):
            lens = self.lens
            give_standing(found.values(), lens.day, reading.levels, lens.map_day, self._ahead)
        return [found[pk] for pk in ids if pk in found]

    def _standing(self, reading: Reading) -> QuerySet[Any]:
        lens, targets = self.lens, tuple(self.lens.criteria) if self.together else ()
        asked = {*reading.kinds, *(self._kinds if self.together else ())}
        kinds = tuple(kind for kind in KINDS if kind in asked)
        return reading.told(
            standings.of_whoever_is_asked_about(lens.day, kinds, lens.map_day, self._ahead, targets)
        )

    @cached_property
    def _posts(self) -> PostQuerySet:
        """The posts of those in the unit and the group asked for, as figures count them."""
        lens, posts = self.lens, Post.objects.all()
        return posts.counted_on(lens.day, self.unit, self._groups, lens.map_day)

    @property
    def _groups(self) -> tuple[str, ...]:
        """The title groups that what is asked for speaks of; none: it speaks of no group."""
        base = self.asked.get("base") if self.measure else ""
        cover = self.criterion.cover.code if self.criterion else ""
        named = (self.asked.get("group"), base, cover)
        return next((choices.GROUPS[name] for name in named if name in choices.GROUPS), ())

    def _by_standing(self, people: PersonQuerySet) -> QuerySet[Any]:
        lens = self.lens
        rows = standing(lens.day, people, self._kinds, lens.map_day, ahead=self._ahead)
        rows = rows.filter(self._where)
        if self.together:
            criteria = tuple(lens.criteria)
            rows = rows.filter(standings.together(self.outcome, criteria, lens.day))
        if not self.criterion:
            return rows
        return with_outcome(rows, self.criterion, self.lens.day, *choices.JUDGED[self.outcome])

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
