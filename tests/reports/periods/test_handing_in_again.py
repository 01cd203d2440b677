"""What the pages of a report say of handing it in once more."""

from django.urls import reverse

from reports.periods.sealing import missing_of, seal
from tests.reports.periods.handing import LATER, approved, hand_in


def test_nothing_asks_to_hand_in_again_after_the_seal(
    period, district, editor_a, province_admin, client_for, read
):
    kept = approved(period, district, editor_a, province_admin)
    board, url = client_for(editor_a), reverse("submission-changes", args=[kept.pk])
    assert "thì nộp lần mới" in read(board, url)
    seal(period, [u.code for u in missing_of(period, [kept])], by=province_admin, at=LATER)
    pages = [url, reverse("submission", args=[kept.pk]), reverse("report", args=[period.pk, "535"])]
    for page in pages:
        assert "nộp lần mới" not in read(board, page) and "nộp lại thì" not in read(board, page)
    assert "tỉnh mở kỳ thay thế" in read(board, url)
    confirm = read(board, reverse("report-submit", args=[period.pk, "535"]))
    assert "Kỳ báo cáo đã khóa, không nộp được nữa." in confirm and "nộp lần mới" not in confirm


def test_while_it_waits_a_new_version_has_to_be_asked_for(
    period, district, editor_a, client_for, read
):
    kept = hand_in(period, district, editor_a)
    shown = read(client_for(editor_a), reverse("submission-changes", args=[kept.pk]))
    assert "đề nghị cấp tỉnh trả lại rồi nộp lần mới" in shown
