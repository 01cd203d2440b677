"""What people write of a report: who may, what is kept, and that it is frozen with the figures."""

import pytest
from django.urls import reverse

from personnel.keeping.recording import Refused
from reports.models import Period, ReportText, Submission
from reports.parts import LONGEST
from reports.periods.drafting import save_draft
from reports.periods.hashing import verify
from reports.periods.sealing import missing_of, seal
from reports.periods.texts import save_texts, story, texts_of
from tests.reports.periods.handing import LATER, NOON, approved, hand_in, seal_is_whole


def write(period, by, at=NOON, **texts):
    """Write the province's texts as somebody who saw nothing there."""
    save_texts(period, {part: ("", text) for part, text in texts.items()}, by=by, at=at)


def write_for(period, district, by, at=NOON, seen="", **texts):
    changes = {part: (seen, text) for part, text in texts.items()}
    save_draft(period, district, {}, {}, changes, by=by, at=at)


def test_texts_are_kept_with_who_when_and_what_stood_before(period, province_admin):
    write(period, province_admin, causes=" Chưa mở lớp.\r\n\r\nThiếu kinh phí. ", tasks="Mở lớp.")
    kept = {"causes": "Chưa mở lớp.\n\nThiếu kinh phí.", "tasks": "Mở lớp."}
    assert texts_of(period) == kept and list(texts_of(period)) == ["causes", "tasks"]
    changes = {"causes": ("Chưa mở lớp.\n\nThiếu kinh phí.", "")}
    save_texts(period, changes, by=province_admin, at=LATER)
    assert texts_of(period) == {"tasks": "Mở lớp."}
    told = [(each.at, each.by, each.before, each.after) for each in story(period)["causes"]]
    assert told == [
        (LATER, str(province_admin), kept["causes"], ""),
        (NOON, str(province_admin), "", kept["causes"]),
    ]
    assert len(story(period)["tasks"]) == 1


@pytest.mark.parametrize("who", ["province_viewer", "editor_a", "stranger"])
def test_the_provinces_texts_are_written_by_its_administrators(period, who, request):
    with pytest.raises(Refused, match="quản trị cấp tỉnh"):
        write(period, request.getfixturevalue(who), causes="x")
    assert not ReportText.objects.exists()


@pytest.mark.parametrize("who", ["province_viewer", "viewer_a", "editor_b", "stranger"])
def test_a_districts_texts_are_written_by_its_editors(period, district, who, request):
    with pytest.raises(Refused, match="ngoài phạm vi"):
        write_for(period, district, request.getfixturevalue(who), causes="x")
    assert not ReportText.objects.exists()


def test_of_two_writers_nobody_writes_over_the_other(period, province_admin):
    write(period, province_admin, causes="Của người thứ nhất.")
    with pytest.raises(Refused, match="vừa được người khác sửa"):
        write(period, province_admin, causes="Của người thứ hai.", tasks="Mở lớp.")
    assert texts_of(period) == {"causes": "Của người thứ nhất."}


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        ({"khac": "x"}, "không có mục “khac”"),
        ({"causes": "x" * (LONGEST + 1)}, f"không quá {LONGEST}"),
        ({"causes": "a\x01b"}, "ký tự điều khiển"),
    ],
)
def test_what_cannot_be_written(texts, why, period, province_admin):
    with pytest.raises(Refused, match=why):
        write(period, province_admin, **texts)
    assert not ReportText.objects.exists()


def test_handing_in_freezes_the_districts_texts(period, district, editor_a):
    write_for(period, district, editor_a, causes="Như khi nộp.")
    kept = hand_in(period, district, editor_a)
    write_for(period, district, editor_a, LATER, "Như khi nộp.", causes="Viết sau.")
    kept.refresh_from_db()
    assert kept.texts == {"causes": "Như khi nộp."} and verify(kept)
    Submission.objects.update(texts={"causes": "Viết sau."})
    assert not verify(Submission.objects.get())


def test_a_seal_freezes_the_provinces_texts(period, district, editor_a, province_admin):
    write_for(period, district, editor_a, tasks="Cử 3 người đi học.")
    kept = approved(period, district, editor_a, province_admin)
    write(period, province_admin, causes="Như khi khóa.")
    absent = [unit.code for unit in missing_of(period, [kept])]
    sealed = seal(period, absent, by=province_admin, at=LATER)
    assert texts_of(sealed) == {"causes": "Như khi khóa."}
    assert texts_of(sealed, district) == {"tasks": "Cử 3 người đi học."}
    for write_again in (
        lambda: save_texts(period, {"tasks": ("", "x")}, by=province_admin, at=LATER),
        lambda: write_for(period, district, editor_a, causes="x"),
    ):
        with pytest.raises(Refused, match="đã khóa"):
            write_again()
    ReportText.objects.update(text="Khác.")
    assert texts_of(sealed) == {"causes": "Như khi khóa."} and seal_is_whole(sealed)
    Period.objects.update(texts={})
    assert not seal_is_whole(Period.objects.get())


def test_the_provinces_page_keeps_shows_and_then_only_shows(
    period, district, editor_a, province_admin, province_viewer, client_for, read
):
    url, admin = reverse("period-texts", args=[period.pk]), client_for(province_admin)
    write_for(period, district, editor_a, causes="Huyện thiếu lớp.")
    sent = {"seen-part-causes": "", "part-causes": "Đoạn một.\r\nĐoạn hai."}
    shown = admin.post(url, sent, follow=True).content.decode()
    assert "Đã lưu nội dung báo cáo." in shown and "Đoạn một.\nĐoạn hai.</textarea>" in shown
    assert "Huyện thiếu lớp." in shown
    again = admin.post(url, sent | {"part-causes": "Người khác."})
    assert again.status_code == 409 and "Người khác vừa ghi: “Đoạn một." in again.content.decode()
    seen = read(client_for(province_viewer), url)
    assert "Đoạn một.<br>Đoạn hai." in seen and "<textarea" not in seen
    kept = approved(period, district, editor_a, province_admin)
    absent = [unit.code for unit in missing_of(period, [kept])]
    seal(period, absent, by=province_admin, at=LATER)
    assert "Đoạn một.<br>Đoạn hai." in read(admin, reverse("period", args=[period.pk]))
    refused = admin.post(url, {"seen-part-tasks": "", "part-tasks": "Viết sau khi khóa."})
    assert refused.status_code == 409 and "đã khóa" in refused.content.decode()


def test_a_district_writes_beside_its_notes(period, district, editor_a, client_for, read):
    board = client_for(editor_a)
    url = reverse("report-save", args=[period.pk, "535"])
    board.post(url, {"seen-part-proposals": "", "part-proposals": "Đề nghị mở lớp tại huyện."})
    assert texts_of(period, district) == {"proposals": "Đề nghị mở lớp tại huyện."}
    page = reverse("report", args=[period.pk, "535"])
    assert "Đề nghị mở lớp tại huyện.</textarea>" in read(board, page)
    kept = hand_in(period, district, editor_a)
    assert "Đề nghị mở lớp tại huyện." in read(board, reverse("submission", args=[kept.pk]))
