"""How a file was understood is shown, put right by hand, and remembered for the next."""

import re

import pytest
from django.utils import timezone

from accounts.models import User
from personnel.models import Unit
from sheets.models import RememberedLayout, Upload
from sheets.uploads.understanding import Understanding
from tests.sheets.building import workbook_of

from .conftest import ONE, HandIn, file_of, workbook

State = Upload.State
HEADINGS = ["TT", "Họ và tên", "Giới tính", "Ngày sinh", "Chức danh", "Phone", "Bổn quán"]


def board_list(name: str = "Phạm Thị Lành", headings: list[str] = HEADINGS, unit: str = "Ba Tô"):
    """A sheet as a board draws it up: a title, sections, two columns of its own."""
    return file_of(
        workbook_of(
            {
                "Danh sách": [
                    ["DANH SÁCH TRÍCH NGANG CÁN BỘ"],
                    [],
                    headings,
                    [f"I. XÃ {unit.upper()}"],
                    [1, name, "Nữ", "14/03/1987", "Văn phòng - thống kê", "0905", "Xã Ba Tô"],
                ]
            }
        )
    )


def page_of(client, upload: Upload) -> str:
    response = client.get(f"/nhap-tep/{upload.pk}/cach-doc/")
    return re.sub(r"\s+", " ", response.content.decode())


def number_of(upload: Upload, heading: str) -> int:
    (column,) = (c for c in Understanding.of(upload).columns if c.heading == heading)
    return column.number


def correct(client, upload: Upload, **choices: str) -> str:
    """Send the page with choices in it; return what is said after."""
    sent = {"do": "correct", "run": upload.run} | choices
    url = f"/nhap-tep/{upload.pk}/cach-doc/"
    said = client.post(url, sent, follow=True).content.decode()
    upload.refresh_from_db()
    return said


@pytest.fixture
def client(editor_a: User, client_for):
    return client_for(editor_a)


def test_the_page_shows_columns_sections_and_what_is_in_doubt(hand_in: HandIn, client) -> None:
    upload = hand_in(board_list())
    assert upload.state == State.READ
    found = Understanding.of(upload)
    assert found.in_doubt
    assert [column.heading for column in found.unknown_columns] == ["Phone", "Bổn quán"]
    page = page_of(client, upload)
    assert "Dòng tiêu đề: 3." in page
    assert "XÃ BA TÔ" in page and "Xã Ba Tô</option>" in page
    assert page.count("chưa rõ nội dung") == 2
    preview = client.get(f"/nhap-tep/{upload.pk}/xem-truoc/").content.decode()
    assert preview.index("Cách đọc tệp cần xem lại") < preview.index("Phạm Thị Lành")


def test_a_correction_is_read_and_remembered_for_the_next_file(
    hand_in: HandIn, client, editor_a: User
) -> None:
    upload = hand_in(board_list())
    correct(client, upload, **{f"column-{number_of(upload, 'Bổn quán')}": "home_place"})
    assert upload.state == State.READ
    assert ["Quê quán", "", "Xã Ba Tô"] in upload.rows.get().changes
    kept = RememberedLayout.objects.get()
    assert (kept.district, kept.by, upload.remembered) == (
        Unit.objects.get(code="535", level="district"), editor_a, kept,
    )  # fmt: skip

    following = hand_in(board_list("Phạm Thị Sau"))
    assert following.remembered == kept
    assert ["Quê quán", "", "Xã Ba Tô"] in following.rows.get().changes
    page = page_of(client, following)
    today = timezone.localdate()
    assert f"Đọc theo cách đã chỉnh ngày {today:%d/%m/%Y} của ba-to" in page

    client.post(f"/nhap-tep/{following.pk}/cach-doc/", {"do": "forget"})
    following.refresh_from_db()
    assert following.remembered is None
    assert [c.heading for c in Understanding.of(following).unknown_columns] == [
        "Phone",
        "Bổn quán",
    ]
    assert not RememberedLayout.objects.exists()


