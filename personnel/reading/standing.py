"""The standing of everyone on a day: principal post, and the highest level held per kind.

One common table expression each for posts, places and credentials; every figure, list and
explanation is a selection from their join.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from django.db.models import (
    Case,
    DateField,
    Expression,
    F,
    FilteredRelation,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Greatest, Least, NullIf, RowNumber
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.constants import LOUTER
from django_cte import CTE, with_cte

from personnel.basics.asked_again import asked_again
from personnel.basics.spells import EVER, NEVER, first_of, last_of
from personnel.kinds import KINDS
from personnel.models import Credential, Person, PersonQuerySet, Post, PostQuerySet, Unit, UnitPlace
from personnel.models.hierarchy import ABOVE
from personnel.models.posts import LONG_AGO, PRINCIPAL_FIRST
from personnel.models.units import mountain_commune, urban

from .ahead import Ahead, awards_by, holds
from .coverage import beyond_on
from .lateral import can_join_laterally, join_laterally
from .retirement import leaves_before
from .supposed import Supposed

# The principal post, its title, the title's group on the day and whether nobody confirmed it (1).
POST_COLUMNS = ("post_id", "title_id", "title_group", "group_unconfirmed", "in_scope")
# The unit that stands for the post's own on the day, and the one it stands right below.
GROUPED_BY = ("unit_id", "district_id")
PLACE_COLUMNS = {
    "minority_area": "minority",
    "mountain_commune": "mountain_commune",
    "urban": "urban",
}
# Of so many kinds the levels are asked of each person by the index, of more read together.
FEW = 2
# The columns that rest on facts of units which the province has to confirm.
RESTS_ON = {
    "mountain_commune": Unit.Fact.TERRAIN,
    "minority_area": Unit.Fact.MINORITY_AREA,
    "minority_service_since": Unit.Fact.MINORITY_AREA,
}


class Column(Expression):
    """A column of a common table expression.

    As `cte.col`, but it looks its field up once, not again for each of the many conditions on
    it: that was a fifth of the time to write the query of a roll-up.
    """

    def __init__(self, cte: CTE, name: str) -> None:
        super().__init__(output_field=cte.query.resolve_ref(name).output_field)
        self.table, self.name = cte.name, name

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Return the quoted name of table and column."""
        quote = connection.ops.quote_name
        return f"{quote(self.table)}.{quote(self.name)}", ()

    def relabeled_clone(self, change_map: Mapping[Any, str]) -> "Column":
        """Return the column under the name its table has within another query."""
        clone = self.copy()
        clone.table = change_map.get(self.table, self.table)
        return clone


def standing(
    day: date,
    people: PersonQuerySet,
    kinds: Collection[str] = tuple(KINDS),
    map_day: date | None = None,
    judged_by: date | None = None,
    ahead: Ahead | None = None,
    supposed: Supposed | None = None,
) -> QuerySet[Any]:
    """Return those of `people` in post on `day`, each once, with what they are and hold then.

    Columns beside the person's own: those of the principal post (`POST_COLUMNS`), the unit it
    is in on `day` (`GROUPED_BY`) and what that unit is then (`PLACE_COLUMNS`), `committee` (1 for
    a cấp ủy viên), the highest level held of each of `kinds` (null: nothing recorded) and
    `minority_service_since`. A filter on `people`, and fewer kinds, narrow what is read inside
    each expression, not only the result.

    With `map_day` the same people, judged as on `day`, are grouped by the units of another day;
    without whoever was in another province by that map.
    With `judged_by` the units are what they are on that day, and people as on `day` all the same:
    what a reorganisation between both days comes to, and nothing else. Whoever was in another
    province by that day is not judged.
    `ahead` is what is taken for granted of a day to come: who has left by it, and what is held.
    With `supposed` everyone of `people`, in post or not, as if they held that title on `day`; it
    goes with no other map.
    """
    among, judged_on = _among(people), judged_by or day
    every = among.queryset().values("pk") if among else Person.objects.order_by().values("pk")
    principal = (
        CTE(supposed.held_by(every, day), name="principal")
        if supposed
        else _principal(day, among, map_day, judged_on)
    )
    place = places_on(judged_on, of_everybody=among is None)
    rows = principal.join(Person, id=principal.col.person_id)
    # "= 1" would say the same, but PostgreSQL takes that to be hardly anybody and joins row by row.
    rows = rows.alias(post_rank=Column(principal, "post_rank")).filter(post_rank__lt=2)
    rows = rows.alias(age_bound=Column(principal, "age_bound"))
    if ahead and ahead.left:
        rows = rows.exclude(counts_past_retirement(day))
    rows = rows.annotate(**{name: Column(principal, name) for name in POST_COLUMNS})
    rows = rows.alias(judged_in=Column(principal, "judged_in"))
    rows = place.join(rows, judged_in=place.col.place_id)
    columns: dict[str, Combinable] = {
        name: Column(place, column) for name, column in PLACE_COLUMNS.items()
    }
    tables = [among, principal, place] if among else [principal, place]
    if map_day is None:
        columns |= {"unit_id": Column(place, "place_id"), "district_id": Column(place, "below")}
    else:
        shown, shown_in = _shown(), Column(principal, "shown_in")
        rows = shown.join(rows.alias(shown_in=shown_in), shown_in=shown.col.shown_id)
        columns |= {"unit_id": shown_in, "district_id": Column(shown, "shown_below")}
        tables.append(shown)
    rows, levels, read = _with_levels(rows, principal, day, kinds, ahead)
    columns |= levels
    tables += read
    return with_cte(*tables, select=rows).annotate(
        **columns,
        committee=flag(
            supposed.on_committee(day) if supposed else Q(pk__in=_committee(day, among))
        ),
        minority_service_since=Coalesce("minority_area_since", _first_minority_post()),
    )


