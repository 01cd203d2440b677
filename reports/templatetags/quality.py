"""How the cells of the data-quality page are written."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from reports.quality.counting import Cell

register = template.Library()
_NOBODY = '<td><span class="faint">·</span></td>'


@register.filter
def as_cells(cells: Iterable[Cell]) -> SafeString:
    """Return a row's cells, each leading to its list; addresses are escaped.

    All at once: a page has some seven thousand, which a template takes several times as long for.
    """
    return mark_safe("".join(map(_cell, cells)))


def _cell(cell: Cell) -> str:
    return f'<td><a href="{escape(cell.url)}">{cell.count}</a></td>' if cell.count else _NOBODY
