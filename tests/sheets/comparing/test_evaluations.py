"""How people were evaluated goes from a list into the records, once, and is taken back with it."""

import io
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from personnel.keeping.recording import Refused
from personnel.models import Evaluation, Person, Post, Unit
from personnel.words.grades import Grade
from sheets.comparing.absent import not_in_file
from sheets.comparing.changes import Change, Comparison, Status
from sheets.comparing.diff import compare
from sheets.deciding import Decisions, RowDecision, place_of
from sheets.importing import Report, import_sheet, read_sheet
from sheets.models import Upload
from sheets.scope import Scope
from sheets.writing.undoing import standing_in_the_way, undo
from sheets.writing.writing import ChangedMeanwhile, write
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, person, post
from tests.sheets.building import HEADERS, sheet_of, somebody, workbook_of
from tests.sheets.conftest import TODAY
from tests.undone import undone

EARLIER, LATER = (
    datetime(2026, 1, day, 2, tzinfo=timezone.get_fixed_timezone(0)) for day in (4, 6)
)
NAMES = ("Phạm Thị Lành", "Phạm Thị Bền", "Đinh Thị Cúc")


def _file(*grades: Mapping[int, str | None], **cells: Any) -> io.BytesIO:
    """A list of one person for each mapping of years to what their cells say."""
    years = sorted({year for told in grades for year in told})
    heads = {year: f"Xếp loại năm {year}" for year in years}
    rows = [
        somebody(name=name, cccd=f"05118700123{at}", **cells)
        | {heads[year]: text for year, text in told.items()}
        for at, (name, told) in enumerate(zip(NAMES, grades, strict=False))
    ]
    return sheet_of(*rows, headers=[*HEADERS, *heads.values()])


def _put(file: io.BytesIO, by: Any = None, **options: Any) -> Comparison:
    reading = read_sheet(file, TODAY, options.get("scope"))
    assert [found.message for found in reading.errors] == []
    return write(reading.rows, by=by, today=TODAY, **options)


def _recorded() -> dict[tuple[str, int], str]:
    rows = Evaluation.objects.values_list("person__full_name", "year", "grade")
    return {(name, year): grade for name, year, grade in rows}


def test_each_year_of_each_row_becomes_an_evaluation(reference: None, province_admin: User) -> None:
    comparison = _put(
        _file({2023: "HTNV", 2024: "Hoàn thành tốt nhiệm vụ"}, {2024: "KHTNV"}),
        province_admin, at=LATER,
    )  # fmt: skip
    assert comparison.evaluations == {"new": 3, "known": 0}
    told = [change for change in comparison.rows[0].changes if "Xếp loại" in change.label]
    assert told == [
        Change("Xếp loại năm 2023", "", "Hoàn thành nhiệm vụ"),
        Change("Xếp loại năm 2024", "", "Hoàn thành tốt nhiệm vụ"),
    ]
    assert _recorded() == {
        ("Phạm Thị Lành", 2023): "fulfilled",
        ("Phạm Thị Lành", 2024): "good",
        ("Phạm Thị Bền", 2024): "failed",
    }
    kept = Evaluation.history.filter(year=2023).get()
    assert (kept.history_user, kept.history_date, kept.history_type) == (province_admin, LATER, "+")


def test_the_same_list_again_writes_nothing(reference: None) -> None:
    _put(_file({2023: "HTNV", 2024: "HTT"}, {2024: None}))
    again = _put(_file({2023: "Hoàn thành nhiệm vụ", 2024: "HTTNV"}, {2024: None}))
    assert again.evaluations == {"new": 0, "known": 2}
    assert again.count(Status.UNCHANGED) == 2
    assert Evaluation.history.count() == 2


def test_an_empty_cell_changes_nothing(reference: None) -> None:
    _put(_file({2024: "HTT"}))
    assert _put(_file({2024: None})).count(Status.UNCHANGED) == 1
    assert _put(_file({2024: "-"})).count(Status.UNCHANGED) == 1
    assert _recorded() == {("Phạm Thị Lành", 2024): "good"}


def test_what_differs_is_a_change_with_its_before(reference: None) -> None:
    _put(_file({2024: "HTT"}))
    Evaluation.objects.update(document_number="12-QĐ/HU", note="cũ")
    comparison = _put(_file({2024: "HTNV"}))
    assert comparison.rows[0].changes == [
        Change("Xếp loại năm 2024", "Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ")
    ]
    (note,) = comparison.notes
    assert note.reason == "đã ghi theo văn bản số 12-QĐ/HU: kiểm tra lại văn bản ở hồ sơ"
    after = Evaluation.objects.get()
    assert (after.grade, after.document_number, after.note) == ("fulfilled", "12-QĐ/HU", "cũ")
    assert [row.history_type for row in after.history.order_by("history_id")][-1] == "~"


