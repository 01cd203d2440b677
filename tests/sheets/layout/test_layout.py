"""How lists are found in the sheets of a workbook, and how that is put right by hand."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook

from personnel.models import Unit
from personnel.words.headings import heading_key
from sheets.correcting import NO_LIST, Correction
from sheets.layout.meaning import meaning
from sheets.layout.understanding import understand
from sheets.reading.matching import References, unit_key
from sheets.reading.reading import read_records
from sheets.records import Record
from sheets.scope import Scope
from sheets.understood import Layout, NotUnderstood
from tests.sheets.building import HEADERS, saved, sheet_of, somebody, workbook_of
from xlsx.safety import SheetRefused
from xlsx.workbook import open_workbook

Understood = Callable[..., Layout]
SHORT = ["TT", "Họ và tên", "Giới tính", "Ngày sinh", "Chức vụ"]
LANH = [1, "Phạm Thị Lành", "Nữ", "14/03/1987", "VP-TK"]
BEN = [2, "Phạm Văn Bền", "Nam", "1980", "TP-HT"]


@pytest.fixture
def layout_of(references: References) -> Understood:
    """How a workbook is understood."""

    def understood(file: io.BytesIO, scope: Scope | None = None, **corrected: Any) -> Layout:
        return understand(open_workbook(file), references, scope, Correction(**corrected))

    return understood


def _list(*rows: list[Any], name: str = "Danh sách") -> io.BytesIO:
    return workbook_of({name: [SHORT, *rows]})


def _units(layout: Layout) -> list[str | None]:
    return [record.unit and record.unit.name for record in layout.records]


def test_each_row_under_the_header_is_a_person(layout_of: Understood) -> None:
    layout = layout_of(sheet_of(somebody(), somebody(name="Phạm Văn Bền")))
    assert [record.number for record in layout.records] == [2, 3]
    assert layout.records[1].cells["full_name"] == "Phạm Văn Bền"


def test_headers_in_other_order_case_and_with_their_star(layout_of: Understood) -> None:
    headers = [f"  {header.upper()} *" for header in reversed(HEADERS)]
    row = {f"  {header.upper()} *": value for header, value in somebody().items()}
    layout = layout_of(sheet_of(row, headers=headers))
    assert layout.records[0].cells["full_name"] == "Phạm Thị Lành"
    assert not layout.unknown_columns


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (("Họ tên",), "full_name"),
        (("Ngày tháng\nnăm sinh",), "birth"),
        (("Ngày sinh", "Nữ"), "birth_female"),
        (("Năm sinh", "Nam"), "birth_male"),
        (("Giới tính", "Nữ"), "sex_female"),
        (("Trình độ", "LLCT"), "theory"),
        (("Trình độ", "Chuyên môn"), "professional"),
        (("Trình độ", "Chuyên môn", "ĐH"), "professional"),
        (("LLCT", "Cao cấp"), "theory"),
        (("Chức vụ", "ĐH"), ""),
        (("Trình độ", "ĐH"), ""),
        (("Chuyên môn", "Chuyên ngành"), "field_of_study"),
        (("Lý luận chính trị", "Năm"), "theory_awarded"),
        (("Lý luận chính trị", "Trình độ"), "theory"),
        (("Ngày vào Đảng", "Dự bị"), "party_joined"),
        (("Chức vụ, chức danh (ghi rõ)",), "title"),
        (("Chức vụ", "Chính quyền"), "title"),
        (("Chức vụ, đơn vị công tác",), "title"),
        (("Số CMND/CCCD",), "cccd"),
        (("Quê quán", "Xã"), "home_place"),
        (("Đơn vị", "Xã"), "unit"),
        (("Chỗ ở hiện nay", "Xã"), ""),
        (("Nơi sinh",), ""),
        (("Số điện thoại",), ""),
        (("Ngày cấp",), ""),
    ],
)
def test_what_headings_mean(path: tuple[str, ...], field: str) -> None:
    assert meaning(path)[0] == field


def test_columns_that_nobody_knows_are_kept_out_and_named(layout_of: Understood) -> None:
    headers = [*HEADERS, "Số điện thoại", "Ghi chú"]
    layout = layout_of(sheet_of(somebody() | {"Số điện thoại": "0905"}, headers=headers))
    assert layout.unknown_columns == ["Số điện thoại"]
    assert "0905" not in layout.records[0].cells.values()


def test_the_day_of_probation_goes_before_the_official_one(layout_of: Understood) -> None:
    rows = [[*SHORT, "Ngày vào Đảng", None], [None] * 5 + ["Chính thức", "Dự bị"]]
    layout = layout_of(workbook_of({"Xã Ba Tô": [*rows, [*LANH, "2011", "2010"]]}))
    assert layout.records[0].cells["party_joined"] == "2010"
    assert layout.unknown_columns == ["Ngày vào Đảng / Chính thức"]


def test_titles_of_two_columns_stand_together(layout_of: Understood) -> None:
    rows = [[*SHORT, "Chức danh"], [*LANH[:4], "Bí thư", "Chủ tịch HĐND"], [*LANH, None]]
    found = layout_of(workbook_of({"Xã Ba Tô": rows})).records
    assert [r.cells["title"] for r in found] == ["Bí thư; Chủ tịch HĐND", "VP-TK"]


def test_a_tick_tells_the_sex(layout_of: Understood) -> None:
    rows = [["Họ tên", "Năm sinh", "Nữ", "Chức vụ"], ["A B", 1980, "x", "TC-KT"]]
    layout = layout_of(workbook_of({"Xã Ba Tô": [*rows, ["C D", 1981, None, "TC-KT"]]}))
    assert [r.cells["sex"] for r in layout.records] == ["Nữ", "Nam"]
    assert not layout.problems


def test_a_missing_required_column_is_an_error_of_the_header_row(layout_of: Understood) -> None:
    headers = [header for header in HEADERS if header != "Chức danh"]
    problems = layout_of(sheet_of(somebody(), headers=headers)).problems
    assert [(found.row, found.column) for found in problems] == [(1, "Chức danh")]


def test_numbered_rows_without_a_person_are_passed_over(layout_of: Understood) -> None:
    prepared = {"TT": 3, "Đơn vị công tác": "Xã Ba Tô", "Họ và tên": "  "}
    layout = layout_of(sheet_of(somebody(), {"TT": 2}, prepared))
    assert [record.number for record in layout.records] == [2]
    assert not layout.sheets[0].left_out


def test_every_sheet_with_a_header_is_read_and_others_say_why_not(layout_of: Understood) -> None:
    people = [HEADERS, [somebody().get(header) for header in HEADERS]]
    layout = layout_of(workbook_of({"Hướng dẫn": [["Điền từ dòng 2"]], "A": people, "B": people}))
    assert [record.sheet for record in layout.records] == ["A", "B"]
    assert [bool(sheet.why_not) for sheet in layout.sheets] == [True, False, False]
    assert layout.sheets[0].first_rows == [(1, ["Điền từ dòng 2"])]


def test_a_workbook_without_a_header_is_refused_with_what_it_needs(layout_of: Understood) -> None:
    with pytest.raises(NotUnderstood, match="Cần có các cột: Họ và tên, Giới tính") as refused:
        layout_of(workbook_of({"S": [["Doanh thu", "Tháng 1"], ["A", 1]]}))
    assert refused.value.layout.sheets[0].first_rows[0] == (1, ["Doanh thu", "Tháng 1"])


def test_a_header_without_people_is_refused(layout_of: Understood) -> None:
    with pytest.raises(SheetRefused, match="Không có dòng nào"):
        layout_of(sheet_of())


def test_sections_carry_the_commune_and_the_group(layout_of: Understood) -> None:
    layout = layout_of(
        _list(
            ["I. XÃ BA TÔ"],
            ["A", "Cán bộ chủ chốt"],
            LANH,
            [None, "Cộng", 1],
            ["II", "TT. Ba Tơ (29 người)"],
            [None, "Công chức"],
            BEN,
            [None, "TỔNG CỘNG: 2 người"],
            [None, None, None, "Ba Tơ, ngày 5 tháng 3 năm 2025"],
            [None, "NGƯỜI LẬP BIỂU", None, None, "TRƯỞNG BAN"],
            [None, "Nguyễn Văn Lập"],
        )
    )
    assert _units(layout) == ["Xã Ba Tô", "Thị trấn Ba Tơ"]
    assert [record.group for record in layout.records] == ["key", "civil"]
    (sheet,) = layout.sheets
    assert [s.kind for s in sheet.sections] == ["other", "unit", "group", "unit", "group"]
    assert [s.people for s in sheet.sections] == [0, 1, 0, 1, 0]
    assert [row for row, _ in sheet.left_out] == [5, 9, 10, 11, 12]


def test_groups_outside_hold_for_the_communes_inside(layout_of: Understood) -> None:
    inside = [["I", "Xã Ba Tô"], LANH, ["II", "Xã Ba Vì"], BEN]
    layout = layout_of(_list(["A", "CÔNG CHỨC"], *inside))
    assert [record.group for record in layout.records] == ["civil", "civil"]


@pytest.mark.parametrize(
    ("name", "above", "unit"),
    [
        ("Xã Ba Tô", [], "Xã Ba Tô"),
        ("1. Ba Tô", [], "Xã Ba Tô"),
        ("Sheet1", [["UBND XÃ BA TÔ"]], "Xã Ba Tô"),
        ("Trang 2", [["ĐẢNG BỘ HUYỆN BA TƠ"], ["DANH SÁCH CÁN BỘ XÃ BA TÔ"]], "Xã Ba Tô"),
        ("Ba Tô", [["Xã Ba Tô, Huyện Ba Tơ"]], "Xã Ba Tô"),
    ],
)
def test_the_sheet_or_a_heading_names_the_commune(
    layout_of: Understood, name: str, above: list[list[str]], unit: str
) -> None:
    assert _units(layout_of(workbook_of({name: [*above, SHORT, LANH]}))) == [unit]


def test_a_sheet_that_names_two_communes_is_asked(layout_of: Understood) -> None:
    file = workbook_of({"Xã Ba Vì": [["XÃ BA TÔ"], SHORT, LANH]})
    (found,) = layout_of(file).problems
    assert "tên trang tính là «Xã Ba Vì», phía trên bảng ghi «XÃ BA TÔ»" in found.message
    code = Unit.objects.get(name="Xã Ba Vì").code
    corrected = layout_of(file, sections={unit_key("Xã Ba Vì"): code})
    assert (_units(corrected), corrected.problems) == (["Xã Ba Vì"], [])


def test_no_commune_anywhere_is_one_error_that_can_be_put_right(layout_of: Understood) -> None:
    layout = layout_of(_list(LANH, BEN))
    (found,) = layout.problems
    assert "không rõ đơn vị" in found.message
    assert "2 người" in found.message
    key = layout.sheets[0].sections[0].key
    code = Unit.objects.get(name="Xã Ba Vì").code
    assert _units(layout_of(_list(LANH, BEN), sections={key: code})) == ["Xã Ba Vì"] * 2


def test_a_blank_in_the_column_of_units_is_no_doubt_about_the_sheets_name(
    layout_of: Understood,
) -> None:
    layout = layout_of(sheet_of(somebody(), somebody(unit=None)))
    assert layout.problems == []
    assert not any(section.people for section in layout.sheets[0].sections)


def test_an_unknown_commune_is_one_error_of_its_section(layout_of: Understood) -> None:
    file = _list(["I", "XÃ BA TOO"], LANH, BEN, ["II", "XÃ BA VÌ"], LANH)
    layout = layout_of(file)
    (found,) = layout.problems
    assert (found.row, found.value, found.field) == (2, "XÃ BA TOO", "unit")
    assert "gần giống: Xã Ba Tô" in found.message
    assert [record.section for record in layout.records] == [2, 2, None]
    code = Unit.objects.get(name="Xã Ba Tô").code
    key = layout.sheets[0].sections[1].key
    corrected = layout_of(file, sections={key: code})
    assert _units(corrected) == ["Xã Ba Tô", "Xã Ba Tô", "Xã Ba Vì"]
    assert (corrected.problems, corrected.signature) == ([], layout.signature)


def test_a_unit_written_once_in_a_merged_cell_holds_for_all_its_rows(
    layout_of: Understood,
) -> None:
    book = Workbook()
    for row in ([*SHORT, "Đơn vị"], [*LANH, "Xã Ba Tô"], BEN, [*BEN, "Xã Ba Vì"]):
        book.active.append(row)
    book.active.merge_cells("F2:F3")
    found = layout_of(saved(book)).records
    assert [r.cells["unit"] for r in found] == ["Xã Ba Tô", "Xã Ba Tô", "Xã Ba Vì"]


def test_headings_are_corrected_by_what_they_say(layout_of: Understood) -> None:
    rows = [["TT", "Cán bộ", "Giới tính", "Ngày sinh", "Chức vụ"], LANH]
    file = workbook_of({"Xã Ba Tô": rows})
    key = layout_of(file).sheets[0].columns[1].key
    layout = layout_of(file, columns={key: "full_name"})
    assert layout.records[0].cells["full_name"] == "Phạm Thị Lành"
    assert "title" not in layout_of(file, columns={heading_key("Chức vụ"): ""}).records[0].cells


def test_a_header_is_pointed_at_by_hand(layout_of: Understood) -> None:
    rows = [["Một", "Hai", "Ba", "Bốn"], ["Phạm Thị Lành", "Nữ", 1987, "VP-TK"]]
    fields = ("full_name", "sex", "birth", "title")
    columns = dict(zip(map(heading_key, rows[0]), fields, strict=True))
    file = workbook_of({"Xã Ba Tô": [["Danh sách"], *rows], "Khác": [SHORT, LANH]})
    layout = layout_of(file, headers={"Xã Ba Tô": (2, 2), "Khác": NO_LIST}, columns=columns)
    assert layout.sheets[0].header == (2, 2)
    assert [record.sheet for record in layout.records] == ["Xã Ba Tô"]
    assert "được chọn" in layout.sheets[1].why_not


OTHER_ORDER = ["TT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ"]


def test_two_headers_that_contradict_each_other(layout_of: Understood) -> None:
    file = workbook_of({"Xã Ba Tô": [SHORT, OTHER_ORDER, LANH]})
    (found,) = layout_of(file).problems
    assert "trái với dòng tiêu đề 1" in found.message
    chosen = layout_of(file, headers={"Xã Ba Tô": (1, 1)})
    assert (len(chosen.records), chosen.problems) == (1, [])


def test_another_list_below_the_first_is_not_read_by_its_header(layout_of: Understood) -> None:
    layout = layout_of(workbook_of({"Xã Ba Tô": [SHORT, LANH, SHORT, BEN, OTHER_ORDER, LANH]}))
    assert [record.number for record in layout.records] == [2, 4]
    assert [found.row for found in layout.problems] == [5]
    assert layout.sheets[0].left_out == [(3, "TT")]


def test_a_file_of_another_district_is_refused_as_a_whole(layout_of: Understood) -> None:
    scope = Scope.of(Unit.objects.get(name="Huyện Ba Tơ"))
    rows = [[n, f"Phạm Văn {'ABCDEG'[n]}", *LANH[2:]] for n in range(6)]
    with pytest.raises(NotUnderstood, match="có vẻ là danh sách của Thị xã Đức Phổ"):
        layout_of(_list(["I. XÃ PHỔ AN"], *rows), scope)
    mixed = _list(["I. XÃ PHỔ AN"], *rows, ["II. XÃ BA TÔ"], BEN)
    assert len(layout_of(mixed, scope).records) == 7


def test_the_signature_is_that_of_the_headings(layout_of: Understood) -> None:
    first = layout_of(_list(["XÃ BA TÔ"], LANH))
    again = layout_of(workbook_of({"Tháng 4": [[], ["Danh sách"], SHORT, ["XÃ BA VÌ"], BEN]}))
    other = layout_of(workbook_of({"Danh sách": [[*SHORT, "Dân tộc"], ["XÃ BA TÔ"], LANH]}))
    assert first.signature == again.signature != other.signature
    column = first.as_json()[0]["columns"][4]
    assert (column["letter"], column["heading"], column["field"]) == ("E", "Chức vụ", "title")
    assert column["key"] == heading_key("Chức vụ")


def test_somebody_is_never_passed_over_in_silence(layout_of: Understood) -> None:
    rows = [
        ["XÃ BA TÔ"],
        [1, "Phạm Thị Lành"],
        [None, "Phạm Văn Bền"],
        [3, None, "Nam", 1980, "TP-HT"],
        [None, None, None, None, "TP-HT"],
        [5, "TỐNG VĂN CỘNG", "Nam", "1980", "TP-HT"],
    ]
    assert [record.number for record in layout_of(_list(*rows)).records] == [3, 4, 5, 6, 7]


def test_birth_in_both_columns_of_sex_is_no_guess(layout_of: Understood) -> None:
    header = [["Họ tên", "Ngày sinh", None, "Chức vụ"], [None, "Nam", "Nữ", None]]
    row = ["A B", date(1980, 1, 1), date(1981, 1, 1), "TC-KT"]
    record: Record = layout_of(workbook_of({"Xã Ba Tô": [*header, row]})).records[0]
    assert record.cells["birth"] == "01/01/1980 | 01/01/1981"
    assert "sex" not in record.cells


@pytest.mark.parametrize(
    ("number", "errors", "warnings"),
    [
        ("212345678", [], ["số CMND 9 chữ số, không phải số CCCD: không ghi vào hồ sơ"]),
        (12345678, [], ["số CMND 9 chữ số, không phải số CCCD: không ghi vào hồ sơ"]),
        ("051187001234", [], []),
        ("2123456", ["số CCCD phải có đủ 12 chữ số, ở đây có 7"], []),
    ],
)
def test_the_number_of_an_old_identity_card_is_kept_out(
    references: References, number: object, errors: list[str], warnings: list[str]
) -> None:
    rows = [[*SHORT, "Số CMND/CCCD"], [*LANH, number]]
    layout = understand(open_workbook(workbook_of({"Xã Ba Tô": rows})), references)
    reading = read_records(layout.records, references)
    assert [found.reason for found in reading.errors] == errors
    assert [found.reason for found in reading.warnings] == warnings
    assert [len(row.cccd) in (0, 12) for row in reading.rows] == [True] * (1 - len(errors))


def test_nine_digits_are_wrong_where_only_a_cccd_may_stand(references: References) -> None:
    file = sheet_of(somebody(cccd="212345678"))
    reading = read_records(understand(open_workbook(file), references).records, references)
    assert [found.column for found in reading.errors] == ["Số CCCD"]


def test_a_column_named_by_hand_goes_before_the_one_that_was_found(
    layout_of: Understood,
) -> None:
    rows = [[*SHORT, "Vị trí"], [*LANH, "Thú y"]]
    layout = layout_of(
        workbook_of({"Xã Ba Tô": rows}),
        columns={heading_key("Vị trí"): "note", heading_key("Chức vụ"): "no such field"},
    )
    assert layout.records[0].cells["note"] == "Thú y"
    assert layout.unknown_columns == ["Chức vụ"]
    rows[0][3], rows[0][5] = "Năm sinh", "Ngày tháng"
    found = layout_of(
        workbook_of({"Xã Ba Tô": rows}), columns={heading_key("Ngày tháng"): "birth"}
    ).records
    assert found[0].cells["birth"] == "Thú y"


def test_a_name_that_two_districts_have_is_told_as_such(references: References) -> None:
    other = Unit.objects.get(name="Huyện Minh Long")
    Unit.objects.create(code="99999", name="Xã Ba Tô", level="commune", kind="xã", parent=other)
    again = References.on(references.day)
    (found,) = understand(open_workbook(_list(["XÃ BA TÔ"], LANH)), again).problems
    assert "nhiều đơn vị cùng tên: Xã Ba Tô (Huyện Ba Tơ), Xã Ba Tô (Huyện Minh Long)" in (
        found.message
    )
    above = workbook_of({"S": [["HUYỆN ỦY MINH LONG"], SHORT, ["XÃ BA TÔ"], LANH]})
    assert understand(open_workbook(above), again).records[0].unit.code == "99999"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Xã Ba Chùa", "không có đơn vị cấp xã này; gần giống: "),
        ("Ba To", "gần giống: Thị trấn Ba Tơ (Huyện Ba Tơ), Xã Ba Tô (Huyện Ba Tơ)"),
        ("Sheet1", "không có cột đơn vị, tên trang tính hay dòng tiêu đề nêu xã nào; chưa đọc"),
    ],
)
def test_a_sheet_named_like_a_commune_is_told_which(
    layout_of: Understood, name: str, said: str
) -> None:
    (found,) = layout_of(_list(LANH, name=name)).problems
    assert (found.value, said in found.reason) == (name, True)


def test_a_signature_block_of_any_form_is_no_person(layout_of: Understood) -> None:
    block = [
        [None, None, None, None, "T/M BAN THƯỜNG VỤ"],
        [None, None, None, None, "K/T CHỦ TỊCH"],
    ]
    layout = layout_of(_list(LANH, *block, [None, None, None, None, "Trần Văn Bình"]))
    assert len(layout.records) == 1
    assert [number for number, _ in layout.sheets[0].left_out] == [3, 4, 5]
