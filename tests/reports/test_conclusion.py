"""The sentence: every case of it in words, exact ties, and where the figure of 2025 comes from."""

from dataclasses import replace
from datetime import date

import pytest

from personnel.models import Unit
from personnel.words.units import counted
from reports.board import Board
from reports.conclusion import Conclusion, bare, conclude, furthest, spoken
from reports.deadlines import AtDeadline, at_last_deadline
from reports.lines import Tally
from reports.models import Period
from reports.periods.sealing import missing_of, seal
from reports.sources import sealed_source
from reports.workforce import Part
from targets.criteria import BY_CODE, H2025, H2030, REGISTER
from targets.lens import Lens
from targets.sources import LiveSource
from tests.factories import credential, person, post
from tests.reports.figured import (
    COMMUNE,
    DAY,
    DOSSIERS,
    FLOOR,
    HALF,
    LENS,
    MONITORED,
    PROVINCE,
    WHOLE,
    a_line,
)  # fmt: skip
from tests.reports.periods.handing import LATER, a_period, approved, district_of

EVERYONE = Part("", 9, 9, "")
LENS_2025 = Lens(H2025, H2025.deadline, DAY)
BEGINNING = "Đến ngày 28/11/2026, toàn tỉnh "


def sentence(*lines, past=None, lens=LENS, unit=PROVINCE, everyone=EVERYONE, unmet=None):
    """Return what is said of such lines."""
    tally = Tally.of(lines)
    return Conclusion(lens, unit, tally, past, furthest(lines), everyone, unmet).text


def past(passed, judged=14, **known):
    return AtDeadline(LENS_2025, PROVINCE, Tally(passed, judged, 0), **known)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((a_line(WHOLE, 3), a_line(HALF, 3)), "đạt cả 2 chỉ tiêu năm 2030."),
        (
            (a_line(WHOLE, 3), a_line(HALF, 1, 2)),
            "đạt 1 trong 2 chỉ tiêu năm 2030; xa mục tiêu nhất là tiếng dân tộc thiểu số nghe và "
            "nói được của cán bộ, công chức người Kinh ở vùng đồng bào dân tộc thiểu số từ 03 năm "
            "trở lên, còn thiếu 1 người.",
        ),
        (
            (a_line(WHOLE, 1000, 1000, 1000), a_line(HALF, 1, 1)),
            "đạt 1 trong 2 chỉ tiêu năm 2030; xa mục tiêu nhất là chuyên môn đại học của cán bộ "
            "chủ chốt, còn thiếu 2.000 người.",
        ),
        (
            (a_line(DOSSIERS, 1, 9),),
            "chưa đạt chỉ tiêu nào trong 1 chỉ tiêu năm 2030; xa mục tiêu nhất là hồ sơ công việc "
            "xử lý trên môi trường mạng, còn thiếu 5 hồ sơ.",
        ),
        (
            (a_line(MONITORED, 1, 9), a_line(WHOLE, 0)),
            "không có đối tượng để xét chỉ tiêu năm 2030.",
        ),
    ],
)
def test_what_is_met_and_what_is_furthest(lines, said):
    assert sentence(*lines) == BEGINNING + said


def test_nobody_counted():
    nobody = Part("", 0, 0, "")
    assert sentence(a_line(WHOLE, 0), everyone=nobody) == (
        f"{BEGINNING}chưa có ai giữ chức danh để xét chỉ tiêu năm 2030."
    )


def test_ties_are_exact_and_all_named_up_to_three():
    near, tied = a_line(WHOLE, 33_333, 66_667), a_line(FLOOR, 1, 2)
    # 66,667 points against 66,6666…: the rates are both 33,33%.
    assert furthest([tied, near]) == [near]
    two = [a_line(WHOLE, 1, 3), a_line("2030.staff.it", 25, 70, 5)]
    assert furthest([*two, a_line(HALF, 0, 1)]) == two
    assert sentence(*two).endswith(
        ", còn thiếu 3 người và tin học đạt chuẩn của cán bộ, công chức, còn thiếu 75 người."
    )
    codes = (WHOLE, "2030.staff.it", "2030.mass.theory", FLOOR)
    assert sentence(*(a_line(code, 1, 7) for code in codes)).endswith(
        "xa mục tiêu nhất là 4 chỉ tiêu cùng thiếu 87,5 điểm phần trăm."
    )


def test_the_deadline_that_is_past():
    line = a_line(WHOLE, 3)
    assert sentence(line, past=past(3)) == (
        f"{BEGINNING}đạt cả 1 chỉ tiêu năm 2030; chỉ tiêu năm 2025 đã hết hạn ngày 31/12/2025 với "
        "3 trong 14 đạt, theo hồ sơ hiện nay."
    )
    sealed = past(4, period=Period(pk=7), missing="2 huyện")
    assert "với 4 trong 14 đạt, theo báo cáo đã khóa (thiếu 2 huyện)." in sentence(
        line, past=sealed
    )
    own = replace(LENS, horizon=H2025)
    assert sentence(line, past=past(3), lens=own) == (
        f"{BEGINNING}đạt cả 1 chỉ tiêu năm 2025; khi hết hạn ngày 31/12/2025 đạt 3 trong 14, "
        "theo hồ sơ hiện nay."
    )


def test_a_day_to_come_says_what_it_takes_for_granted():
    ahead = replace(LENS, day=date(2028, 1, 1))
    assert sentence(a_line(WHOLE, 3), lens=ahead).startswith(
        "Đến ngày 01/01/2028 (dự báo: trừ người đến tuổi nghỉ hưu, thêm người đang học), toàn tỉnh "
    )


