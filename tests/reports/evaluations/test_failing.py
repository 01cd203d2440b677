"""Two years running: on the person's page, in the list and on the first page; who has no result."""

import re
from datetime import date

import pytest
from django.http import QueryDict

from personnel.models import Unit
from reports.board import Board
from reports.people.asked import Asked
from reports.quality.checks import EVALUATION, check_of
from reports.quality.counting import Quality
from reports.tasks import checks_asked, tasks_of
from targets.criteria import H2030
from targets.lens import Lens
from targets.sources import LiveSource
from tests.factories import MOUNTAIN, TOWNSHIP
from tests.reports.evaluations.making import an_official, of_duc_pho

DAY = "2026-06-30"
LABEL = "Xét thay thế: không hoàn thành hai năm liền"

pytestmark = pytest.mark.usefixtures("small_province")


@pytest.fixture
def people():
    """Two of Ba Tơ and one of Đức Phổ who failed twice, and others near it."""
    twice = {"y2024": "failed", "y2025": "failed"}
    return {
        "twice": an_official("Võ Hai Năm", "CTHPN", **twice),
        "helper": an_official("Bùi Giúp", "VPDU", TOWNSHIP, **twice),
        "there": an_official("Cao Đức Phổ", "TCKT", of_duc_pho(), **twice),
        "gap": an_official("Hồ Cách Năm", "TPHT", y2023="failed", y2025="failed"),
        "once": an_official("Lê Một Năm", "VHXH", y2024="good", y2025="failed"),
        "missing": an_official("Đinh Thiếu", "BT", y2024="good"),
        "new": an_official("Trần Mới", "VPTK", start=date(2025, 10, 1)),
    }


def asked(user, query):
    return Asked.read(QueryDict(f"as_of={DAY}&{query}"), user)


def names(user, query):
    found = asked(user, query)
    return {row.name for row in found.rows(list(found.selection.ids))}


def tasks(user, unit=None):
    lens = Lens(H2030, date.fromisoformat(DAY), date.fromisoformat(DAY))
    root = unit or Unit.objects.get(level="province")
    board = Board(LiveSource(lens, root, user), also=checks_asked(lens))
    return {task.label: task for task in tasks_of(board, [], user, lens.day, "/chi-tieu/")}


def test_the_list_finds_them_and_a_board_its_own(people, province_viewer, editor_a):
    everybody = {"Võ Hai Năm", "Bùi Giúp", "Cao Đức Phổ"}
    assert names(province_viewer, "evaluation=twice") == everybody
    assert names(editor_a, "evaluation=twice") == {"Võ Hai Năm", "Bùi Giúp"}
    both = {"Hồ Cách Năm", "Lê Một Năm"}
    assert names(province_viewer, "evaluation=failed") == everybody | both
    assert names(province_viewer, "evaluation=twice&as_of=2025-06-30") == set()


def test_the_list_finds_who_had_a_level_in_the_year_before(people, province_viewer):
    found = Asked.read(QueryDict("as_of=2025-06-30&evaluation=good"), province_viewer)
    assert {row.name for row in found.rows(list(found.selection.ids))} == {
        "Lê Một Năm", "Đinh Thiếu",
    }  # fmt: skip


def test_the_columns_tell_the_last_level_and_both_years(people, province_viewer):
    found = asked(province_viewer, "columns=evaluation-failed_twice")
    told = {
        row.name: [cell.text for cell in row.cells] for row in found.rows(list(found.selection.ids))
    }
    assert told["Võ Hai Năm"] == ["2025: Không hoàn thành nhiệm vụ", "2024 và 2025"]
    assert told["Hồ Cách Năm"] == ["2025: Không hoàn thành nhiệm vụ", ""]
    assert told["Đinh Thiếu"] == ["2024: Hoàn thành tốt nhiệm vụ", ""]
    assert told["Trần Mới"] == ["", ""]


