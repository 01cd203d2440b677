"""What a file leaves in doubt: formulas, dates, old encodings, what stands around names."""

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook

from sheets.correcting import AS_TYPED, NO_LIST, REREAD, Correction
from sheets.deciding import answer_key
from sheets.importing import read_sheet
from sheets.problems import Problem, Sort
from sheets.questions import Question, questions_of
from sheets.reading.matching import References
from sheets.reading.suggesting import IN_POST, LEFT, suggestions
from sheets.records import Reading
from sheets.understood import NotUnderstood
from tests.sheets.building import saved, workbook_of

Read = Callable[..., Reading]
HEADER = [
    "TT", "Họ và tên", "Giới tính", "Ngày sinh", "Đơn vị", "Chức danh", "Ngày vào Đảng",
    "Chuyên môn", "Năm tốt nghiệp",
]  # fmt: skip
TODAY = date(2025, 12, 31)


@pytest.fixture
def read(references: References) -> Read:
    """How rows under the header above, or a whole workbook, are read."""

    def read(*rows: list[Any], file: io.BytesIO | None = None, **options: Any) -> Reading:
        return read_sheet(file or workbook_of({"DS": [HEADER, *rows]}), TODAY, **options)

    return read


def row(name: str = "Lê Văn An", born: Any = "12/03/1980", **cells: Any) -> list[Any]:
    """A row of the list; `party`, `level`, `year` fill the last columns."""
    rest = [cells.get(key) for key in ("party", "level", "year")]
    return [1, name, "Nam", born, "Xã Ba Tô", "Tư pháp - hộ tịch", *rest]


def styled(rows: list[list[Any]], formats: dict[str, str]) -> io.BytesIO:
    """The list with number formats of some of its cells."""
    book = Workbook()
    for cells in [HEADER, *rows]:
        book.active.append(cells)
    for place, code in formats.items():
        book.active[place].number_format = code
    return saved(book)


def questions(reading: Reading) -> list[Question]:
    return questions_of(reading.errors)


def notes(reading: Reading) -> list[Problem]:
    return [found for found in reading.problems if found.sort is Sort.NOTE]


def errors(reading: Reading) -> list[Problem]:
    return [found for found in reading.problems if found.sort is Sort.ERROR]


def test_formulas_never_computed_are_asked_once_a_column(read: Read) -> None:
    rows = [row("Lê Văn An"), row("Lê Văn Bê", level="=A1"), row("Lê Văn Cê", level="=A1")]
    reading = read(*rows, ["=A2", *row("Lê Văn Dê")[1:]])
    (asked,) = questions(reading)
    assert (asked.asks, asked.field) == ("column", "professional")
    assert asked.places == [("DS", 3), ("DS", 4)]
    assert "lưu lại rồi nộp lại" in asked.reason
    assert [r.full_name for r in reading.rows] == ["Lê Văn An", "Lê Văn Dê"]
    assert errors(reading) == []


def test_a_name_never_computed_is_asked_and_its_row_is_not_lost(read: Read) -> None:
    reading = read(row("=B9"), row("Lê Văn Bê"))
    assert [(q.field, q.places) for q in questions(reading)] == [("full_name", [("DS", 2)])]
    assert (reading.records, len(reading.rows), errors(reading)) == (2, 1, [])


def test_the_sum_below_a_list_is_nobody_s_formula(read: Read) -> None:
    total = [None, "Tổng cộng", None, None, None, None, None, "=COUNTA(H2:H9)", None]
    reading = read(row(), total)
    assert (len(reading.rows), reading.errors) == (1, [])


def test_a_column_of_formulas_that_is_not_read_is_no_matter(read: Read) -> None:
    (column,) = [c for c in read(row()).layout.sheets[0].columns if c.field == "professional"]
    correction = Correction(columns={column.key: ""})
    reading = read(row(level="=A1"), correction=correction)
    assert (len(reading.rows), reading.errors) == (1, [])


