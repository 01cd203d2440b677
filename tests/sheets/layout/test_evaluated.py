"""Columns of how people were evaluated: which they are, of which year, what is left out."""

import pytest

from tests.sheets.building import workbook_of

from .lists import BEN, FRONT, LANH, Read, listed, questions, read

__all__ = ["read"]

ROW, OTHER = [*LANH, "VP-TK"], [*BEN, "TP-HT"]


def _grades(reading):
    return [{year: str(grade) for year, grade in row.grades.items()} for row in reading.rows]


@pytest.mark.parametrize(
    "heading",
    [
        "Xếp loại năm 2024",
        "Kết quả đánh giá, xếp loại 2024",
        "Đánh giá xếp loại CBCC năm 2024",
        "Kết quả xếp loại cán bộ, công chức hằng năm 2024",
        "XẾP LOẠI 2024",
        "KQXL năm 2024",
        "Mức độ hoàn thành nhiệm vụ năm 2024",
        "Xếp loại năm 2024 (theo Nghị định 90/2020/NĐ-CP)",
    ],
)
def test_a_heading_tells_its_year(read: Read, heading: str) -> None:
    reading = read(listed([*FRONT, "Chức vụ", heading], [*ROW, "HTTNV"], [*OTHER, None]))
    assert not reading.errors and reading.unknown_columns == []
    assert _grades(reading) == [{2024: "good"}, {}]


@pytest.mark.parametrize(
    "years", [[2022, 2023, 2024], ["2022", "2023", "2024"], ["Năm 2022", "Năm 2023", "Năm 2024"]]
)
@pytest.mark.parametrize("merged", ["F1:H1 A1:A2 B1:B2 C1:C2 D1:D2 E1:E2", "F1:H1", ""])
def test_years_stand_under_one_heading(read: Read, years, merged) -> None:
    reading = read(
        listed(
            [*FRONT, "Chức vụ", "Kết quả xếp loại", None, None],
            [*[None] * 5, *years],
            [*ROW, "HTXSNV", "HTTNV", "Hoàn thành nhiệm vụ"],
            [*OTHER, None, "KHTNV", None],
            merged=merged,
        )
    )
    assert not reading.errors
    assert _grades(reading) == [
        {2022: "excellent", 2023: "good", 2024: "fulfilled"},
        {2023: "failed"},
    ]


def test_levels_are_ticked_under_a_year(read: Read) -> None:
    reading = read(
        listed(
            [*FRONT, "Chức vụ", "Xếp loại năm 2024", None, None, None],
            [*[None] * 5, "HTXSNV", "HTTNV", "HTNV", "KHTNV"],
            [*ROW, None, "x", None, None],
            [*OTHER, None, None, None, "X"],
            merged="F1:I1 A1:A2 B1:B2",
        )
    )
    assert not reading.errors
    assert _grades(reading) == [{2024: "good"}, {2024: "failed"}]


def test_two_ticks_are_asked(read: Read) -> None:
    reading = read(
        listed(
            [*FRONT, "Chức vụ", "Xếp loại năm 2024", None],
            [*[None] * 5, "HTTNV", "HTNV"],
            [*ROW, "x", "x"],
            [*OTHER, "x", None],
            merged="F1:G1 A1:A2 B1:B2",
        )
    )
    assert [asked.text for asked in questions(reading)] == ["HTTNV; HTNV"]


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("Xếp loại đảng viên năm 2024", "xếp loại đảng viên"),
        ("Kết quả đánh giá, xếp loại chất lượng đảng viên 2024", "xếp loại đảng viên"),
        ("Thi đua năm 2024", "thi đua, khen thưởng"),
        ("Danh hiệu thi đua", "thi đua, khen thưởng"),
        ("Tự xếp loại năm 2024", "tự xếp loại hoặc đề nghị"),
        ("Đề nghị xếp loại 2024", "tự xếp loại hoặc đề nghị"),
    ],
)
def test_another_evaluation_is_named_and_left_out(read: Read, heading, told) -> None:
    reading = read(listed([*FRONT, "Chức vụ", heading], [*ROW, "HTTNV"], [*OTHER, "HTNV"]))
    assert not reading.errors and _grades(reading) == [{}, {}]
    assert reading.unknown_columns == [heading]
    (note,) = reading.warnings
    assert note.reason.startswith(f"cột «{heading}» nói về {told}")


