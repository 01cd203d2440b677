"""How the cells of a list of people are written."""

from types import SimpleNamespace

from reports.people.cells import cells
from reports.people.columns.column import Column, Row
from targets.figures import Outcome


def written(value, today=None, **column):
    """Return the only cell of somebody of whom a column tells this."""
    told = Column("a", **{"label": "Chức <danh>", "group": "", "value": lambda row: value} | column)
    return str(cells(Row(SimpleNamespace(full_name="Lê Văn A"), [told], today=today)))


def test_words_are_escaped_and_follow_their_heading():
    assert written('Xã "Ba" & <b>') == (
        '<td data-label="Chức &lt;danh&gt;:">Xã &quot;Ba&quot; &amp; &lt;b&gt;</td>'
    )
    assert written(46, look="num", bare=True) == '<td class="num">46</td>'


def test_nothing_and_what_is_not_known():
    assert written(None, bare=True) == '<td><span class="faint">–</span></td>'
    unknown = '<td><span class="faint" title="Chưa có thông tin">?</span></td>'
    assert written("", bare=True, blank="?") == unknown
    assert written((), bare=True, blank="?") == unknown


def test_several_stand_one_by_one():
    found = written(("Tin học", "<i>"), look="several missed", bare=True)
    assert found == (
        '<td class="several missed">'
        '<span class="fact">Tin học</span><span class="fact">&lt;i&gt;</span></td>'
    )


def test_an_outcome_and_what_todays_rules_say():
    short, exempt = (written(of, bare=True) for of in (Outcome.SHORT, Outcome.EXEMPT))
    assert 'class="outcome-short"' in short and "✕" in short and "nay:" not in short
    assert "outcome-" not in exempt and 'title="Không thuộc đối tượng">–' in exempt
    changed = written(Outcome.SHORT, Outcome.MET, bare=True)
    assert changed.startswith(short.removesuffix("</td>").rstrip())
    assert '<span class="aside">nay: Đạt</span>' in changed