def test_headings_and_sheets_of_formulas_alone_are_told(read: Read) -> None:
    sheets = {"DS": [[*HEADER[:8], "=A1"], row(), ["=A1"], row("Lê Văn Bê")], "Hai": [["=A1"]]}
    found = [f for f in read(file=workbook_of(sheets)).errors if "công thức" in f.reason]
    assert [(f.sheet, f.row, str(f.sort)) for f in found] == [
        ("DS", 1, "error"), ("Hai", 1, "question"),
    ]  # fmt: skip
    assert found[0].reason.startswith("2 ô (dòng tiêu đề và các dòng khác)")
    passed = read(file=workbook_of(sheets), correction=Correction(headers={"Hai": NO_LIST}))
    assert [f.sheet for f in passed.errors if "công thức" in f.reason] == ["DS"]


def test_a_file_of_formulas_alone_is_refused_with_the_reason(read: Read) -> None:
    with pytest.raises(NotUnderstood, match="27 ô là công thức mà tệp không lưu giá trị"):
        read(*[["=A1"] * 9] * 3)


def test_dates_shown_as_month_or_year_are_kept_so(read: Read) -> None:
    cells = row(born=datetime(1980, 5, 1), party=datetime(2005, 7, 1), level="ĐH Luật")
    cells[-1] = datetime(2010, 1, 1)
    (found,) = read(file=styled([cells], {"D2": "mmm-yy", "G2": "mm/yyyy", "I2": "yyyy"})).rows
    held = {h.kind: str(h.awarded) for h in found.held}
    assert (str(found.birth), str(found.party_joined)) == ("05/1980", "07/2005")
    assert held["professional"] == "2010"


def test_a_day_that_is_not_shown_is_told(read: Read) -> None:
    reading = read(file=styled([row(born=datetime(1980, 5, 7))], {"D2": "mm/yyyy"}))
    assert [str(r.birth) for r in reading.rows] == ["05/1980"]
    assert ["ô lưu ngày 07/05/1980" in n.reason for n in notes(reading)] == [True]


def test_a_column_of_day_counts_is_read_as_dates(read: Read) -> None:
    reading = read(row(born=29285), row("Lê Văn Bê", born="30000"), row("Lê Văn Cê", "1/2/1990"))
    assert [str(r.birth) for r in reading.rows] == ["05/03/1980", "18/02/1982", "01/02/1990"]
    (told,) = notes(reading)
    assert (told.column, told.reason.startswith("2 ô ghi số đếm ngày")) == ("Ngày sinh", True)
    assert "dòng 2: 29285 đọc là 05/03/1980" in told.reason


@pytest.mark.parametrize("other", ["150380", 45000, 12000])
def test_numbers_that_cannot_all_be_births_are_asked(read: Read, other: Any) -> None:
    reading = read(row(born=29285), row("Lê Văn Bê", born=other))
    assert {q.field for q in questions(reading)} == {"birth"}
    assert reading.rows == []


def test_days_and_months_that_a_pc_may_have_swapped_are_told(read: Read) -> None:
    early = [row("Lê Văn An", datetime(1980, 3, 5)), row("Lê Văn Bê", datetime(1981, 12, 7))]
    reading = read(*early, row("Lê Văn Cê", "25/02/1990"), row("Lê Văn Dê", "13/02/1991"))
    (told,) = notes(reading)
    assert told.column == "Ngày sinh"
    assert told.reason.startswith("2 ô ngày tháng đều có ngày từ 1 đến 12, còn 2 ô chữ")
    assert "dòng 2: đã đọc là 05/03/1980, có thể là 03/05/1980" in told.reason


@pytest.mark.parametrize(
    "births",
    [
        [datetime(1980, 3, 5), "05/02/1990"],
        [datetime(1980, 3, 25), "25/02/1990"],
        [datetime(1980, 3, 5), "25/02/1990", "05/02/1990"],
        ["05/03/1980", "25/02/1990"],
    ],
)
def test_dates_that_tell_of_no_such_pc(read: Read, births: list[Any]) -> None:
    rows = [row(f"Lê Văn {'ABCD'[at]}n", born) for at, born in enumerate(births)]
    assert notes(read(*rows)) == []


