"""Rules written down and read back say of everybody what they said, whatever the code says then."""

import json
from dataclasses import replace
from datetime import date

import pytest
from django.db.models import Q

from personnel.models import Person
from personnel.reading.standing import standing
from reports.periods.ruling import rules_on
from reports.rules import Rules
from reports.workbooks.annual import bm02
from reports.workforce import workforce_conditions
from targets import covers, written
from targets.criteria import BY_CODE, H2025, H2030, HORIZONS, REGISTER, criteria_for
from targets.figures import Share
from targets.judging import count_rows, roll_up_rows
from targets.lens import Lens
from targets.rules import Ask, Cover
from targets.sources import LiveSource
from tests.factories import LOWLAND, credential, person, post

DAY = date(2025, 12, 31)
LENSES = [Lens(horizon, DAY) for horizon in HORIZONS.values()]


def test_every_rule_can_be_written_and_comes_back(ba_to):
    """The figures of each are the same, and so is every number of the workforce and of BM02."""
    clerk = post(person(name="Lê Thị Thêm", birth=date(1999, 1, 1), sex="female"), "TCKT", LOWLAND)
    credential(clerk.person, "professional", 4)
    facts = json.loads(json.dumps(rules_on(DAY)))
    rules = Rules(facts)
    source = LiveSource(LENSES[0], ba_to.parent.parent)
    rows = source.full_rows()
    every = [each for c in REGISTER for each in (c, *c.variants)]
    kept = [each for c in rules.criteria.values() for each in (c, *c.variants)]
    now, then = (roll_up_rows(rows, DAY, among, {}) for among in (every, kept))
    for criterion, read in zip(every, kept, strict=True):
        assert now.figure(criterion) == then.figure(read), criterion.code
        told = [(c.code, c.clause, c.horizon, c.label, c.short, c.share, c.reading, c.supersedes,
                 c.asked, c.cover.code, c.cover.label) for c in (criterion, read)]  # fmt: skip
        assert told[0] == told[1]
    for lens in LENSES:
        code = lens.horizon.code
        assert [c.code for c in rules.criteria_for(code)] == [c.code for c in lens.criteria]
        today, kept = workforce_conditions(lens) | bm02.conditions(DAY), rules.counted(code)
        assert kept.keys() == today.keys()
        counts, counted = (count_rows(source.full_rows(), named) for named in (today, kept))
        assert all(counts(name) == counted(name) for name in today)
        assert counts("BM02 staff 1") == 5


def test_what_was_written_judges_on_whatever_the_code_says_by_then(ba_to, monkeypatch):
    # Of its own, as what it asks is put into words once.
    theory = replace(BY_CODE["2025.key.theory"])
    kept = written.read(written.write(theory, DAY), HORIZONS)
    monkeypatch.setattr(Ask, "_compare", lambda self, lookup: Q(pk__isnull=True))
    monkeypatch.setattr(Ask, "text", property(lambda self: "khác"))
    monkeypatch.setattr(
        covers, "KEY", Cover("key", "khác", covers.KEY.section, lambda day: Q(pk__isnull=True))
    )
    rows = standing(DAY, Person.objects.all())
    found = roll_up_rows(rows, DAY, [kept], {}).figure(kept)
    assert (found.met, found.short, found.unknown) == (1, 0, 1)
    assert roll_up_rows(rows, DAY, [theory], {}).figure(theory).met == 0
    assert (kept.asked, theory.asked) == ("Trung cấp trở lên", "khác")
    assert rows.filter(kept.unmet(DAY)).count() == 1


def test_rules_of_a_later_horizon_are_not_known_to_earlier_ones():
    facts = rules_on(DAY)
    del facts["horizons"]["2030"]
    with pytest.raises(LookupError):
        Rules(facts).lens("2030", DAY)


def test_shares_and_floors_of_both_horizons_are_kept():
    rules = Rules(rules_on(DAY))
    assert rules.criteria["2025.nonspecialised.theory"].share == Share(50, strictly_more=True)
    assert rules.lens("2030", DAY).criteria == rules.criteria_for("2030")
    assert {c.code for c in rules.criteria_for("2030")} == {c.code for c in criteria_for(H2030)}
    assert rules.lens("2025", DAY).horizon == H2025
