"""The workbook given out: its header, lists, notes and protection; nobody is read from it."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from personnel.models import Evaluation, Person, Title, Unit
from sheets.columns import BY_FIELD, COLUMNS, EVALUATIONS
from sheets.importing import read_sheet
from sheets.reading.body_names import in_each_body
from sheets.template.book import ROWS, template
from sheets.template.gathering import in_post
from sheets.template.guide import examples
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, credential, person, post
from tests.sheets.building import sheet_of
from tests.sheets.conftest import TODAY
from xlsx.safety import SheetRefused

# The note comes last, behind the evaluation of the last year that is over.
GIVEN_OUT = [*COLUMNS[:-1], EVALUATIONS[2025], COLUMNS[-1]]
FIELDS = [column.field for column in GIVEN_OUT]


def district(code: str = "535") -> Unit:
    return Unit.objects.get(code=code, level="district")


def opened(book: bytes) -> Any:
    return load_workbook(BytesIO(book))


@pytest.fixture
def empty(reference: None) -> Any:
    return opened(template(district(), TODAY))


def test_the_header_is_the_columns_each_with_its_note(empty: Any) -> None:
    header = empty["Nhân sự"][1]
    asterisk = [f"{c.header} *" if c.required else c.header for c in GIVEN_OUT]
    assert [cell.value for cell in header] == asterisk
    for column, cell in zip(GIVEN_OUT, header, strict=True):
        assert column.accepted in cell.comment.text
        assert ("Phải ghi" in cell.comment.text) == column.required


def test_the_header_is_protected_and_everything_below_is_free(empty: Any) -> None:
    sheet = empty["Nhân sự"]
    assert sheet.protection.sheet and sheet.protection.password is None
    assert all(cell.protection.locked for cell in sheet[1])
    letters = [cell.column_letter for cell in sheet[1]]
    assert not any(sheet.column_dimensions[letter].protection.locked for letter in letters)
    allowed = ("formatColumns", "insertColumns", "sort", "autoFilter")
    assert not any(getattr(sheet.protection, name) for name in allowed)
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("C2", "$1:$1")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)


def _list_behind(book: Any, field: str) -> tuple[list[str], str]:
    letter = book["Nhân sự"][1][FIELDS.index(field)].column_letter
    (found,) = (
        v for v in book["Nhân sự"].data_validations.dataValidation
        if f"{letter}2:{letter}{ROWS + 1}" == str(v.sqref)
    )  # fmt: skip
    sheet, _, cells = found.formula1.partition("!")
    rows = book[sheet.strip("'")][cells.replace("$", "")]
    return [cell.value for (cell,) in rows], found.errorStyle


def test_lists_are_those_of_the_district_and_stop_only_where_nothing_else_makes_sense(
    empty: Any,
) -> None:
    communes = Unit.objects.filter(parent=district()).order_by("code")
    assert _list_behind(empty, "unit") == ([unit.name for unit in communes], "warning")
    titles = [
        name
        for title in Title.objects.in_force(TODAY)
        for name in (title.name, *in_each_body(title))
    ]
    assert "Trưởng phòng Kinh tế" in titles
    assert _list_behind(empty, "title") == (titles, "warning")
    assert "Trưởng Công an" not in titles
    assert _list_behind(empty, "sex") == (["Nam", "Nữ"], "stop")
    assert _list_behind(empty, "theory")[0][:2] == ["Chưa qua đào tạo", "Sơ cấp"]


@pytest.mark.parametrize("field", ["theory", "it", "foreign_language", "ethnic_language"])
def test_every_level_offered_can_be_read(empty: Any, field: str) -> None:
    values, _ = _list_behind(empty, field)
    assert all(BY_FIELD[field].parse(value) is not None for value in values)


def test_nobody_is_read_from_an_empty_one(reference: None) -> None:
    with pytest.raises(SheetRefused):
        read_sheet(BytesIO(template(district(), TODAY)), TODAY)


def test_only_the_people_are_read_from_a_filled_one(reference: None) -> None:
    post(person(name="Phạm Thị Lành"), "VPTK", MOUNTAIN)
    book = template(district(), TODAY, in_post(Person.objects.all(), TODAY, district()))
    reading = read_sheet(BytesIO(book), TODAY)
    assert [row.full_name for row in reading.rows] == ["Phạm Thị Lành"]
    assert (reading.problems, reading.unknown_columns) == ([], [])


def test_the_examples_would_be_read_without_a_word(reference: None) -> None:
    communes = list(Unit.objects.filter(parent=district()).order_by("code"))
    people = [
        {BY_FIELD[field].header: value for field, value in example.items()}
        for example in examples(district(), communes)
    ]
    reading = read_sheet(sheet_of(*people), TODAY)
    assert [found.message for found in reading.problems] == []
    assert len(reading.rows) == len(people) == 3


def test_cells_are_what_they_look_like(reference: None) -> None:
    who = person(
        name="=1+1", birth=date(1985, 3, 14), cccd="051085001234", note="+84 912",
        party_joined=date(2010, 6, 1), party_joined_precision="month",
    )  # fmt: skip
    post(who, "BT", MOUNTAIN)
    credential(who, "theory", 2, date(2015, 12, 31), "year")
    sheet = opened(template(district(), TODAY, [who.pk]))["Nhân sự"]
    cells = dict(zip(FIELDS, sheet[2], strict=True))
    assert (cells["full_name"].value, cells["full_name"].data_type) == ("=1+1", "s")
    assert cells["full_name"].quotePrefix and cells["note"].quotePrefix
    assert cells["birth"].value == datetime(1985, 3, 14) and cells["birth"].is_date
    assert cells["party_joined"].value == "06/2010"
    assert (cells["theory_awarded"].value, cells["theory_awarded"].data_type) == (2015, "n")
    assert (cells["cccd"].value, cells["cccd"].number_format) == ("••••••••1234", "@")
    whole = opened(template(district(), TODAY, [who.pk], numbered=[who.pk]))["Nhân sự"]
    assert whole["C2"].value == "051085001234"


def test_people_stand_commune_by_commune_by_their_titles(reference: None) -> None:
    for name, title, unit in (
        ("Võ Thị Ba", "VPTK", MOUNTAIN), ("Trần Văn An", "BT", MOUNTAIN),
        ("Lê Văn Tám", "BT", TOWNSHIP), ("Đỗ Văn Khác", "BT", LOWLAND),
    ):  # fmt: skip
        post(person(name=name), title, unit)
    former = person(name="Phan Văn Nghỉ")
    post(former, "BT", TOWNSHIP, end=date(2020, 1, 1))

    def names(unit: Unit) -> list[str]:
        ids = in_post(Person.objects.all(), TODAY, unit)
        people = Person.objects.in_bulk(ids)
        return [people[pk].full_name for pk in ids]

    assert names(district()) == ["Lê Văn Tám", "Trần Văn An", "Võ Thị Ba"]
    assert len(names(Unit.objects.get(level="province"))) == 4


def test_few_queries_however_many_people(
    reference: None, django_assert_max_num_queries: Any
) -> None:
    ids = []
    for at in range(30):
        ids.append(post(person(name=f"Phạm Văn {chr(65 + at)}"), "TCKT", MOUNTAIN).person_id)
    with django_assert_max_num_queries(13):
        template(district(), TODAY, ids)


def test_the_last_year_that_is_over_has_its_column(reference: None) -> None:
    who = post(person(name="Phạm Thị Lành"), "VPTK", MOUNTAIN).person
    Evaluation.objects.create(person=who, year=2024, grade="good")
    Evaluation.objects.create(person=who, year=2025, grade="failed")
    sheet = opened(template(district(), TODAY, [who.pk]))["Nhân sự"]
    cells = dict(zip((cell.value for cell in sheet[1]), sheet[2], strict=True))
    assert cells["Xếp loại năm 2025"].value == "Không hoàn thành nhiệm vụ"
    a_day_before = opened(template(district(), date(2025, 12, 30), [who.pk]))["Nhân sự"]
    cells = dict(zip((cell.value for cell in a_day_before[1]), a_day_before[2], strict=True))
    assert cells["Xếp loại năm 2024"].value == "Hoàn thành tốt nhiệm vụ"
    assert "Xếp loại năm 2025" not in cells


def test_levels_of_the_year_are_offered(empty: Any) -> None:
    values, _ = _list_behind(empty, "evaluated_2025")
    assert values == [
        "Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ",
        "Không hoàn thành nhiệm vụ",
    ]  # fmt: skip
