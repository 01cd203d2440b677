"""Many records at once: the same rows and the same history as one by one."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from personnel.keeping import bulk
from personnel.keeping.baseline import STOOD_BEFORE
from personnel.keeping.copying import can_copy
from personnel.models import Credential, Ethnicity, Evaluation, Person, Post
from tests.factories import person

AT = datetime(2026, 1, 5, 2, tzinfo=UTC)
NAMES = ("person_id", "kind", "level", "awarded", "awarded_precision", "language")
DEGREE = ("professional", 4, date(2009, 12, 31), "year", "")
ENGLISH = ("foreign_language", 5, None, "", "Anh")


@pytest.fixture
def signed(province_admin: Any) -> bulk.Signature:
    """A deed of the provincial administrator."""
    return bulk.Signature(province_admin, AT, "Nhập từ tệp a.xlsx")


def _history(model: Any) -> list[dict[str, Any]]:
    rows = list(model.history.order_by("history_id").values())
    return [row | {"history_id": None, "id": None} for row in rows]


def test_inserted_records_are_those_that_the_orm_would_save(signed: bulk.Signature) -> None:
    an = person()
    one = Credential(person=an, **dict(zip(NAMES[1:], DEGREE, strict=True)))
    one._history_user, one._history_date = signed.by, signed.at
    one._change_reason = signed.reason
    one.save()
    (expected,) = Credential.objects.values()
    (told,) = _history(Credential)
    one.delete()
    Credential.history.all().delete()
    ids = bulk.insert(Credential, NAMES, [(an.pk, *DEGREE), (an.pk, *ENGLISH)], signed)
    rows = list(Credential.objects.order_by("pk").values())
    assert [row["id"] for row in rows] == ids
    assert rows[0] | {"id": None} == expected | {"id": None}
    assert (rows[1]["awarded"], rows[1]["language"], rows[1]["number"]) == (None, "Anh", "")
    assert _history(Credential)[0] == told
    assert Credential.history.count() == 2


def test_ids_come_in_the_order_of_the_rows(signed: bulk.Signature) -> None:
    an = person()
    years = range(1920, 2100)
    rows = [(an.pk, "it", 1, date(year, 12, 31), "year", "") for year in years for _ in "ab"]
    rows = [(*row[:5], language) for row, language in zip(rows, "ab" * 180, strict=True)]
    ids = bulk.insert(Credential, NAMES, rows, signed)
    found = Credential.objects.in_bulk(ids)
    assert [(found[pk].awarded, found[pk].language) for pk in ids] == [(r[3], r[5]) for r in rows]


@pytest.mark.parametrize(
    "text",
    ["a\tb", "a\nb\r\nc", r"a\b", r"\N", r"\.", "'; --", '"{}"', "%s", "", " ", "Đỗ Thị Ỷ 🙂"],
)
def test_a_text_comes_back_as_it_went_in(province: Any, text: str) -> None:
    (pk,) = bulk.insert(
        Credential, (*NAMES, "number"), [(person().pk, "it", 1, None, "", "", text)]
    )
    assert Credential.objects.get(pk=pk).number == text


def test_what_is_no_text_comes_back_as_it_went_in(province: Any) -> None:
    names = ("name", "aliases")
    (pk,) = bulk.insert(Ethnicity, names, [("Thử", ("a\tb", 'c"d'))])
    assert Ethnicity.objects.values_list(*names).get(pk=pk) == ("Thử", ["a\tb", 'c"d'])


def test_bytes_come_back_as_they_went_in(province: Any) -> None:
    an, key = person(), bytes(range(256))
    names = [f.attname for f in Person._meta.concrete_fields if not f.primary_key]
    facts = {name: getattr(an, name) for name in names} | {"sort_key": key, "cccd": ""}
    (pk,) = bulk.insert(Person, names, [list(facts.values())])
    assert bytes(Person.objects.values_list("sort_key", flat=True).get(pk=pk)) == key


@pytest.mark.parametrize("model", [Credential, Evaluation, Person, Post])
def test_what_sheets_write_is_copied_where_the_database_can(model: Any) -> None:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    assert can_copy(fields) == (connection.vendor == "postgresql")


def test_a_row_written_afterwards_gets_another_number(signed: bulk.Signature) -> None:
    an = person()
    ids = bulk.insert(Credential, NAMES, [(an.pk, *DEGREE), (an.pk, *ENGLISH)], signed)
    later = Credential.objects.create(person=an, kind="it", level=1)
    assert later.pk > max(ids)


def test_more_rows_than_a_statement_takes(signed: bulk.Signature) -> None:
    an = person()
    rows = [(an.pk, "it", 1, None, "", f"{number}") for number in range(5_001)]
    ids = bulk.insert(Credential, NAMES, rows, signed)
    assert len(set(ids)) == Credential.objects.count() == Credential.history.count() == 5_001
    bulk.update(Credential, ("level",), [(pk, 2) for pk in ids], signed)
    assert set(Credential.objects.values_list("level", flat=True)) == {2}
    bulk.delete(Credential, ids, signed)
    assert not Credential.objects.exists()
    assert Credential.history.filter(history_type="-").count() == 5_001


def test_an_update_keeps_what_stood_before_when_nothing_was_kept(signed: bulk.Signature) -> None:
    an = person()
    Person.history.all().delete()
    bulk.update(Person, ("note", "is_local"), [(an.pk, "mới", True)], signed)
    an.refresh_from_db()
    assert (an.note, an.is_local, an.full_name) == ("mới", True, "Nguyễn Văn An")
    kept = Person.history.order_by("history_id").values_list(
        "history_type", "note", "history_change_reason", "history_user"
    )
    assert list(kept) == [
        ("+", "", STOOD_BEFORE, None),
        ("~", "mới", signed.reason, signed.by.pk),
    ]


def test_a_deleted_record_stays_in_the_history(signed: bulk.Signature) -> None:
    an = person()
    (pk,) = bulk.insert(Credential, NAMES, [(an.pk, *ENGLISH)], signed)
    bulk.delete(Credential, [pk], signed)
    last = Credential.history.latest("history_id")
    assert (last.id, last.history_type, last.language) == (pk, "-", "Anh")


def test_without_a_signature_there_is_no_history(province: Any) -> None:
    an = person()
    ids = bulk.insert(Credential, NAMES, [(an.pk, *ENGLISH)])
    bulk.update(Credential, ("level",), [(ids[0], 6)])
    assert Credential.objects.get().level == 6
    bulk.delete(Credential, ids)
    assert not Credential.objects.exists()
    assert not Credential.history.exists()


def test_nothing_at_all_sends_nothing(
    signed: bulk.Signature, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        assert bulk.insert(Credential, NAMES, [], signed) == []
        bulk.update(Credential, ("level",), [], signed)
        bulk.delete(Credential, [], signed)


def test_constraints_hold(signed: bulk.Signature) -> None:
    an = person()
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert(Credential, NAMES, [(an.pk, "theory", 9, None, "", "")], signed)
