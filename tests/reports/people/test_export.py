"""A list taken away: as shown, real dates, no formulas, no whole identity number."""

import csv
from datetime import date, datetime
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from personnel.models import Disclosure, Unit
from reports.models import ListColumns
from sheets.comparing.diff import compare
from sheets.importing import read_sheet
from tests.factories import MOUNTAIN, credential, person, post

LENS = "horizon=2030&as_of=2025-12-31"


@pytest.fixture
def people(province):
    known = person(name="Phạm Thị Hạnh", sex="female", birth=date(1985, 3, 14), cccd="051185001234")
    post(known, "BT", MOUNTAIN)
    credential(known, "theory", 2)
    odd = person(name="=1+1", birth=date(1979, 1, 1), birth_precision="year")
    post(odd, "PBT", MOUNTAIN)


def taken(client, form, query="", unit="tinh-quang-ngai"):
    response = client.get(f"/nhan-su/tai-ve/{form}/?{LENS}&{query}")
    assert response.status_code == 200
    what = "trich-ngang" if form == "trich-ngang" else "danh-sach"
    full = "-du-so-cccd" if "cccd=1" in query else ""
    ending = "csv" if form == "csv" else "xlsx"
    name = f"{what}{unit and f'-{unit}'}-2025-12-31-muc-tieu-2030{full}.{ending}"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    return b"".join(response)


def test_the_workbook_has_real_dates_and_text_that_stays_text(people, province_viewer, client_for):
    book = load_workbook(BytesIO(taken(client_for(province_viewer), "xlsx")))
    head, *rows = list(book.active.iter_rows(min_row=3))
    assert [cell.value for cell in head][:4] == ["STT", "Họ và tên", "Ngày sinh", "Giới tính"]
    by_name = {row[1].value: row for row in rows}
    assert by_name["Phạm Thị Hạnh"][2].value == datetime(1985, 3, 14)
    assert by_name["=1+1"][1].quotePrefix
    assert by_name["=1+1"][1].data_type == "s" and by_name["=1+1"][2].value == "1979"
    assert by_name["Phạm Thị Hạnh"][-1].value == "••••••••1234"


def test_csv_opens_in_excel_and_runs_nothing(people, province_viewer, client_for):
    text = taken(client_for(province_viewer), "csv").decode()
    assert text.startswith("\ufeff")
    head, *rows = list(csv.reader(StringIO(text.lstrip("\ufeff"))))
    assert [row[1] for row in rows] == ["'=1+1", "Phạm Thị Hạnh"]
    assert rows[1][2] == "14/03/1985" and "051185001234" not in text


def test_it_is_the_list_as_filtered(people, province_viewer, client_for):
    client = client_for(province_viewer)
    text = taken(client, "csv", "criterion=2025.key.theory&outcome=unmet").decode()
    rows = list(csv.reader(StringIO(text)))
    assert "Kết quả" in rows[0] and len(rows) == 2 and "Chưa có thông tin" in rows[1]


def test_all_pages_and_few_queries(
    people, province_viewer, client_for, django_assert_max_num_queries
):
    for number in range(60):
        post(person(name=f"Trần Văn Sổ {number}"), "TCKT", MOUNTAIN)
    client = client_for(province_viewer)
    with django_assert_max_num_queries(14):
        rows = list(csv.reader(StringIO(taken(client, "csv").decode())))
    assert len(rows) == 63


def test_as_a_personnel_sheet_it_can_be_handed_in_again(people, editor_a, client_for):
    book = BytesIO(taken(client_for(editor_a), "trich-ngang", "sex=female", "huyen-ba-to"))
    reading = read_sheet(book, date(2025, 12, 31))
    assert [row.full_name for row in reading.rows] == ["Phạm Thị Hạnh"]
    statuses = {str(row.status) for row in compare(reading.rows, date(2025, 12, 31)).rows}
    assert (reading.problems, statuses) == ([], {"unchanged"})


def test_a_personnel_sheet_of_nobody(province, stranger, client_for):
    book = load_workbook(BytesIO(taken(client_for(stranger), "trich-ngang", unit="")))
    assert book["Nhân sự"].max_row == 1


def test_whole_numbers_only_of_records_in_the_users_hands(people, editor_a, client_for):
    away = person(name="Lê Văn Chuyển", cccd="051085009999")
    post(away, "BT", MOUNTAIN, end=date(2024, 1, 1))
    post(away, "BT", Unit.objects.filter(parent__code="534")[0].code, start=date(2024, 1, 2))
    query = "cccd=1&as_of=2023-06-30"
    for form in ("csv", "xlsx", "trich-ngang"):
        book = taken_on(client_for(editor_a), form, query)
        assert "051185001234" in book and "051085009999" not in book, form
        assert "đủ số CCCD của 2 người" in Disclosure.objects.latest("pk").detail