def test_a_year_before_the_first_post_waits_for_a_yes(reference: None) -> None:
    file = _file({2021: "HTT", 2022: "HTNV", 2023: "HTT"}, since="01/06/2022")
    comparison = _put(file)
    (waiting,) = comparison.conflicts
    assert (waiting.field, waiting.value) == ("evaluated_2021", "HTT")
    assert waiting.reason == "chức danh đầu tiên đã ghi bắt đầu từ năm 2022"
    assert sorted(year for _, year in _recorded()) == [2022, 2023]
    (row,) = comparison.rows
    assert row.lower == ["evaluated_2021"]
    yes = RowDecision(lower=("evaluated_2021",))
    _put(file, decisions=Decisions(rows={place_of(row.row.record): yes}))
    assert sorted(year for _, year in _recorded()) == [2021, 2022, 2023]


def test_a_first_day_that_nobody_knows_keeps_no_year_back(reference: None) -> None:
    assert _put(_file({2010: "HTT"})).conflicts == []
    _put(_file({2010: "HTT"}, since="01/06/2022"))
    assert Post.objects.get().start == date(2022, 6, 1)
    assert _put(_file({2010: "HTNV"})).conflicts[0].field == "evaluated_2010"


def test_a_board_writes_those_of_its_own_units(reference: None, editor_a: User) -> None:
    post(person(name="Trần Văn Sáu", cccd="051080000009"), "BT", LOWLAND)
    other = sheet_of(
        somebody(name="Trần Văn Sáu", cccd="051080000009", sex="Nam", born="01/05/1980")
        | {"Xếp loại năm 2024": "KHTNV"},
        headers=[*HEADERS, "Xếp loại năm 2024"],
    )  # fmt: skip
    scope = Scope.of(Unit.objects.get(code="535", level="district"))
    comparison = _put(other, editor_a, scope=scope)
    assert comparison.count(Status.WITHHELD) == 1 and not Evaluation.objects.exists()
    _put(_file({2024: "HTT"}), editor_a, scope=scope)
    assert Evaluation.history.get().history_user == editor_a


def test_what_somebody_wrote_meanwhile_is_not_overwritten(reference: None) -> None:
    _put(_file({2024: None}))
    rows = read_sheet(_file({2024: "HTT"}), TODAY).rows
    shown = {place_of(d.row.record): d.fingerprint for d in compare(rows, TODAY).rows}
    Evaluation.objects.create(person=Person.objects.get(), year=2024, grade="failed")
    with pytest.raises(ChangedMeanwhile):
        write(rows, by=None, today=TODAY, expected=shown)
    assert Evaluation.objects.get().grade == "failed"


def test_the_counts_of_the_command(reference: None, tmp_path: Any) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(_file({2023: "HTT", 2024: "HTNV"}).getvalue())
    tried: Report = import_sheet(path, today=TODAY, by=None, dry_run=True)
    assert tried.as_json()["evaluations"] == {"new": 2, "known": 0}
    assert not Evaluation.objects.exists()
    assert import_sheet(path, today=TODAY, by=None).as_json()["evaluations"]["new"] == 2
    again = import_sheet(path, today=TODAY, by=None).as_json()
    assert again["evaluations"] == {"new": 0, "known": 2} and again["unchanged"] == 1


def _upload(by: User, file: io.BytesIO) -> Upload:
    at = datetime(2026, 1, 5, 2, tzinfo=timezone.get_fixed_timezone(0))
    upload = Upload.objects.create(
        by=by, at=at, name="a.xlsx", sha256="0", size=1, state="written", written_at=at,
        written_by=by,
    )  # fmt: skip
    _put(file, by, at=at)
    return upload


def test_undoing_takes_back_what_was_added_and_what_was_changed(
    reference: None, province_admin: User
) -> None:
    _put(_file({2023: "HTT"}, {}), at=EARLIER)
    upload = _upload(province_admin, _file({2023: "HTNV", 2024: "HTXS"}, {2024: "HTT"}))
    assert standing_in_the_way(upload).free == 2
    undo(upload, by=province_admin, at=LATER)
    assert _recorded() == {("Phạm Thị Lành", 2023): "good"}
    assert Person.objects.count() == 2