def _with_levels(
    rows: QuerySet[Any], principal: CTE, day: date, kinds: Collection[str], ahead: Ahead | None
) -> tuple[QuerySet[Any], dict[str, Combinable], list[CTE]]:
    """Return rows joined to what each person holds, the level by kind, and the tables read for it.

    Few kinds are asked of each person; many of each at once where the database can join so, of
    everybody together where it cannot, or where awards to come count too.
    """
    awarded = ahead and ahead.awarded
    # Of no kinds there are no awards either: a table that cannot have a row would leave nobody.
    if not kinds or (len(kinds) <= FEW and not awarded):
        return rows, {kind: _highest_of(kind, day) for kind in kinds}, []
    tables: list[CTE] = []
    if can_join_laterally() and not awarded:
        person = Column(principal, "person_id")
        held = _held(_counting(day, kinds).filter(person=person), kinds)
        rows = join_laterally(rows, held)
    else:
        levels = _levels(day, _first_ranked(principal), kinds, ahead)
        held = _held(levels, kinds)
        rows = held.join(rows, id=held.col.person_id, _join_type=LOUTER)
        tables = [levels, held] if isinstance(levels, CTE) else [held]
    return rows, {kind: Column(held, kind) for kind in kinds}, tables


def _among(people: PersonQuerySet) -> CTE | None:
    """The ids of `people`, found once for every expression that is about them; None: everyone."""
    if not people.query.has_filters():
        return None
    return CTE(people.order_by().values("pk"), name="among", materialized=True)


def _principal(day: date, among: CTE | None, map_day: date | None, judged_on: date) -> CTE:
    """Posts held on `day`, ranked per person by group, title order and latest start."""
    posts = _posts(day, among).in_precedence(day).placed_on(judged_on)
    places = {"judged_in": F("place")}
    if map_day is not None:
        posts = posts.placed_on(map_day, "shown")
        places["shown_in"] = F("shown")
    # Of everybody: by the bare column SQLite reads all posts there are in the order of its index,
    # which takes longer than putting those of the day in order.
    person = F("person") if among else F("person") + Value(0)
    ranked = posts.values(
        "person_id",
        "title_id",
        post_id=F("pk"),
        title_group=F("group"),
        group_unconfirmed=flag(Q(confirmed=False)),
        age_bound=F("title__age_bound"),
        in_scope=Case(When(Q(place__in=beyond_on(day)), then=Value(0)), default=Value(1)),
        post_rank=Window(RowNumber(), partition_by=person, order_by=PRINCIPAL_FIRST),
        **places,
    )
    return CTE(ranked, name="principal")


def places_on(day: date, *, of_everybody: bool = False) -> CTE:
    """Return what the criteria ask of each unit of this province on `day` (`PLACE_COLUMNS`).

    Asked `of_everybody`, the facts of a unit are joined once a unit, not once a person.
    """
    units = (
        Unit.objects.filter(outside=False)
        .with_facts_on(day)
        .order_by()
        .values(
            place_id=F("pk"),
            below=F(f"{ABOVE}_id"),
            minority=F("minority_area_then"),
            mountain_commune=flag(mountain_commune("", "terrain_then", "counts_as_then")),
            urban=flag(urban("", "counts_as_then")),
        )
    )
    return CTE(units, name="place", materialized=of_everybody)


