"""The grid of a commune and a year, and that of one person and their years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict

from personnel.models import Person, Post, Unit, UnitEvaluation
from personnel.scope import Editor, may_edit_in

from .asked import end_of, usual_year
from .lines import Line, Lines, Section, of_people, of_units
from .values import Beside, Value

# So many years stand beside the one that is typed.
BESIDE = 3
# So many of the latest years of a person are offered, besides those recorded.
SHOWN = 6
IN_POST, LEFT = "Giữ chức danh đến cuối năm", "Thôi giữ chức danh trong năm"
Known = Mapping[tuple[int, int, str], Value]


class CommuneGrid(Lines):
    """Who is evaluated of a year in a commune, and its collectives, as `user` may type them.

    Whoever was in post at the end of the year stands where their principal post was then;
    whoever left during the year and was nowhere in post at its end stands apart. All that was
    recorded of others of the commune is left where they are now.
    """

    def __init__(
        self, unit: Unit, year: int, user: Editor, today: date, data: QueryDict | None = None
    ) -> None:
        super().__init__(year, today, data, with_paper=True)
        self.unit, self.user = unit, user
        self.years = list(range(year - BESIDE, year))
        self.last = end_of(year, today)
        staying, gone = list(self._staying()), list(self._gone())
        people = {post.person_id for post in (*staying, *gone)}
        self._own = _own(people, user)
        known = {key: Value.of(row) for key, row in of_people(people, self._every).items()}
        self.sections = [
            Section(IN_POST, [self._person(post, known) for post in staying]),
            Section(LEFT, [self._person(post, known) for post in gone]),
        ]
        self.sections = [section for section in self.sections if section.lines]
        self.collectives = [Section("", list(self._collectives()))]

    @property
    def _every(self) -> list[int]:
        return [*self.years, self.year]

    @property
    def people(self) -> int:
        """How many people stand in it."""
        return sum(1 for line in self.lines if line.person)

    @property
    def graded(self) -> int:
        """Of how many people a level is recorded."""
        return sum(1 for line in self.lines if line.person and line.now.grade)

    def _staying(self) -> Iterable[Post]:
        """Yield the principal post of whoever the user may see and was in post at the end."""
        posts = Post.objects.principal_on(self.last).within(self.unit, self.last)
        posts = posts.visible_to(self.user).select_related("person", "title")
        order = "group_rank", "title__order", "person__sort_key", "person"
        return posts.order_by(*order)

    def _gone(self) -> Iterator[Post]:
        """Yield the last post here of whoever left during the year, and came to no other."""
        first = date(self.year, 1, 1)
        later = Post.objects.held_on(self.last).filter(person=OuterRef("person"))
        posts = Post.objects.lasting_within(first, self.last).within(self.unit, self.last)
        posts = posts.visible_to(self.user).filter(~Exists(later)).in_precedence(self.last)
        order = "person__sort_key", "person", "-end", "group_rank", "title__order"
        seen = set[int]()
        for post in posts.select_related("person", "title").order_by(*order):
            if post.person_id not in seen:
                seen.add(post.person_id)
                yield post

    def _person(self, post: Post, known: Known) -> Line:
        until = f", đến hết {post.end:%d/%m/%Y}" if post.end and post.end < self.last else ""
        key, name = (post.person_id, ""), post.person.full_name
        now = known.get((self.year, *key), Value())
        before = [known.get((year, *key), Value()).beside(year) for year in self.years]
        form = self.form(key, self.year, now, name)
        return Line(
            self.year, name, f"{post.titled}{until}", now, form, person=post.person,
            editable=post.person_id in self._own, before=before, paper=self.paper,
        )  # fmt: skip

    def _collectives(self) -> Iterator[Line]:
        rows = of_units([self.unit.pk], [self.year])
        earlier = self._earlier()
        for collective in UnitEvaluation.Collective:
            key = self.unit.pk, collective.value
            now = Value.of(rows.get((self.year, *key)))
            before = [self._beside(year, earlier[year, collective.value]) for year in self.years]
            form = self.form(key, self.year, now, str(collective.label))
            yield Line(
                self.year, str(collective.label), str(self.unit), now, form, unit=self.unit,
                collective=collective.value, editable=may_edit_in(self.user, self.unit.pk),
                before=before,
            )  # fmt: skip

    def _earlier(self) -> Mapping[tuple[int, str], list[UnitEvaluation]]:
        """Return what is recorded of earlier years, here and in what went on in this commune."""
        rows = UnitEvaluation.objects.filter(year__in=self.years).placed_on(self.last)
        here = rows.filter(Q(unit=self.unit) | Q(place=self.unit.pk)).select_related("unit")
        found: dict[tuple[int, str], list[UnitEvaluation]] = defaultdict(list)
        for row in here.order_by("unit__code", "pk"):
            found[row.year, row.collective].append(row)
        return found

    def _beside(self, year: int, rows: Sequence[UnitEvaluation]) -> Beside:
        own = [row for row in rows if row.unit_id == self.unit.pk] or rows
        told = [
            Value.of(row).beside(year, "" if row.unit_id == self.unit.pk else str(row.unit))
            for row in own
        ]
        return Beside.of(told, year) if told else Value().beside(year)

    def anew(self) -> CommuneGrid:
        """Return the grid as it stands now, with the lines that the user changed as typed."""
        now = CommuneGrid(self.unit, self.year, self.user, self.today)
        data = self.data_anew({(line.year, *line.key): line.now for line in now.lines})
        return CommuneGrid(self.unit, self.year, self.user, self.today, data)


class PersonGrid(Lines):
    """The years of one person: those recorded, and those of their posts, the latest first."""

    def __init__(
        self, person: Person, user: Editor, today: date, data: QueryDict | None = None
    ) -> None:
        super().__init__(today.year, today, data)
        self.person, self.user = person, user
        rows = person.evaluations.order_by()
        known = {(row.year, row.person_id, ""): Value.of(row) for row in rows}
        self._own = _own([person.pk], user)
        posts = list(person.posts.select_related("title", "unit").order_by("start", "pk"))
        years = sorted({year for year, *_ in known} | _served(posts, today), reverse=True)
        lines = [self._line(year, known, posts) for year in years]
        self.sections = [Section("", lines)] if lines else []

    def _line(self, year: int, known: Known, posts: Sequence[Post]) -> Line:
        key = self.person.pk, ""
        now, last = known.get((year, *key), Value()), end_of(year, self.today)
        held = [post for post in posts if post.is_held_on(last)]
        about = "; ".join(f"{post.titled}, {post.unit}" for post in held)
        form = self.form(key, year, now, f"năm {year}")
        return Line(
            year, f"Năm {year}", about, now, form, person=self.person, editable=bool(self._own)
        )

    def anew(self) -> PersonGrid:
        """Return the grid as it stands now, with the lines that the user changed as typed."""
        now = PersonGrid(self.person, self.user, self.today)
        data = self.data_anew({(line.year, *line.key): line.now for line in now.lines})
        return PersonGrid(self.person, self.user, self.today, data)


def _own(people: Iterable[int], user: Editor) -> set[int]:
    """Return which of these people's records are in the user's hands; one query."""
    own = Person.objects.editable_by(user).filter(pk__in=list(people))
    return set(own.order_by().values_list("pk", flat=True))


def _served(posts: Iterable[Post], today: date) -> set[int]:
    """Return the latest years on some day of which a post was held, as far as it is known."""
    latest = range(usual_year(today), usual_year(today) - SHOWN, -1)
    return {year for year in latest if any(_lasts_in(post, year, today) for post in posts)}


def _lasts_in(post: Post, year: int, today: date) -> bool:
    return not (post.begins_after(end_of(year, today)) or post.ended_before(date(year, 1, 1)))