def test_an_evaluation_that_was_changed_since_stays(reference: None, province_admin: User) -> None:
    _put(_file({}, {}), at=EARLIER)
    upload = _upload(province_admin, _file({2024: "HTT"}, {2024: "HTNV"}))
    later = Evaluation.objects.get(grade="fulfilled")
    later.grade, later._history_date = "failed", LATER
    later.save()
    standing = undo(upload, by=province_admin, at=LATER)
    assert (standing.free, standing.left) == (1, 1)
    assert _recorded() == {("Phạm Thị Bền", 2024): "failed"}
    with pytest.raises(Refused, match="hồ sơ đã thay đổi sau khi ghi"):
        undo(upload, by=province_admin, at=LATER)


ONLY = ["TT", "Họ và tên", "Năm sinh", "Kết quả xếp loại"]


def _only(*rows: list[Any], heads: list[str] = ONLY, title: str = "XẾP LOẠI NĂM 2024") -> Any:
    return workbook_of({"Xã Ba Điền": [[title], [], heads, *rows]})


def _lanh(**facts: Any) -> Person:
    who = person(name="Phạm Thị Lành", sex="female", birth=date(1987, 3, 14), **facts)
    post(who, "VPTK", MOUNTAIN)
    return who


def test_a_list_of_evaluations_alone_writes_nothing_else(reference: None) -> None:
    who = _lanh(note="của hồ sơ")
    before = Person.objects.values().get(), Post.objects.values().get()
    file = _only([1, "Phạm Thị Lành", "14/03/1987", "Chủ tịch UBND", "HTT", "Nghỉ ốm 2 tháng"],
                 heads=[*ONLY[:3], "Chức vụ", "Xếp loại", "Ghi chú"])  # fmt: skip
    comparison = _put(file)
    (row,) = comparison.rows
    assert [change.label for change in row.changes] == ["Xếp loại năm 2024"]
    assert comparison.evaluations == {"new": 1, "known": 0} and comparison.conflicts == []
    assert (Person.objects.values().get(), Post.objects.values().get()) == before
    assert who.evaluations.get().grade == "good"
    assert _put(_only([1, "Phạm Thị Lành", 1987, "HTT"])).count(Status.UNCHANGED) == 1


def test_nobody_new_is_recorded_by_it(reference: None) -> None:
    comparison = _put(_only([1, "Phạm Thị Lành", "14/03/1987", "HTT"]))
    assert comparison.count(Status.WITHHELD) == 1 and not Person.objects.exists()
    assert "không có hồ sơ nào cùng họ tên" in comparison.conflicts[0].reason


def test_two_who_may_be_meant_are_asked_about(reference: None) -> None:
    _lanh()
    twin = person(name="Phạm Thị Lành", sex="female", birth=date(1987, 7, 2))
    post(twin, "TCKT", MOUNTAIN)
    comparison = _put(_only([1, "Phạm Thị Lành", 1987, "HTT"]))
    (row,) = comparison.rows
    assert len(row.candidates) == 2 and not Evaluation.objects.exists()
    chosen = RowDecision(person=str(twin.pk))
    decisions = Decisions(rows={place_of(row.row.record): chosen})
    _put(_only([1, "Phạm Thị Lành", 1987, "HTT"]), decisions=decisions)
    assert twin.evaluations.count() == 1


def test_nobody_is_missing_from_it(reference: None) -> None:
    _lanh()
    post(person(name="Lê Văn Tám"), "BT", MOUNTAIN)
    rows = read_sheet(_only([1, "Phạm Thị Lành", 1987, "HTT"]), TODAY).rows
    assert not_in_file(rows, compare(rows, TODAY), None, TODAY).people == []


def test_somebody_of_another_commune_is_not_meant(reference: None) -> None:
    post(person(name="Phạm Thị Lành", sex="female", birth=date(1987, 3, 14)), "VPTK", TOWNSHIP)
    comparison = _put(_only([1, "Phạm Thị Lành", "14/03/1987", "HTT"]))
    assert comparison.count(Status.WITHHELD) == 1 and not Evaluation.objects.exists()


words = st.sampled_from([None, "", "-", *(g.short for g in Grade), *(str(g.label) for g in Grade)])
tables = st.lists(
    st.dictionaries(st.integers(2016, 2025), words, max_size=4), min_size=1, max_size=3
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(tables, tables)
def test_what_a_list_says_is_recorded_and_nothing_else_changes(
    reference: None, first: Any, second: Any
) -> None:
    """Of two lists the later one's levels count, blank cells take nothing back."""
    expected: dict[tuple[str, int], str] = {}
    spelt = {word: str(grade) for grade in Grade for word in (grade.short, str(grade.label))}
    with undone():
        for table in (first, second):
            for name, told in zip(NAMES, table, strict=False):
                expected |= {(name, year): spelt[w] for year, w in told.items() if w in spelt}
            _put(_file(*table))
            assert _recorded() == expected
            assert _put(_file(*table)).count(Status.UNCHANGED) == len(table)
            assert _recorded() == expected