@pytest.mark.parametrize(
    "heading",
    [
        "Xếp loại tốt nghiệp năm 2024",
        "Xếp loại đơn vị năm 2024",
        "Xếp loại sức khỏe 2024",
        "Phân loại học lực 2024",
        "Xếp loại xã năm 2024",
        "Đánh giá tín nhiệm 2024",
        "Xếp loại tháng 12/2024",
        "Xếp loại 12/2024",
        "Xếp loại ngày 31/12/2024",
    ],
)
def test_other_words_make_it_another_column(read: Read, heading) -> None:
    reading = read(listed([*FRONT, "Chức vụ", heading], [*ROW, "Tốt"], [*OTHER, "Tốt"]))
    assert not reading.errors and _grades(reading) == [{}, {}]
    assert reading.unknown_columns == [heading]


def test_without_a_year_it_is_asked(read: Read) -> None:
    file = listed([*FRONT, "Chức vụ", "Xếp loại"], [*ROW, "HTTNV"], [*OTHER, "HTNV"])
    reading = read(file)
    (asked,) = questions(reading)
    assert asked.asks == "column" and "chưa rõ của năm nào" in asked.reason
    assert _grades(reading) == [{}, {}]
    (column,) = [c for c in reading.layout.sheets[0].columns if c.asks]
    answered = read(file, columns={column.key: "evaluated_2023"})
    assert not answered.errors and _grades(answered) == [{2023: "good"}, {2023: "fulfilled"}]
    left = read(file, columns={column.key: ""})
    assert not left.errors and _grades(left) == [{}, {}]


@pytest.mark.parametrize("cells", [("Giỏi", "Khá"), ("A", "B"), (None, None)])
def test_without_a_year_and_levels_it_is_left_out(read: Read, cells) -> None:
    reading = read(listed([*FRONT, "Chức vụ", "Xếp loại"], [*ROW, cells[0]], [*OTHER, cells[1]]))
    assert not reading.errors and _grades(reading) == [{}, {}]
    assert reading.unknown_columns == ["Xếp loại"]


def test_a_year_to_come_is_asked(read: Read) -> None:
    file = listed([*FRONT, "Chức vụ", "Xếp loại năm 2026"], [*ROW, "HTTNV"], [*OTHER, None])
    (asked,) = questions(read(file))
    assert "năm 2026, mà năm đó chưa đến" in asked.reason
    this = listed([*FRONT, "Chức vụ", "Xếp loại năm 2025"], [*ROW, "HTTNV"], [*OTHER, None])
    assert _grades(read(this)) == [{2025: "good"}, {}]


@pytest.mark.parametrize("text", ["A", "Loại 1", 1, "Chưa hoàn thành", "Không xếp loại", "x"])
def test_what_names_no_level_is_asked(read: Read, text) -> None:
    reading = read(listed([*FRONT, "Chức vụ", "Xếp loại năm 2024"], [*ROW, text], [*OTHER, "HTT"]))
    (asked,) = questions(reading)
    assert (asked.field, asked.text, asked.asks) == ("evaluated_2024", str(text), "reading")
    assert _grades(reading) == [{2024: "good"}]


def test_two_columns_of_a_year_that_differ_are_asked(read: Read) -> None:
    heads = [*FRONT, "Chức vụ", "Xếp loại 2024", "Kết quả đánh giá năm 2024"]
    (asked,) = questions(read(listed(heads, [*ROW, "HTTNV", "HTNV"], [*OTHER, "HTT", "HTT"])))
    assert asked.column == "Xếp loại năm 2024" and asked.asks == "column"
    same = read(listed(heads, [*ROW, "HTTNV", "HTTNV"], [*OTHER, None, None]))
    assert _grades(same) == [{2024: "good"}, {}]


ONLY = ["TT", "Họ và tên", "Năm sinh", "Kết quả xếp loại"]


def _titled(*titles: str, heading: str = "Kết quả xếp loại", name: str = "Xã Ba Tô"):
    rows = [[1, "Phạm Thị Lành", 1987, "HTTNV"], [2, "Phạm Văn Bền", 1980, "HTNV"]]
    return listed(*([title] for title in titles), [], [*ONLY[:3], heading], *rows, name=name)


