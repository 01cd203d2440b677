"""What a year's report tells of heads: by the law's words, by hand, live and frozen."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from personnel.models import Person, Post, Unit
from personnel.reading.terms_of_heads import State
from reports.models import Submission
from reports.sources import submitted_source
from reports.word.blocks import Paragraph
from reports.word.facts import Facts
from reports.word.sections.heads import heads as heads_section
from reports.word.told import Written
from reports.workbooks.annual.report import submitted_report
from reports.workbooks.annual.workbook import annual_workbook
from reports.yearly.heads import Heads
from reports.yearly.reading import told_by
from targets.criteria import HORIZONS
from targets.lens import Lens
from targets.sources import LiveSource
from tests.factories import MOUNTAIN, TOWNSHIP, person, post
from tests.reports.periods.handing import DAY, a_period, a_user, district_of, hand_in
from tests.reports.word.conftest import report_of

SINCE = date(2023, 3, 1)


def unit(code):
    return Unit.objects.get(code=code)


@pytest.fixture
def heads(small_province):
    """Mountain: a secretary of twelve years from elsewhere, who is chairman too, an acting second.

    Township: a local secretary and no chairman.
    """
    old = person("Phạm Hai Khóa", is_local=False, local_of=unit(MOUNTAIN))
    post(old, "BT", MOUNTAIN, date(2013, 1, 1))
    post(old, "CTUBND", MOUNTAIN, SINCE)
    second = post(person("Hồ Thứ Hai"), "CTUBND", MOUNTAIN, SINCE)
    Post.objects.filter(pk=second.pk).update(acting="acting")
    post(person("Đinh Tại Chỗ", is_local=True, local_of=unit(TOWNSHIP)), "BT", TOWNSHIP, SINCE)
    return old


def of(source):
    told = told_by(source, "heads")
    return {
        code: (len({line.unit for line in told.behind(code)}), told.count(code))
        for code in told.codes
    }


def expected():
    others = Unit.objects.communes().kept_by(Unit.objects.get(code="535")).count() - 2
    return {
        "BT.held": (2, 2), "BT.not-local": (1, 1), "BT.local": (1, 1), "BT.full": (1, 1),
        "BT.usual": (1, 1), "BT.vacant": (others, others),
        # Of two holders one is not known to be local or not.
        "CTUBND.held": (1, 1), "CTUBND.unsaid": (1, 1), "CTUBND.shared": (1, 1),
        "CTUBND.full": (1, 1), "CTUBND.usual": (1, 1), "CTUBND.acting": (1, 1),
        "CTUBND.vacant": (others + 1, others + 1),
    }  # fmt: skip


def test_each_commune_and_holder_by_title(heads):
    assert of(LiveSource(Lens(HORIZONS["2025"], DAY), district_of())) == expected()


def test_both_titles_of_one_person_are_one_person_at_two_terms(heads):
    source = LiveSource(Lens(HORIZONS["2025"], DAY), district_of())
    found = Heads(told_by(source, "heads"))
    assert found.people(State.FULL) == 1
    assert found.titles == [("BT", "Bí thư Đảng ủy"), ("CTUBND", "Chủ tịch Ủy ban nhân dân")]
    assert found.share("BT") == 50 and found.share("CTUBND") == 0
    assert found.share("BT", {unit(TOWNSHIP).pk}) == 0


def test_what_was_handed_in_stays_as_it_was(heads):
    board = a_user("bato", ("district_editor", "535"))
    handed = hand_in(a_period(), district_of(), board)
    Person.objects.update(is_local=True, local_of=unit(MOUNTAIN))
    Post.objects.all().delete()
    assert of(submitted_source(handed)) == expected()


def test_the_sheet_has_the_numbers_of_each_title_and_unit(heads):
    book = load_workbook(BytesIO(annual_workbook(report_of(district_of())).content))
    sheet = book["11. Người đứng đầu"]
    rows = [[cell.value for cell in row[:14]] for row in sheet.iter_rows(min_row=5)]
    by_title = [row[2:] for row in rows if row[1] == unit(MOUNTAIN).name]
    # Held, not local, local, unsaid; vacant, shared, usual, near, full, unknown, acting.
    assert [row[:4] + row[5:] for row in by_title] == [
        [1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0],
        [1, 0, 0, 1, 0, 1, 1, 0, 1, 0, 1],
    ]
    heads = {row[0]: row[1:3] for row in rows if row[0] in ("I", "II")}
    assert heads["I"][0] == "Bí thư Đảng ủy" and heads["I"][1].startswith("=SUM(")
    assert heads["II"][0] == "Chủ tịch Ủy ban nhân dân"


def test_the_province_adds_up_its_districts(heads, small_province):
    # A sum that disagrees with the figure is refused when the book is written.
    book = load_workbook(BytesIO(annual_workbook(report_of(small_province)).content))
    names = [row[1].value for row in book["11. Người đứng đầu"].iter_rows()]
    assert "Huyện Ba Tơ" in names and "Thị xã Đức Phổ" in names


def test_the_report_in_words(heads):
    told = "\n".join(
        block.text for block in heads_section(Facts(report_of(district_of()), Written()))
        if isinstance(block, Paragraph)
    )  # fmt: skip
    assert (
        "có 01 người đã đủ hoặc quá 02 nhiệm kỳ (từ 10 năm) làm người đứng đầu trong cùng một địa "
        "phương" in told
    )
    assert (
        "Bí thư Đảng ủy: 1/2 đơn vị có người giữ bố trí không phải người địa phương (50,00%); 01 "
        "đơn vị bố trí người địa phương." in told
    )
    assert "0/1 đơn vị" in told and "01 đơn vị chưa rõ" in told
    assert "01 đơn vị có hơn một người giữ, 01 người giữ quyền, phụ trách" in told


def test_an_earlier_release_handed_in_without_it(heads):
    board = a_user("bato", ("district_editor", "535"))
    hand_in(a_period(), district_of(), board)
    Submission.objects.update(yearly={})
    report = submitted_report(Submission.objects.get())
    told = [b.text for b in heads_section(Facts(report, Written())) if isinstance(b, Paragraph)]
    assert any("báo cáo nộp chưa có nội dung này" in text for text in told)
    assert annual_workbook(report).content
