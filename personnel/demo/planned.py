"""Who is planned for what in the made-up province, where the portal keeps planning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from personnel.models import PlannedTitle, Post, Title, Unit

from .drafts import LAST_DAY

# For whom somebody is planned, out of whom, and how many of them.
CHOSEN = (
    ("BT", ("PBT", "CTUBND"), 2),
    ("CTUBND", ("PCTUBND", "PBT"), 1),
    ("PBT", ("PCTUBND", "CTMTTQ"), 1),
    ("PCTUBND", ("CTHND", "BTDOAN"), 1),
)
TERM = (2025, 2030)
DECIDED_FROM, DAYS = date(2024, 3, 1), 120
# Of ten: who completed the course, and of whom it is told that they have not.
DONE, NOT = 4, 7
# Of so many communes in one nobody is planned for a title.
EMPTY = 9
COURSE_AFTER = timedelta(days=200)


def store_planned(seed: int) -> int:
    """Plan people of every commune for its titles; returns how many. By draws of its own."""
    rng = Random(f"planned {seed}")
    titles = Title.objects.in_bulk(field_name="code")
    rows = [row for unit, held in _communes() for row in _of(unit, held, titles, rng)]
    PlannedTitle.objects.bulk_create(rows)
    return len(rows)


def _communes() -> Iterator[tuple[int, dict[str, list[Post]]]]:
    """Yield the id of each commune with its posts of the last day by the code of their titles."""
    found: dict[int, dict[str, list[Post]]] = defaultdict(lambda: defaultdict(list))
    posts = Post.objects.held_on(LAST_DAY).select_related("title").order_by("unit__code", "pk")
    for post in posts:
        found[post.unit_id][post.title.code].append(post)
    yield from found.items()


def _of(
    unit: int, held: dict[str, list[Post]], titles: dict[str, Title], rng: Random
) -> Iterator[PlannedTitle]:
    number = rng.randint(20, 180)
    day = DECIDED_FROM + timedelta(days=rng.randrange(DAYS))
    for code, out_of, most in CHOSEN:
        among = [post for each in out_of for post in held.get(each, ())]
        if not among or rng.randrange(EMPTY) == 0:
            continue
        for post in among[:most]:
            yield PlannedTitle(
                person_id=post.person_id, title=titles[code], term_from=TERM[0], term_to=TERM[1],
                unit_id=_unit_of(post, unit, day, rng), decision_number=f"{number}-QĐ/HU",
                decision_day=day, **_course(day, rng),
            )  # fmt: skip


def _unit_of(post: Post, unit: int, day: date, rng: Random) -> int:
    """Return for which commune: another one for some of those who came after the decision."""
    came = post.start is not None and post.start > day
    if not came or rng.randrange(2):
        return unit
    others = list(Unit.objects.communes().order_by("code").values_list("pk", flat=True))
    return rng.choice(others)


def _course(day: date, rng: Random) -> dict[str, object]:
    """Return what is told of the course for the planned title."""
    drawn = rng.randrange(10)
    if drawn < DONE:
        paper = f"CN {rng.randint(100, 999)}"
        return {"course": "done", "course_day": day + COURSE_AFTER, "course_paper": paper}
    return {"course": "not"} if drawn < NOT else {}
