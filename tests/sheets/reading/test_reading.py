from collections.abc import Callable
from datetime import date, datetime

import pytest

from personnel.models import Unit
from personnel.words.partial_dates import PartialDate
from sheets.columns import COLUMNS
from sheets.layout.understanding import understand
from sheets.reading.matching import References
from sheets.reading.reading import read_records
from sheets.records import Reading, Row
from sheets.scope import Scope
from tests.sheets.building import HEADERS, sheet_of, somebody
from xlsx.workbook import open_workbook

Read = Callable[..., Reading]


@pytest.fixture
def read(references: References) -> Read:
    """Read rows of the template, each a dict of cells by header."""

    def read_rows(*rows: dict, scope: Scope | None = None) -> Reading:
        layout = understand(open_workbook(sheet_of(*rows)), references)
        return read_records(layout.records, references, scope)

    return read_rows


def _only(reading: Reading) -> Row:
    assert [found.message for found in reading.errors] == []
    (row,) = reading.rows
    return row


def _errors(reading: Reading) -> list[tuple[int | None, str, str | None]]:
    return [(found.row, found.column, found.value) for found in reading.errors]


def test_a_whole_row(read: Read) -> None:
    row = _only(
        read(
            somebody(
                cccd="051187001234",
                born=datetime(1987, 3, 14),
                ethnicity="H're",
                religion="Không",
                home="Xã Ba Vì, Huyện Ba Tơ",
                local="Có",
                party="05/2010",
                title="PCT UBND",
                since="2019",
                others="Phó Chủ tịch HĐND; PCT UBND",
                committee="x",
                minority_since="01/01/2012",
                professional="Cử nhân Luật",
                graduated=2009,
                theory="TC",
                theory_year="06/2015",
                ethnic="H'rê - giao tiếp được",
                note="điều động",
            )
        )
    )
    assert (row.full_name, row.cccd, row.sex) == ("Phạm Thị Lành", "051187001234", "female")
    assert (row.birth, row.party_joined) == (PartialDate(1987, 3, 14), PartialDate(2010, 5))
    assert (str(row.ethnicity), row.religion, row.is_local) == ("Hrê", "", True)
    assert [title.code for title in row.titles] == ["PCTUBND", "PCTHDND"]
    assert (row.since, str(row.unit)) == (PartialDate(2019), "Xã Ba Tô")
    assert row.committee is not None
    assert row.committee.code == "UVBCH"
    held = {held.kind: held for held in row.held}
    assert set(held) == {"professional", "theory", "ethnic_language"}
    assert (held["professional"].level, held["professional"].field_of_study) == (4, "Luật")
    assert held["professional"].awarded == PartialDate(2009)
    assert held["theory"].awarded == PartialDate(2015, 6)
    assert held["ethnic_language"].language == "Hrê"


def test_what_a_row_leaves_blank_stays_unknown(read: Read) -> None:
    row = _only(read(somebody()))
    assert (row.ethnicity, row.religion, row.is_local, row.since) == (None, None, None, None)
    assert (row.cccd, row.held, row.committee) == ("", (), None)


def test_a_title_that_implies_the_committee_needs_no_seat_of_its_own(read: Read) -> None:
    assert _only(read(somebody(title="Bí thư", committee="x"))).committee is None
    assert _only(read(somebody(title="Đảng ủy viên", committee="x"))).committee is None
    assert _only(read(somebody(committee="Không"))).committee is None


def test_the_field_of_study_column_goes_before_the_one_in_the_level(read: Read) -> None:
    row = _only(read(somebody(professional="ĐH Luật", field="Luật kinh tế")))
    assert row.held[0].field_of_study == "Luật kinh tế"


def test_every_error_of_the_file_at_once(read: Read) -> None:
    reading = read(
        somebody(name=None, sex="M"),
        somebody(born="31/02/1980", unit="Xã Không Có", title="Trưởng thôn"),
        somebody(name="Phạm Văn Bền"),
        somebody(cccd="123", others="Chủ tịch gì đó", foreign="Anh Z9", ethnicity="Lạ"),
    )
    assert sorted(_errors(reading), key=str) == sorted(
        [
            (2, "Họ và tên", None),
            (2, "Giới tính", "M"),
            (3, "Ngày sinh", "31/02/1980"),
            (3, "Đơn vị công tác", "Xã Không Có"),
            (3, "Chức danh", "Trưởng thôn"),
            (5, "Số CCCD", "123"),
            (5, "Chức danh kiêm nhiệm", "Chủ tịch gì đó"),
            (5, "Ngoại ngữ", "Anh Z9"),
            (5, "Dân tộc", "Lạ"),
        ],
        key=str,
    )
    assert [row.full_name for row in reading.rows] == ["Phạm Văn Bền"]
    assert reading.records == 4


