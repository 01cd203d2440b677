"""A file in an old encoding is shown before and after, and confirmed once."""

import pytest

from accounts.models import User
from sheets.models import Upload, UploadRow
from tests.sheets.building import workbook_of

from .conftest import HandIn, file_of
from .test_layout_page import correct, page_of

HEADER = ["TT", "Họ và tên", "Giới tính", "Ngày sinh", "Đơn vị", "Chức danh"]


@pytest.fixture
def client(editor_a: User, client_for):
    return client_for(editor_a)


@pytest.fixture
def upload(hand_in: HandIn) -> Upload:
    """A list with one name in an old encoding."""
    rows = [
        [1, "NguyÔn V¨n T¸m", "Nam", "12/03/1980", "Xã Ba Tô", "Tư pháp - hộ tịch"],
        [2, "Lê Văn Bê", "Nam", "12/03/1981", "Xã Ba Tô", "Tư pháp - hộ tịch"],
    ]
    return hand_in(file_of(workbook_of({"DS": [HEADER, *rows]})))


def _statuses(upload: Upload) -> list[str]:
    return list(upload.rows.order_by("order").values_list("status", flat=True))


def test_the_page_shows_texts_before_and_after(client, upload: Upload) -> None:
    page = page_of(client, upload)
    assert "Chữ gõ bằng bảng mã cũ" in page
    assert "<td>NguyÔn V¨n T¸m</td> <td>Nguyễn Văn Tám</td> <td>TCVN3 (.VnTime)</td>" in page
    assert "chờ xác nhận" in page
    assert _statuses(upload) == [UploadRow.Status.ASKED, UploadRow.Status.NEW]


def test_one_button_confirms_the_whole_file(client, upload: Upload) -> None:
    correct(client, upload, do="reread")
    assert upload.correction["old_fonts"] == "reread"
    assert _statuses(upload) == [UploadRow.Status.NEW, UploadRow.Status.NEW]
    assert upload.rows.order_by("order")[0].full_name == "Nguyễn Văn Tám"
    assert "Đã xác nhận" in page_of(client, upload)


def test_texts_may_be_kept_as_they_are(client, upload: Upload) -> None:
    correct(client, upload, do="as-typed")
    first = upload.rows.order_by("order")[0]
    assert (first.status, first.full_name) == (UploadRow.Status.ERROR, "NguyÔn V¨n T¸m")
    assert "Chữ gõ bằng bảng mã cũ" not in page_of(client, upload)


def test_the_next_file_of_the_board_is_not_asked_again(
    client, upload: Upload, hand_in: HandIn
) -> None:
    correct(client, upload, do="reread")
    row = [1, "TrÇn V¨n Hïng", "Nam", "12/03/1980", "Xã Ba Tô", "Tư pháp - hộ tịch"]
    following = hand_in(file_of(workbook_of({"DS": [HEADER, row]})))
    assert [r.full_name for r in following.rows.all()] == ["Trần Văn Hùng"]
    assert _statuses(following) == [UploadRow.Status.NEW]


def test_other_choices_of_the_page_keep_what_was_said(client, upload: Upload) -> None:
    correct(client, upload, do="reread")
    correct(client, upload)
    assert upload.correction["old_fonts"] == "reread"


def test_a_page_of_an_earlier_run_says_nothing(client, upload: Upload) -> None:
    said = correct(client, upload, do="reread", run=str(upload.run - 1))
    assert "đã được đọc lại" in said
    assert not upload.correction.get("old_fonts")
