"""What does not fit together in the facts recorded: conditions on people on a day."""

from collections import defaultdict
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Exists, F, Max, Min, OuterRef, Q, Window

from personnel.models import Person, Post, Title, Unit

from .counted import posts_elsewhen
from .retirement import exempt_on, leaves_before

Bound = tuple[tuple[int, tuple[str, ...]], ...]


def bound_titles() -> Bound:
    """Return the ids of the titles that some kinds of unit alone have, with these; one query."""
    titles = Title.objects.order_by("pk").values_list("pk", "unit_kinds")
    return tuple((pk, tuple(kinds)) for pk, kinds in titles if kinds)


def misplaced(day: date, titles: Bound) -> Q:
    """Return the condition "holds on `day` one of `titles` in a unit whose kind has it not".

    The unit is the one that stands on the day for that of the post.
    """
    bound: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for title, kinds in titles:
        bound[kinds].append(title)
    wrong = (
        Q(title__in=held)
        & ~Q(place__in=Unit.objects.filter(kind__in=kinds).order_by().values("pk"))
        for kinds, held in bound.items()
    )
    where = reduce(or_, wrong, Q(pk__in=[]))
    posts = Post.objects.held_on(day).placed_on(day).filter(where)
    return Q(pk__in=posts.values("person"))


def in_unit_of_another_time(day: date) -> Q:
    """Return the condition "holds on `day` a title in a unit that has ended, or is to begin".

    And for which none in force stands then: whoever served in a unit that went on in another
    counts there.
    """
    return Q(pk__in=posts_elsewhen(day).values("person"))


def under_abolished_title(day: date) -> Q:
    """Return the condition "holds on `day` a title that was abolished before"."""
    posts = Post.objects.held_on(day).filter(Title.days.not_on(day, "title__"))
    return Q(pk__in=posts.values("person"))


def shares_head(day: date) -> Q:
    """Return the condition "leads a commune on `day` by a title that another holds there too".

    Where communes merged, whoever led one of them leads what they became.
    """
    heads = Post.objects.held_on(day).filter(title__head=True).placed_on(day)
    there = [F("place"), F("title")]
    sharing = heads.annotate(
        one=Window(Min("person"), partition_by=there),
        another=Window(Max("person"), partition_by=there),
    )
    return Q(pk__in=sharing.filter(another__gt=F("one")).values("person"))


def past_retirement(day: date) -> Q:
    """Return the condition "the last day in office lies before `day`", whoever is exempt left out.

    On a standing it means: still in post.
    """
    return leaves_before(day) & ~exempt_on(day)


def has_twin() -> Q:
    """Return the condition "somebody else has the same name and birth date".

    Anywhere in the province, in post or not; marks and case in the name do not matter.
    """
    same = {name: OuterRef(name) for name in ("search_name", "birth_date")}
    return Q(Exists(Person.objects.filter(**same).exclude(pk=OuterRef("pk"))))


def no_party_day(day: date) -> Q:
    """Return the condition "sits on a Party committee on `day`, and no day of joining is known"."""
    posts = Post.objects.held_on(day).on_committee(day)
    return Q(party_joined__isnull=True, pk__in=posts.values("person"))


def held_after_death() -> Q:
    """Return the condition "a title goes on, or begins, after the day of a recorded death"."""
    dead = Post.objects.filter(end_reason=Post.EndReason.DIED)
    died = dead.filter(person=OuterRef("person"))
    longer = Exists(died.filter(end__lt=OuterRef("end"))) | Q(end__isnull=True) & Exists(died)
    # Few died, so that the posts of hardly anybody are looked at twice.
    theirs = Post.objects.filter(person__in=dead.values("person"))
    return Q(pk__in=theirs.filter(longer).values("person"))


def begun_after_leaving() -> Q:
    """Return the condition "began a title after the end of one by retirement or dismissal"."""
    gone = Post.objects.filter(end_reason__in=Post.EndReason.last())
    left = gone.filter(person=OuterRef("person"), end__lt=OuterRef("start"))
    theirs = Post.objects.filter(person__in=gone.values("person"))
    return Q(pk__in=theirs.filter(Exists(left)).values("person"))