def _shown() -> CTE:
    """The units of this province by which people are grouped, and what each stands right below."""
    units = (
        Unit.objects.filter(outside=False)
        .order_by()
        .values(shown_id=F("pk"), shown_below=F(f"{ABOVE}_id"))
    )
    return CTE(units, name="shown")


def _first_ranked(principal: CTE) -> QuerySet[Any, Any]:
    """The ids of those who have a principal post."""
    return principal.queryset().filter(post_rank__lt=2).values("person_id")


def _levels(
    day: date, people: QuerySet[Any, Any], kinds: Collection[str], ahead: Ahead | None
) -> QuerySet[Any] | CTE:
    """The levels that count on `day`, of people by their ids, by person and kind."""
    credentials = _counting(day, kinds).filter(person__in=people)
    if not (ahead and ahead.awarded):
        return credentials
    awards = awards_by(day, ahead).filter(_named(kinds), person__in=people)
    both = (among.values("person_id", "kind", "level") for among in (credentials, awards))
    return CTE(QuerySet.union(*both, all=True), name="levels")


def _counting(day: date, kinds: Collection[str]) -> QuerySet[Any]:
    """The credentials of these kinds that count on `day`."""
    return Credential.objects.held_on(day).filter(_named(kinds)).order_by()


def _named(kinds: Collection[str]) -> Q:
    """These kinds: asking for most of them by name costs more than reading the others too."""
    return Q(kind__in=kinds) if 2 * len(kinds) < len(KINDS) else Q()


def _highest_of(kind: str, day: date) -> Subquery:
    """The highest level of one kind that a person holds on `day`."""
    held = Credential.objects.held_on(day).filter(person=OuterRef("pk"), kind=kind)
    return Subquery(held.order_by().values("person").annotate(top=Max("level")).values("top"))


def _held(levels: QuerySet[Any] | CTE, kinds: Collection[str]) -> CTE:
    """The highest of these levels of each kind, by person."""
    rows = levels.queryset() if isinstance(levels, CTE) else levels
    highest = {kind: Max("level", filter=Q(kind=kind)) for kind in kinds}
    return CTE(rows.order_by().values("person_id").annotate(**highest), name="held")


def _committee(day: date, among: CTE | None) -> QuerySet[Post, Any]:
    """Who sits on a committee on `day`, by whatever post."""
    return _posts(day, among).on_committee(day).values("person")


@cache
def _first_minority_post() -> NullIf:
    """The first day in any post of a minority area; an unknown start counts as long ago.

    The first on which the post, the unit that stands for its own, and that this is a minority
    area all last. Asked of the few whom a clause on such service covers, so not worked out for
    everyone; built once, as it is the same for every day.
    """
    own = {"unit": OuterRef("unit"), "branch": Coalesce(OuterRef("branch_id"), 0)}
    moved = UnitPlace.objects.filter(**own).alias(placed_from=F("first"), placed_to=F("last"))
    still = Unit.objects.filter(pk=OuterRef("unit"), places__isnull=True).alias(
        placed_from=Value(EVER), placed_to=Value(NEVER)
    )
    # Asked of each post by itself: joined with the posts, PostgreSQL takes the units to be few as
    # long as hardly any has days of its own, and reads the posts of all of them for each person.
    begun = Least(_first_in(moved, "unit", "place__"), _first_in(still, "pk", ""))
    posts = Post.objects.filter(person=OuterRef("pk")).alias(begun=begun)
    earliest = posts.order_by().values("person").values(earliest=Min("begun"))
    return NullIf(Subquery(earliest), Value(NEVER))


def _first_in(places: QuerySet[Any], line: str, unit: str) -> Coalesce:
    """The first day of a post on which the unit behind `unit` is a minority area, or NEVER.

    Of the places of the post's unit, which are one line by the column `line`.
    """
    fact = FilteredRelation(
        f"{unit}facts", condition=Q(**{f"{unit}facts__fact": Unit.Fact.MINORITY_AREA})
    )
    start = Coalesce(OuterRef("start"), LONG_AGO, output_field=DateField())
    end = Coalesce(OuterRef("end"), Value(NEVER), output_field=DateField())
    there = places.alias(spell=fact).alias(
        said=F("spell__value"),
        own=F(f"{unit}minority_area"),
        begun=Greatest(start, "placed_from", first_of("spell")),
        over=Least(end, "placed_to", last_of("spell")),
    )
    held = there.filter(Q(said="True") | Q(said__isnull=True, own=True), begun__lte=F("over"))
    earliest = held.order_by().values(line).values(earliest=Min("begun"))
    return Coalesce(Subquery(earliest), Value(NEVER))