def test_an_error_says_what_would_be_accepted(read: Read) -> None:
    (found,) = read(somebody(sex="M")).errors
    assert found.message == "không rõ giới tính; chấp nhận: Nam hoặc Nữ"
    assert found.sheet == "Nhân sự"


@pytest.mark.parametrize("cell", ["title", "unit", "born", "name", "sex"])
def test_what_must_be_filled(read: Read, cell: str) -> None:
    (found,) = read(somebody(**{cell: "  "})).errors
    assert found.reason == "bắt buộc phải có"


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"born": "01/01/2026"}, "Ngày sinh"),
        ({"party": "2026"}, "Ngày vào Đảng"),
        ({"graduated": 2026, "professional": "ĐH"}, "Năm tốt nghiệp"),
        ({"mass_work": 2026}, "BD nghiệp vụ đoàn thể"),
        ({"party": "01/1987"}, "Ngày vào Đảng"),
        ({"since": "1986"}, "Giữ chức danh từ"),
        ({"graduated": 1986, "professional": "ĐH"}, "Năm tốt nghiệp"),
    ],
)
def test_dates_that_cannot_be(read: Read, cells: dict, column: str) -> None:
    assert [found.column for found in read(somebody(**cells)).errors] == [column]


def test_the_year_that_is_not_over_counts_and_so_does_today(read: Read) -> None:
    assert not read(somebody(graduated=2025, professional="ĐH", party="31/12/2025")).errors


def test_an_appointment_may_begin_later(read: Read) -> None:
    reading = read(somebody(since="01/02/2026"))
    assert not reading.errors
    assert [found.column for found in reading.warnings] == ["Giữ chức danh từ"]


def test_a_zero_put_back_in_an_identity_number_is_told(read: Read) -> None:
    reading = read(somebody(cccd=51187001234))
    assert len(reading.rows) == 1
    (found,) = reading.warnings
    assert "mất chữ số 0" in found.reason


def test_an_identity_number_that_fits_is_no_matter(read: Read) -> None:
    assert not read(somebody(cccd="051187001234")).problems
    assert not read(somebody(cccd="051302001234", born="14/03/2002")).problems


def test_an_award_year_beside_no_level_is_named(read: Read) -> None:
    reading = read(
        somebody(theory_year=2015), somebody(name="Phạm Thị Bền", theory="Chưa", theory_year=2015)
    )
    assert [(found.row, found.column) for found in reading.warnings] == [
        (2, "Năm LLCT"),
        (3, "Năm LLCT"),
    ]
    assert [held.awarded for row in reading.rows for held in row.held] == [None]


def test_an_identity_number_twice_is_an_error_of_the_later_row(read: Read) -> None:
    reading = read(
        somebody(cccd="051187001234"), somebody(name="Bền"), somebody(name="An", cccd=51187001234)
    )
    (found,) = reading.errors
    assert (found.row, found.column) == (4, "Số CCCD")
    assert "dòng 2" in found.reason
    assert [row.full_name for row in reading.rows] == ["Phạm Thị Lành", "Bền"]


def test_an_identity_number_twice_even_when_the_first_row_is_in_error(read: Read) -> None:
    reading = read(somebody(cccd="051187001234", sex="M"), somebody(cccd="051187001234"))
    assert {found.row for found in reading.errors} == {2, 3}


def test_the_same_person_twice_without_a_number(read: Read) -> None:
    reading = read(somebody(), somebody(cccd="051187001234"), somebody(unit="Xã Ba Vì"))
    (found,) = reading.errors
    assert (found.row, found.column) == (3, "Họ và tên")
    assert "dòng 2" in found.reason


def test_two_people_of_one_name_are_told_apart_by_their_numbers(read: Read) -> None:
    reading = read(somebody(cccd="051187001234"), somebody(cccd="051187005678"))
    assert len(reading.rows) == 2


def test_an_upload_for_one_district_needs_no_district_column(read: Read) -> None:
    scope = Unit.objects.get(name="Huyện Ba Tơ")
    row = _only(read(somebody(district=None), scope=Scope.of(scope)))
    assert row.unit.parent == scope


