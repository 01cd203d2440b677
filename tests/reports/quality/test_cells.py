"""The cells of the data-quality page are written at once: as a template would write each."""

from django.template import Context, Template

from reports.quality.counting import Cell

EACH = Template(
    '{% for cell in cells %}<td>{% if cell.count %}<a href="{{ cell.url }}">{{ cell.count }}</a>'
    '{% else %}<span class="faint">·</span>{% endif %}</td>{% endfor %}'
)
AT_ONCE = Template("{% load quality %}{{ cells|as_cells }}")


def test_cells_are_written_as_by_a_template():
    cells = [Cell(0, ""), Cell(12345, "/nhan-su/?unit=1&quality=a"), Cell(1, "/?q=\"<'>")]
    context = Context({"cells": cells})
    assert AT_ONCE.render(context) == EACH.render(context)
    assert "<'>" not in AT_ONCE.render(context)
