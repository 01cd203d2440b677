"""Which columns a list shows: address, saved list, the user's own, the usual; and for whom."""

from datetime import date

import pytest
from django.http import QueryDict
from django.urls import reverse

from personnel.models import Unit
from reports.models import ListColumns, SavedList
from reports.people.asked import Asked
from tests.factories import MOUNTAIN, person, post

LENS = "horizon=2025&as_of=2025-12-31"
USUAL = ["birth", "sex", "unit", "title", "professional", "theory", "state_management", "cccd"]


def shown(user, query=""):
    asked = Asked.read(QueryDict(f"{LENS}&{query}"), user)
    return [column.code for column in asked.columns]


@pytest.fixture
def people(small_province):
    who = person(name="Lê An", religion="Phật giáo", home_place="Xã Ba Tô")
    post(who, "BT", MOUNTAIN)
    return who


def test_the_address_goes_before_the_users_own_and_that_before_the_usual(people, editor_a):
    assert shown(editor_a) == USUAL
    ListColumns.objects.keep(editor_a, "age-title")
    assert shown(editor_a) == ["age", "title"]
    assert shown(editor_a, "columns=sex-age-sex") == ["sex", "age"]


def test_another_users_choice_changes_nothing(people, editor_a, editor_ab):
    ListColumns.objects.keep(editor_ab, "age")
    assert shown(editor_a) == USUAL


def test_what_a_criterion_asks_is_shown_whatever_was_chosen(people, editor_a):
    criterion = "criterion=2025.staff.it"
    assert shown(editor_a, f"columns=age&{criterion}") == ["age", "it", "result"]
    assert shown(editor_a, f"columns=it-age&{criterion}") == ["it", "age", "result"]
    chosen = f"columns=2025.staff.it-age&{criterion}"
    assert shown(editor_a, chosen) == ["2025.staff.it", "age", "it"]
    assert shown(editor_a, "columns=age&outcome=unmet") == [
        "age", "missed_short", "missed_unknown",
    ]  # fmt: skip


@pytest.mark.parametrize("columns", ["nothing", "age-x", "birth,sex", "result", "name"])
def test_a_column_that_there_is_not_is_told(people, editor_a, client_for, columns):
    client = client_for(editor_a)
    for url in ("/nhan-su/", "/nhan-su/tai-ve/csv/", "/nhan-su/tai-ve/ban-in/"):
        answer = client.get(f"{url}?{LENS}&columns={columns}")
        assert answer.status_code == 400
        assert "để hiển thị" in answer.content.decode()


@pytest.mark.parametrize("column", ["religion", "home"])
def test_who_only_reads_is_not_offered_and_not_given_what_is_for_editors(
    people, viewer_a, province_viewer, client_for, column
):
    for user in (viewer_a, province_viewer):
        client = client_for(user)
        page = client.get(f"/nhan-su/?{LENS}").content.decode()
        assert f'name="column" value="{column}"' not in page
        assert 'name="column" value="ethnicity"' in page
        for url in ("/nhan-su/", "/nhan-su/tai-ve/xlsx/"):
            answer = client.get(f"{url}?{LENS}&columns=age-{column}")
            assert answer.status_code == 400
            assert "chỉ dành cho người được cập nhật hồ sơ" in answer.content.decode()
        # A right that was lost since does not leave the list without an answer.
        ListColumns.objects.keep(user, f"{column}-age-gone_since")
        page = client.get(f"/nhan-su/?{LENS}")
        assert [column.code for column in page.context["chosen"].columns] == ["age"]
        assert "Không còn hiển thị được" in page.content.decode()
        assert "Phật giáo" not in page.content.decode()


def test_of_people_in_other_hands_an_editor_is_not_told_it(people, editor_a, client_for):
    away = person(name="Lê Đi", religion="Cao đài", home_place="Xã Xa")
    post(away, "BT", MOUNTAIN, end=date(2024, 1, 1))
    there = Unit.objects.filter(parent__code="534")[0].code
    post(away, "BT", there, start=date(2024, 1, 2))
    query = "as_of=2023-06-30&columns=religion-home"
    client = client_for(editor_a)
    answers = [
        client.get(f"/nhan-su/?{query}").content.decode(),
        b"".join(client.get(f"/nhan-su/tai-ve/csv/?{query}")).decode(),
    ]
    for text in answers:
        assert "Lê Đi" in text and "Phật giáo" in text and "Xã Ba Tô" in text
        assert "Cao đài" not in text and "Xã Xa" not in text


def test_a_saved_list_keeps_its_columns(people, editor_a, client_for):
    client = client_for(editor_a)
    client.post(reverse("list-save"), {"name": "Tuổi", "query": "sex=male&columns=age-title"})
    kept = SavedList.objects.get()
    ListColumns.objects.keep(editor_a, "birth")
    page = client.get(f"/nhan-su/?{kept.query}")
    assert [column.code for column in page.context["chosen"].columns] == ["age", "title"]


def test_a_saved_list_with_a_column_that_there_is_not_is_refused(people, editor_a, client_for):
    sent = {"name": "Tuổi", "query": "columns=x"}
    assert client_for(editor_a).post(reverse("list-save"), sent).status_code == 400
    assert not SavedList.objects.exists()


def test_filters_and_pages_go_on_with_the_columns(people, editor_a, client_for):
    page = client_for(editor_a).get(f"/nhan-su/?{LENS}&columns=age-title&sex=male&age_from=20")
    text = page.content.decode()
    assert '<input type="hidden" name="columns" value="age-title">' in text
    assert text.count("columns=age-title") >= 5
    assert "/nhan-su/tai-ve/xlsx/?" in text


COST = {
    "birth-sex-title": 0,
    "retires-since-other_titles": 1,
    "ethnicity": 0,
    "age": 1,
    "it_awarded-theory_issuer": 1,
    "it-mass_work": 0,
}


@pytest.mark.parametrize(("columns", "more"), COST.items())
def test_a_column_costs_what_it_reads_however_many_people(
    people, editor_a, columns, more, django_assert_max_num_queries, django_assert_num_queries
):
    def read():
        asked = Asked.read(QueryDict(f"{LENS}&columns={columns}"), editor_a)
        ids = list(asked.selection.ids)
        return len(asked.rows(ids))

    read()
    with django_assert_max_num_queries(20) as one:
        assert read() == 1
    for number in range(12):
        post(person(name=f"Lê Văn {number}"), "VPTK", MOUNTAIN)
    with django_assert_num_queries(len(one)):
        assert read() == 13
    usual = Asked.read(QueryDict(f"{LENS}&columns=sex"), editor_a)
    ids = list(usual.selection.ids)
    with django_assert_max_num_queries(20) as plain:
        usual.rows(ids)
    chosen = Asked.read(QueryDict(f"{LENS}&columns={columns}"), editor_a)
    ids = list(chosen.selection.ids)
    levels = int(any(column.kind for column in chosen.columns))
    with django_assert_num_queries(len(plain) + more + levels):
        chosen.rows(ids)