def _posts(day: date, among: CTE | None) -> PostQuerySet:
    """The posts of these people held on `day`; all people need no narrowing."""
    return _narrowed(Post.objects.held_on(day), among)


def _narrowed(posts: PostQuerySet, among: CTE | None) -> PostQuerySet:
    return posts.filter(person__in=among.queryset().values("pk")) if among else posts


def counts_past_retirement(day: date) -> Q:
    """Return the condition on a standing of `day`: in post past the last day in office.

    As `clashes.past_retirement` says of any people; a standing knows already by which title
    somebody counts, so that nobody's posts are looked at again.
    """
    return leaves_before(day) & Q(age_bound=True)


def within(unit: Unit) -> Q:
    """Return the condition on a standing, live or frozen: its principal post is in the unit."""
    if unit.is_commune:
        return Q(unit_id=unit.pk)
    if unit.is_group:
        return Q(unit_id__in=unit.parts)
    if unit.parts:
        return Q(district_id__in=unit.parts) | Q(unit_id__in=unit.parts)
    return Q() if unit.is_province else Q(district_id=unit.pk)


def give_standing(
    people: Collection[Person], day: date, kinds: Collection[str], map_day: date | None = None,
    ahead: Ahead | None = None,
) -> None:  # fmt: skip
    """Set unit, title, its group and the highest level of each of `kinds` on people who are read.

    As the columns of `standing` (nothing is set where nothing is held), in two plain queries,
    three with awards of a day to come: for a page of people its query takes longer to write than
    to answer.
    """
    found = {person.pk: person for person in people}
    if not found:
        return
    # From the last to the first, which stays.
    for person, unit, title, group in _posts_placed(*found, day=day, map_day=map_day or day):
        vars(found[person]).update(unit_id=unit, title_id=title, title_group=group)
    for person, kind, level in _highest(found, day, kinds, ahead):
        setattr(found[person], kind, max(level, getattr(found[person], kind, level)))


@asked_again(Post)
def _posts_placed(*people: int, day: date, map_day: date) -> QuerySet[Post, Any]:
    """Return the posts of people, the principal ones last.

    Person, the unit that stands for the post's own on `map_day`, title and its group.
    """
    posts = Post.objects.held_on(day).filter(person__in=people)
    placed: Any = posts.principal_first(day).reverse().placed_on(map_day)
    placed = placed.annotate(placed=F("place"), counted_in=F("group"))
    rows: QuerySet[Post, Any] = placed.values_list("person_id", "placed", "title_id", "counted_in")
    return rows


def _highest(
    people: Collection[int], day: date, kinds: Collection[str], ahead: Ahead | None
) -> Iterator[tuple[int, str, int]]:
    """Yield person, kind and level of what is held, then of what is taken to be awarded."""
    yield from _highest_held(*people, day=day, kinds=tuple(kinds))
    if ahead and ahead.awarded:
        awards = awards_by(day, ahead).filter(person__in=people, kind__in=kinds)
        yield from awards.values_list("person_id", "kind", "level")


@asked_again(Credential)
def _highest_held(*people: int, day: date, kinds: tuple[str, ...]) -> QuerySet[Credential, Any]:
    held = Credential.objects.held_on(day).filter(person__in=people, kind__in=kinds)
    return held.order_by().values_list("person_id", "kind").annotate(Max("level"))


def highest_held(kind: str, day: date, lookup: str, level: int, ahead: Ahead | None = None) -> Q:
    """Return the condition on a person: the highest level of `kind` held on `day` is ≥, = or <.

    `lookup` is gte, exact or lt. It says of a person what the column of a standing does, and is
    quicker where the standing is not needed for anything else.
    """
    if lookup == "lt":
        return holds(day, ahead, kind=kind) & ~holds(day, ahead, kind=kind, level__gte=level)
    if lookup == "exact":
        above = holds(day, ahead, kind=kind, level__gt=level)
        return holds(day, ahead, kind=kind, level=level) & ~above
    return holds(day, ahead, kind=kind, level__gte=level)


def nothing_held(kind: str, day: date, ahead: Ahead | None = None) -> Q:
    """Return the condition on a person: nothing of `kind` is recorded that counts on `day`.

    Nor is anything taken to be awarded by a day to come.
    """
    return ~holds(day, ahead, kind=kind)


def flag(condition: Q) -> Case:
    """Return 1 where `condition` holds, else 0: both databases can aggregate it."""
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())
