"""Who is counted in the results of a year, on the day and in the state that stood then."""

from datetime import date

import pytest

from personnel.models import Enrolment, Merge, Unit
from reports.studies.attending import Catalogue, result_on
from reports.studies.counting import results_of
from reports.studies.results import Result, Tally
from targets.criteria import H2025
from targets.lens import Lens
from targets.sources import LiveSource
from tests.factories import credential, person, post

from .making import DAY, NOON, a_class, a_plan, a_seat, enrolled, somebody

pytestmark = pytest.mark.django_db
BEFORE, WITHIN, AFTER = date(2024, 12, 31), date(2025, 6, 1), date(2026, 1, 1)
OFFICE = ("QLNN-CV", "state_management", 2)


def results(day=DAY, code="51", viewer=None):
    root = Unit.objects.get(code=code, valid_to=None)
    return results_of(LiveSource(Lens(H2025, day), root, viewer))


def told(found, course="LLCT-TC", **among):
    """Return the attendances of each result that has any."""
    row = found.of(course, **among)
    return {result.value: t.attendances for result, t in row.cells if t.attendances}


@pytest.mark.parametrize(
    ("state", "since", "starts", "result"),
    [
        ("finished", date(2025, 1, 1), None, Result.FINISHED),
        ("finished", DAY, None, Result.FINISHED),
        ("finished", BEFORE, None, None),
        # What ended later was still studied, if the class had begun.
        ("finished", AFTER, DAY, Result.STUDYING),
        ("failed", AFTER, BEFORE, Result.STUDYING),
        ("left", AFTER, AFTER, None),
        ("finished", AFTER, None, None),
        ("postponed", BEFORE, None, None),
        ("postponed", WITHIN, None, Result.POSTPONED),
        # Carried on from the years before.
        ("studying", BEFORE, None, Result.STUDYING),
        ("sent", BEFORE, AFTER, Result.SENT),
        ("studying", AFTER, BEFORE, None),
        ("sent", AFTER, BEFORE, None),
    ],
)
def test_what_had_become_of_it_by_the_day(state, since, starts, result):
    assert result_on(DAY, state, since, starts) == result


def test_results_by_state_and_nothing_of_proposals_nor_of_other_years():
    running = a_class(date(2025, 9, 1), date(2026, 8, 31))
    for at, state in enumerate(Enrolment.State.values):
        enrolled(somebody(f"Người {at}"), state, WITHIN)
    enrolled(somebody("Người năm trước"), "finished", BEFORE)
    enrolled(somebody("Người bỏ học sau"), "left", AFTER, into=running)
    found = results()
    assert told(found) == {
        "sent": 1, "studying": 2, "finished": 1, "failed": 1, "left": 1, "postponed": 1,
    }  # fmt: skip
    assert found.of("LLCT-TC").sent == Tally(7, 7)
    assert told(results(BEFORE)) == {"finished": 1}


def test_people_are_counted_once_and_attendances_each():
    twice = somebody()
    enrolled(twice, "failed", WITHIN)
    enrolled(twice, "studying", date(2025, 9, 1))
    enrolled(twice, "finished", WITHIN, OFFICE)
    found = results()
    assert found.of("LLCT-TC").sent == Tally(2, 1)
    assert found.of().sent == Tally(3, 1)
    assert [course.code for course in found.courses] == ["LLCT-TC", "QLNN-CV"]


def test_only_whoever_is_in_post_on_the_day_counts_where_they_serve():
    gone = post(person("Người đã nghỉ"), "TCKT", "21487", end=date(2025, 10, 31)).person
    enrolled(gone, "finished", WITHIN)
    moved = post(person("Người chuyển đi"), "TCKT", "21487", end=date(2025, 6, 30)).person
    post(moved, "BT", "21034", start=date(2025, 7, 1))
    enrolled(moved, "finished", WITHIN)
    found = results()
    lowland = Unit.objects.get(code="21034").pk
    assert found.of(units={lowland}).sent == found.of().sent == Tally(1, 1)
    assert found.groups == ["key"] and told(found, group="key") == {"finished": 1}
    assert not results(code="535") and results(code="522")


def test_who_holds_the_level_a_year_before_and_on_the_day_of_the_same_people():
    credential(somebody("Có từ trước"), "theory", 3, date(2020, 1, 1))
    credential(somebody("Chưa đủ"), "theory", 1, date(2020, 1, 1))
    credential(somebody("Không rõ ngày"), "theory", 2)
    enrolled(somebody("Học trong năm"), "finished", WITHIN)
    enrolled(somebody("Xong ngày cuối năm trước"), "finished", BEFORE)
    assert results().of("LLCT-TC").held == (3, 4)


def test_a_course_without_a_code_is_that_of_its_level_where_there_is_one_alone():
    catalogue = Catalogue()
    assert catalogue.course("", "theory", 2).code == "LLCT-TC"
    assert catalogue.course("LLCT-TC", "theory", 2).name == "Trung cấp lý luận chính trị"
    unknown = catalogue.course("", "theory", 3)
    assert (unknown.code, unknown.name) == ("theory.3", "Lý luận chính trị: Cao cấp")
    # A code that gives something else by now says nothing of what was given.
    assert catalogue.course("LLCT-TC", "theory", 1).code == "theory.1"


def test_planned_are_those_whom_the_plan_in_effect_names_for_the_year():
    plan, one, other = a_plan(), somebody("Người một"), somebody("Người hai")
    a_seat(plan, one)
    a_seat(plan, other, year=2026)
    a_seat(plan, 999_999)  # somebody whose record is gone
    found = results()
    assert found.is_planned and found.of("LLCT-TC").planned == found.of().planned == 1
    assert found.of("LLCT-TC", group="civil").planned == 1
    assert not found.of().sent.attendances and found
    assert not results(date(2024, 12, 31)).is_planned


def test_a_planned_record_that_was_joined_to_another_is_that_others():
    plan, kept, joined = a_plan(), somebody("Lê Thị Hoa"), somebody("Lê Thị Hương")
    a_seat(plan, joined)
    number = joined.pk
    joined.delete()
    assert not results().is_planned
    Merge.objects.create(kept=kept.pk, joined=number, name="Lê Thị Hương", at=NOON)
    assert results().of("LLCT-TC").planned == 1


def test_what_is_not_confirmed_is_told():
    enrolled(somebody(), "studying", WITHIN, confirmed_at=None)
    assert results().unconfirmed == 1


def test_whoever_may_not_be_seen_is_in_no_number(editor_a):
    enrolled(somebody("Người Ba Tơ"), "studying", WITHIN)
    enrolled(somebody("Người Quảng Ngãi", unit="21034"), "studying", WITHIN)
    assert results(code="51", viewer=editor_a).of().sent == Tally(1, 1)
    assert results().of().sent == Tally(2, 2)


def test_nothing_is_read_of_people_where_nobody_was_sent(django_assert_num_queries):
    source = LiveSource(Lens(H2025, DAY), Unit.objects.get(code="51", valid_to=None))
    with django_assert_num_queries(3):
        assert not results_of(source)
    enrolled(somebody(), "studying", WITHIN)
    with django_assert_num_queries(5):
        assert results_of(source).of().sent == Tally(1, 1)