def test_the_columns_are_as_many_queries_for_more_people(
    people, province_viewer, django_assert_max_num_queries
):
    found = asked(province_viewer, "columns=evaluation-failed_twice")
    for ids in ([people["twice"].pk], [who.pk for who in people.values()]):
        with django_assert_max_num_queries(5):
            assert all(row.cells for row in found.rows(ids))


def test_a_persons_page_warns_with_the_clause(people, client_for, viewer_a, read):
    client = client_for(viewer_a)

    def text(who):
        page = read(client, f"/nhan-su/{people[who].pk}/?as_of={DAY}")
        return " ".join(re.sub("<[^>]+>", " ", page).split())

    warned = "Không hoàn thành nhiệm vụ hai năm liền (2024, 2025)."
    clause = "mà không chờ hết thời gian bổ nhiệm, hết nhiệm kỳ"
    assert warned in text("twice") and clause in text("twice")
    assert warned in text("helper") and clause not in text("helper")
    assert "hai năm liền" not in text("gap") and "hai năm liền" not in text("once")


def test_whoever_holds_no_title_any_more_is_not_warned_of(people, client_for, viewer_a, read):
    post = people["twice"].posts.get()
    post.end = date(2026, 1, 31)
    post.save()
    page = read(client_for(viewer_a), f"/nhan-su/{people['twice'].pk}/?as_of={DAY}")
    assert "hai năm liền" not in page


def test_the_first_page_has_it_to_be_done_and_leads_to_the_list(
    people, client_for, province_viewer, editor_b, length_of
):
    task = tasks(province_viewer)[LABEL]
    assert (task.amount, task.told) == ("3 người", "Nghị quyết, mục III.4")
    assert length_of(client_for(province_viewer), task.url) == 3
    district = Unit.objects.get(code="534", level="district")
    assert tasks(editor_b, district)[LABEL].amount == "1 người"


def test_it_is_not_to_be_done_where_nobody_failed_twice(people, viewer_a):
    people["twice"].posts.update(end=date(2026, 1, 31))
    commune = Unit.objects.get(code=MOUNTAIN)
    assert LABEL not in tasks(viewer_a, commune)


@pytest.mark.parametrize(
    ("day", "year", "who"),
    [("2026-03-31", 2024, {"Hồ Cách Năm"}), ("2026-04-01", 2025, {"Đinh Thiếu"})],
)
def test_the_check_asks_for_the_last_year_after_its_first_quarter(
    people, province_viewer, day, year, who
):
    lens = Lens(H2030, date.fromisoformat(day), date.fromisoformat(day))
    source = LiveSource.of_province(lens)
    found = {line.check.code: line for line in Quality(source, source.units).summary(source.root)}
    line = found[EVALUATION]
    assert line.check.label == f"Chưa có kết quả xếp loại năm {year}"
    # Whoever began in October is not asked for.
    assert line.cell.count == 1
    found = Asked.read(QueryDict(f"as_of={day}&quality={EVALUATION}"), province_viewer)
    assert {row.name for row in found.rows(list(found.selection.ids))} == who


def test_whom_the_check_finds_are_listed(people, client_for, province_viewer, length_of):
    assert names(province_viewer, f"quality={EVALUATION}") == {"Đinh Thiếu"}
    lens = Lens(H2030, date.fromisoformat(DAY))
    assert check_of(lens, EVALUATION).alone == "Chưa có kết quả xếp loại năm 2025"


def test_the_page_of_quality_leads_to_the_grid_of_the_commune(people, client_for, editor_a, read):
    page = read(client_for(editor_a), f"/chat-luong-du-lieu/?as_of={DAY}")
    commune = Unit.objects.get(code=MOUNTAIN)
    assert f"/xep-loai-hang-nam/?year=2025&unit={MOUNTAIN}" in page
    assert "Chưa có kết quả xếp loại năm 2025" in page and commune.name in page
