"""The cells of the heat table as HTML: what they say, where they lead, and that names stay text."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

from personnel.models import Unit
from reports.cells import cells
from reports.lines import Line
from targets.criteria import BY_CODE, H2025
from targets.figures import Figure
from targets.lens import Lens

LENS = Lens(H2025, date(2025, 12, 31))
HERE = Unit(pk=7, code="535", name="Huyện", level=Unit.Level.DISTRICT, kind="huyện")
CLERKS = BY_CODE["2025.civil.state_management"]  # of whom 70% are asked


def line(*counted, criterion=CLERKS, **more):
    return Line(LENS, HERE, criterion, Figure(*counted), **more)


def test_a_cell_says_its_figure_and_leads_to_who_keeps_it_from_being_whole():
    shown = cells("Huyện Ba Tơ", [line(1234, 1, 1)])
    assert shown.startswith('<td class="tone-pass"><a href="/nhan-su/?')
    [url, title, text] = re.search(r'href="([^"]*)" title="([^"]*)">(.*?)</a>', shown).groups()
    assert "unit=535" in url and "outcome=unmet" in unescape(url)
    title = unescape(title)
    assert title.startswith("Huyện Ba Tơ, ") and title.endswith(": 1.234/1.236, Đạt")
    assert text == '99<span class="tick">✓</span>'


def test_a_cell_without_anybody_is_a_dash():
    assert cells("Xã", [line()]) == '<td class="tone-none"><span class="faint">–</span></td>'


def test_what_is_not_confirmed_has_a_star_and_says_why():
    shown = unescape(cells("Xã", [line(1, 3, 0, 2, unconfirmed=4)]))
    assert shown.count('<span class="doubt" aria-hidden="true">*</span></a></td>') == 1
    assert "; 4 xã chưa xác nhận" in shown
    assert "; 2 người: nhóm chức danh chưa xác nhận" in shown
    assert "tick" not in shown


def test_another_reading_stands_beside_it_past_a_space():
    passed, failed = line(9, 1), line(1, 9)
    shown = cells("Xã", [replace(failed, otherwise=passed), replace(passed, otherwise=failed)])
    [first, second] = shown.split("</td>")[:2]
    assert '</a> <a class="otherwise" href="' in first and "cách hiểu khác: " in first
    assert first.endswith('90<span class="tick">✓</span></a>')
    assert second.endswith('10<span class="cross">✕</span></a>')


def test_names_stay_text():
    harsh = replace(CLERKS, label='<i>"', cover=replace(CLERKS.cover, label="<s>"))
    row = line(1, 9, criterion=harsh, otherwise=line(9, 1, criterion=harsh))
    shown = cells('<b>"&', [row])
    assert "<b>" not in shown and "<i>" not in shown and "<s>" not in shown
    assert shown.count("&lt;b&gt;&quot;&amp;") == 2
