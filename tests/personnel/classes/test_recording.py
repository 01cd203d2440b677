"""A class is recorded whole, once, with its history, by whoever has everybody in their hands."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from personnel.classes.saving import record_class, steps_of
from personnel.keeping.recording import Refused
from personnel.models import Credential, Person, Post, Unit
from tests.factories import MOUNTAIN, credential, person, post

AT = datetime(2025, 6, 2, 8, 30, tzinfo=UTC)


@pytest.fixture
def three(province):
    """Three people of Ba Tơ in name order: without theory, with sơ cấp, with cao cấp."""
    people = [post(person(name=f"Đinh Văn {name}"), "VPDU").person for name in ("An", "Ba", "Cang")]
    credential(people[1], "theory", 1, awarded=date(2015, 12, 31), precision="year")
    credential(people[2], "theory", 3)
    return people


def a_class(**facts):
    usual = {"kind": "theory", "level": 2, "awarded": date(2025, 5, 30), "awarded_precision": "day"}
    return Credential(**usual | {"institution": "Trường Chính trị tỉnh"} | facts)


def test_each_is_told_what_it_raises(three):
    steps = steps_of(a_class(), three)
    assert [step.raises for step in steps] == [True, True, False]
    assert [step.held and step.held.level_label for step in steps] == [None, "Sơ cấp", "Cao cấp"]


def test_level_zero_held_is_raised(three):
    credential(three[0], "theory", 0)
    assert steps_of(a_class(level=1), three[:1])[0].raises


def test_everybody_has_it_with_all_its_facts(three, editor_a):
    record_class(a_class(number="12/QĐ"), three, by=editor_a, at=AT)
    for who in three:
        held = who.credentials.get(level=2)
        assert (held.kind, held.awarded, held.awarded_precision) == (
            "theory", date(2025, 5, 30), "day",
        )  # fmt: skip
        assert (held.institution, held.number) == ("Trường Chính trị tỉnh", "12/QĐ")
    assert three[2].credentials.count() == 2


def test_the_history_names_author_moment_and_class(three, editor_a):
    for model in (Person, Post, Credential):
        model.history.update(history_date=AT - timedelta(days=1))
    record_class(a_class(), three, by=editor_a, at=AT)
    rows = Credential.history.filter(level=2)
    assert {row.person_id for row in rows} == {who.pk for who in three}
    assert {
        (row.history_type, row.history_user, row.history_date, row.history_change_reason)
        for row in rows
    } == {("+", editor_a, AT, "Ghi nhận lớp Lý luận chính trị: Trung cấp (30/05/2025)")}


@pytest.mark.parametrize(
    ("held", "again"),
    [
        ({}, True),
        ({"institution": "Nơi khác", "number": "1"}, True),
        ({"awarded": date(2025, 5, 29)}, False),
        ({"awarded": None, "precision": ""}, False),
        ({"field_of_study": "Hành chính"}, False),
        ({"level": 1}, False),
        ({"kind": "it"}, False),
    ],
)
def test_only_the_identical_one_is_passed_over(three, editor_a, held, again):
    facts = {"kind": "theory", "level": 2, "awarded": date(2025, 5, 30)} | held
    credential(three[0], **facts)
    steps = record_class(a_class(), three, by=editor_a, at=AT).steps
    assert [step.recorded for step in steps] == [again, False, False]
    assert three[0].credentials.filter(kind="theory").count() == 1 + (not again) * (
        facts["kind"] == "theory"
    )


def test_another_language_is_another_credential(three, editor_a):
    facts = {"kind": "foreign_language", "level": 5}
    credential(three[0], **facts, awarded=date(2025, 5, 30), language="Anh")
    record_class(a_class(**facts, language="Trung"), three[:1], by=editor_a, at=AT)
    languages = three[0].credentials.filter(kind="foreign_language")
    assert {held.language for held in languages} == {"Anh", "Trung"}


def test_nothing_left_to_record_is_said(three, editor_a):
    record_class(a_class(), three, by=editor_a, at=AT)
    with pytest.raises(Refused, match="đều đã có"):
        record_class(a_class(), three, by=editor_a, at=AT)


def test_who_left_the_scope_stops_all_by_name(three, editor_a):
    elsewhere = Unit.objects.filter(parent__code="534").order_by("code")[0]
    three[1].posts.update(end=date(2024, 12, 31))
    post(three[1], "TCKT", elsewhere.code, start=date(2025, 1, 1))
    with pytest.raises(Refused, match="Đinh Văn Ba"):
        record_class(a_class(), three, by=editor_a, at=AT)
    assert not Credential.objects.filter(level=2).exists()
    assert not Credential.history.filter(level=2).exists()


def test_who_was_deleted_meanwhile_stops_all_by_name(three, editor_a):
    Person.objects.get(pk=three[2].pk).delete()
    with pytest.raises(Refused, match="Đinh Văn Cang"):
        record_class(a_class(), three, by=editor_a, at=AT)
    assert not Credential.objects.filter(level=2).exists()


@pytest.mark.parametrize("born", [date(2025, 5, 30), date(2025, 6, 1)])
def test_nobody_gets_it_before_birth(three, editor_a, born):
    Person.objects.filter(pk=three[0].pk).update(birth_date=born)
    with pytest.raises(Refused, match="Đinh Văn An"):
        record_class(a_class(), three, by=editor_a, at=AT)
    assert not Credential.objects.filter(level=2).exists()


def test_a_row_that_the_database_declines_leaves_nothing(three, editor_a, monkeypatch):
    credential(three[1], "theory", 2, awarded=date(2025, 5, 30))
    monkeypatch.setattr("personnel.models.Credential.identity", property(id))
    with pytest.raises(Refused, match="đã được ghi nhận"):
        record_class(a_class(), three, by=editor_a, at=AT)
    assert Credential.objects.filter(level=2).count() == 1


def test_a_history_that_cannot_be_kept_leaves_nothing(three, editor_a, monkeypatch):
    def declined(*args, **kwargs):
        raise IntegrityError("history")

    monkeypatch.setattr("simple_history.manager.HistoryManager.bulk_history_create", declined)
    with pytest.raises(Refused):
        record_class(a_class(), three, by=editor_a, at=AT)
    assert not Credential.objects.filter(level=2).exists()


def test_queries_do_not_grow_with_the_class(three, editor_a):
    editor_a.edited  # noqa: B018  read once a request
    with CaptureQueriesContext(connection) as few:
        record_class(a_class(), three[:1], by=editor_a, at=AT)
    more = [post(person(name=f"Trần Thị {n}"), "VPDU", MOUNTAIN).person for n in range(40)]
    with CaptureQueriesContext(connection) as many:
        record_class(a_class(), more, by=editor_a, at=AT)
    assert len(many) == len(few)
