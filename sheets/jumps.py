"""What of a register would jump if an upload were written: what a person would notice, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from personnel.doubts.register import BY_CODE
from personnel.models import Person, Post, Unit
from personnel.places.standing_for import StandingFor
from personnel.reading.ages import OF_AGE
from personnel.words.dates import years_before
from personnel.words.vietnamese import dotted

_NAMED = 5


@dataclass(frozen=True)
class Register:
    """Who is in post in some place on a day, and of whom something does not fit together."""

    in_post: frozenset[int]
    heads: frozenset[int]
    aged: frozenset[int]
    young: frozenset[int]
    twins: frozenset[int]

    @classmethod
    def of(cls, day: date, top: Unit) -> Register:
        """Read it as the database is now; five queries."""
        held = Post.objects.held_on(day).within(top, day)
        serving = Person.objects.filter(pk__in=held.values("person"))
        # Nobody serves a commune younger (Law on cadres and civil servants 2008, article 36).
        born_late = Q(birth_date__gt=years_before(day, OF_AGE))
        heads, aged, twins = (
            BY_CODE[code].where(day) for code in ("shared-head", "past-retirement", "twin")
        )
        return cls(
            frozenset(held.order_by().values_list("person", flat=True).distinct()),
            *(
                frozenset(serving.filter(doubt).values_list("pk", flat=True))
                for doubt in (heads, aged, born_late, twins)
            ),
        )


def jumps(before: Register, after: Register, day: date, top: Unit) -> list[str]:
    """Return what would be new, in Vietnamese; while what the upload wrote can still be read."""
    return list(_told(before, after, day, top))


def _told(before: Register, after: Register, day: date, top: Unit) -> Iterator[str]:
    was, becomes = len(before.in_post), len(after.in_post)
    if was != becomes:
        yield f"Sau khi ghi, {top} có {dotted(becomes)} người giữ chức danh (hiện {dotted(was)})."
    yield from _two_heads(after.heads - before.heads, day)
    for found, what in (
        (after.aged - before.aged, "đã đến tuổi nghỉ hưu mà còn giữ chức danh"),
        (after.young - before.young, f"chưa đủ {OF_AGE} tuổi"),
        (after.twins - before.twins, "trùng họ tên và ngày sinh với một hồ sơ khác"),
    ):
        if found:
            yield f"{dotted(len(found))} người {what}: {_names(found)}."
    yield from _nearly_the_same_number(after.in_post - before.in_post)


def _two_heads(people: Iterable[int], day: date) -> Iterator[str]:
    """Name each leading title that several would hold in one commune."""
    heads, standing = Post.objects.held_on(day).filter(title__head=True), StandingFor.on(day)
    theirs = heads.filter(person__in=people)
    asked = {(standing.of(post), post.title_id) for post in theirs}
    units = Unit.objects.in_bulk({unit for unit, _ in asked})
    found = heads.filter(unit__in=standing.led_to(units)).select_related("person", "title")
    shared: dict[tuple[Unit, str], list[str]] = defaultdict(list)
    for post in found.order_by("title__order", "pk"):
        if (place := standing.of(post), post.title_id) in asked:
            shared[units[place], post.title.name].append(post.person.full_name)
    for (unit, title), names in sorted(shared.items(), key=lambda each: each[0][0].code):
        yield f"{unit} có {len(names)} người giữ chức danh {title}: {', '.join(names)}."


def _nearly_the_same_number(new: Iterable[int]) -> Iterator[str]:
    """Name who is born on the day of another, with a number that differs in one digit."""
    own = list(Person.objects.filter(pk__in=new).exclude(cccd=""))
    others = Person.objects.filter(birth_date__in={person.birth_date for person in own})
    by_birth: dict[date, list[Person]] = defaultdict(list)
    for person in others.exclude(cccd="").only("cccd", "birth_date", "full_name"):
        by_birth[person.birth_date].append(person)
    found = [
        person.pk
        for person in own
        if any(_one_apart(person.cccd, other.cccd) for other in by_birth[person.birth_date])
    ]
    if found:
        what = "có số CCCD chỉ khác một chữ số với một hồ sơ khác cùng ngày sinh"
        yield f"{dotted(len(found))} người {what}: {_names(found)}."


def _one_apart(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _names(ids: Iterable[int]) -> str:
    """Return the first of these people by name and birth, and how many more there are."""
    ids = list(ids)
    people = Person.objects.filter(pk__in=ids).order_by("sort_key", "pk")[:_NAMED]
    named = ", ".join(f"{person.full_name} ({person.birth_shown})" for person in people)
    more = len(ids) - _NAMED
    return f"{named} và {dotted(more)} người khác" if more > 0 else named
