"""What is to be done next, as the portal knows it now: each thing with how much, and where.

Of a unit's figures on the day looked at; of the periods on the day on which somebody looks.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db.models import Q

from personnel.doubts.register import BY_CODE
from personnel.reading.failing import failing
from personnel.reading.standing import counts_past_retirement
from personnel.scope import Editor
from personnel.words.vietnamese import dotted
from targets.lens import Lens

from .board import Board
from .conclusion import content
from .doubts import facts_in_words
from .pace import Pace, Path
from .people.choices import TWICE
from .quality.checks import UNKNOWN, Check, Settled, checks_of
from .task import Task
from .tasks_periods import period_tasks

# So many kinds of information are asked for by name; all stand on the page of data quality.
KINDS_NAMED = 2
TO_REVIEW = "past-retirement"
FAILING = "failed two years running"


def checks_asked(lens: Lens) -> dict[str, Q]:
    """Return, by name, the conditions whose counts `tasks_of` reads from a board."""
    settled = Settled(lens.day)
    # A board reads standings, which tell this with less than a condition on any people.
    told = {TO_REVIEW: settled.open_of(BY_CODE[TO_REVIEW], counts_past_retirement(lens.day))}
    found = {_name(c): told.get(c.code) or c.where(lens) for c in _checks(lens, settled)}
    return found | {FAILING: failing(lens.day)}


def tasks_of(
    board: Board, moving: Sequence[Pace], user: Editor, today: date, criteria_url: str
) -> list[Task]:
    """Return what is to be done in the root of a board made with `checks_asked`.

    `criteria_url` is where its criteria stand one by one. Three queries at most.
    """
    root = board.source.root
    return [
        *_overdue(moving, criteria_url),
        *_training(moving),
        *_failing(board),
        *_records(board),
        *_confirmations(board),
        *(period_tasks(user, today) if not root.is_commune else ()),
    ]


def _overdue(moving: Iterable[Pace], criteria_url: str) -> Iterator[Task]:
    late = [each.line for each in moving if each.path == Path.OVERDUE]
    if len(late) == 1:
        [row] = late
        amount = f"{dotted(row.gap)} {row.counted}"
        yield Task(f"Khắc phục chỉ tiêu quá hạn: {content(row.criterion)}", amount, row.unmet_url)
    elif late:
        days = sorted({f"{row.criterion.deadline:%d/%m/%Y}" for row in late})
        # Somebody may lack two things: what is added up is not people.
        gap = sum(row.gap for row in late if row.criterion.about_people)
        label = f"Khắc phục {len(late)} chỉ tiêu quá hạn {', '.join(days)}"
        yield Task(label, f"{dotted(gap)} lượt người", criteria_url)


def _training(moving: Iterable[Pace]) -> Iterator[Task]:
    """Yield the criterion furthest from its target whose people are known to be too low."""
    lacking = [
        each.line
        for each in moving
        if each.path not in (None, Path.REACHED, Path.OVERDUE) and each.line.figure.short
        and each.line.criterion.about_people
    ]  # fmt: skip
    if lacking:
        row = max(lacking, key=lambda each: each.distance)
        amount = f"{dotted(row.figure.short)} người"
        yield Task(f"Cử đi học: {content(row.criterion)}", amount, row.short_url)


def _failing(board: Board) -> Iterator[Task]:
    """Yield whom III.4 wants replaced in time, before the term is over."""
    if number := board.workforce.count(FAILING, board.source.root):
        url = board.links.people(board.source.root, evaluation=TWICE)
        label = "Xét thay thế: không hoàn thành hai năm liền"
        yield Task(label, f"{dotted(number)} người", url, told="Nghị quyết, mục III.4")


def _records(board: Board) -> Iterator[Task]:
    """Yield what is recorded of fewest, and whom to look at again."""
    found = {check: board.workforce.count(_name(check), board.source.root)
             for check in _checks(board.source.lens)}  # fmt: skip
    unknown = sorted(
        (check for check in found if check.section == UNKNOWN), key=lambda check: -found[check]
    )
    review = [check for check in found if check.code == TO_REVIEW]
    for check in (*unknown[:KINDS_NAMED], *review):
        if found[check]:
            url = board.links.people(board.source.root, quality=check.code)
            yield Task(_to_do(check), f"{dotted(found[check])} người", url)


def _to_do(check: Check) -> str:
    if check.section == UNKNOWN:
        return f"Bổ sung thông tin: {check.label[0].lower()}{check.label[1:]}"
    return "Rà soát người quá tuổi nghỉ hưu còn giữ chức danh"


def _confirmations(board: Board) -> Iterator[Task]:
    doubted = board.doubted
    if doubted:
        facts = frozenset[str]().union(*(commune.doubts for commune in doubted))
        amount = f"{dotted(len(doubted))} xã"
        yield Task(f"Xác nhận {facts_in_words(facts)} của xã", amount, "#chua-xac-nhan")


def _checks(lens: Lens, settled: Settled | None = None) -> list[Check]:
    return [c for c in checks_of(lens, settled) if c.section == UNKNOWN or c.code == TO_REVIEW]


def _name(check: Check) -> str:
    return f"quality {check.code}"