@pytest.mark.parametrize(
    "titles",
    [
        ["XẾP LOẠI NĂM 2024"],
        ["XẾP LOẠI NĂM 2024 (theo Quyết định số 12/QĐ-UBND ngày 05 tháng 01 năm 2025)"],
        ["UBND XÃ BA TÔ", "KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI CÁN BỘ, CÔNG CHỨC", "Năm 2024"],
        [
            "Kết quả đánh giá, xếp loại năm 2024",
            "(Kèm theo Quyết định số 12/QĐ-UBND ngày 05/01/2025)",
        ],
    ],
)
def test_a_list_of_evaluations_has_its_year_in_its_title(read: Read, titles) -> None:
    reading = read(_titled(*titles))
    assert not reading.errors
    assert _grades(reading) == [{2024: "good"}, {2024: "fulfilled"}]
    assert all(row.record.only_evaluations and not row.titles for row in reading.rows)
    (note,) = [found for found in reading.warnings if not found.column]
    assert note.reason.startswith("danh sách này chỉ ghi kết quả xếp loại cho người đã có hồ sơ")


@pytest.mark.parametrize(
    "titles",
    [
        ["DANH SÁCH CÁN BỘ NĂM 2024"],
        ["XẾP LOẠI NĂM 2023 VÀ 2024"],
        ["XẾP LOẠI GIAI ĐOẠN 2020-2024"],
        ["XẾP LOẠI ĐẢNG VIÊN NĂM 2024"],
        ["ĐÁNH GIÁ, XẾP LOẠI TỔ CHỨC ĐẢNG, ĐẢNG VIÊN, CÁN BỘ NĂM 2024"],
        ["ĐỀ NGHỊ XẾP LOẠI NĂM 2024"],
        ["XẾP LOẠI NĂM 2026"],
        ["PHÂN LOẠI ĐƠN VỊ HÀNH CHÍNH NĂM 2022"],
        ["ĐÁNH GIÁ, XẾP LOẠI QUÝ IV NĂM 2024"],
        ["XẾP LOẠI TẬP THỂ, CÁ NHÂN NĂM 2024"],
        [],
    ],
)
def test_a_title_that_tells_no_year_for_certain_leaves_it_asked(read: Read, titles) -> None:
    (asked,) = questions(read(_titled(*titles)))
    assert asked.asks == "column"


@pytest.mark.parametrize("heading", ["Xếp loại 2023, 2024", "Xếp loại năm 2023-2024"])
def test_a_heading_of_two_years_is_asked_whatever_the_title_says(read: Read, heading) -> None:
    (asked,) = questions(read(_titled("XẾP LOẠI NĂM 2024", heading=heading)))
    assert asked.asks == "column" and "chưa rõ của năm nào" in asked.reason


def test_a_title_of_members_makes_a_year_in_the_heading_a_question(read: Read) -> None:
    (asked,) = questions(read(_titled("XẾP LOẠI ĐẢNG VIÊN", heading="Xếp loại năm 2024")))
    assert "XẾP LOẠI ĐẢNG VIÊN" in asked.reason


def test_the_name_of_a_sheet_may_contradict_its_title(read: Read) -> None:
    file = _titled("XÃ BA TÔ - XẾP LOẠI NĂM 2024", name="Xếp loại 2023")
    assert "column" in [asked.asks for asked in questions(read(file))]


def test_a_list_of_people_stays_one(read: Read) -> None:
    reading = read(listed([*FRONT, "Chức vụ", "Xếp loại năm 2024"], [*ROW, "HTT"], [*OTHER, None]))
    assert not any(row.record.only_evaluations for row in reading.rows)
    assert [len(row.titles) for row in reading.rows] == [1, 1]


def test_a_sheet_that_goes_on_is_one_of_evaluations_too(read: Read) -> None:
    first = [["XẾP LOẠI NĂM 2024"], ["TT", "Họ và tên", "Số CCCD", "Ngày sinh", "Xếp loại"]]
    first += [[1, "Phạm Thị Lành", "051187001234", "14/03/1987", "HTTNV"]]
    second = [
        [2, "Phạm Văn Bền", "051080001235", "01/02/1980", "HTNV"],
        [3, "Đinh Thị Cúc", "051185001236", "05/06/1985", "HTXSNV"],
    ]
    reading = read(workbook_of({"Xã Ba Tô": first, "Xã Ba Điền": second}))
    assert not reading.errors
    assert _grades(reading) == [{2024: "good"}, {2024: "fulfilled"}, {2024: "excellent"}]
    assert [row.unit.name for row in reading.rows] == ["Xã Ba Tô", "Xã Ba Điền", "Xã Ba Điền"]
