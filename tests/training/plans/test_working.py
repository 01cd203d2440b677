"""What a plan comes to: tables that add up, a forecast that keeps what it promises."""

from datetime import date

import pytest

from targets.criteria import BY_CODE, HORIZONS
from targets.needs.counting import EVERYBODY
from targets.needs.wishes import Wishes
from tests.training.plans.trying import TODAY, tried, who
from training.plans.moves import Moves
from training.plans.named import Narrowed, Which, entries, shown
from training.plans.parameters import Parameters, read_otherwise
from training.plans.tables import Tables
from training.plans.working import Tried

pytestmark = pytest.mark.usefixtures("people")


def lists(worked, which, **narrowed):
    return entries(worked, which, Narrowed(**narrowed))


def test_tables_add_up_and_every_number_is_a_list():
    worked = tried()
    tables = Tables(worked)
    assert worked.seats == len(lists(worked, Which.SEATS)) > 0
    assert sum(row.seats for row in tables.by_course) == worked.seats
    assert sum(seats for _, seats in tables.by_year) == worked.seats
    assert sum(row.seats for row in tables.by_board) == worked.seats
    assert sum(row.everybody for row in tables.by_board) == worked.everybody
    assert sum(row.everybody for row in tables.by_course) == worked.everybody
    assert worked.saved == worked.everybody - worked.seats
    assert tables.unrecorded == len(lists(worked, Which.UNRECORDED))
    for row in tables.by_course:
        for year, seats in row.years:
            assert len(lists(worked, Which.SEATS, course=row.code, year=year)) == seats
        assert len(lists(worked, Which.UNRECORDED, course=row.code)) == row.unrecorded
    boards = {unit.name: pk for pk, unit in worked.boards.items()}
    for row in tables.by_board:
        for code, seats in row.courses:
            found = lists(worked, Which.SEATS, course=code, board=boards[row.unit.name])
            assert len(found) == seats
            assert len({entry.person for entry in found}) <= row.people


def test_whoever_retires_before_the_deadline_has_no_seat_and_is_in_no_figure():
    worked = tried()
    old = who("Hồ Văn Già").pk
    assert old not in {seat.one.pk for seat in worked.plan.seats}
    covered = {row.criterion.code: row.after.covered for row in Tables(worked).in_all}
    assert covered["2030.key.professional"] == 2  # Phạm Thị Hạnh, Đinh Văn Lía


def test_figures_of_the_deadline_are_the_forecast_with_the_plan():
    tables = Tables(tried())
    *_, (last, rows) = tables.forecasts()
    assert last.day == date(2030, 12, 31)
    told = {r.criterion.code: (r.before, r.after) for r in rows}
    assert told == {r.criterion.code: (r.before, r.after) for r in tables.in_all}
    assert not any(row.gap for row in tables.in_all)
    (first, early), *_ = tables.forecasts()
    assert first.day == date(2027, 12, 31) and first.leavers() == 0
    degree = next(r for r in early if r.criterion.code == "2030.key.professional")
    assert degree.more == 0  # nobody gets a degree within a year


def test_units_add_up_to_the_province():
    reaches = Tables(tried()).reaches
    for at, row in enumerate(reaches[EVERYBODY]):
        own = [rows[at] for place, rows in reaches.items() if place is not EVERYBODY]
        for name in ("met", "short", "unknown"):
            for side in ("before", "after"):
                total = sum(getattr(getattr(each, side), name) for each in own)
                assert total == getattr(getattr(row, side), name)


def test_whoever_is_left_out_is_short_by_name_with_why():
    chairman = who("Đinh Văn Lía").pk
    moves = Moves({True: {}, False: {(chairman, "professional"): "Sắp nghỉ"}})
    worked = tried(moves=moves)
    tables = Tables(worked)
    missing, unit, address = next(m for m in tables.missing if m[1])
    assert (missing.criterion.code, missing.people) == ("2030.key.professional", 1)
    assert (unit.name, address) == ("Huyện Ba Tơ", "535")
    found = lists(worked, Which.SHORT, criterion="2030.key.professional")
    told = {(e.person, e.why) for e in found}
    assert told == {(chairman, "Đưa ra khỏi phương án theo lựa chọn")}
    assert lists(worked, Which.SHORT, board=1) == []
    (row,) = [row for row in tables.by_board if row.lacking]
    assert [reach.criterion.code for reach in row.lacking] == ["2030.key.professional"]


def test_a_choice_that_cannot_be_is_told():
    old = who("Hồ Văn Già").pk
    moves = Moves({True: {(old, "professional"): "Có nguyện vọng", (10**9, "it"): "?"}, False: {}})
    worked = tried(moves=moves)
    rows = shown(worked, lists(worked, Which.REFUSED))
    assert {(row.name, row.entry.reason) for row in rows} == {
        ("Hồ Văn Già", "Có nguyện vọng"), ("Hồ sơ số 1000000000 (không còn)", "?"),
    }  # fmt: skip
    assert {row.kind_label for row in rows} == {"Trình độ chuyên môn", "Tin học"}


def test_a_seat_tells_what_is_held_and_what_it_closes():
    worked = tried()
    rows = shown(worked, lists(worked, Which.SEATS, course="CM-DH"))
    told = {row.name: (row.title, row.unit, row.held, row.closes) for row in rows}
    assert told["Đinh Văn Lía"][2:] == ("Trung cấp", ["CM"])
    assert told["Đinh Văn Lía"][1] == "Xã Ba Điền"


def test_bounds_spread_over_the_years():
    bounds = {("LLCT-SC", 2027): 1, ("LLCT-SC", 2028): 1}
    worked = tried(wishes=Wishes(bounds=bounds))
    (row,) = [row for row in Tables(worked).by_course if row.code == "LLCT-SC"]
    assert dict(row.years)[2027] == dict(row.years)[2028] == 1


def test_a_clause_is_read_otherwise():
    code, today = "2025.civil.state_management", date(2025, 6, 1)
    assert [c.code for c in read_otherwise(HORIZONS["2025"])] == [code]
    asked = Parameters(HORIZONS["2025"], date(2025, 7, 1), readings=frozenset({code}))
    read = {c.code: c for c in Tried.of(asked, today).criteria}
    assert code not in read and read[f"{code}.alternative"].share == BY_CODE[code].share
    usual = Tried.of(Parameters(HORIZONS["2025"], date(2025, 7, 1)), today)
    assert code in {c.code for c in usual.criteria}


def test_parameters_come_back_as_they_were():
    usual = Parameters.usual(TODAY)
    assert usual.start == date(2027, 1, 1) and usual.horizon.code == "2030"
    assert usual.wishes_kept["each_board"] is True and "taken" not in usual.wishes_kept
