"""The cells of the heat table as HTML: too many on a page for a template to write each."""

from collections.abc import Iterable
from functools import cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from personnel.words.vietnamese import dotted
from targets.figures import Figure, Verdict

from .lines import Line

TICK = format_html('<span class="tick">{}</span>', "✓")
CROSS = format_html('<span class="cross">{}</span>', "✕")
DOUBT = format_html('<span class="doubt" aria-hidden="true">{}</span>', "*")
# Marked as HTML like the others, which spares looking through it in every cell.
NOTHING = format_html("{}", "")


def cells(unit: str, lines: Iterable[Line]) -> SafeString:
    """Return a cell for each line of the unit of that name."""
    return format_html_join("", "{}", ((_cell(unit, line),) for line in lines))


def _cell(unit: str, line: Line) -> SafeString:
    opened = _opened(line.tone)
    if not line.figure.covered:
        return format_html('{}<span class="faint">–</span></td>', opened)
    doubted = bool(line.unconfirmed or line.figure.unconfirmed)
    return format_html(
        '{}<a href="{}" title="{}">{}</a>{}</td>',
        opened,
        line.behind_url,
        _told(unit, line),
        _shown(line.whole_rate, line.verdict, doubted),
        _otherwise(unit, line.otherwise) if line.otherwise else NOTHING,
    )


# There are few tones, and as many rates as percents: what is written of them is looked up.
@cache
def _opened(tone: str) -> SafeString:
    return format_html('<td class="tone-{}">', tone)


@cache
def _shown(rate: str, verdict: Verdict, doubted: bool) -> SafeString:
    """Return a rate with what marks it."""
    tick = TICK if verdict == Verdict.PASS else NOTHING
    return format_html("{}{}{}", rate, tick, DOUBT if doubted else NOTHING)


def _told(unit: str, line: Line) -> str:
    """Return what a cell says where it is pointed at."""
    criterion, unsure = line.criterion, line.figure.unconfirmed
    told = f"{unit}, {criterion.cover.label}, {criterion.label}: {_judged(line)}"
    if line.unconfirmed:
        told += f"; {line.unconfirmed} xã chưa xác nhận {line.doubted}"
    return f"{told}; {dotted(unsure)} người: nhóm chức danh chưa xác nhận" if unsure else told


def _otherwise(unit: str, line: Line) -> SafeString:
    """Return the figure of the clause read otherwise, past a space."""
    return format_html(
        ' <a class="otherwise" href="{}" title="{}, cách hiểu khác: {}: {}">{}{}</a>',
        line.behind_url,
        unit,
        line.criterion.cover.label.lower(),
        _judged(line),
        line.whole_rate,
        TICK if line.verdict == Verdict.PASS else CROSS,
    )


def _judged(line: Line) -> str:
    return f"{_part(line.figure)}, {line.verdict.label}"


def _part(figure: Figure) -> str:
    return f"{dotted(figure.met)}/{dotted(figure.covered)}"
