"""Which written criteria judge alike (that they judge on: tests/reports/test_rules.py)."""

from datetime import date

from targets import written
from targets.covers import KEY
from targets.criteria import BY_CODE

DAY = date(2025, 12, 31)


def test_words_and_shares_judge_nobody():
    theory = written.write(BY_CODE["2025.key.theory"], DAY)
    assert written.judges_alike(theory, theory | {"label": "khác", "share": {"percent": 1}})
    higher = [written.write(BY_CODE["2030.mass.theory"], DAY)["asks"][0] | {"met": {"and": []}}]
    assert not written.judges_alike(theory, theory | {"asks": higher})
    everybody = {"code": "key", "label": KEY.label, "of": {"and": []}}
    assert not written.judges_alike(theory, theory | {"cover": everybody})
