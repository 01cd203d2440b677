"""People in post in the communes of a file who are not in it, and ending their posts."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter
from typing import Any

from personnel.keeping.bulk import in_parts
from personnel.models import Person, Post, Unit
from personnel.places.standing_for import StandingFor
from personnel.words.posts import held_at
from sheets.deciding import Decisions
from sheets.records import Row
from sheets.scope import Scope

from .changes import Comparison
from .sighting import NOBODY, Sightings

_AT_MOST_NAMED = 5


@dataclass(frozen=True)
class Missing:
    """Somebody in post who is not in the file, with their principal post there.

    `unit` is where that is today. `said` is what the file says of their leaving, where it names
    them as no longer in post.
    """

    person: Person
    post: Post
    unit: Unit
    said: str = ""

    @property
    def offered(self) -> date | None:
        """The last day of a commune that ended, of whoever led it and was not appointed again."""
        first = self.unit.valid_from
        led_what_ended = first and self.post.title.head and self.post.unit.ended_before(first)
        return first - timedelta(days=1) if first and led_what_ended else None


@dataclass(frozen=True)
class Absent:
    """Who is missing from a file; `full` tells that it has every commune with people in post."""

    full: bool
    people: list[Missing]


def not_in_file(
    rows: Iterable[Row],
    comparison: Comparison,
    scope: Scope | None,
    today: date,
    besides: Sightings = NOBODY,
) -> Absent:
    """Return who holds a post today in a commune of the file and has no row in it.

    Only people whose record is in the hands of the scope's units. Candidates of a row that
    is still to be decided are not missing, nor whom a row in error (`besides`) may be. A list of
    evaluations is none of everybody. Few queries.
    """
    lists_people = (row for row in rows if not row.record.only_evaluations)
    units, standing = {row.place.pk for row in lists_people}, StandingFor.on(today)
    named = {diff.person.pk for diff in comparison.rows}
    named |= {candidate.pk for diff in comparison.rows for candidate in diff.candidates}
    first: dict[int, Post] = {}
    for post in sorted(_held(units, named, today, standing), key=attrgetter("precedence", "pk")):
        first.setdefault(post.person_id, post)
    own = _own(first.keys(), scope)
    places = Unit.objects.in_bulk({standing.of(post) for post in first.values()})
    kept = [
        Missing(post.person, post, places[standing.of(post)], besides.said_of(post.person))
        for pk, post in first.items()
        if pk in own and not besides.may_have(post.person)
    ]
    return Absent(_is_full(units, scope, today, standing), sorted(kept, key=_in_order))


def _in_order(one: Missing) -> tuple[Any, ...]:
    """Sort those first who are offered to end, then by commune and post."""
    return not one.offered, one.unit.code, one.post.precedence, one.person.pk


def _held(
    units: Collection[int], named: Collection[int | None], today: date, standing: StandingFor
) -> list[Post]:
    """Return the posts held in these units by people other than those named.

    In units that they came from too, as far as these stand for the people there.
    """
    held = Post.objects.held_on(today)
    others = [
        pk
        for some in in_parts(standing.led_to(units))
        for pk, person, unit, branch in held.filter(unit__in=some).values_list(
            "pk", "person_id", "unit_id", "branch_id"
        )
        if person not in named and standing.of_unit(unit, branch) in units
    ]
    whole = held.with_keepers().select_related("person", "title")
    return [post for some in in_parts(others) for post in whole.filter(pk__in=some)]


def _own(ids: Collection[int], scope: Scope | None) -> set[int]:
    if scope is None:
        return set(ids)
    own = Person.objects.in_the_hands_of(scope.reach)
    parts = (own.filter(pk__in=some).values_list("pk", flat=True) for some in in_parts(ids))
    return {pk for part in parts for pk in part}


def _is_full(units: set[int], scope: Scope | None, today: date, standing: StandingFor) -> bool:
    serving = Post.objects.held_on(today)
    if scope is not None:
        serving = serving.filter(scope.reach.of_posts())
    posts = serving.order_by().values_list("unit", "branch").distinct()
    return {standing.of_unit(unit, branch) for unit, branch in posts} <= units


@dataclass(frozen=True)
class Ending:
    """Posts with their last day and why; `refusal` says in Vietnamese why they cannot end."""

    posts: tuple[tuple[Post, date, str], ...] = ()
    refusal: str = ""


NO_ENDING = Ending()


def to_end(
    rows: Iterable[Row],
    comparison: Comparison,
    decisions: Decisions,
    scope: Scope | None,
    today: date,
) -> Ending:
    """Return the posts that end as it was decided of people who are not in the file.

    All that these people hold in the scope and that would go on after the last day given.
    """
    ended = decisions.ended
    if not ended:
        return NO_ENDING
    missing = {one.person.pk for one in not_in_file(rows, comparison, scope, today).people}
    if others := sorted(ended.keys() - missing):
        return Ending(refusal=f"{_names(others)} không còn trong danh sách không có trong tệp.")
    going_on = [
        post
        for some in in_parts(ended)
        for post in Post.objects.filter(person__in=some).select_related("person", "unit", "title")
        if post.lasts_after(ended[post.person_id])
    ]
    inside = [post for post in going_on if scope is None or scope.holds(post)]
    why = {post.pk: decisions.ended_for.get(post.person_id, "") for post in going_on}
    for post in going_on:
        if why[post.pk] in Post.EndReason.whole() and post not in inside:
            return Ending(refusal=_held_elsewhere(post, why[post.pk]))
    for post in inside:
        last = ended[post.person_id]
        if post.start and post.start > last:
            told = f"giữ chức danh {held_at(post.title, post.unit)} từ {post.start_shown}"
            cannot = f"không thể thôi giữ từ ngày {last + timedelta(days=1):%d/%m/%Y}"
            return Ending(refusal=f"{post.person} {told}: {cannot}.")
    return Ending(tuple((post, ended[post.person_id], why[post.pk]) for post in inside))


def _held_elsewhere(post: Post, why: str) -> str:
    reason = Post.EndReason(why).label.lower()
    return (
        f"{post.person} còn giữ chức danh {held_at(post.title, post.unit)}, ở đơn vị khác: đề nghị "
        f"quản trị cấp tỉnh ghi {reason}."
    )


def _names(ids: list[int]) -> str:
    people = Person.objects.in_bulk(ids[:_AT_MOST_NAMED])
    named = ", ".join(str(people.get(pk, f"hồ sơ số {pk}")) for pk in ids[:_AT_MOST_NAMED])
    return named + (", …" if len(ids) > _AT_MOST_NAMED else "")
