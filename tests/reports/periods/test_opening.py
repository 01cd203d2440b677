"""Opening a period, amending it, taking it back: who may, and what is refused."""

from datetime import date

import pytest

from personnel.keeping.recording import Refused
from reports.models import Draft, Period
from reports.periods.opening import amend_period, named, open_period, prepared, withdraw_period
from tests.reports.periods.handing import DAY, DUE, LATER, NOON, a_period, hand_in


def test_a_period_is_opened_by_an_administrator(province_admin):
    period = open_period("  Báo cáo  năm 2025 ", DAY, "2025", DUE, by=province_admin, at=NOON)
    kept = Period.objects.get()
    assert (kept.name, kept.day, kept.horizon, kept.due) == ("Báo cáo năm 2025", DAY, "2025", DUE)
    assert (kept.opened_by, kept.opened_at, kept.is_sealed) == (province_admin, NOON, False)
    assert period == kept


@pytest.mark.parametrize("who", ["province_viewer", "editor_a", "viewer_a", "stranger"])
def test_nobody_else_opens_amends_or_takes_back(who, period, request):
    user = request.getfixturevalue(who)
    with pytest.raises(Refused, match="quản trị cấp tỉnh"):
        open_period("Khác", DAY, "2025", DUE, by=user, at=NOON)
    with pytest.raises(Refused, match="quản trị cấp tỉnh"):
        amend_period(period, "Khác", DUE, seen=named(period), by=user, at=NOON)
    with pytest.raises(Refused, match="quản trị cấp tỉnh"):
        withdraw_period(period, seen="", by=user, at=NOON)
    assert list(Period.objects.values_list("name", flat=True)) == ["Báo cáo năm 2025"]


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"name": " "}, "tên kỳ"),
        ({"name": "x" * 101}, "100 ký tự"),
        ({"name": "Báo cáo năm 2025", "day": date(2024, 12, 31)}, "Đã có kỳ báo cáo mang tên"),
        ({}, "Đã có kỳ báo cáo của ngày và mốc"),
        ({"horizon": "2027"}, "2025 hoặc 2030"),
        ({"due": date(2025, 12, 30)}, "Hạn nộp phải từ ngày"),
        ({"day": date(1989, 12, 31)}, "1990"),
        ({"due": date(2101, 1, 1)}, "2100"),
    ],
)
def test_what_a_period_cannot_be(facts, why, period, province_admin):
    usual = {"name": "Khác", "day": DAY, "horizon": "2025", "due": DUE}
    with pytest.raises(Refused, match=why):
        open_period(**usual | facts, by=province_admin, at=NOON)
    assert Period.objects.get() == period


def test_one_may_be_opened_of_a_day_long_past_or_to_come(province_admin):
    for name, day in (("Cũ", date(2015, 12, 31)), ("Mới", date(2030, 12, 31))):
        open_period(name, day, "2030", day, by=province_admin, at=NOON)
    assert [period.day.year for period in Period.objects.all()] == [2030, 2015]


def test_name_and_due_date_can_be_put_right(period, province_admin):
    seen, by = named(period), {"by": province_admin, "at": NOON}
    amend_period(period, "Báo cáo 2025", date(2026, 2, 1), seen=seen, **by)
    period.refresh_from_db()
    assert (period.name, period.due) == ("Báo cáo 2025", date(2026, 2, 1))
    with pytest.raises(Refused, match="Hạn nộp phải từ ngày"):
        amend_period(period, "Báo cáo 2025", date(2025, 1, 1), seen=named(period), **by)


def test_the_number_of_the_document_is_recorded_while_the_period_is_open(period, province_admin):
    by, first = {"by": province_admin, "at": NOON}, named(period)
    day = date(2026, 1, 20)
    for number in ("0", "15-BC", "15\n", "một"):
        with pytest.raises(Refused, match="số văn bản"):
            amend_period(period, period.name, DUE, number, day, seen=first, **by)
    with pytest.raises(Refused, match="Ngày văn bản phải từ ngày"):
        amend_period(period, period.name, DUE, "15", date(2025, 1, 1), seen=first, **by)
    kept = amend_period(period, period.name, DUE, "15a", day, seen=first, **by)
    assert (kept.document_number, kept.document_day) == ("15a", day)
    with pytest.raises(Refused, match="vừa được quản trị khác sửa"):
        amend_period(period, "Khác", DUE, seen=first, **by)


def test_of_two_who_put_it_right_the_second_is_told(period, province_admin):
    seen, by = named(period), {"by": province_admin, "at": NOON}
    amend_period(period, "Báo cáo 2025", DUE, seen=seen, **by)
    with pytest.raises(Refused, match="nay là “Báo cáo 2025”, hạn nộp"):
        amend_period(period, "Báo cáo năm 25", DUE, seen=seen, **by)
    assert Period.objects.get().name == "Báo cáo 2025"


def test_what_a_district_prepares_meanwhile_is_not_taken_away(period, district, province_admin):
    seen, by = prepared(period), {"by": province_admin, "at": LATER}
    draft = Draft.objects.create(period=period, district=district, at=NOON)
    with pytest.raises(Refused, match="vừa có đơn vị ghi thêm"):
        withdraw_period(period, seen=seen, **by)
    seen = prepared(period)
    Draft.objects.filter(pk=draft.pk).update(at=LATER)
    with pytest.raises(Refused, match="vừa có đơn vị ghi thêm"):
        withdraw_period(period, seen=seen, **by)
    withdraw_period(period, seen=prepared(period), **by)
    assert not Period.objects.exists()


def test_a_mistake_is_taken_back_until_somebody_submits(period, district, province_admin):
    Draft.objects.create(period=period, district=district, at=NOON)
    other = open_period("Nhầm", DAY, "2030", DUE, by=province_admin, at=NOON)
    withdraw_period(other, seen="", by=province_admin, at=LATER)
    hand_in(period, district, province_admin)
    with pytest.raises(Refused, match="đã có đơn vị nộp"):
        withdraw_period(period, seen=prepared(period), by=province_admin, at=LATER)
    assert Period.objects.get() == period
    assert Draft.objects.filter(period=period).exists()


def test_of_two_open_ones_of_before_the_second_goes_first(period, province_admin):
    """Releases before 0.4.0 let two periods of one day be opened; the migration links them."""
    second = a_period("Mở thêm", replaces=period)
    with pytest.raises(Refused, match="“Mở thêm” thay thế kỳ này"):
        withdraw_period(period, seen="", by=province_admin, at=LATER)
    withdraw_period(second, seen="", by=province_admin, at=LATER)
    withdraw_period(period, seen="", by=province_admin, at=LATER)
    assert not Period.objects.exists()
