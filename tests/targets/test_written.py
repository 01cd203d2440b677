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


def test_one_that_was_read_back_counts_ages_and_service_from_another_day():
    before, after = date(2024, 2, 29), DAY
    codes = ("2025.urban_young.foreign_language", "2030.kinh_minority_area.ethnic_language")
    for criterion in map(BY_CODE.get, (*codes, "2025.key.professional")):
        horizons = {criterion.horizon.code: criterion.horizon}
        kept = written.read(written.write(criterion, before), horizons)
        assert written.write(kept, after) != written.write(criterion, after) or (
            criterion.code not in codes
        )
        moved = written.on_another_day(kept, before, after)
        assert written.write(moved, after) == written.write(criterion, after)
