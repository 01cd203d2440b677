"""What a year tells beside its criteria: live, and as it was frozen with what was handed in."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from personnel.models import Post, Unit
from reports.models import Submission
from reports.periods.hashing import verify
from reports.sources import submitted_source
from reports.workbooks.annual.figures import figures_json
from reports.yearly.parts import PARTS
from reports.yearly.reading import asked_of, told_by
from reports.yearly.told import Line, Told, kept, read
from targets.criteria import HORIZONS
from targets.lens import Lens
from targets.sources import LiveSource
from tests.factories import MOUNTAIN, credential, person, post
from tests.reports.periods.handing import DAY, a_period, a_user, district_of, hand_in
from tests.reports.word.conftest import report_of

PART = "made-up"


def those_since_2020(asked):
    """Tell of everybody in post whose post began in 2020 or later, and of each unit."""
    begun = Post.objects.filter(start__gte=date(2020, 1, 1), person__in=list(asked.there))
    for held in begun:
        there = asked.there[held.person_id]
        yield Line("since-2020", there.unit, there.group, held.person_id)
    yield Line("unit", asked.root.pk, detail=f"{asked.day:%d/%m/%Y}")


@pytest.fixture
def part(monkeypatch):
    """A part of the register, for this test alone."""
    monkeypatch.setitem(PARTS, PART, those_since_2020)


@pytest.fixture
def served(small_province, part):
    """Two people in one district, one of whom began after 2020; one in another who did too."""
    old, new, elsewhere = person("Đinh Văn Cũ"), person("Đinh Thị Mới"), person("Võ Văn Xa")
    post(old, start=date(2019, 5, 1))
    post(new, "TCKT", start=date(2023, 5, 1))
    post(elsewhere, unit="21034", start=date(2023, 5, 1))
    for each in (old, new, elsewhere):
        credential(each, "theory", 2)
    return new


def live(root, day=DAY):
    return told_by(LiveSource(Lens(HORIZONS["2025"], day), root), PART)


def test_lines_are_counted_and_listed_by_code_unit_and_group(served, small_province):
    told, commune = live(small_province), Unit.objects.get(code=MOUNTAIN)
    assert told.count("since-2020") == 2
    assert [line.person for line in told.behind("since-2020", units={commune.pk})] == [served.pk]
    assert told.count("since-2020", units={commune.pk}, group="key") == 0
    assert (told.codes, told.count(), told.count("nobody")) == (["since-2020", "unit"], 3, 0)
    assert [(line.code, n) for line, n in told.numbers] == [
        ("since-2020", 1), ("since-2020", 1), ("unit", 1),
    ]  # fmt: skip


def test_the_year_is_told_to_the_day_that_is_asked(served, small_province):
    told = live(small_province, date(2022, 12, 31))
    assert told.count("since-2020") == 0
    assert [line.detail for line in told.behind("unit")] == ["31/12/2022"]


def test_parts_asked_together_tell_the_same_and_read_what_they_share_once(served, small_province):
    source = LiveSource(Lens(HORIZONS["2025"], DAY), small_province)
    with CaptureQueriesContext(connection) as apart:
        alone = {name: told_by(source, name) for name in PARTS}
    asked = asked_of(source)
    with CaptureQueriesContext(connection) as shared:
        together = {name: told_by(source, name, asked) for name in PARTS}
    assert together == alone
    # Everybody in post, of three parts, and the posts of whoever moved, of two.
    assert len(apart) - len(shared) >= 3


def test_a_part_that_is_none_is_refused(small_province):
    source = LiveSource(Lens(HORIZONS["2025"], DAY), small_province)
    with pytest.raises(LookupError):
        told_by(source, "nothing")


def test_what_was_handed_in_stays_as_it_was(served):
    editor = a_user("bato", ("district_editor", "535"))
    handed = hand_in(a_period(), district_of(), editor)
    Post.objects.all().delete()
    told = told_by(submitted_source(handed), PART)
    assert [line.person for line in told.behind("since-2020")] == [served.pk]
    assert told.unknown == () and verify(Submission.objects.get())
    handed.yearly[PART][0][3] += 1
    handed.save()
    assert not verify(Submission.objects.get())


@pytest.mark.parametrize("yearly", [None, {"another": []}])
def test_what_an_earlier_release_handed_in_says_that_it_does_not_tell(served, yearly):
    handed = hand_in(a_period(), district_of(), a_user("bato", ("district_editor", "535")))
    Submission.objects.update(yearly=yearly)
    told = told_by(submitted_source(Submission.objects.get()), PART)
    assert told == Told((), (handed.district_id,)) and not told


def test_the_figures_for_other_systems_have_numbers_and_nobody(served, small_province):
    told = figures_json(report_of(small_province))["yearly"][PART]
    counted = {(each["what"], each["unit"], each["group"]): each["count"]
               for each in told["numbers"]}  # fmt: skip
    assert counted["since-2020", MOUNTAIN, "civil"] == 1 and told["unknown"] == []
    assert "person" not in str(told)


LINES = st.builds(
    Line, st.text(), st.integers(1), st.text(), st.integers(0), st.text()
)  # fmt: skip


@given(st.lists(LINES))
def test_what_is_kept_is_read_as_it_was(lines):
    assert list(read(json.loads(json.dumps(kept(lines))))) == sorted(lines)