def test_an_upload_for_one_district_refuses_people_of_others(read: Read) -> None:
    scope = Unit.objects.get(name="Huyện Minh Long")
    reading = read(
        somebody(),
        somebody(name="Bền", district=None),
        somebody(name="An", district="Huyện Minh Long", unit="Xã Long Sơn"),
        scope=Scope.of(scope),
    )
    assert _errors(reading) == [
        (2, "Huyện/Thị xã/Thành phố", "Huyện Ba Tơ"),
        (3, "Đơn vị công tác", "Xã Ba Tô"),
    ]


def test_an_upload_for_two_districts_takes_both_and_no_third(read: Read) -> None:
    two = Unit.objects.filter(name__in=["Huyện Ba Tơ", "Huyện Minh Long"])
    reading = read(
        somebody(district=None),
        somebody(name="An", district="Huyện Minh Long", unit="Xã Long Sơn"),
        somebody(name="Bình", district="Thị xã Đức Phổ", unit="Xã Phổ An"),
        somebody(name="Chi", district=None, unit="Xã Phổ An"),
        scope=Scope.of(*two),
    )
    assert [row.unit.name for row in reading.rows] == ["Xã Ba Tô", "Xã Long Sơn"]
    assert _errors(reading) == [
        (4, "Huyện/Thị xã/Thành phố", "Thị xã Đức Phổ"),
        (5, "Đơn vị công tác", "Xã Phổ An"),
    ]


def test_an_unknown_district_is_one_error_only(read: Read) -> None:
    assert _errors(read(somebody(district="Huyện Ba To"))) == [
        (2, "Huyện/Thị xã/Thành phố", "Huyện Ba To")
    ]


def test_a_formula_error_is_an_error_of_its_cell(read: Read) -> None:
    assert _errors(read(somebody(home="#REF!"))) == [(2, "Quê quán", "#REF!")]


def test_the_ordinal_does_not_matter(read: Read) -> None:
    assert not read(somebody() | {"TT": "#REF!"}).problems


def test_the_template_has_the_headers_that_boards_are_given() -> None:
    assert tuple(column.header for column in COLUMNS) == HEADERS
    starred = {"Họ và tên", "Giới tính", "Ngày sinh", "Đơn vị công tác", "Chức danh"}
    assert {column.header for column in COLUMNS if column.required} == starred


def test_the_day_of_reading_is_a_parameter(read: Read, references: References) -> None:
    records = understand(open_workbook(sheet_of(somebody(party="01/06/2024"))), references).records
    assert not read_records(records, references).errors
    assert read_records(records, References.on(date(2024, 5, 31))).errors


def test_masked_numbers_with_different_ends_are_two_people(read: Read) -> None:
    rows = [somebody(cccd="••••••••1111"), somebody(cccd="••••••••2222")]
    assert read(*rows).errors == []
    rows.append(somebody(cccd="051187002222"))
    assert _errors(read(*rows)) == [(4, "Họ và tên", "Phạm Thị Lành")]


@pytest.mark.parametrize(
    ("other", "is_error", "said"),
    [
        ({"born": "1987"}, True, "trùng họ tên, đơn vị với dòng 2, ngày sinh ghi khác mức"),
        ({"born": "03/1987", "title": "Thú y"}, False, "ngày sinh ghi khác mức (14/03/1987)"),
        ({"unit": "Xã Ba Vì"}, False, "trùng họ tên, ngày sinh với dòng 2 (Xã Ba Tô)"),
    ],
)
def test_whoever_may_be_somebody_of_an_earlier_row_is_told(
    read: Read, other: dict[str, str], is_error: bool, said: str
) -> None:
    reading = read(somebody(), somebody(**other))
    (found,) = reading.problems
    assert (found.row, found.is_error, said in found.reason) == (3, is_error, True)
    assert len(reading.rows) == 2 - is_error


@pytest.mark.parametrize(
    "other",
    [
        {"born": "15/03/1987"},
        {"born": "1987", "unit": "Xã Ba Vì"},
        {"unit": "Xã Ba Vì", "cccd": "051187001234"},
    ],
)
def test_whoever_is_told_apart_is_not(read: Read, other: dict[str, str]) -> None:
    first = somebody(cccd="051187005678") if "cccd" in other else somebody()
    assert [p for p in read(first, somebody(**other)).problems if p.field == "full_name"] == []
