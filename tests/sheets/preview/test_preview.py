"""The preview's pages: totals that lead to their rows, nothing that the user may not see."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sheets.deciding import Decisions, RowDecision
from sheets.models import Upload
from tests.factories import MOUNTAIN, TOWNSHIP, person, post

from .conftest import problem

NAME = re.compile(r'<th scope="row">\s*(?:<a [^>]*>)?([^<]+?)(?:</a>)?\s*<span')


def names(text):
    return [name.strip() for name in NAME.findall(text)]


def total(text, label):
    return int(re.search(rf"<strong>(?:<a [^>]*>)?(\d+)(?:</a>)?</strong>\s*{label}", text)[1])


@pytest.fixture
def rows(add_row):
    """A row of every kind."""
    add_row("new", full_name="Người Mới", changes=[["Số CCCD", "", "051187001234"]])
    add_row(
        "changed",
        [problem("theory", "thấp hơn", "conflict"), problem("cccd", "lệch", "warning")],
        full_name="Người Đổi", lower=["theory"], changes=[["Quê quán", "Xã Ba Tô", "Xã Ba Động"]],
    )  # fmt: skip
    add_row("unchanged", full_name="Người Cũ")
    add_row("withheld", [problem("full_name", "trùng", "conflict")], full_name="Người Chờ")
    add_row("error", [problem("sex", "không rõ", value="M")], full_name="Người Sai")


def test_each_total_leads_to_its_rows(rows, page_of, editor_a, client_for):
    client = client_for(editor_a)
    whole = page_of(client)
    assert len(names(whole)) == total(whole, "Người trong tệp") == 5
    for code, label, expected in (
        ("new", "Mới", ["Người Mới"]),
        ("changed", "Thay đổi", ["Người Đổi"]),
        ("unchanged", "Không đổi", ["Người Cũ"]),
        ("conflict", "Chờ quyết định", ["Người Đổi", "Người Chờ"]),
        ("error", "Lỗi", ["Người Sai"]),
        ("warning", "Lưu ý", ["Người Đổi"]),
    ):
        assert total(whole, label) == len(expected)
        assert names(page_of(client, f"?kind={code}")) == expected, code
    assert "kind=stale" not in whole


def test_rows_that_changed_meanwhile_come_first(rows, upload, page_of, editor_a, client_for):
    upload.rows.filter(full_name="Người Chờ").update(is_stale=True)
    text = page_of(client_for(editor_a))
    assert names(text)[0] == "Người Chờ" and total(text, "Đổi sau khi xem trước") == 1


def test_what_is_said_of_a_row(rows, page_of, editor_a, client_for):
    text = page_of(client_for(editor_a))
    assert "Xã Ba Tô</span>" in text and "Xã Ba Động</span>" in text
    assert "Giới tính “M”: không rõ" in text
    assert "051187001234" not in text and "••••••••1234" in text


def test_a_number_is_shown_whole_only_where_it_is_what_is_wrong(
    add_row, page_of, editor_a, client_for
):
    read_as = "ô số mất chữ số 0 ở đầu, đã đọc là 051187001234"
    add_row("new", [problem("cccd", read_as, "warning", value="51187001234")])
    add_row("error", [problem("cccd", "số CCCD phải có đủ 12 chữ số", value="0511870056")])
    for query in ("", "?view=problems"):
        text = page_of(client_for(editor_a), query)
        assert "51187001234" not in text and "đã đọc là ••••••••1234" in text
        assert "0511870056" in text


def test_only_what_is_written_is_offered_to_be_written(rows, page_of, editor_a, client_for):
    text = page_of(client_for(editor_a))
    assert "Xác nhận và ghi 2 hồ sơ" in text and "Ở 1 dòng khác" in text


def test_nothing_to_decide_offers_no_button(add_row, page_of, editor_a, client_for):
    add_row("error", [problem("sex", "không rõ", value="M")])
    client = client_for(editor_a)
    assert "Áp dụng quyết định" not in page_of(client)
    add_row("new")
    assert "Áp dụng quyết định" in page_of(client)


def test_nothing_to_write_offers_no_button(add_row, page_of, editor_a, client_for):
    add_row("unchanged")
    text = page_of(client_for(editor_a))
    assert "Không có gì để ghi" in text and "Xác nhận và ghi" not in text


def test_candidates_are_shown_as_far_as_the_user_may_see_them(
    add_row, upload, page_of, editor_a, editor_b, client_for
):
    own = post(person(name="Phạm Thị Lành", cccd="051187005678"), "BT", MOUNTAIN).person
    foreign = post(person(name="Phạm Thị Kín"), "BT", "21439").person
    row = add_row(
        "withheld", [problem("full_name", "?", "conflict")], candidates=[own.pk, foreign.pk]
    )
    text = page_of(client_for(editor_a))
    assert f'href="/nhan-su/{own.pk}/"' in text and "••••••••5678" in text
    assert "051187005678" not in text and "Phạm Thị Kín" not in text
    assert "Có 1 hồ sơ gần giống" in text
    upload.decisions = Decisions(rows={"2@Nhân sự": RowDecision(person=str(own.pk))}).as_json()
    upload.save()
    chosen = rf'name="person-{row.pk}" value="{own.pk}" checked'
    assert re.search(chosen, page_of(client_for(editor_a)))


def test_decisions_stay_to_be_taken_back(add_row, upload, page_of, editor_a, client_for):
    row = add_row("changed")
    upload.decisions = Decisions(
        rows={"2@Nhân sự": RowDecision(since="2026-01-05", lower=("it",), leave=True)}
    ).as_json()
    upload.save()
    text = page_of(client_for(editor_a))
    assert f'name="since-{row.pk}" value="05/01/2026"' in text
    assert re.search(rf'name="lower-{row.pk}" value="it" checked', text)
    assert re.search(rf'name="leave-{row.pk}" checked', text)


def test_all_problems_at_once_and_nearest_names(add_row, page_of, editor_a, client_for):
    add_row(
        "error",
        [problem("title", "không có", value="Văn phòng thống kê", unknown="Văn phòng thống kê")],
    )
    text = page_of(client_for(editor_a), "?view=problems")
    assert "Câu cần trả lời về cách ghi trong ô" in text
    near = re.findall(r'name="pick-1" value="([^"]*)"', text)
    assert near[0] == "Văn phòng - thống kê"


def test_people_not_in_the_file(upload, add_row, page_of, editor_a, client_for):
    add_row("unchanged")
    gone = {"pk": 5, "name": "Đinh Văn Đi", "unit": "Xã Ba Tô", "title": "Bí thư"}
    upload.counts = {"absent": [gone], "full": True}
    upload.save()
    client = client_for(editor_a)
    assert "Không có trong tệp" in page_of(client)
    assert "Đinh Văn Đi" in page_of(client, "?view=absent")
    upload.counts["full"] = False
    upload.save()
    text = page_of(client)
    assert "Không có trong tệp" not in text and "1 người của các xã này" in text
    assert "chỉ là một phần danh sách" in page_of(client, "?view=absent")


def test_the_figures(upload, add_row, page_of, read, editor_a, client_for, province):
    add_row("new")
    district = upload.districts.get()
    upload.effects = {
        "day": "2025-12-31", "refused": "",
        "lines": [[district.pk, "2025.civil.theory", [66, 34, 0], [71, 29, 0]]],
    }  # fmt: skip
    upload.save()
    client = client_for(editor_a)
    assert "66,00% → <strong>71,00%</strong>" in page_of(client, "?horizon=2025")
    text = page_of(client, "?view=effects&horizon=2025")
    assert "66/100" in text and "71/100" in text and "✕ Chưa đạt" in text
    url = f"/nhap-tep/{upload.pk}/anh-huong/?horizon=2025"
    fragment = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "71/100" in fragment and "<html" not in fragment
    assert client.get(url).status_code == 302


def test_a_preview_is_for_who_may_write_all_of_it(
    upload, add_row, client_for, editor_a, editor_b, editor_ab, viewer_a, province_admin, stranger
):
    add_row()
    url = f"/nhap-tep/{upload.pk}/xem-truoc/"
    for user, status in (
        (editor_a, 200), (editor_ab, 200), (province_admin, 200),
        (editor_b, 404), (viewer_a, 404), (stranger, 404),
    ):  # fmt: skip
        assert client_for(user).get(url).status_code == status, user
    upload.districts.set([])
    assert client_for(editor_a).get(url).status_code == 404


@pytest.mark.parametrize("state", [s for s in Upload.State if s != Upload.State.READ])
def test_only_what_was_read_is_previewed(upload, editor_a, client_for, state):
    stamp = upload.at if state in ("written", "undone") else None
    Upload.objects.filter(pk=upload.pk).update(
        state=state, written_at=stamp, undone_at=upload.at if state == "undone" else None
    )
    response = client_for(editor_a).get(f"/nhap-tep/{upload.pk}/xem-truoc/")
    assert (response.status_code, response["Location"]) == (302, f"/nhap-tep/{upload.pk}/")


@pytest.mark.parametrize("query", ["", "?view=problems", "?view=absent", "?view=effects"])
def test_the_number_of_queries_is_fixed(upload, add_row, editor_a, client_for, query):
    client = client_for(editor_a)
    url = f"/nhap-tep/{upload.pk}/xem-truoc/{query}"

    def fill(count):
        for number in range(count):
            who = post(
                person(name="Phạm Thị Lành", cccd=f"05118700{upload.rows.count():04}"),
                "BT",
                TOWNSHIP,
            )
            unknown = f"Chức danh {number}"
            add_row(
                "error",
                [problem("title", "?", value=unknown, unknown=unknown)],
                candidates=[who.person_id],
            )

    fill(2)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    fill(45)
    with CaptureQueriesContext(connection) as more:
        client.get(url)
    assert len(more) == len(few) <= 16
