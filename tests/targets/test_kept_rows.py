"""Figures of rows that were kept are those that are found anew, whatever was written since."""

import re
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext, override_settings
from hypothesis import given
from hypothesis import settings as drawing
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from personnel.models import Credential, HandOver, Person, Post
from personnel.reading import kept_rows
from personnel.reading.kept_rows import Kept, rows_kept
from reports.quality.checks import checks_of
from targets.criteria import H2025, H2030, REGISTER
from targets.lens import Lens
from targets.sources import LiveSource
from tests.factories import LOWLAND, MOUNTAIN, credential, leave_few_units, person, post
from tests.racing import apart, overtaken

LENS = Lens(H2025, date(2025, 12, 31))
OF_PEOPLE = [criterion for criterion in REGISTER if criterion.about_people]
ROLL_UP = re.compile("WITH")


@pytest.fixture(autouse=True)
def kept(settings, monkeypatch):
    """Rows are kept as in a process that has just begun; returns what is."""
    settings.ROWS_KEPT = 100_000
    monkeypatch.setattr(kept_rows, "_kept", own := Kept())
    return own


def figures(viewer=None):
    """Return the figures of every criterion about people as a page is given them."""
    root = LiveSource.of_province(LENS).root
    found = LiveSource(LENS, root, viewer).figures(OF_PEOPLE)
    return {criterion.code: found.figure(criterion) for criterion in OF_PEOPLE}


def figures_anew(viewer=None):
    """Return the same of rows read for it."""
    with override_settings(ROWS_KEPT=0):
        return figures(viewer)


def rolled_up():
    """Return how often `figures` reads everybody, asked now, and the figures."""
    with CaptureQueriesContext(
        connection,
    ) as sent:
        found = figures()
    return sum(bool(ROLL_UP.match(query["sql"])) for query in sent), found


def secretary():
    """Record somebody of whom figures know more than of nobody."""
    who = post(person(), "BT", MOUNTAIN).person
    credential(who, "theory", 4)
    return who


def test_nobody_is_read_again_until_something_is_written(province):
    secretary()
    times, first = rolled_up()
    assert times == 1 and first == figures_anew()
    assert rolled_up() == (0, first)
    secretary()
    times, then = rolled_up()
    assert times == 1 and then == figures_anew() != first


@pytest.mark.parametrize(
    "lens", [LENS, Lens(H2030, date(2029, 3, 1), today=date(2025, 12, 31))], ids=["day", "ahead"]
)
def test_every_table_of_a_board_leaves_marks(province, lens):
    """Whatever the board of a day, or of one to come, reads besides is to be told there too."""
    secretary()
    source = LiveSource.of_province(lens)
    doubts = {check.code: check.where(lens) for check in checks_of(lens)}

    def asked():
        with CaptureQueriesContext(connection) as sent:
            LiveSource(lens, source.root).figures_and_counts(REGISTER, doubts, full=True)
        return [query["sql"] for query in sent if "personnel_mark" not in query["sql"]]

    assert len(asked()) >= 2
    assert asked() == []


def test_with_nothing_kept_everybody_is_read_each_time(province, settings):
    settings.ROWS_KEPT = 0
    secretary()
    assert rolled_up() == rolled_up() == (1, figures_anew())


def test_what_was_tried_and_taken_back_is_not_found_again(province):
    """As a preview does, which counts what it then takes back; another write follows it."""
    secretary()
    before = figures()
    with transaction.atomic():
        Credential.objects.all().delete()
        tried = figures()
        transaction.set_rollback(True)
    assert figures() == before != tried
    credential(Person.objects.get(), "professional", 4)
    assert figures() == figures_anew() != tried


def test_what_somebody_commits_between_the_look_and_the_reading_is_not_kept(reachable, kept):
    """The rows are those of the later state, and would be told to be of the earlier one."""
    secretary()
    with overtaken(secretary, at=ROLL_UP):
        found = figures()
    assert found == figures_anew()
    times, again = rolled_up()
    assert (times, again) == (1, found), "what was read then was not kept"


def test_of_another_connection_the_same_is_told_once_it_has_committed(reachable):
    who = secretary()
    before = figures()
    with transaction.atomic():
        Post.objects.filter(person=who).delete()
        within = figures()
    assert before != within == figures() == apart(figures_anew)


def test_each_sees_their_own(province, editor_a, editor_b, province_admin):
    secretary()
    assert figures(editor_a) == figures(province_admin) == figures_anew() != figures(editor_b)
    assert figures(editor_b) == figures_anew(editor_b)


def test_what_no_mark_tells_of_is_read_anew(province, django_assert_num_queries):
    def hand_overs():
        return rows_kept("all", lambda: HandOver.objects.values_list("pk"), HandOver)

    assert list(hand_overs()) == []
    with CaptureQueriesContext(connection) as sent:
        hand_overs()
    assert any("personnel_handover" in query["sql"] for query in sent)


def test_of_nobody_at_all_nothing_is_asked(province, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert list(rows_kept("none", Person.objects.none().values_list, Person)) == []


class TestTheRoom:
    ROWS = ((1, 2), (3, 4))  # seven values: four, one of each row, one of the question

    def test_what_was_asked_for_last_stays(self):
        kept = Kept()
        for name in "abc":
            kept.put(name, self.ROWS, most=21)
        assert kept.get("a") == self.ROWS
        kept.put("d", self.ROWS, most=21)
        assert [kept.get(name) for name in "abcd"] == [self.ROWS, None, self.ROWS, self.ROWS]

    def test_what_two_found_at_once_is_there_once(self):
        kept = Kept()
        for _ in range(5):
            kept.put("a", self.ROWS, most=14)
        kept.put("b", self.ROWS, most=14)
        assert kept.get("a") == kept.get("b") == self.ROWS

    def test_what_is_more_than_all_of_it_is_not_kept(self):
        kept = Kept()
        kept.put("a", self.ROWS, most=6)
        assert kept.get("a") is None
        kept.put("a", self.ROWS, most=7)
        assert kept.get("a") == self.ROWS


def without_theory():
    return Person.objects.exclude(credentials__kind="theory").order_by("pk")


WRITES = {
    "somebody": secretary,
    "another": lambda: post(person(sex="female"), "PBT", LOWLAND),
    "a level": lambda: [credential(who, "theory", 3) for who in without_theory()[:1]],
    "levels gone": lambda: Credential.objects.all().delete(),
    "changed": lambda: Credential.objects.filter(kind="theory").update(level=2),
    "ended": lambda: Post.objects.update(end=date(2024, 1, 1)),
    "born later": lambda: Person.objects.update(birth_date=date(1991, 1, 1)),
    "nothing": lambda: None,
}


class TestWhateverIsWritten(TestCase):
    """Writes in any order, some of them taken back; after each the figures of those kept."""

    @classmethod
    def setUpTestData(cls):
        from django.core.management import call_command

        call_command("load_reference", verbosity=0)
        leave_few_units()

    @drawing(max_examples=25)
    @given(st.lists(st.tuples(st.sampled_from(sorted(WRITES)), st.booleans()), max_size=6))
    def test_figures_are_those_found_anew(self, writes):
        for name, stays in writes:
            with transaction.atomic():
                WRITES[name]()
                assert figures() == figures_anew(), name
                transaction.set_rollback(not stays)
            assert figures() == figures_anew(), name