def test_what_one_board_corrected_is_not_anothers(
    hand_in: HandIn, client, editor_b: User, editor_ab: User
) -> None:
    upload = hand_in(board_list())
    correct(client, upload, **{f"column-{number_of(upload, 'Bổn quán')}": "home_place"})
    assert hand_in(board_list(), by=editor_b).remembered is None
    assert hand_in(board_list(), by=editor_ab).remembered is None
    other = [*HEADINGS[:-1], "Ghi gì đó"]
    assert hand_in(board_list(headings=other)).remembered is None


def test_the_commune_of_a_section_is_chosen_by_hand(hand_in: HandIn, client) -> None:
    upload = hand_in(board_list(unit="Tân Lập Mới"))
    (section,) = Understanding.of(upload).unknown_sections
    assert upload.counts["asked"] == 1
    correct(client, upload, **{f"section-{section.number}": "21487"})
    assert upload.counts["asked"] == 0
    assert upload.rows.get().unit.code == "21487"


def test_a_header_that_nobody_found_is_pointed_at(hand_in: HandIn, client) -> None:
    strange = ["No", "Nhân vật", "Phái", "Chào đời", "Vai", "Phone", "Gốc"]
    upload = hand_in(board_list(headings=strange))
    assert upload.state == State.REFUSED
    page = client.get(f"/nhap-tep/{upload.pk}/").content.decode()
    assert "Chỉ dòng tiêu đề và cách đọc" in page
    assert "Nhân vật" in page_of(client, upload)
    correct(client, upload, **{"first-0": "3", "last-0": ""})
    fields = ("ordinal", "full_name", "sex", "birth", "title", "", "home_place")
    chosen = {
        f"column-{number_of(upload, heading)}": field
        for heading, field in zip(strange, fields, strict=True)
    }
    correct(client, upload, **chosen)
    assert upload.state == State.READ
    assert upload.rows.get().full_name == "Phạm Thị Lành"
    assert hand_in(board_list("Phạm Thị Sau", headings=strange)).state == State.READ


def test_a_sheet_may_be_passed_over(hand_in: HandIn, client) -> None:
    upload = hand_in(workbook(ONE))
    said = correct(client, upload, **{"first-0": "0"})
    assert upload.state == State.REFUSED
    assert "bỏ qua theo lựa chọn" in page_of(client, upload)
    correct(client, upload, **{"first-0": ""})
    assert upload.state == State.READ, said


@pytest.mark.parametrize(
    ("choices", "complaint"),
    [
        ({"run": "0" * 3 + "9"}, "đã được đọc lại sau khi mở trang này"),
        ({"column-0": "password"}, "chọn nội dung trong danh sách"),
        ({"section-0": "21034"}, "chọn đơn vị trong danh sách"),
        ({"first-0": "99999"}, "chọn dòng tiêu đề trong các dòng nêu ra"),
        ({"first-0": "3", "last-0": "1"}, "dòng cuối không trước dòng đầu"),
    ],
)
def test_what_the_page_did_not_offer_is_no_choice(
    hand_in: HandIn, client, choices: dict[str, str], complaint: str
) -> None:
    upload = hand_in(board_list())
    assert complaint in correct(client, upload, **choices)
    assert (upload.run, upload.correction) == (0, Upload().correction)
    assert not RememberedLayout.objects.exists()


def test_a_file_is_read_for_another_district(hand_in: HandIn, editor_ab: User, client_for) -> None:
    client = client_for(editor_ab)
    upload = hand_in(workbook(ONE), by=editor_ab)
    assert upload.counts["new"] == 1
    url = f"/nhap-tep/{upload.pk}/cach-doc/"
    client.post(url, {"do": "unit", "unit": "534"})
    upload.refresh_from_db()
    assert [unit.code for unit in upload.districts.all()] == ["534"]
    assert (upload.state, upload.counts["error"]) == (State.READ, 1)
    client.post(url, {"do": "unit", "unit": "522"})
    assert [unit.code for unit in upload.districts.all()] == ["534"]


