"""Sheet 1 says where we stand and ranks the units; all sheets say which report they go with."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from personnel.models import Person, Unit
from personnel.reading.standing import standing
from reports.models import Period
from reports.word.printing import pdf_of
from reports.workbooks.annual.report import live_report, sealed_report, submitted_report
from reports.workbooks.annual.workbook import annual_workbook
from targets.criteria import H2025, criteria_for
from targets.judging import unmet_somewhere
from targets.lens import Lens
from tests.factories import MOUNTAIN, credential, person, post
from tests.reports.periods.handing import DAY, DUE, LATER, a_period, district_of
from tests.reports.workbooks.excel import Excel
from tests.reports.workbooks.test_sealed import close


def live(root, period=None):
    return Excel(annual_workbook(live_report(Lens(H2025, DAY), root, LATER, period)).content)


def ranked(book):
    """Return the rows of the ranking by unit, in their order."""
    rows = list(book.sheet("1.").iter_rows(values_only=True))
    first = next(at for at, row in enumerate(rows) if row[0] == "Hạng")
    last = next(at for at, row in enumerate(rows) if at > first and row[2] == "Tổng số")
    return {row[2]: row for row in rows[first + 1 : last + 1]}


def test_where_we_stand_is_said_before_the_table(people):
    book = live(people)
    verdicts = [row[14].partition(";")[0] for row in book.rows("1.")]
    judged = verdicts.count("Đạt") + verdicts.count("Chưa đạt")
    text = book.text("1.")
    told = f"Đến ngày 31/12/2025, toàn tỉnh đạt {verdicts.count('Đạt')} trong {judged} chỉ tiêu"
    assert told in text
    assert text.index(told) < text.index("Ký hiệu")


def test_the_units_are_ranked_by_who_meets_everything(people):
    complete = post(person("Hồ Văn Đủ"), "VPDU", MOUNTAIN).person
    for kind in ("professional", "theory"):
        credential(complete, kind, 4)
    rows = ranked(live(people))
    assert rows["Thị xã Đức Phổ"][0] == "–" and rows["Thị xã Đức Phổ"][6:11] == (0, 0, 0, 0, "–")
    everybody = standing(DAY, Person.objects.all())
    unmet = everybody.filter(unmet_somewhere(criteria_for(H2025), DAY))
    shares = {}
    for name, district in (("Huyện Ba Tơ", "535"), ("Thành phố Quảng Ngãi", "522")):
        here = {"district_id": district_of(district).pk}
        counted, missed = everybody.filter(**here).count(), unmet.filter(**here).count()
        assert rows[name][6:8] == (counted, counted - missed) and counted
        assert rows[name][8] + rows[name][9] == missed
        shares[name] = (counted - missed) / counted
    best, last = sorted(shares, key=shares.get, reverse=True)
    assert shares[best] > shares[last] and list(rows)[:2] == [best, last]
    assert (rows[best][0], rows[last][0]) == ("1", "2")
    assert rows["Tổng số"][6:8] == (everybody.count(), everybody.count() - unmet.count())


def test_of_a_seal_who_has_no_report_has_no_place(people, province_admin):
    rows = ranked(Excel(annual_workbook(sealed_report(close(a_period(), province_admin))).content))
    missing = rows["Thị xã Đức Phổ (chưa có báo cáo được duyệt)"]
    assert missing[0] == "–" and set(missing[3:11]) == {None}


def test_a_number_recorded_before_the_seal_stands_on_every_sheet(people, province_admin):
    period = a_period()
    known = "Báo cáo số 15-BC/BTCTU ngày 20 tháng 01 năm 2026 của Ban Tổ chức Tỉnh ủy"
    open_ = "Báo cáo số ……-BC/BTCTU ngày …… tháng …… năm …… của Ban Tổ chức Tỉnh ủy"
    book = live(people, period)
    for name in book.names:
        assert f"(Kèm theo {open_})" in book.text(name), name
    Period.objects.update(document_number="15", document_day=date(2026, 1, 20))
    sealed = close(Period.objects.get(), province_admin)
    province = Excel(annual_workbook(sealed_report(sealed)).content)
    for name in province.names:
        assert f"(Kèm theo {known})" in province.text(name), name
    district = Excel(annual_workbook(sealed_report(sealed, [district_of().pk])).content)
    assert "Báo cáo số ……-BC/BTCHU" in district.text("1.") and "số 15" not in district.text("1.")


def test_the_form_of_the_circular_is_that_of_staff_and_goes_to_whom_it_is_for(
    people, province_admin
):
    province = live(people)
    assert "Đơn vị nhận báo cáo: Bộ Nội vụ" in province.text("3a")
    sealed = close(a_period(), province_admin)
    handed_in = submitted_report(sealed.submissions.get(district=district_of()))
    district = Excel(annual_workbook(handed_in).content)
    for start in ("3a", "3b"):
        assert "Đơn vị nhận báo cáo: Ban Tổ chức Tỉnh ủy" in district.text(start)
        assert f"Thời hạn nhận báo cáo: ngày {DUE:%d/%m/%Y}" in district.text(start)
        assert "Bộ Nội vụ" not in district.text(start).replace("năm 2012 của Bộ Nội vụ", "")
    for book in (province, district):
        first = next(book.sheet("3b").iter_rows(max_row=1, values_only=True))
        assert first[0] == "BIỂU SỐ 3b" and "Ban hành kèm theo" not in book.text("3b")
        assert next(book.sheet("3a").iter_rows(max_row=1, values_only=True))[0] == "BM02/BNV"


def test_the_last_sheet_tells_who_was_late_and_notes_before_lists_of_units(people, province_admin):
    sealed = close(a_period(due=DAY), province_admin)
    rows = Excel(annual_workbook(sealed_report(sealed)).content).rows("6.")
    told = dict(reversed([(row[1], row[2]) for row in rows]))
    assert told["Huyện Ba Tơ"] == "Nộp muộn, ngày 05/01/2026; hạn nộp 31/12/2025"
    titles = [row[1] for row in rows if row[0] in ("V", "VII", "VIII")]
    assert [title.split()[0] for title in titles] == ["Ghi", "Đơn", "Đơn"]


@pytest.mark.parametrize("code", ["535", "51"])
def test_on_paper_no_column_and_no_signature_stands_alone(people, code):
    """As Debian prints it, with letters that have the measures of Times."""
    root = Unit.objects.exclude(level="commune").get(code=code)
    content = annual_workbook(live_report(Lens(H2025, DAY), root, LATER)).content
    pages = PdfReader(BytesIO(pdf_of(content, "xlsx"))).pages
    texts = [page.extract_text() for page in pages]
    assert "STT" in texts[0] and "Ghi chú" in texts[0] and "Kết luận" in texts[0]
    assert "Tỷ lệ đạt so với mục tiêu" in texts[1] and "TRƯỞNG BAN" in texts[1]
    assert "BIỂU SỐ 2" in texts[2]
    assert min(len(text.split()) for text in texts) > 60
