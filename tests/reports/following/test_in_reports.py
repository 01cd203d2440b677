"""What committees did, in the report of the year: workbook, Word, JSON; as it was handed in."""

from datetime import date

import pytest

from personnel.models import Following, FollowingDue, Unit
from reports.periods.documents import submission_document
from reports.periods.hashing import verify
from reports.workbooks.annual.figures import figures_json
from reports.workbooks.annual.report import submitted_report
from reports.workbooks.annual.workbook import annual_workbook, sheet_names
from reports.yearly.committees import State
from reports.yearly.following import acts, beside, inspections
from tests import maps
from tests.factories import MOUNTAIN, person, post
from tests.reports.following.making import district, due, paper
from tests.reports.periods.handing import a_period, hand_in
from tests.reports.word.conftest import docx_of, report_of
from tests.reports.word.reading import lines
from tests.reports.workbooks.excel import Excel

SHEET = "12. Tổ chức thực hiện"


@pytest.fixture
def root(small_province):
    """Ba Tơ in time, Đức Phổ late, Quảng Ngãi overdue; two reviews of 2025; one inspection."""
    due(2022, programme=date(2022, 9, 30))
    due(2025, review=date(2025, 12, 15))
    ba_to, duc_pho = district("535"), district("534")
    paper(ba_to, day=date(2022, 8, 15), number="12-CTr/HU")
    paper(duc_pho, day=date(2022, 10, 5), number="7-KH/TU")
    paper(ba_to, "review", year=2025, day=date(2026, 1, 10), number="30-BC/HU")
    paper(district("522"), "review", year=2025, day=date(2025, 12, 15), number="9-BC/TU")
    paper(
        duc_pho, "inspection", day=date(2025, 6, 1), number="5-KL/BTC", summary="Còn chậm đào tạo.",
        remedied="Đã mở 01 lớp.",
    )  # fmt: skip
    paper(duc_pho, "inspection", day=date(2024, 6, 1), number="4-KL/BTC")
    paper(Unit.objects.get(code=MOUNTAIN), day=date(2022, 10, 1))
    post(person(), unit=MOUNTAIN, start=date(2023, 1, 1))
    return small_province


def states(told, kind):
    codes = dict(Unit.objects.values_list("pk", "code"))
    return {codes[act.unit]: act.state for act in acts(told, kind)}


def test_the_part_tells_who_has_what_counted_by_hand(root):
    told = report_of(root).told("following")
    assert states(told, "programme") == {
        "535": State.IN_TIME, "534": State.LATE, "522": State.OVERDUE,
    }  # fmt: skip
    # Due on 15/12/2025: the review of Ba Tơ came after it, on a day past that of the figures.
    assert states(told, "review") == {
        "535": State.LATE, "534": State.OVERDUE, "522": State.IN_TIME,
    }  # fmt: skip
    assert (beside(told, "programme"), beside(told, "review")) == (1, 0)
    assert [(each.number, each.day) for each in inspections(told)] == [
        ("5-KL/BTC", date(2025, 6, 1))
    ]


def test_the_report_in_word_says_it_and_names_the_late(root):
    text = "\n".join(lines(docx_of(root)))
    assert (
        "Có 2/3 huyện, thị xã, thành phố đã ban hành chương trình hành động, kế hoạch thực hiện "
        "Nghị quyết. Có 01 đơn vị chậm hạn: thị xã Đức Phổ. Có 01 đơn vị đã quá hạn mà chưa thực "
        "hiện: thành phố Quảng Ngãi."
    ) in text
    assert "Có 2/3 huyện, thị xã, thành phố đã sơ kết việc thực hiện Nghị quyết năm 2025." in text
    assert "Ngoài ra, 01 đơn vị cấp xã đã ban hành" in text
    assert (
        "- Thị xã Đức Phổ (số 5-KL/BTC, ngày 01/06/2025): Còn chậm đào tạo. Khắc phục: đã mở 01 "
        "lớp."
    ) in text
    assert "4-KL/BTC" not in text


def test_a_districts_report_says_its_own(root):
    text = "\n".join(lines(docx_of(district("535"))))
    assert (
        "Huyện Ba Tơ đã ban hành chương trình hành động, kế hoạch thực hiện Nghị quyết (số "
        "12-CTr/HU, ngày 15/08/2022)."
    ) in text
    assert "(số 30-BC/HU, ngày 10/01/2026), chậm so với hạn ngày 15/12/2025." in text
    assert "Đức Phổ (" not in text and "5-KL" not in text
    text = "\n".join(lines(docx_of(district("522"))))
    assert "chưa ban hành chương trình hành động, kế hoạch thực hiện Nghị quyết, đã quá" in text


def test_the_sheet_has_every_unit_and_inspection(root):
    report = report_of(root)
    book = Excel(annual_workbook(report).content)
    assert SHEET in sheet_names(report) and SHEET in book.names
    rows = {row[1]: row[2:] for row in book.rows("12.") if row[1]}
    assert [rows["Huyện Ba Tơ"][at] for at in (0, 1, 4, 5)] == [
        "Đã có", "12-CTr/HU", "Có, chậm hạn", "30-BC/HU",
    ]  # fmt: skip
    assert [rows["Thành phố Quảng Ngãi"][at] for at in (0, 4)] == ["Quá hạn", "Đã có"]
    text = book.text("12.")
    assert "5-KL/BTC" in text and "Đã mở 01 lớp." in text and "4-KL/BTC" not in text


def test_where_nobody_keeps_the_register_nothing_is_told(small_province):
    post(person(), start=date(2023, 1, 1))
    report = report_of(small_province)
    assert SHEET not in sheet_names(report)
    assert figures_json(report)["yearly"]["following"] == {"numbers": [], "unknown": []}
    assert "Tổ chức thực hiện Nghị quyết" not in "\n".join(lines(docx_of(small_province)))


def test_what_was_handed_in_keeps_what_was_told(root, editor_a):
    kept = hand_in(a_period(), district("535"), editor_a)
    Following.objects.all().delete()
    FollowingDue.objects.all().delete()
    report = submitted_report(kept)
    assert states(report.told("following"), "programme") == {"535": State.IN_TIME}
    assert SHEET in Excel(annual_workbook(report).content).names
    document = submission_document(kept, report)
    text = "\n".join(block.text for block in document.body if not block.is_table)
    assert "12-CTr/HU, ngày 15/08/2022" in text
    assert verify(kept)


def test_without_districts_communes_are_counted_and_old_papers_are_not(root):
    maps.reorganise()
    root.refresh_from_db()
    communes = Unit.objects.communes().in_force(date(2025, 12, 31))
    due(2026, review=date(2026, 12, 15))
    FollowingDue.objects.filter(year=2025).update(programme=date(2025, 9, 30))
    new = communes.first()
    paper(new, day=date(2025, 9, 30), number="1-CTr/ĐU")
    told = report_of(root).told("following")
    found = states(told, "programme")
    assert len(found) == communes.count()
    assert [code for code, state in found.items() if state == State.IN_TIME] == [new.code]
    assert set(found.values()) == {State.IN_TIME, State.OVERDUE}
    assert inspections(told) == [] and beside(told, "programme") == 0
