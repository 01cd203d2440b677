"""What is handed in and not yet sealed meets other rules of the code."""

import pytest
from django.apps import apps
from django.db.migrations.exceptions import IrreversibleError

from personnel.keeping.recording import Refused
from personnel.models import Person
from reports.models import Period, Rulebook, Submission
from reports.periods.differences import differences
from reports.periods.hashing import CURRENT, verify
from reports.periods.sealing import seal
from reports.workbooks.annual.report import sealed_report, submitted_report
from tests.factories import credential
from tests.reports.periods.golden import MIGRATION
from tests.reports.periods.handing import LATER, approved, hand_in, others_in, seal_is_whole
from tests.reports.periods.test_rules_sealed import CHANGES, hand_in_for_ba_to, rule

__all__ = ["rule"]


@pytest.fixture(scope="module")
def standing(in_the_module):
    with in_the_module():
        return hand_in_for_ba_to().pk


@pytest.fixture
def kept(standing, province):
    return Submission.objects.get(pk=standing)


@pytest.fixture
def period(kept):
    return kept.period


@pytest.fixture
def district(kept):
    return kept.district


@pytest.mark.parametrize("change", [name for name in CHANGES if name != "other words"])
def test_one_seal_has_one_set_of_rules(change, period, district, kept, rule, province_admin,
                                       editor_a):  # fmt: skip
    """What was judged by other rules is handed in again, and the seal is by those in force."""
    rule(**CHANGES[change])
    others = others_in(period, district)
    with pytest.raises(Refused, match="quy tắc của phần mềm đã thay đổi .* Huyện Ba Tơ"):
        seal(period, others, by=province_admin, at=LATER)
    again = approved(period, district, editor_a, province_admin)
    done = seal(period, others, by=province_admin, at=LATER)
    assert done.rules == again.rules != kept.rules and seal_is_whole(done)


def test_other_words_alone_do_not_hold_up_a_seal(period, district, kept, rule, province_admin):
    rule(**CHANGES["other words"])
    done = seal(period, others_in(period, district), by=province_admin, at=LATER)
    assert done.rules != kept.rules and seal_is_whole(done) and verify(kept)
    assert sealed_report(done).criteria[1].label == "Khác"
    assert submitted_report(kept).criteria[1].label == "Lý luận chính trị: trung cấp"


@pytest.mark.parametrize("change", CHANGES)
def test_what_differs_since_is_what_the_records_say(change, kept, rule):
    rule(**CHANGES[change])
    assert not differences(kept)
    credential(Person.objects.get(full_name="Đinh Văn Lía"), "theory", 2)
    ((judged,),) = (person.outcomes for person in differences(kept).people)
    assert (judged.criterion.label, judged.after) == ("Lý luận chính trị: trung cấp", "met")


def test_rules_are_written_once(period, district, editor_a, province_admin, kept):
    again = hand_in(period, district, editor_a)
    assert again.rules == kept.rules and Rulebook.objects.count() == 1
    assert (kept.hash_version, Period.objects.get().hash_version) == (CURRENT, None)


def test_the_way_down_is_refused_once_something_needs_the_version(kept):
    with pytest.raises(IrreversibleError, match="1 reports"):
        MIGRATION.only_what_the_release_can_verify(apps, None)