def test_dates_shown_with_the_month_first_are_told(read: Read) -> None:
    rows = [row(born=datetime(1980, 3, 5)), row("Lê Văn Bê", datetime(1981, 3, 25))]
    reading = read(file=styled(rows, {"D2": "m/d/yyyy", "D3": "m/d/yyyy"}))
    assert [str(r.birth) for r in reading.rows] == ["05/03/1980", "25/03/1981"]
    (told,) = notes(reading)
    assert told.reason.startswith("2 ô hiển thị tháng trước ngày")


def test_dates_in_one_doubtful_form_are_one_question_and_one_answer(read: Read) -> None:
    rows = [row("Lê Văn An", "05/03/80"), row("Lê Văn Bê", "6.4.81"), row("Lê Văn Cê", "1/2/1990")]
    (asked,) = questions(read(*rows))
    assert (asked.field, asked.text, len(asked.places)) == ("birth", "05/03/80", 2)
    offered = suggestions("birth", asked.text, References.on(TODAY))
    assert [(value, label.split(" · ")[0]) for value, label in offered] == [
        ("first", "Đọc là 05/03/1980"), ("year", "Đọc là 1980"),
    ]  # fmt: skip
    answered = read(*rows, readings={"birth": {"#/#/#": "first"}})
    assert [str(r.birth) for r in answered.rows] == ["05/03/1980", "06/04/1981", "01/02/1990"]


def test_a_lunar_birth_may_be_answered_by_its_year(read: Read) -> None:
    lunar = row(born="05/03/1980 (âm lịch)")
    (asked,) = questions(read(lunar))
    assert asked.asks == "reading"
    (found,) = read(lunar, readings={"birth": {"#/#/#### (âm lịch)": "year"}}).rows
    assert str(found.birth) == "1980"


def test_an_answer_changes_no_date_that_is_sure(read: Read) -> None:
    readings = {"birth": {"#/#/####": "year"}}
    (found,) = read(row(born="05/03/1980"), readings=readings).rows
    assert str(found.birth) == "05/03/1980"
    (wrong,) = errors(read(row(born="31/02/1980"), readings=readings))
    assert wrong.reason == "ngày này không có trong lịch"


def test_remarks_are_taken_off_names_and_told_once(read: Read) -> None:
    rows = [row("Ông Nguyễn Văn Năm"), row("Ông Lê Văn Bê *"), row("Lê Văn Bảy (luân chuyển)")]
    reading = read(*rows)
    assert [r.full_name for r in reading.rows] == ["Nguyễn Văn Năm", "Lê Văn Bê", "Lê Văn Bảy"]
    assert [(n.row, n.reason.split(":")[0]) for n in notes(reading)] == [
        (2, "«Ông» không thuộc họ và tên (và 1 dòng khác)"),
        (3, "«*» không thuộc họ và tên"),
        (4, "«luân chuyển» không thuộc họ và tên"),
    ]


def test_who_is_said_to_have_left_beside_the_name_is_asked(read: Read) -> None:
    gone = row("Lê Văn Bê - đã nghỉ hưu")
    (asked,) = questions(read(gone))
    assert (asked.field, asked.text) == ("left", "đã nghỉ hưu")
    key = answer_key("left", "đã nghỉ hưu")
    out = read(gone, readings={"left": {key: LEFT}})
    assert (out.rows, out.left_out) == ([], {("DS", 2)})
    (found,) = read(gone, readings={"left": {key: IN_POST}}).rows
    assert found.full_name == "Lê Văn Bê"


def test_which_of_two_names_is_meant_is_asked_once(read: Read) -> None:
    rows = [row("Đinh Văn A (Đinh A Rể)"), row("Phạm Văn Bê (Bơ)")]
    (asked,) = questions(read(*rows))
    assert (asked.field, len(asked.places)) == ("full_name", 2)
    second = read(*rows, readings={"full_name": {"(…)": "second_name"}})
    assert [r.full_name for r in second.rows] == ["Đinh A Rể", "Bơ"]
    first = read(*rows, readings={"full_name": {"(…)": "first_name"}})
    assert [r.full_name for r in first.rows] == ["Đinh Văn A", "Phạm Văn Bê"]


