"""Who was taken on as a non-specialised worker since the resolution: numbers and their lists."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from personnel.models import Disclosure, Post
from reports.models import Submission
from reports.periods.documents import submission_document
from reports.recruits.asked import Show
from reports.sources import submitted_source
from reports.workbooks.annual.report import submitted_report
from reports.workbooks.annual.workbook import annual_workbook, sheet_names
from reports.yearly.reading import told_by
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, credential, person, post
from tests.reports.periods.handing import a_period, district_of, hand_in
from tests.reports.word.conftest import docx_of, report_of
from tests.reports.word.reading import lines
from tests.reports.workbooks.excel import Excel

PAGE = "/tuyen-chon/?as_of=2025-12-31"
FILE = "/tuyen-chon/danh-sach.xlsx?as_of=2025-12-31"
BEGAN = date(2023, 9, 1)

pytestmark = pytest.mark.usefixtures("small_province")


def taken_on(name, level=None, start=BEGAN, unit=MOUNTAIN, awarded=date(2015, 6, 1), how="day"):
    """Somebody who works at the office of the Party committee from a day on."""
    who = post(person(name), "VPDU", unit, start=start).person
    if level is not None:
        credential(who, "professional", level, awarded, how)
    return who


@pytest.fixture
def recruits():
    """Four of Ba Tơ and one of another district, and two who are none."""
    later = taken_on("Phạm Học Sau", 1)
    credential(later, "professional", 2, date(2025, 6, 1))
    taken_on("Đinh Thấp", 1, date(2024, 2, 1), TOWNSHIP)
    taken_on("Lê Đủ", 4)
    taken_on("Võ Chưa Rõ")
    taken_on("Trần Nơi Khác", 1, unit=LOWLAND)
    before = taken_on("Hồ Từ Trước", 1, date(2019, 1, 1))
    post(before, "VTLT", start=BEGAN)
    Post.objects.filter(person=before, title__code="VPDU").update(end=date(2023, 8, 31))
    post(person("Bùi Công Chức"), "TCKT", start=BEGAN)
    return later


@pytest.fixture
def names(client_for, province_viewer):
    """Return a function that gives the names of the list, for a user."""

    def listed(query="", user=province_viewer):
        response = client_for(user).get(PAGE + query)
        assert response.status_code == 200
        return {recruit.person.full_name for recruit in response.context["page"].object_list}

    return listed


ALL = {"Phạm Học Sau", "Đinh Thấp", "Lê Đủ", "Võ Chưa Rõ", "Trần Nơi Khác"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ALL),
        ("&year=2023", ALL - {"Đinh Thấp"}),
        ("&show=met", {"Lê Đủ"}),
        ("&show=below", {"Phạm Học Sau", "Đinh Thấp", "Trần Nơi Khác"}),
        ("&show=still", {"Đinh Thấp", "Trần Nơi Khác"}),
        ("&show=unknown", {"Võ Chưa Rõ"}),
        ("&unit=535&show=below", {"Phạm Học Sau", "Đinh Thấp"}),
    ],
)
def test_who_was_taken_on_and_how_qualified(recruits, names, query, found):
    assert names(query) == found


def test_every_number_opens_the_people_that_it_counts(recruits, client_for, province_viewer):
    client = client_for(province_viewer)
    cells = [
        cell
        for _, _, lines in client.get(PAGE).context["tables"]
        for line in lines
        for cell in line.cells
    ]
    for cell in cells:
        assert bool(cell.url) == bool(cell.count)
        if cell.url:
            assert client.get(cell.url).context["page"].paginator.count == cell.count, cell
    assert max(cell.count for cell in cells) == 5


def test_years_and_units_add_up_and_the_share_is_of_all(recruits, client_for, province_viewer):
    tables = client_for(province_viewer).get(PAGE).context["tables"]
    (_, _, years), (_, _, units) = tables
    told = {line.label: [cell.count for cell in line.cells] for line in (*years, *units)}
    assert told["2023"] == [4, 1, 2, 1, 1] and told["2024"] == [1, 0, 1, 1, 0]
    assert told["Cộng"] == [5, 1, 3, 2, 1] and told["Huyện Ba Tơ"] == [4, 1, 2, 1, 1]
    assert str(years[-1].share) == "20.00" and years[0].share is None


def test_a_board_sees_its_own_alone(recruits, names, editor_b, editor_a, client_for):
    assert names(user=editor_a) == ALL - {"Trần Nơi Khác"}
    assert "Phạm Học Sau" not in names(user=editor_b)
    assert client_for(editor_a).get(PAGE + "&unit=534").status_code == 400


@pytest.mark.parametrize(
    ("start", "how", "since"),
    [
        (date(2022, 6, 2), "day", False),
        (date(2022, 6, 3), "day", True),
        (date(2022, 6, 1), "month", False),
        (date(2022, 7, 1), "month", True),
        (date(2022, 1, 1), "year", False),
        (date(2023, 1, 1), "year", True),
        (None, "", False),
    ],
)
def test_since_the_resolution_is_after_it_was_received(names, start, how, since):
    who = taken_on("Ai Đó", 1, start)
    Post.objects.filter(person=who).update(start_precision=how)
    assert bool(names()) is since


@pytest.mark.parametrize(
    ("awarded", "how", "state"),
    [
        (date(2023, 9, 1), "day", Show.MET),
        (date(2023, 9, 2), "day", Show.UNKNOWN),
        (date(2023, 12, 31), "year", Show.MET),
        (date(2024, 12, 31), "year", Show.UNKNOWN),
        (None, "", Show.MET),
    ],
)
def test_what_may_have_been_held_at_the_beginning_counts(names, awarded, how, state):
    taken_on("Ai Đó", 2, awarded=awarded, how=how)
    assert names(f"&show={state.value}") == {"Ai Đó"}


def test_the_list_as_a_workbook_is_logged(recruits, client_for, editor_a):
    content = b"".join(client_for(editor_a).get(FILE + "&show=below").streaming_content)
    rows = list(load_workbook(BytesIO(content)).active.values)
    assert [row[1] for row in rows[3:]] == ["Phạm Học Sau", "Đinh Thấp"]
    assert "Thấp hơn trung cấp" in rows[3]
    kept = Disclosure.objects.get()
    assert kept.people == 2 and "tệp Excel" in kept.detail


@pytest.mark.parametrize("year", ["2021", "2026", "abc", "²022", "20 23"])
def test_a_year_that_is_none_is_refused(client_for, province_viewer, year):
    response = client_for(province_viewer).get(PAGE, {"as_of": "2025-12-31", "year": year})
    assert response.status_code == 400


def test_what_was_handed_in_keeps_who_was_taken_on_in_its_year(recruits, editor_a):
    taken_on("Mới Năm Nay", 1, date(2025, 3, 1))
    handed = hand_in(a_period(), district_of(), editor_a)
    Post.objects.all().delete()
    told = told_by(submitted_source(Submission.objects.get()), "recruits")
    assert [(line.code, line.group) for line in told.lines] == [("below", "nonspecialised")]
    assert handed.people == 7


@pytest.fixture
def of_the_year():
    """Three taken on in 2025: one qualified, one below, one of whom nothing is recorded."""
    taken_on("Lê Đủ", 4, date(2025, 3, 1))
    taken_on("Đinh Thấp", 1, date(2025, 4, 1), TOWNSHIP)
    taken_on("Trần Chưa Rõ", None, date(2025, 5, 1), LOWLAND)


def test_the_sheet_has_them_by_unit(of_the_year, small_province):
    report = report_of(small_province)
    assert sheet_names(report)[-1] == "13. Tuyển chọn"
    book = Excel(annual_workbook(report).content)
    rows = {row[1]: row[2:] for row in book.rows("13.")}
    assert rows["Huyện Ba Tơ"][:4] == (2, 1, 1, 0) and rows["Thành phố Quảng Ngãi"][:4] == (
        1,
        0,
        0,
        1,
    )
    assert rows[small_province.name][:4] == (3, 1, 1, 1)
    assert [float(row[4]) for row in (rows["Huyện Ba Tơ"], rows[small_province.name])] == [
        0.5, 0.3333,
    ]  # fmt: skip
    checked = [found for found in book.recalculated() if found[0].startswith("13.")]
    told = [(shown, worth) for _, shown, worth in checked if shown != "–"]
    assert told and all(float(shown) == float(worth) for shown, worth in told)
    assert {worth for _, shown, worth in checked if shown == "–"} == {"–"}


def test_the_report_says_the_same_numbers(of_the_year, small_province):
    text = "\n".join(lines(docx_of(small_province)))
    title = "Tuyển chọn người hoạt động không chuyên trách năm 2025"
    told = text[text.index("II- ") : text.index("III- ")]
    heads = [line for line in told.splitlines() if line[1:3] == ". "]
    assert [int(line[0]) for line in heads] == [*range(1, len(heads) + 1)]
    assert [line[3:] for line in heads if "Tuyển chọn" in line] == [title]
    assert (
        "Trong năm, 03 người lần đầu làm người hoạt động không chuyên trách; khi bắt đầu, 1/3 có "
        "trình độ chuyên môn từ trung cấp trở lên. 01 người thấp hơn trung cấp"
    ) in text
    assert "01 người chưa rõ trình độ khi bắt đầu." in text


def test_where_nobody_was_taken_on_nothing_is_told(recruits, small_province):
    assert "13. Tuyển chọn" not in sheet_names(report_of(small_province))
    assert "Tuyển chọn người" not in "\n".join(lines(docx_of(small_province)))


def test_a_report_of_an_earlier_release_says_that_it_does_not_tell(of_the_year, editor_a):
    hand_in(a_period(), district_of(), editor_a)
    Submission.objects.update(yearly=None)
    report = submitted_report(Submission.objects.get())
    book = Excel(annual_workbook(report).content)
    assert "Huyện Ba Tơ: Báo cáo nộp chưa có nội dung này" in book.text("13.")
    document = submission_document(Submission.objects.get(), report)
    text = "\n".join(block.text for block in document.body if not block.is_table)
    assert "Không kể huyện Ba Tơ: báo cáo nộp chưa có nội dung này." in text
