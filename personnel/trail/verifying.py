"""Working out anew what each closed day holds, and telling where it is not as it was closed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from personnel.models import TrailDay, TrailForgotten
from personnel.words.vietnamese import dotted

from .expecting import expected, same
from .hashing import Part, head_of, is_readable, parts_kept, parts_like
from .holding import one_moment
from .sources import DAY, SOURCES, Source


@dataclass(frozen=True)
class Finding:
    """What is not as it was closed: of which day, in which table ("" of the chain itself)."""

    day: date
    table: str
    what: str


@dataclass
class Verdict:
    """What was looked through, what is wrong in it, and what was deleted in its time."""

    days: Sequence[TrailDay]
    rows: int = 0
    findings: list[Finding] = field(default_factory=list)
    forgotten: list[TrailForgotten] = field(default_factory=list)


def verify(first: date | None = None, last: date | None = None) -> Verdict:
    """Verify the closed days from one to another; all of them when neither is named.

    Without a first day, rows older than the chain are told too.
    """
    with one_moment():
        verdict = Verdict(list(TrailDay.objects.of(first, last)))
        if verdict.days:
            verdict.findings += _chain(verdict.days)
            _tables(verdict, whole=first is None)
            _forgotten(verdict)
    verdict.findings.sort(key=lambda found: (found.day, found.table))
    return verdict


def _chain(days: Sequence[TrailDay]) -> Iterator[Finding]:
    """Yield where a day is not what its head says, or does not follow the day before."""
    before = TrailDay.objects.filter(day__lt=days[0].day).order_by("day").last()
    for day in days:
        if head_of(day) != day.head:
            yield Finding(day.day, "", "bản ghi khép ngày đã bị sửa: mã của ngày không khớp")
        if before and before.day != day.day - DAY:
            yield Finding(day.day, "", f"thiếu bản ghi khép ngày sau ngày {before}")
        elif day.before != (before.head if before else ""):
            yield Finding(day.day, "", "không nối với ngày trước: mã của ngày trước không khớp")
        before = day


def _tables(verdict: Verdict, whole: bool) -> None:
    wanted = expected(verdict.days)
    closed = {day.day for day in verdict.days}
    for table in sorted({*SOURCES, *wanted}):
        source = SOURCES.get(table)
        if source is None:
            verdict.findings += _unreadable(table, wanted[table], "bảng không còn")
            continue
        now = parts_like(source, wanted[table], verdict.days[0].day, verdict.days[-1].day)
        verdict.rows += sum(part.rows for day, part in now.items() if day in closed)
        verdict.findings += _table(source, wanted[table], now, closed)
        if whole:
            verdict.findings += _older(source, verdict.days[0].day)


def _table(
    source: Source, wanted: Mapping[date, Part], now: Mapping[date, Part], closed: Iterable[date]
) -> Iterator[Finding]:
    for day in closed:
        part, found = wanted.get(day), now.get(day)
        if part and part.rows and not is_readable(source, part):
            gone = sorted(set(part.columns) - set(source.columns))
            yield from _unreadable(source.label, {day: part}, f"cột {', '.join(gone)} không còn")
        elif not same(part, found):
            words = _difference(part.rows if part else 0, found.rows if found else 0)
            yield Finding(day, source.label, words)


def _difference(wanted: int, now: int) -> str:
    counts = f"phải có {dotted(wanted)} dòng, nay có {dotted(now)}"
    if now > wanted:
        return f"{counts}: có dòng được thêm sau khi khép ngày"
    if now < wanted:
        return f"{counts}: có dòng đã bị xóa"
    return f"đủ {dotted(wanted)} dòng nhưng nội dung khác: có dòng đã bị sửa hoặc bị thay"


def _unreadable(label: str, wanted: Mapping[date, Part], why: str) -> Iterator[Finding]:
    for day, part in wanted.items():
        if part.rows:
            yield Finding(day, label, f"không kiểm tra được {dotted(part.rows)} dòng: {why}")


def _older(source: Source, first: date) -> Iterator[Finding]:
    """Yield rows dated before the first day there is: none had been there when it was closed."""
    if rows := source.before(first).count():
        words = f"{dotted(rows)} dòng có ngày trước ngày khép đầu tiên, được thêm sau khi khép"
        yield Finding(first, source.label, words)


def _forgotten(verdict: Verdict) -> None:
    """Take up what was deleted in its time, and where its note does not agree with the rows."""
    first, last = verdict.days[0].day, verdict.days[-1].day
    rows = {
        (day.day, part.table): part.rows
        for day in verdict.days
        for part in parts_kept(day).values()
    }
    for note in TrailForgotten.objects.filter(day__range=(first, last)):
        verdict.forgotten.append(note)
        before = rows.get((note.day, note.table), 0)
        rows[note.day, note.table] = note.left
        if note.as_closed is False:
            words = "trước khi xóa theo thời hạn đã không còn như khi khép ngày"
        elif note.gone + note.left != before:
            words = "số dòng ghi là đã xóa theo thời hạn không khớp số dòng của ngày"
        else:
            continue
        verdict.findings.append(Finding(note.day, label_of(note.table), words))


def label_of(table: str) -> str:
    """Return the name of a table for people; as it is kept where the table is gone."""
    return SOURCES[table].label if table in SOURCES else table
