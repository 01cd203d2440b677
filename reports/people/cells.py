"""The cells of a list of people as HTML: hundreds on a page, too many for a template each."""

from functools import cache

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from targets.figures import Outcome

from .columns.column import Cell, Row

NOTHING = format_html('<span class="faint">{}</span>', "–")
UNKNOWN = format_html('<span class="faint" title="Chưa có thông tin">{}</span>', "?")


def cells(row: Row) -> SafeString:
    """Return a cell for each column of a row, in their order."""
    written = ((_opening(cell), _told(cell, row.today)) for cell in row.cells)
    return format_html_join("", "{}{}</td>", written)


def _opening(cell: Cell) -> SafeString:
    column = cell.column
    return _opened(column.look, "" if column.bare else column.label)


@cache
def _opened(look: str, label: str) -> SafeString:
    """Return the beginning of a cell; on a telephone its label stands before it, if it has one."""
    set_as = format_html(' class="{}"', look) if look else ""
    labelled = format_html(' data-label="{}:"', label) if label else ""
    return format_html("<td{}{}>", set_as, labelled)


def _told(cell: Cell, today: Outcome | None) -> SafeString | str:
    """Return what stands in a cell; beside an outcome, what today's rules say instead."""
    if cell.outcome:
        return _outcome(cell.outcome, today)
    if cell.several:
        facts = ((each,) for each in cell.several)
        return format_html_join("", '<span class="fact">{}</span>', facts)
    return cell.text or (UNKNOWN if cell.column.blank == "?" else NOTHING)


@cache
def _outcome(outcome: Outcome, today: Outcome | None) -> SafeString:
    return render_to_string("components/people_outcome.html", {"outcome": outcome, "today": today})
