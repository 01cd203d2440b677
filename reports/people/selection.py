"""The people a list shows: who they are, how many, and one page of them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.functional import cached_property

from personnel.basics.asked_again import found_again
from personnel.kinds import KINDS
from personnel.models import Person, PersonQuerySet, Post, PostQuerySet
from personnel.reading.ahead import left_by
from personnel.reading.asked_about import asking_about
from personnel.reading.clashes import past_retirement
from personnel.reading.standing import give_standing, standing
from targets.judging import with_outcome

from . import choices, standings
from .columns.column import Reads
from .columns.reading import Reading
from .conditions import Conditions

# So many ids are read sooner than a page of them is found by going through all names.
FEW = 500


class Selection(Conditions):
    """The people whom the conditions find."""

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
        with asking_about(*ids):
            rows = self._judged(reading) if asks_standing else self._listed(ids, reading)
            found = {person.pk: person for person in rows}
        if not (asks_standing or self.out_of_post):
            lens = self.lens
            give_standing(found.values(), lens.day, reading.levels, lens.map_day, self._ahead)
        return [found[pk] for pk in ids if pk in found]

    def _judged(self, reading: Reading) -> Iterable[Any]:
        return self._told(self._standing(reading), reading)

    def _listed(self, ids: Sequence[int], reading: Reading) -> Iterable[Any]:
        """Return people as they are, by a text that is kept."""
        user, ethnicity = self.user, Reads.ETHNICITY in reading.reads
        seen = None if user.sees_province else user.scope
        edited = None if user.edits_province else user.edited
        return found_again(
            ("people listed", ethnicity, seen, edited),
            lambda *some: self._told(Person.objects.filter(pk__in=some), reading),
            Person,
            *ids,
        )

    def _told(self, rows: Any, reading: Reading) -> QuerySet[Any]:
        """Return the rows of who may be seen, with what they are shown by."""
        if Reads.ETHNICITY in reading.reads:
            rows = rows.select_related("ethnicity")
        told: QuerySet[Any] = rows.visible_to(self.user).saying_editable_by(self.user).order_by()
        return told

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
