"""What is to be done: each thing counted exactly, led to its people, and only where it waits."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils import timezone

from personnel.models import Unit
from reports.board import Board
from reports.models import Period
from reports.pace import paces
from reports.periods.answering import approve, send_back
from reports.periods.ruling import rulebook_on
from reports.tasks import checks_asked, tasks_of
from targets.criteria import H2030
from targets.lens import Lens
from targets.sources import LiveSource
from tests.factories import MOUNTAIN, credential, person, post
from tests.reports.periods.handing import a_period, district_of, hand_in

TODAY, ITS_DAY = date(2026, 11, 28), date(2026, 12, 31)
HANDED_IN = datetime(2027, 1, 5, 5, 0, tzinfo=UTC)


@pytest.fixture
def tasks(small_province):
    """Return a function that tells a user's tasks, by label, on a day of 2026."""

    def of(user, unit=None, day=TODAY):
        lens = Lens(H2030, day, TODAY)
        source = LiveSource(lens, unit or small_province, user)
        board = Board(source, also=checks_asked(lens))
        found = tasks_of(board, paces(board.lines, None), user, day, "/chi-tieu/")
        return {task.label: task for task in found}

    return of


@pytest.fixture
def confirmed(small_province):
    Unit.objects.update(terrain_confirmed=True, minority_area_confirmed=True)


@pytest.fixture
def opened(confirmed):
    return a_period(
        "Báo cáo năm 2026", day=date(2026, 12, 31), due=date(2027, 1, 15), horizon="2030"
    )


def test_a_province_without_anybody_has_only_the_period_to_open(
    confirmed, tasks, province_admin, province_viewer, editor_a
):
    [(label, task)] = tasks(province_admin).items()
    assert (label, task.amount, task.url) == (
        "Mở kỳ báo cáo năm 2026", "chưa mở", "/bao-cao/mo/",
    )  # fmt: skip
    [(label, task)] = tasks(province_viewer).items()
    assert (label, task.url) == ("Kỳ báo cáo năm 2026", "/bao-cao/")
    assert tasks(editor_a, district_of()) == {}


def test_what_is_lacking_is_counted_and_led_to(
    confirmed, opened, tasks, province_viewer, client_for, length_of
):
    for name, kinds in (
        ("A", {"professional": 3}),
        ("B", {"professional": 3, "theory": 0}),
        ("C", {}),
    ):
        who = post(person(name=f"Lê Văn {name}", ethnicity="Hrê"), "BT", MOUNTAIN).person
        for kind, level in kinds.items():
            credential(who, kind, level)
    post(person(name="Lê Cụ", birth=date(1940, 1, 1), ethnicity="Hrê"), "CTUBND", MOUNTAIN)
    found = tasks(province_viewer)
    # Two criteria of 2025 go on: theory misses all four, the update of knowledge too.
    overdue = found["Khắc phục 2 chỉ tiêu quá hạn 31/12/2025"]
    assert (overdue.amount, overdue.url) == ("8 lượt người", "/chi-tieu/")
    assert found["Cử đi học: chuyên môn đại học"].amount == "2 người"
    assert found["Rà soát người quá tuổi nghỉ hưu còn giữ chức danh"].amount == "1 người"
    unknown = [label for label in found if label.startswith("Bổ sung thông tin: ")]
    assert len(unknown) == 2
    client = client_for(province_viewer)
    for label, task in found.items():
        if task.amount.endswith(" người") and "lượt" not in task.amount:
            assert length_of(client, task.url) == int(task.amount.split()[0]), label


def test_one_that_is_overdue_is_named_and_leads_to_its_people(
    confirmed, opened, tasks, province_viewer, client_for, length_of
):
    who = post(person(ethnicity="Hrê"), "BT").person
    for kind in ("professional", "position_update", "state_management", "it"):
        credential(
            who, kind, 4 if kind == "professional" else 2 if kind == "state_management" else 1
        )
    credential(who, "theory", 1)
    found = tasks(province_viewer)["Khắc phục chỉ tiêu quá hạn: lý luận chính trị trung cấp"]
    assert found.amount == "1 người" and length_of(client_for(province_viewer), found.url) == 1
    assert not any(
        label.startswith("Khắc phục") for label in tasks(province_viewer, day=date(2025, 12, 31))
    )