def test_what_is_written_is_shown_as_it_was_read(hand_in: HandIn, client) -> None:
    upload = hand_in(workbook(ONE))
    Upload.objects.filter(pk=upload.pk).update(state=State.WRITTEN, written_at=timezone.now())
    page = page_of(client, upload)
    assert "<select" not in page and "Đọc lại theo" not in page
    before = upload.file.storage.get_modified_time(upload.file.name)
    assert "vừa được xử lý từ nơi khác" in correct(client, upload)
    assert upload.file.storage.get_modified_time(upload.file.name) == before


ASKED = ["TT", "Họ và tên", "Giới tính", "Ngày sinh", "Chức danh", "LLCT", "Trình độ chính trị"]


def asked_list(name: str = "Phạm Thị Lành", headings: list[str] = ASKED):
    """A sheet with two columns that may each be the one of a level."""
    row = [1, name, "Nữ", "14/03/1987", "Văn phòng - thống kê", "TC", "SC"]
    return file_of(workbook_of({"Xã Ba Tô": [headings, row]}))


@pytest.mark.parametrize("button", [{"no-list": "all"}, {"do": "reread"}, {"do": "as-typed"}])
def test_a_button_for_something_else_answers_no_column(
    hand_in: HandIn, client, button: dict[str, str]
) -> None:
    upload = hand_in(asked_list())
    found = Understanding.of(upload).asked_columns
    offered = {f"column-{column.number}": column.offered for column in found}
    correct(client, upload, **offered, **button)
    assert len(Understanding.of(upload).asked_columns) == len(found) == 2


def test_a_column_that_is_asked_is_answered_by_what_is_offered(hand_in: HandIn, client) -> None:
    upload = hand_in(asked_list())
    found = Understanding.of(upload)
    assert [column.heading for column in found.asked_columns] == ["LLCT", "Trình độ chính trị"]
    page = page_of(client, upload)
    assert "Cột cần trả lời (2)" in page
    assert page.index("Cột cần trả lời") < page.index("Các cột của trang tính")
    assert page.count('name="column-5"') == page.count('name="column-6"') == 1
    assert '<option value="theory" selected>' in page
    assert not any("Lý luận" in label for label, *_ in upload.rows.get().changes)

    offered = {f"column-{column.number}": column.offered for column in found.asked_columns}
    correct(client, upload, **offered)
    assert not Understanding.of(upload).asked_columns
    assert ["Lý luận chính trị", "", "Trung cấp"] in upload.rows.get().changes
    assert "không đọc: được chọn là không đọc" in page_of(client, upload)
    assert not Understanding.of(hand_in(asked_list("Phạm Thị Sau"))).asked_columns


def test_two_columns_cannot_both_be_one_field(hand_in: HandIn, client) -> None:
    upload = hand_in(asked_list())
    said = correct(client, upload, **{"column-5": "theory", "column-6": "theory"})
    assert "Cột F và cột G của trang tính “Xã Ba Tô” cùng đọc là một nội dung" in said
    assert len(Understanding.of(upload).asked_columns) == 2


def test_the_level_that_a_tick_means_is_chosen_and_remembered(hand_in: HandIn, client) -> None:
    headings = [*ASKED[:5], "Trình độ A", "Phone"]
    book = {"Xã Ba Tô": [headings, [1, "Phạm Thị Lành", "Nữ", "1987", "Tài chính - kế toán", "x"]]}
    upload = hand_in(file_of(workbook_of(book)))
    number = number_of(upload, "Trình độ A")
    page = page_of(client, upload)
    assert '<option value="theory=3">' in page and "Đánh dấu: Lý luận chính trị" in page
    assert "chọn nội dung trong danh sách" in correct(
        client, upload, **{f"column-{number}": "theory=9"}
    )
    correct(client, upload, **{f"column-{number}": "theory=3"})
    assert ["Lý luận chính trị", "", "Cao cấp"] in upload.rows.get().changes
    assert RememberedLayout.objects.get().correction["columns"] == {
        Understanding.of(upload).columns[5].key: "theory=3"
    }
    assert '<option value="theory=3" selected>' in page_of(client, upload)


