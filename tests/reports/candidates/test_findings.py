"""What is asked beside the targets, in the law's words: III.3, III.4, Decree 135/2020."""

from datetime import date

import pytest

from personnel.models import Post, Title, Unit
from personnel.reading.terms_of_heads import Terms
from reports.candidates.findings import (
    Answers,
    Case,
    Verdict,
    local,
    planned_course,
    retirement,
    two_terms,
)

DAY = date(2026, 7, 1)


def title(code):
    """A title as the reference data has it, without a database."""
    facts = {
        "BT": ("key", True, True, True), "CTUBND": ("key", True, False, True),
        "PBT": ("key", False, True, True), "TCKT": ("civil", False, False, True),
        "VPDU": ("nonspecialised", False, False, False),
    }[code]  # fmt: skip
    group, head, committee, bound = facts
    return Title(code=code, group=group, head=head, implies_committee=committee, age_bound=bound)


def case(code="BT", birth=date(1980, 5, 1), sex="male", **known):
    return Case(title(code), Unit(), known.pop("day", DAY), sex, birth, **known)


def terms(*spells):
    """Posts as head of the commune, each from a day to a day; None: not known, or still held."""
    posts = [
        Post(start=start, start_precision="day" if start else "", end=end) for start, end in spells
    ]
    return Terms(posts, DAY)


@pytest.mark.parametrize(
    ("led", "state", "said"),
    [
        (None, Verdict.MET, "Chưa đứng đầu ở đây; "),
        # Three years, then five from the day: seven years are left, the term ends in four.
        (terms((date(2015, 7, 1), date(2018, 6, 30))), Verdict.MET, "đủ 10 năm ngày 30/06/2033"),
        # Six years: four are left, to the very last day of the term.
        (terms((date(2015, 7, 1), date(2021, 6, 30))), Verdict.NOTED, "trước khi hết nhiệm kỳ"),
        (terms((date(2020, 7, 1), None)), Verdict.NOTED, "đủ 10 năm ngày 30/06/2030"),
        # Ten years, in either title: "không giữ chức vụ quá 02 nhiệm kỳ".
        (terms((date(2015, 7, 1), date(2025, 6, 30))), Verdict.FAILED, "đã đủ hoặc quá"),
        (terms((None, date(2025, 6, 30))), Verdict.UNKNOWN, "chưa ghi ngày bắt đầu"),
    ],
)  # fmt: skip
def test_nobody_leads_one_locality_for_more_than_two_terms(led, state, said):
    found = two_terms(case(terms=led))
    assert (found.state, found.clause) == (state, "III.4")
    assert said in found.told


def test_the_day_on_which_ten_years_are_full_counts_what_was_led_before():
    found = two_terms(case("CTUBND", terms=terms((date(2020, 7, 1), date(2023, 6, 30)))))
    assert "đã đứng đầu địa phương này 3 năm" in found.told.lower()
    assert "30/06/2033" in found.told


def test_terms_and_origin_are_asked_of_heads_alone():
    for code in ("PBT", "TCKT", "VPDU"):
        assert two_terms(case(code)) is None and local(case(code, local=True)) is None


@pytest.mark.parametrize(
    ("code", "of_there", "state"),
    [
        ("BT", True, Verdict.FAILED), ("BT", False, Verdict.MET), ("BT", None, Verdict.UNKNOWN),
        # "khuyến khích", so it is to be weighed.
        ("CTUBND", True, Verdict.NOTED), ("CTUBND", False, Verdict.MET),
    ],
)  # fmt: skip
def test_a_secretary_is_not_local_and_a_chairman_better_not(code, of_there, state):
    assert local(case(code, local=of_there)).state == state


def test_whoever_does_not_serve_there_is_not_said_to_be_from_elsewhere():
    found = local(case(local=None, serves=False))
    assert found.state == Verdict.UNKNOWN and "không công tác ở đây" in found.told


@pytest.mark.parametrize(
    ("sex", "birth", "state", "said"),
    [
        # A man leaves at 62 from 2028 on, at the end of the month.
        ("male", date(1980, 5, 1), Verdict.MET, "nghỉ hưu hết 05/2042"),
        # From 01/07/2026 to the last day of June 2031: five years, neither more nor less.
        ("male", date(1969, 6, 15), Verdict.MET, "nghỉ hưu hết 06/2031, còn 5 năm: đủ"),
        ("male", date(1969, 5, 15), Verdict.NOTED, "còn 4 năm 11 tháng: không đủ"),
        ("male", date(1963, 1, 1), Verdict.FAILED, "đã đến tuổi nghỉ hưu"),
        # A woman leaves at 60 from 2035 on.
        ("female", date(1980, 5, 1), Verdict.MET, "nghỉ hưu hết 05/2040"),
    ],
)  # fmt: skip
def test_whether_a_whole_term_is_left_until_retirement(sex, birth, state, said):
    found = retirement(case(sex=sex, birth=birth))
    assert found.state == state and said in found.told


def test_no_age_ends_some_titles():
    found = retirement(case("VPDU", birth=date(1950, 1, 1)))
    assert found.state == Verdict.MET and "không áp dụng tuổi nghỉ hưu" in found.told
    assert found.told.startswith("76 tuổi")


def test_a_birth_known_by_its_year_is_told_as_about():
    assert retirement(case(about=True)).told.startswith("Khoảng 46 tuổi; nghỉ hưu hết khoảng")


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        (Answers(), Verdict.UNKNOWN), (Answers(course=True), Verdict.MET),
        (Answers(course=False), Verdict.FAILED),
        # "trừ trường hợp là cán bộ cấp trên điều động, luân chuyển về cấp xã"
        (Answers(course=False, from_above="QĐ 12-QĐ/HU"), Verdict.MET),
        (Answers(from_above="QĐ 12-QĐ/HU"), Verdict.MET),
    ],
)  # fmt: skip
def test_the_course_is_a_condition_unless_somebody_is_sent_from_above(answers, state):
    for code in ("BT", "CTUBND", "PBT"):
        found = planned_course(case(code, answers=answers))
        assert (found.state, found.clause) == (state, "III.3")
        # Only whoever checks the candidate can say what no record does.
        assert found.asks == (answers == Answers())
    assert answers.from_above in found.told
    for code in ("TCKT", "VPDU"):
        assert planned_course(case(code, answers=answers)) is None
