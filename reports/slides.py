"""The first page told in a meeting: one topic a screen, each title the conclusion, five rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from personnel.words.vietnamese import dotted

from .conclusion import told
from .first_page import FirstPage
from .pace import Pace, Path
from .ranking import Ranked
from .task import Task

ROWS = 5
# No line ends within them.
WORDS = {
    Path.OVERDUE: "quá\u00a0hạn",
    Path.SLOW: "chậm\u00a0tiến\u00a0độ",
    Path.ON: "kịp\u00a0đà",
    Path.UNSAID: "chưa\u00a0rõ\u00a0đà",
}


@dataclass(frozen=True)
class Slide:
    """One screen: its conclusion, what the rows are, and the rows of one kind.

    Of many units the first are `ranked` and the last `lowest`.

    `before` and `after` are the names of the screens beside it, "" at the ends.
    """

    name: str
    title: str
    about: str = ""
    moving: Sequence[Pace] = ()
    ranked: Sequence[Ranked] = ()
    lowest: Sequence[Ranked] = ()
    tasks: Sequence[Task] = ()
    before: str = ""
    after: str = ""


def slides(page: FirstPage) -> list[Slide]:
    """Return the screens of a first page; a topic of which there is nothing to say is left out."""
    found = [
        Slide("ket-luan", _result(page)),
        *_furthest(page),
        *_overdue(page),
        *_units(page),
        *_tasks(page),
    ]
    names = ["", *(slide.name for slide in found), ""]
    return [replace(slide, before=names[at], after=names[at + 2]) for at, slide in enumerate(found)]


def _result(page: FirstPage) -> str:
    """Return the result as a headline, what the sentence below it begins with."""
    found = page.conclusion
    year = found.lens.horizon.code
    if not found.tally.judged:
        return f"Chưa có số liệu về chỉ tiêu năm {year}"
    if not found.tally.passed:
        return f"Chưa đạt chỉ tiêu nào trong {found.tally.judged} chỉ tiêu năm {year}"
    if found.tally.passed == found.tally.judged:
        return f"Đạt cả {found.tally.judged} chỉ tiêu năm {year}"
    return f"Đạt {told(found.tally)} chỉ tiêu năm {year}"


def _furthest(page: FirstPage) -> Iterator[Slide]:
    failed = [each for each in page.moving if each.path in WORDS]
    if not failed:
        return
    tally, year = page.conclusion.tally, page.conclusion.lens.horizon.code
    paths = dict(page.by_path)
    parts = ", ".join(f"{paths[path]}\u00a0{WORDS[path]}" for path in WORDS if path in paths)
    shown = failed[:ROWS]
    about = f"{len(shown)} chỉ tiêu xa mục tiêu nhất" if len(failed) > 1 else ""
    title = f"{len(failed)} trong {tally.judged} chỉ tiêu năm {year} chưa đạt: {parts}"
    yield Slide("xa-muc-tieu", title, about, moving=shown)


def _overdue(page: FirstPage) -> Iterator[Slide]:
    late = [each for each in page.moving if each.path == Path.OVERDUE]
    if not late or len(late) == len([each for each in page.moving if each.path in WORDS]):
        return
    days = sorted({f"{each.line.criterion.deadline:%d/%m/%Y}" for each in late})
    gap = sum(each.line.gap for each in late if each.line.criterion.about_people)
    title = (
        f"{len(late)} chỉ tiêu đã quá hạn {', '.join(days)} mà chưa đạt, "
        f"còn thiếu {dotted(gap)} lượt người"
    )
    about = f"{ROWS} chỉ tiêu xa mục tiêu nhất" if len(late) > ROWS else ""
    yield Slide("qua-han", title, about, moving=late[:ROWS])


def _units(page: FirstPage) -> Iterator[Slide]:
    found = page.ranking()
    if len(found.ranked) < 2:
        return
    best, last = found.best, found.last
    title = f"{_named(best)} dẫn đầu: {best[0].percent}% người đạt đủ"
    if last:
        title += f"; {_named(last)} thấp nhất: {last[0].percent}%"
    lowest = found.ranked[max(ROWS, len(found.ranked) - ROWS) :]
    about = f"{len(found.ranked)} địa phương xếp theo tỷ lệ người đạt đủ mọi chỉ tiêu của mình"
    yield Slide("dia-phuong", title, about, ranked=found.ranked[:ROWS], lowest=lowest)


def _named(units: Sequence[Ranked]) -> str:
    """Return the one unit of a place, or how many share it."""
    return units[0].row.unit.name if len(units) == 1 else f"{len(units)} địa phương"


def _tasks(page: FirstPage) -> Iterator[Slide]:
    tasks = page.tasks[:ROWS]
    if tasks:
        first = tasks[0].label
        title = f"Việc trước hết: {first[:1].lower()}{first[1:]} ({tasks[0].amount})"
        yield Slide("viec-can-lam", title, "Việc cần làm", tasks=tasks)