def test_a_column_of_something_else_says_why_it_is_not_read(hand_in: HandIn, client) -> None:
    headings = [*ASKED[:5], "Chức danh quy hoạch"]
    row = [1, "Phạm Thị Lành", "Nữ", "1987", "Tài chính - kế toán", "Bí thư Đảng ủy"]
    upload = hand_in(file_of(workbook_of({"Xã Ba Tô": [headings, row]})))
    assert not Understanding.of(upload).in_doubt
    page = page_of(client, upload)
    assert "không đọc: nói về quy hoạch hoặc dự kiến, chưa phải hiện nay" in page
    assert "Bí thư" not in str(upload.rows.get().changes)


def test_the_page_offers_what_a_section_may_mean(hand_in: HandIn, client) -> None:
    upload = hand_in(board_list(unit="Ba Tôn Tư"))
    (section,) = Understanding.of(upload).unknown_sections
    page = page_of(client, upload)
    choice = page[page.index(f'name="section-{section.number}"') :].partition("</select>")[0]
    assert choice.index("Gần giống") < choice.index("Xã Ba Tô") < choice.index("Không phải đơn vị")
    assert '<option value="?" selected>' in choice
    assert "Những người không còn giữ chức danh" in choice
    assert "Nhóm: Người hoạt động không chuyên trách" in choice
    correct(client, upload, **{f"section-{section.number}": "?"})
    assert upload.counts["asked"] == 1
    correct(client, upload, **{f"section-{section.number}": "left"})
    assert (upload.counts["asked"], upload.counts["left_out"]) == (0, 1)
    assert "chọn đơn vị trong danh sách" in correct(
        client, upload, **{f"section-{section.number}": "group:nobody"}
    )


def _with_others() -> object:
    people = [HEADINGS, ["I. XÃ BA TÔ"], [1, "Hồ Thị Lan", "Nữ", 1987, "VP-TK", None, None]]
    summary = [["Biểu tổng hợp"], ["Đơn vị", "Số lượng"], ["Xã Ba Tô", 1]]
    return file_of(workbook_of({"DS": people, "Tổng hợp": summary, "Biểu 2": summary}))


def test_sheets_without_a_list_are_answered_by_one_button(hand_in: HandIn, client) -> None:
    upload = hand_in(_with_others())
    assert [sheet.name for sheet in Understanding.of(upload).unread] == ["Tổng hợp", "Biểu 2"]
    asked = [found["sheet"] for found in upload.counts["problems"]]
    assert asked == ["Tổng hợp", "Biểu 2"]
    assert 'name="no-list" value="all"' in page_of(client, upload)
    correct(client, upload, **{"no-list": "1", "do": ""})
    assert [sheet.name for sheet in Understanding.of(upload).unread] == ["Biểu 2"]
    assert 'name="no-list" value="all"' not in page_of(client, upload)
    correct(client, upload, **{"no-list": "all", "do": ""})
    assert (Understanding.of(upload).unread, upload.counts["problems"]) == ([], [])


def test_a_sheet_may_be_said_to_go_on_with_the_list_before(hand_in: HandIn, client) -> None:
    people = [HEADINGS, ["XÃ BA TÔ"], [1, "Hồ Thị Lan", "Nữ", 1987, "VP-TK", None, None]]
    more = [["XÃ BA VÌ"], [1, "Hồ Thị Liễu", "Gái", 1988, "VP-TK", None, None]]
    upload = hand_in(file_of(workbook_of({"DS": people, "Tiếp": more})))
    assert [sheet.name for sheet in Understanding.of(upload).unread] == ["Tiếp"]
    correct(client, upload, **{"first-1": "-1"})
    assert upload.rows.count() == 2
    assert "đọc tiếp theo tiêu đề của trang “DS”, 1 người" in page_of(client, upload)