def test_communes_to_be_confirmed(tasks, opened, province_viewer):
    Unit.objects.update(terrain_confirmed=True, minority_area_confirmed=True)
    assert not any(label.startswith("Xác nhận") for label in tasks(province_viewer))
    Unit.objects.filter(code=MOUNTAIN).update(minority_area_confirmed=False)
    found = tasks(province_viewer)["Xác nhận vùng DTTS của xã"]
    assert (found.amount, found.url, found.here) == ("1 xã", "#chua-xac-nhan", True)
    Unit.objects.filter(level="commune").update(terrain_confirmed=False)
    communes = Unit.objects.filter(level="commune").count()
    assert tasks(province_viewer)["Xác nhận địa hình, vùng DTTS của xã"].amount == f"{communes} xã"


def test_an_open_period_waits_for_each(
    opened, tasks, province_viewer, editor_a, viewer_a, province_admin
):
    post(person(ethnicity="Hrê"), "BT")
    district, name = district_of(), "Báo cáo năm 2026"
    for user, unit in ((province_viewer, None), (editor_a, district)):
        early = tasks(user, unit)[name]
        assert (early.amount, early.url) == (
            "lấy số liệu 31/12/2026", f"/bao-cao/{opened.pk}/",
        )  # fmt: skip

    def now(user, unit=None, day=ITS_DAY):
        return tasks(user, unit, day)

    assert now(province_viewer)[f"Thu báo cáo: {name}"].amount.endswith("đơn vị, hạn 15/01")
    own = now(editor_a, district)[f"Nộp báo cáo: {name}"]
    assert (own.amount, own.url) == ("còn 15 ngày", f"/bao-cao/{opened.pk}/huyen/535/")
    assert f"Báo cáo chưa nộp: {name}" in now(viewer_a, district)
    kept = hand_in(opened, district, editor_a, HANDED_IN)
    waiting = now(province_viewer)[f"Duyệt báo cáo: {name}"]
    assert (waiting.amount, waiting.told) == ("1 huyện chờ", "Huyện Ba Tơ")
    assert waiting.url == f"/bao-cao/da-nop/{kept.pk}/"
    assert not any(name in label for label in now(editor_a, district))
    send_back(kept, "Sai số", by=province_admin, at=HANDED_IN)
    again = now(editor_a, district)[f"Nộp lại báo cáo bị trả lại: {name}"]
    assert again.told == "Lý do: Sai số"
    assert f"Báo cáo bị trả lại: {name}" in now(viewer_a, district)
    late = now(province_viewer, day=date(2027, 1, 16))[f"Thu báo cáo: {name}"]
    assert late.amount.endswith("đơn vị chậm nộp") and "Huyện Ba Tơ" in late.told
    assert now(editor_a, district, date(2027, 1, 16))[
        f"Nộp lại báo cáo bị trả lại: {name}"
    ].amount == "quá hạn 1 ngày"  # fmt: skip
    assert now(editor_a, district, date(2027, 1, 15))[
        f"Nộp lại báo cáo bị trả lại: {name}"
    ].amount == "hạn hôm nay"  # fmt: skip


def test_when_all_is_approved_it_can_be_sealed(opened, tasks, editor_a, province_admin):
    post(person(ethnicity="Hrê"), "BT")
    Unit.objects.filter(level="commune").exclude(parent__code="535").delete()
    kept = hand_in(opened, district_of(), editor_a, HANDED_IN)
    approve(kept, by=province_admin, at=HANDED_IN)
    found = tasks(province_admin, day=ITS_DAY)
    assert found["Khóa số liệu: Báo cáo năm 2026"].amount == "đủ báo cáo"
    assert not any(label.startswith(("Thu", "Duyệt")) for label in found)


def test_a_year_that_has_its_period_is_not_opened_again(opened, tasks, province_admin):
    Period.objects.update(
        sealed_at=timezone.now(), sealer="x", seal_hash="0" * 64, province={}, hash_version=1,
        rules=_a_book(),
    )  # fmt: skip
    assert tasks(province_admin) == {}


def _a_book():
    return rulebook_on(date(2026, 12, 31))


def test_a_commune_has_no_period(confirmed, tasks, province_admin):
    assert tasks(province_admin, Unit.objects.get(code=MOUNTAIN)) == {}


@time_machine.travel(TODAY)
def test_every_task_of_the_page_leads_where_its_reader_may_go(
    ba_to, small_province, province_admin, province_viewer, editor_a, viewer_a, client_for
):
    for user in (province_admin, province_viewer, editor_a, viewer_a):
        client = client_for(user)
        shown = client.get("/").context["page"].to_do
        assert len(shown) >= 3
        for task in shown:
            assert task.here or client.get(task.url).status_code == 200, task