@pytest.mark.parametrize("nobody", ["Khuyết", "(trống)", "Chưa có", "Vacant", "chưa bố trí"])
def test_a_vacant_post_is_nobody(read: Read, nobody: str) -> None:
    reading = read(row(), row(nobody, born=None))
    assert (len(reading.rows), reading.records, reading.errors) == (1, 1, [])
    assert [(n.row, n.value) for n in notes(reading)] == [(3, nobody)]
    assert reading.layout.sheets[0].people == 1
    assert (3, nobody) in reading.layout.sheets[0].left_out


def test_a_vacant_post_with_a_birth_is_asked(read: Read) -> None:
    reading = read(row(), row("Khuyết"))
    assert [q.field for q in questions(reading)] == ["left"]
    assert errors(reading) == []
    key = answer_key("left", "ghi «Khuyết» ở cột họ và tên")
    assert read(row("Khuyết"), readings={"left": {key: LEFT}}).left_out == {("DS", 2)}
    (wrong,) = errors(read(row("Khuyết"), readings={"left": {key: IN_POST}}))
    assert wrong.reason == "«Khuyết» không phải họ và tên"


def test_eth_is_the_vietnamese_letter(read: Read) -> None:
    reading = read(row("Ðinh Văn An"), row("Đinh Văn An"))
    (wrong,) = errors(reading)
    assert "trùng họ tên, ngày sinh và đơn vị với dòng 2" in wrong.reason
    assert [r.full_name for r in reading.rows] == ["Đinh Văn An"]


OLD = [
    ["TT", "Hä vµ tªn", "Giíi tÝnh", "Ngµy sinh", "§¬n vÞ", "Chøc danh"],
    [1, "NguyÔn V¨n T¸m", "Nam", "12/03/1980", "X· Ba T«", "V¨n phßng - thèng kª"],
    [2, "§inh ThÞ Brß", "N÷", "12/03/1981", "X· Ba T«", "Chñ tÞch UBND"],
]


def test_a_whole_file_in_an_old_font_is_asked_once(read: Read) -> None:
    reading = read(file=workbook_of({"DS": OLD}))
    (asked,) = questions(reading)
    assert (asked.asks, asked.text, len(asked.places)) == ("file", "NguyÔn V¨n T¸m", 2)
    assert "«Nguyễn Văn Tám»" in asked.reason
    assert (reading.rows, errors(reading)) == ([], [])


def test_confirmed_it_is_read_as_it_was_meant(read: Read) -> None:
    reading = read(file=workbook_of({"DS": OLD}), correction=Correction(old_fonts=REREAD))
    assert [(r.full_name, r.titles[0].code) for r in reading.rows] == [
        ("Nguyễn Văn Tám", "VPTK"), ("Đinh Thị Brò", "CTUBND"),
    ]  # fmt: skip
    assert reading.errors == []
    assert [n.reason.startswith("đã đọc 12 ô gõ bằng bảng mã TCVN3") for n in notes(reading)] == [
        True
    ]


def test_texts_that_are_as_they_were_meant_stay_so(read: Read) -> None:
    rows = [row("NguyÔn V¨n T¸m"), row("Lê Văn Bê")]
    assert [q.asks for q in questions(read(*rows))] == ["file"]
    reading = read(*rows, correction=Correction(old_fonts=AS_TYPED))
    assert questions(reading) == []
    assert ["ký tự lạ" in found.reason for found in errors(reading)] == [True]


def test_only_the_rows_in_another_encoding_wait(read: Read) -> None:
    rows = [row("Nguyeãn Vaên Chín"), row("Lê Văn Bê"), row("Hồ Thị Rêu", level="§H LuËt")]
    reading = read(*rows)
    assert [r.full_name for r in reading.rows] == ["Lê Văn Bê"]
    (asked,) = questions(reading)
    assert asked.places == [("DS", 2), ("DS", 4)]


def test_a_heading_in_an_old_font_is_asked_of_the_sheet(read: Read) -> None:
    file = workbook_of({"DS": [["DANH S¸CH C¸N Bé X· BA T¤"], HEADER, row()]})
    reading = read(file=file)
    assert [(q.asks, q.places) for q in questions(reading)] == [("file", [("DS", 1)])]
    assert len(reading.rows) == 1
