"""Whose religion and home place a user sees: of the records in their hands, in one query."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from personnel.models import CONFIDENTIAL, Person, confidential, is_confidential, open_to
from tests.factories import MOUNTAIN, person, post

ELSEWHERE = "21034"  # a commune of Thành phố Quảng Ngãi


@pytest.fixture
def ids(small_province):
    """Somebody of Ba Tơ, somebody who left it for another district, and nobody."""
    here = post(person("Phạm Ở"), "BT", MOUNTAIN).person
    away = post(person("Lê Đi"), "BT", MOUNTAIN, end="2019-12-31").person
    post(away, "BT", ELSEWHERE, start="2020-01-01")
    return [here.pk, away.pk, 10**9]


def asked(user, ids):
    user.edited  # noqa: B018  # is read once, whatever is asked
    with CaptureQueriesContext(connection) as queries:
        return open_to(user, ids), len(queries)


def test_they_are_columns_of_a_person_and_ethnicity_is_none_of_them():
    assert {"religion", "home_place"} == CONFIDENTIAL
    assert {field.attname for field in Person._meta.concrete_fields} >= CONFIDENTIAL
    assert is_confidential("note", "religion")
    assert not is_confidential("ethnicity_id", "note", "") and not is_confidential()


def test_an_editor_sees_those_of_the_records_in_hand(ids, editor_a, editor_b):
    assert asked(editor_a, ids) == ({ids[0]}, 1)
    assert asked(editor_b, ids) == (set(), 1)
    assert asked(editor_a, []) == (set(), 0)


def test_administrators_see_all_and_viewers_nothing_without_a_query(
    ids, province_admin, province_viewer, viewer_a, stranger
):
    assert asked(province_admin, ids) == (set(ids), 0)
    for user in (province_viewer, viewer_a, stranger):
        assert asked(user, ids) == (set(), 0)


def test_of_a_long_list_the_same_are_seen(ids, editor_a, monkeypatch):
    monkeypatch.setattr(confidential, "_FEW", 1)
    assert asked(editor_a, ids) == ({ids[0]}, 1)