@pytest.mark.parametrize(
    ("count", "said"), [(2, "; 2 trong 9 người chưa đạt đủ."), (0, "; cả 9 người đều đạt đủ.")]
)
def test_a_commune_says_how_many_miss_something(count, said):
    unmet = Part("", count, 9, "/nhan-su/")
    text = sentence(a_line(WHOLE, 3), unit=COMMUNE, unmet=unmet)
    assert text == f"Đến ngày 28/11/2026, xã Ba Điền đạt cả 1 chỉ tiêu năm 2030{said}"


def test_no_criterion_is_read_out_with_a_colon_or_twice_with_whom_it_covers():
    for criterion in REGISTER:
        assert ": " not in spoken(criterion).replace("(xã miền núi: cao đẳng)", "")
    committee = BY_CODE["2030.committee.theory"]
    assert bare(committee) == "Lý luận chính trị: trung cấp"
    assert spoken(committee) == "lý luận chính trị trung cấp của cấp ủy viên"


@pytest.fixture
def trained(small_province):
    """A secretary of Ba Tơ who met everything by 2025 but for the theory, and has it by now."""
    who = post(person(ethnicity="Hrê"), "BT").person
    for kind, level in (("professional", 4), ("state_management", 2), ("position_update", 1)):
        credential(who, kind, level, date(2020, 1, 1))
    credential(who, "theory", 2, date(2026, 3, 1))
    return who


def live(horizon=H2030, day=DAY, unit=None):
    lens = Lens(horizon, day, DAY)
    return LiveSource(lens, unit) if unit else LiveSource.of_province(lens)


@pytest.mark.parametrize(
    ("horizon", "day", "known"),
    [
        (H2030, date(2025, 12, 31), False),
        (H2030, date(2026, 1, 1), True),
        (H2030, date(2025, 6, 30), False),
        (H2025, date(2025, 6, 30), False),
        (H2025, date(2025, 12, 31), False),
        (H2025, date(2026, 1, 1), True),
    ],
)
def test_a_deadline_is_past_from_the_day_after(trained, horizon, day, known):
    found = at_last_deadline(live(horizon, day))
    assert bool(found) == known
    if found:
        assert (found.tally, found.horizon, found.period) == (Tally(3, 4, 0), H2025, None)


def test_after_both_the_later_of_one_s_own_horizon_is_told(trained):
    assert at_last_deadline(live(H2030, date(2031, 1, 1))).horizon == H2030
    assert at_last_deadline(live(H2025, date(2031, 1, 1))).horizon == H2025


def test_a_unit_s_own_people_alone(trained):
    communes = Unit.objects.filter(level="commune").order_by("code")
    for unit in (district_of("535"), communes.get(code="21487")):
        assert at_last_deadline(live(unit=unit)).tally == Tally(3, 4, 0)
    assert at_last_deadline(live(unit=district_of("534"))) is None


@pytest.fixture
def sealed(trained, editor_a, province_admin):
    """The period of 2025 with Ba Tơ in it, sealed; the secretary is trained by 2025 after all."""
    period = a_period()
    kept = approved(period, district_of("535"), editor_a, province_admin)
    absent = [unit.code for unit in missing_of(period, [kept])]
    period = seal(period, absent, by=province_admin, at=LATER)
    trained.credentials.filter(kind="theory").update(awarded=date(2024, 1, 1))
    return period


def test_what_was_sealed_stands_whatever_the_records_say_by_now(
    sealed, django_assert_max_num_queries
):
    for unit in (None, district_of("535"), Unit.objects.with_above().get(code="21487")):
        source = live(unit=unit)
        with django_assert_max_num_queries(3):
            found = at_last_deadline(source)
        assert (found.tally, found.period) == (Tally(3, 4, 0), sealed)
    kinds = [unit["kind"] for unit in sealed.missing]
    assert at_last_deadline(live()).missing == counted(kinds) != ""
    assert at_last_deadline(live(unit=district_of("535"))).missing == ""


def test_a_district_that_was_missing_is_told_from_its_records(sealed):
    post(person(name="Lê Văn Phổ"), "BT", Unit.objects.filter(parent__code="534")[0].code)
    found = at_last_deadline(live(unit=district_of("534")))
    assert found.period is None and found.tally.judged


def test_a_seal_of_another_horizon_says_nothing_of_this_one(sealed):
    Period.objects.update(horizon="2030")
    assert at_last_deadline(live()).period is None


def test_what_is_frozen_says_nothing_of_records_that_change(sealed):
    later = a_period("Báo cáo 2026", day=DAY, due=date(2027, 1, 15), horizon="2030")
    frozen = sealed_source(sealed)
    assert at_last_deadline(frozen) is None  # its own day is the deadline
    frozen.lens = replace(frozen.lens, day=later.day, horizon=H2030)
    assert at_last_deadline(frozen).period == sealed
    Period.objects.filter(pk=sealed.pk).update(horizon="2030")
    assert at_last_deadline(frozen) is None


def test_the_numbers_of_the_page_and_of_the_sentence_are_the_same(
    trained, province_viewer, client_for, read, length_of
):
    client = client_for(province_viewer)
    board = Board(live())
    found = conclude(board, at_last_deadline(board.source), "/chi-tieu/")
    assert found.tally == Tally.of(board.lines)
    links = [piece for piece in found.said if piece.url]
    assert len(links) >= 3
    for piece in links[:-1]:
        read(client, piece.url)
    assert length_of(client, links[-1].url) == found.furthest[-1].gap
    assert found.text == "".join(piece.text for piece in found.said)
