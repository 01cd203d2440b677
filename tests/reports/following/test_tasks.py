"""What the first page asks of programmes and reviews: of a board its own, of the province who."""

from datetime import date

import pytest

from personnel.models import Following, Unit
from reports.first_page import FirstPage
from reports.tasks_following import following_tasks
from targets.criteria import H2030
from targets.lens import Lens
from targets.sources import LiveSource
from tests import cast, maps
from tests.reports.following.making import district, due, paper

TODAY = date(2024, 12, 1)
PROGRAMME = "Ban hành chương trình, kế hoạch thực hiện Nghị quyết"
REVIEW = "Sơ kết thực hiện Nghị quyết năm 2024"

pytestmark = pytest.mark.usefixtures("small_province")


def asked(user, today=TODAY):
    return {task.label: task for task in following_tasks(user, today)}


def test_without_a_day_nothing_is_asked(editor_a, province_admin, django_assert_num_queries):
    with django_assert_num_queries(2):  # rights, days
        assert asked(editor_a) == {}
    assert asked(province_admin) == {}


def test_days_are_read_once_however_many_years_are_asked_of(
    editor_a, province_admin, django_assert_num_queries
):
    due(2023, review=date(2023, 12, 15))
    due(2024, review=date(2024, 12, 15))
    for user in (editor_a, province_admin):
        asked(user)  # reads their rights
        with django_assert_num_queries(1 + 2 * 2):  # days; of each year units and papers
            assert asked(user)


def test_a_board_is_told_of_its_own_that_is_overdue_or_due_within_a_month(
    editor_a, viewer_a, school
):
    due(2022, programme=date(2022, 9, 30))
    due(2024, review=date(2024, 12, 31))
    found = asked(editor_a)
    address = f"/thuc-hien-nghi-quyet/don-vi/{district('535').pk}/"
    assert (found[PROGRAMME].amount, found[PROGRAMME].url) == ("quá hạn 30/09/2022", address)
    assert found[REVIEW].amount == "hạn 31/12/2024" and found[REVIEW].waits
    assert REVIEW not in asked(editor_a, date(2024, 11, 30))
    assert asked(viewer_a) == asked(school) == {}
    paper(district("535"), day=date(2024, 11, 1))
    paper(district("535"), "review", year=2024, day=date(2024, 12, 1))
    assert asked(editor_a) == {}


def test_the_review_of_last_year_is_still_asked_for(editor_a):
    due(2024, review=date(2024, 12, 15))
    assert asked(editor_a, date(2025, 3, 1))[REVIEW].amount == "quá hạn 15/12/2024"
    assert asked(editor_a, date(2026, 1, 1)) == {}


def test_the_province_is_told_who_is_overdue_alone(province_admin, province_viewer, client_for):
    due(2022, programme=date(2022, 9, 30))
    due(2024, review=date(2024, 12, 15))
    paper(district("535"))
    for user in (province_admin, province_viewer):
        (task,) = asked(user).values()
        assert task.label == "Đôn đốc, quá hạn: ban hành chương trình, kế hoạch"
        assert (task.amount, task.told) == ("2 đơn vị", "Thành phố Quảng Ngãi, Thị xã Đức Phổ")
    shown = client_for(province_viewer).get(f"{task.url}&as_of=2024-12-01").context["listed"]
    assert {row.unit.code for row in shown} == {"534", "522"}


def test_who_acts_for_two_boards_is_told_of_both(editor_ab):
    due(2022, programme=date(2022, 9, 30))
    task = asked(editor_ab)[PROGRAMME]
    assert (task.amount, task.told) == ("2 đơn vị", "Thị xã Đức Phổ, Huyện Ba Tơ")
    Following.objects.all().delete()


def test_the_board_of_a_commune_is_told_where_there_are_no_districts():
    maps.reorganise()
    due(2025, programme=date(2025, 9, 30))
    editor, own, day = cast.editor_commune(), cast.commune_of_a(), date(2025, 10, 1)
    found = asked(editor, day)
    assert found[PROGRAMME].told == own.name
    own = Unit.objects.with_above().get(pk=own.pk)
    page = FirstPage(LiveSource(Lens(H2030, day, day), own, editor), editor)
    assert PROGRAMME in {task.label for task in page.waiting}
