"""What forms say becomes decisions; whatever they may not say is left out or complained of."""

from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from sheets.deciding import Decisions, RowDecision
from sheets.models import UploadRow
from sheets.preview.deciding import (
    Shown,
    decide_absent,
    decide_readings,
    decide_rows,
    decide_since,
)

TODAY = date(2026, 3, 1)
ROW = UploadRow(pk=7, sheet="Nhân sự", number=5, candidates=[31, 32])
PLACE, NOTHING = "5@Nhân sự", Decisions()


def sent(**fields):
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name.replace("_", "-"), value if isinstance(value, list) else [value])
    return data


def decided(before=NOTHING, **fields):
    return decide_rows(before, sent(**fields), [ROW])


def test_whom_a_row_means():
    assert decided(person_7="32").decisions.rows[PLACE].person == "32"
    assert decided(person_7="new").decisions.rows[PLACE].person == "new"


@pytest.mark.parametrize("whom", ["33", "0", "-1", "x", "32 ", "9" * 40])
def test_nobody_but_a_candidate(whom):
    assert decided(person_7=whom).decisions.rows == {}


def test_everything_else_of_a_row():
    fields = {"since_7": "1/2/2026", "lower_7": ["theory", "it", "gì đó"], "leave_7": "on"}
    assert decided(**fields, unnamed_7="on").decisions.rows[PLACE] == RowDecision(
        since="2026-02-01", lower=("theory", "it"), leave=True, end_unnamed=True
    )


def test_what_a_page_no_longer_says_is_taken_back():
    before = Decisions(
        rows={PLACE: RowDecision(person="31", leave=True), "9@Khác": RowDecision("1")}
    )
    assert decided(before).decisions.rows == {"9@Khác": RowDecision("1")}


def test_a_person_decided_on_stays_a_choice_once_the_row_asks_no_more():
    before = Decisions(rows={PLACE: RowDecision(person="40")})
    assert decided(before, person_7="40").decisions.rows[PLACE].person == "40"


def test_a_wrong_day_is_complained_of_and_the_day_before_it_stays():
    before = Decisions(rows={PLACE: RowDecision(since="2026-01-01")})
    result = decided(before, since_7="31/02/2026")
    assert result.decisions.rows[PLACE].since == "2026-01-01"
    [complaint] = result.complaints
    assert "dòng 5" in complaint and "“31/02/2026”" in complaint and "31/12/2025" in complaint


def test_one_day_for_all_that_lack_it():
    other = UploadRow(pk=8, sheet="Nhân sự", number=6)
    before = Decisions(rows={PLACE: RowDecision(since="2026-01-01", lower=("it",))})
    rows = decide_since(before, "01/02/2026", [ROW, other]).decisions.rows
    assert rows[PLACE] == RowDecision(since="2026-01-01", lower=("it",))
    assert rows["6@Nhân sự"] == RowDecision(since="2026-02-01")


@pytest.mark.parametrize("text", ["", "  ", "mai", "00/00/0000"])
def test_no_day_for_all_changes_nothing(text):
    result = decide_since(Decisions(), text, [ROW])
    assert result.decisions == Decisions() and len(result.complaints) == 1


def test_readings_are_picked_changed_and_taken_back():
    known = {"title": {"Văn phòng - thống kê", "Chủ tịch Hội Nông dân"}}
    first = decide_readings(Decisions(), {("title", "VP"): "Văn phòng - thống kê"}, known)
    assert first.texts == {"vp": "VP"}
    assert first.decisions.readings == {"title": {"vp": "Văn phòng - thống kê"}}
    again = decide_readings(first.decisions, {("title", "vp"): "Chủ tịch Hội Nông dân"}, known)
    assert again.decisions.readings == {"title": {"vp": "Chủ tịch Hội Nông dân"}}
    assert decide_readings(again.decisions, {("title", "vp"): ""}, {}).decisions == Decisions()


def test_nothing_is_read_as_what_nobody_knows():
    result = decide_readings(Decisions(), {("title", "vp"): "Vua"}, {"title": {"Bí thư"}})
    assert result.decisions == Decisions() and "“Vua”" in result.complaints[0]
    assert decide_readings(Decisions(), {("note", "a"): "b"}, {}).decisions == Decisions()


SHOWN = [Shown(1, "An"), Shown(2, "Bình"), Shown(3, "Cúc", date(2025, 6, 30))]


def test_those_ticked_end_on_their_day_or_on_the_common_one():
    before = Decisions(ended={3: date(2026, 1, 1), 9: date(2026, 1, 2)})
    form = sent(
        ended=["1", "2"], day="28/02/2026", day_2="01/02/2026", day_3="05/02/2026",
        reason="retired", reason_2="died",
    )  # fmt: skip
    result = decide_absent(before, form, SHOWN, TODAY)
    assert result.decisions.ended == {
        1: date(2026, 2, 28), 2: date(2026, 2, 1), 9: date(2026, 1, 2),
    }  # fmt: skip
    assert result.decisions.ended_for == {1: "retired", 2: "died"}
    assert result.complaints == []


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (sent(ended="1"), "An: chưa có ngày"),
        (sent(ended="1", day="32/01/2026"), "“32/01/2026”"),
        (sent(ended="1", day_1="02/03/2026"), "ở tương lai"),
        (sent(ended="1", day="02/03/2026"), "ở tương lai"),
        (sent(ended="1", day="28/02/2026"), "An: chưa chọn lý do"),
        (sent(ended="1", day="28/02/2026", reason="gone"), "An: chưa chọn lý do"),
    ],
)
def test_nobody_ends_without_a_day_of_the_past(form, said):
    result = decide_absent(Decisions(), form, SHOWN, TODAY)
    assert result.decisions.ended == {} and said in result.complaints[0]


def test_what_was_proposed_is_taken_up_for_those_alone_to_whom_it_was():
    form = sent(
        do="offered", day_3="30/06/2025", offered_reason="other", ended="1", day_1="1/2/2026",
        reason="retired",
    )  # fmt: skip
    result = decide_absent(Decisions(), form, SHOWN, TODAY)
    assert result.decisions.ended == {1: date(2026, 2, 1), 3: date(2025, 6, 30)}
    assert result.decisions.ended_for == {1: "retired", 3: "other"}
    assert decide_absent(Decisions(), sent(day_3="30/06/2025"), SHOWN, TODAY).decisions.ended == {}


def test_nobody_ends_who_was_not_shown():
    form = sent(ended=["4", "x"], day="28/02/2026", day_4="28/02/2026")
    assert decide_absent(Decisions(), form, SHOWN, TODAY).decisions == Decisions()


@given(st.dictionaries(st.sampled_from(["person-7", "since-7", "lower-7", "leave-7"]), st.text()))
def test_whatever_is_sent_gives_decisions_that_can_be_kept(fields):
    data = QueryDict(mutable=True)
    data.update(fields)
    kept = decide_rows(Decisions(), data, [ROW]).decisions
    assert Decisions.of(kept.as_json()) == kept