@pytest.mark.parametrize("form", ["csv", "xlsx", "trich-ngang"])
def test_who_only_reads_gets_no_whole_number_for_asking(
    people, province_viewer, viewer_a, client_for, form
):
    for user in (province_viewer, viewer_a):
        assert "051185001234" not in taken_on(client_for(user), form, "cccd=1")
        assert "đủ số" not in Disclosure.objects.latest("pk").detail


def taken_on(client, form, query):
    """Every text of what is taken away."""
    content = b"".join(client.get(f"/nhan-su/tai-ve/{form}/?{query}"))
    if form == "csv":
        return content.decode()
    sheets = load_workbook(BytesIO(content)).worksheets
    return " ".join(str(cell.value) for cell in (c for row in sheets[0].rows for c in row))


def test_the_page_to_print_has_everybody_and_is_kept_in_the_log(province, editor_a, client_for):
    for number in range(51):
        post(person(name=f"Phạm Văn {number:02}"), "TCKT", MOUNTAIN)
    client = client_for(editor_a)
    page = client.get(f"/nhan-su/tai-ve/ban-in/?{LENS}&sex=male&cccd=1").content.decode()
    assert page.count('scope="row"') == 51 and "Phạm Văn 50" in page
    assert "Điều kiện lọc: Giới tính: Nam" in page and 'class="tick"' not in page
    kept = Disclosure.objects.get()
    assert kept.people == 51 and "bản in" in kept.detail and "đủ số" not in kept.detail


def test_what_is_taken_away_has_the_columns_chosen_in_their_order(
    people, editor_a, client_for, django_assert_max_num_queries
):
    client = client_for(editor_a)
    query = "columns=retires-birth-age-theory-2025.key.theory"
    heads = ["STT", "Họ và tên", "Tháng nghỉ hưu", "Ngày sinh", "Tuổi", "LLCT"]
    with django_assert_max_num_queries(16):
        rows = list(csv.reader(StringIO(taken(client, "csv", query, "huyen-ba-to").decode())))
    assert rows[0][0].lstrip("\ufeff") == "STT" and rows[0][1:6] == heads[1:]
    assert rows[2][1:6] == ["Phạm Thị Hạnh", "03/2045", "14/03/1985", "40", "Trung cấp"]
    assert rows[0][6].startswith("Chủ chốt: Lý luận") and rows[2][6] == "Đạt"
    book = load_workbook(BytesIO(taken(client, "xlsx", query, "huyen-ba-to"))).active
    head, *found = book.iter_rows(min_row=3)
    assert [cell.value for cell in head] == [text.lstrip("\ufeff") for text in rows[0]]
    cells = next(row for row in found if row[1].value == "Phạm Thị Hạnh")
    assert [cell.value for cell in cells[2:5]] == [datetime(2045, 3, 31), datetime(1985, 3, 14), 40]
    assert cells[2].number_format == "mm/yyyy" and cells[3].number_format == "dd/mm/yyyy"
    page = client.get(f"/nhan-su/tai-ve/ban-in/?{LENS}&{query}")
    assert [heading.label for heading in page.context["headings"]] == [c.value for c in head][1:]


def test_the_users_own_columns_are_taken_away_too(people, editor_a, client_for):
    ListColumns.objects.keep(editor_a, "sex-title")
    text = taken(client_for(editor_a), "csv", "", "huyen-ba-to").decode()
    assert text.splitlines()[0] == "\ufeffSTT,Họ và tên,Giới tính,Chức danh"


def test_the_personnel_sheet_stays_as_it_is(people, editor_a, client_for):
    client = client_for(editor_a)
    plain = taken(client, "trich-ngang", "", "huyen-ba-to")
    chosen = taken(client, "trich-ngang", "columns=ethnicity", "huyen-ba-to")
    heads = [
        [cell.value for cell in load_workbook(BytesIO(book))["Nhân sự"][1]]
        for book in (plain, chosen)
    ]
    assert heads[0] == heads[1]
    assert not any("có cột" in kept.detail for kept in Disclosure.objects.all())


@pytest.mark.parametrize("form", ["csv", "xlsx", "ban-in"])
def test_personal_facts_taken_away_are_named_in_the_log(people, editor_a, client_for, form):
    client = client_for(editor_a)
    client.get(f"/nhan-su/tai-ve/{form}/?columns=title-ethnicity-theory-religion")
    assert "có cột Dân tộc, Tôn giáo" in Disclosure.objects.latest("pk").detail
    client.get(f"/nhan-su/tai-ve/{form}/?columns=title-theory-birth")
    assert "có cột" not in Disclosure.objects.latest("pk").detail


def test_whole_numbers_asked_for_come_with_their_column(people, editor_a, client_for):
    rows = taken(client_for(editor_a), "csv", "columns=sex&cccd=1", "huyen-ba-to").decode()
    head, *found = csv.reader(StringIO(rows))
    assert head[2:] == ["Giới tính", "Số CCCD"] and found[1][3] == "051185001234"
