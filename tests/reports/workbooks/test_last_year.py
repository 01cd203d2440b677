"""Last year beside this one: sealed, or the records' as they were at the moment of the seal."""

from datetime import date, timedelta

import pytest

from personnel.models import Credential, DossierCount, Person, Unit
from reports.models import Period
from reports.periods.opening import open_replacement
from reports.workbooks.annual.figures import figures_json
from reports.workbooks.annual.report import live_report, sealed_report, submitted_report
from reports.workbooks.annual.workbook import annual_workbook
from targets.criteria import H2025, H2030
from targets.lens import Lens
from tests.factories import LOWLAND
from tests.reports.periods.handing import DAY, DUE, LATER, a_period, district_of, seal_is_whole
from tests.reports.workbooks.excel import Excel
from tests.reports.workbooks.test_sealed import close

LABEL = "số liệu năm trước lấy từ hồ sơ tại thời điểm khóa"


def rates(report):
    """Return last year's rates by criterion, and those and the changes that the workbook shows."""
    told = {t["criterion"]: t["rate_last_year"] for t in figures_json(report)["targets"]}
    return told, [row[12:14] for row in Excel(annual_workbook(report).content).rows("1.")]


@pytest.fixture
def with_last_year(people):
    """Some that was awarded this year only, and counters of both years."""
    Credential.objects.filter(kind="theory").update(
        awarded=date(2025, 6, 1), awarded_precision="day"
    )
    facts = {"year": 2024, "online": 10, "total": 40}
    DossierCount.objects.create(unit=Unit.objects.get(code=LOWLAND), **facts)
    return people


def test_the_first_seal_keeps_what_was_shown(with_last_year, province_admin):
    lens = Lens(H2025, DAY)
    roots = [with_last_year, district_of("535"), district_of("522")]
    before = [rates(live_report(lens, root, LATER)) for root in roots]
    sealed = close(a_period(), province_admin)
    reports = [sealed_report(sealed), *(sealed_report(sealed, [d.pk]) for d in roots[1:])]
    after = [rates(report) for report in reports]
    assert [told for told, _ in after] == [told for told, _ in before]
    # The districts are whole; the province lacks those without a report.
    assert after[1:] == before[1:]
    assert before[0][0]["2025.key.theory"] == "0.00"
    assert before[0][0]["2025.units.online_dossiers"] == "25.00"
    Person.objects.all().delete()
    DossierCount.objects.all().delete()
    fresh = Period.objects.get(pk=sealed.pk)
    reports = [sealed_report(fresh), *(sealed_report(fresh, [d.pk]) for d in roots[1:])]
    assert [rates(report) for report in reports] == after


def test_it_is_labelled_so(with_last_year, province_admin):
    sealed = close(a_period(), province_admin)
    whole, own = sealed_report(sealed), sealed_report(sealed, [district_of().pk])
    book = Excel(annual_workbook(own).content)
    assert f"(So với năm trước: {LABEL})" in book.text("1.")
    assert f"{LABEL}, tính đến ngày 31/12/2024" in book.text("6.")
    told = figures_json(own)["last_year"]
    assert told == {"day": "2024-12-31", "source": LABEL, "hash": "", "assumption": ""}
    assert f"{LABEL}, gồm cả huyện chưa có báo cáo" in Excel(annual_workbook(whole).content).text(
        "1."
    )
    live = live_report(own.lens, district_of(), LATER)
    assert LABEL not in Excel(annual_workbook(live).content).text("1.")


def test_it_is_sealed_with_the_figures(with_last_year, province_admin):
    sealed = close(a_period(), province_admin)
    assert seal_is_whole(sealed)
    sealed.last_year["units"][str(with_last_year.pk)]["2025.key.theory"][0] += 1
    assert not seal_is_whole(sealed)


def test_the_other_horizon_is_kept_too(with_last_year, province_admin):
    sealed = close(a_period(), province_admin)
    before = live_report(sealed_report(sealed, (), H2030).lens, with_last_year, LATER)
    told, _ = rates(sealed_report(sealed, (), H2030))
    assert told == rates(before)[0] and any(told.values())


def test_what_was_sealed_of_the_year_before_comes_first(with_last_year, province_admin):
    """Nothing is kept then; and what is sealed of it later changes nothing."""
    first = close(a_period(), province_admin)
    kept = rates(sealed_report(first))
    late = LATER + timedelta(days=1)
    close(a_period("Năm 2024", day=date(2024, 12, 31)), province_admin, at=late)
    assert rates(sealed_report(first)) == kept
    later = LATER + timedelta(days=2)
    second = close(a_period("Năm 2025 lại", horizon="2030"), province_admin, at=later)
    assert "units" in first.last_year and "units" not in second.last_year
    assert sealed_report(second).previous.digest


def test_a_submission_compares_with_what_was_sealed_alone(with_last_year, province_admin):
    sealed = close(a_period(), province_admin)
    assert submitted_report(sealed.submissions.first()).previous is None


def test_what_was_replaced_is_out_of_it_for_what_is_sealed_later(people, province_admin):
    """What was sealed before that compares with it for good."""
    first = close(a_period("Năm 2024", day=date(2024, 12, 31)), province_admin)
    this = close(a_period(), province_admin, at=LATER + timedelta(hours=1))
    day_after = LATER + timedelta(days=1)
    other = open_replacement(first, "Lại", DUE, "Ghi nhầm.", by=province_admin, at=day_after)
    again = close(other, province_admin, at=day_after)
    assert sealed_report(this).previous.digest == first.seal_hash
    live = live_report(sealed_report(this).lens, people, day_after)
    assert live.previous.digest == again.seal_hash
