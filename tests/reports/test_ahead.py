"""A day that has not come: whatever shows its figures says what they take for granted."""

import csv
import json
import re
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from personnel.models import Person, Unit
from reports.trend import trend
from targets.criteria import BY_CODE, H2030
from targets.lens import Lens
from targets.sources import LiveSource
from tests.factories import MOUNTAIN
from tests.reports.periods.handing import a_period

pytestmark = pytest.mark.usefixtures("small_province")
WORDS = (
    "giả định người đến tuổi đã nghỉ hưu, người được cử đi học và đang học được cấp bằng, chứng "
    "chỉ đúng ngày dự kiến, không ai nghỉ vì lý do khác, không ai được thay thế, không ai khác học "
    "thêm"
)
BRIEF = "dự báo: trừ người đến tuổi nghỉ hưu, thêm người đang học"
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
BESIDE = re.compile(r'class="(?:tag|note) assumed"')
PAGES = (
    "/",
    "/?order=distance",
    "/chi-tieu/",
    "/chi-tieu/2030.civil.professional/",
    "/don-vi/535/",
    f"/don-vi/{MOUNTAIN}/",
    "/nhan-su/",
    "/nhan-su/?outcome=short",
    "/nhan-su/?criterion=2025.civil.theory",
    "/chat-luong-du-lieu/",
)


@pytest.fixture
def today():
    return timezone.localdate()


def test_the_words_begin_on_the_day_after_today():
    today = date(2026, 11, 28)
    for day in (today, date(2026, 11, 27)):
        lens = Lens(H2030, day, today)
        assert lens.assumption == lens.forecast == lens.remarks == "" and not lens.assumptions
    lens = Lens(H2030, date(2026, 11, 29), today)
    assert (lens.assumption, lens.forecast, lens.remarks) == (WORDS, BRIEF, BRIEF)
    assert lens.recorded.assumption == Lens(H2030, date(2030, 12, 31)).assumption == ""


@pytest.mark.parametrize("address", PAGES)
def test_every_page_says_so_in_its_title_and_beside_its_figures(
    address, ba_to, province_viewer, client_for, read, today
):
    client, joined = client_for(province_viewer), "&" if "?" in address else "?"
    for days, ahead in ((0, False), (1, True)):
        shown = read(client, f"{address}{joined}as_of={today + timedelta(days)}")
        title = TITLE.search(shown)[1]
        assert (BRIEF in title) is ahead
        assert bool(BESIDE.search(shown)) is ahead


def test_a_person_s_page_says_so(ba_to, province_viewer, client_for, read, today):
    who = Person.objects.get(full_name="Phạm Thị Hạnh")
    client = client_for(province_viewer)
    shown = read(client, f"/nhan-su/{who.pk}/?as_of={today + timedelta(1)}")
    assert BRIEF in TITLE.search(shown)[1] and BESIDE.search(shown) and WORDS in shown
    assert BRIEF not in read(client, f"/nhan-su/{who.pk}/?as_of={today}")


@pytest.mark.parametrize("where", ["", "huyen/535/"])
def test_a_period_of_a_day_to_come_says_so(where, ba_to, province_admin, client_for, read, today):
    client = client_for(province_admin)
    for days, ahead in ((0, False), (1, True)):
        period = a_period(f"Kỳ {days}", day=today + timedelta(days), due=today + timedelta(30))
        shown = read(client, f"/bao-cao/{period.pk}/{where}")
        figures = shown[shown.index('id="figures"') :]
        assert (BRIEF in TITLE.search(shown)[1]) is (WORDS in figures) is ahead


def test_a_list_taken_away_says_so(ba_to, province_viewer, client_for, today):
    client = client_for(province_viewer)
    for days, ahead in ((0, False), (1, True)):
        taken = b"".join(client.get(f"/nhan-su/tai-ve/csv/?as_of={today + timedelta(days)}"))
        head, *rows = csv.reader(StringIO(taken.decode().removeprefix("\ufeff")))
        assert (head[-1] == "Giả định") is ahead and len(rows) == 5
        assert all((row[-1] == WORDS) is ahead and len(row) == len(head) for row in rows)


def test_figures_for_other_systems_say_so(ba_to, tmp_path, today):
    for days, words in ((0, ""), (1, WORDS)):
        day, said = (today + timedelta(days)).isoformat(), StringIO()
        for name in ("a.json", "a.csv"):
            call_command("export_report", out=str(tmp_path / name), as_of=day, stdout=said)
        told = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
        assert told["assumption"] == words and told["last_year"]["assumption"] == ""
        rows = list(csv.reader(StringIO((tmp_path / "a.csv").read_text(encoding="utf-8"))))
        assert all((row[-1] == WORDS) is bool(words) for row in rows[1:])
        assert len({len(row) for row in rows}) == 1
        assert (WORDS in said.getvalue()) is bool(words)


def test_the_commands_say_so(ba_to, today):
    who = Person.objects.get(full_name="Phạm Thị Hạnh")
    for days, ahead in ((0, False), (1, True)):
        day = (today + timedelta(days)).isoformat()
        for command, args in (("assess", ()), ("explain", (str(who.pk),))):
            out = StringIO()
            call_command(command, *args, as_of=day, stdout=out)
            assert (WORDS in out.getvalue()) is ahead, command
        out = StringIO()
        call_command("assess", as_of=day, format="json", unit="535", stdout=out)
        assert {row["assumption"] for row in json.loads(out.getvalue())} == {WORDS if ahead else ""}


def trend_of(day, today):
    lens = Lens(H2030, day, today)
    unit = Unit.objects.get(level="province")
    theory = BY_CODE["2025.key.theory"]
    return trend(LiveSource(lens, unit), theory)


def test_the_points_to_come_are_drawn_apart(ba_to):
    found = trend_of(date(2028, 12, 31), date(2026, 11, 28))
    assert [point.day.year for point in found.points if point.ahead] == [*range(2026, 2031)]
    assert len(found.path.split()) == 2
    # From the last point that has come on.
    assert found.path_ahead.split()[0] == found.path.split()[-1]
    assert len(found.path_ahead.split()) == 6 and found.forecast == BRIEF
    today = trend_of(date(2026, 11, 28), date(2026, 11, 28))
    assert len(today.path.split()) == 5 and len(today.path_ahead.split()) == 6
    assert today.at_deadline.day == H2030.deadline


def test_a_trend_that_ends_in_the_past_is_not_forecast(ba_to):
    past = trend_of(date(2025, 12, 31), date(2026, 11, 28))
    assert past.path_ahead == past.forecast == "" and past.at_deadline is None


def test_the_way_still_to_go_is_measured_from_what_has_come(
    ba_to, province_viewer, client_for, read
):
    """Half of those covered reach it: 50 points in the two years from the last point on."""
    found = trend_of(date(2025, 6, 30), date(2024, 6, 30))
    assert found.last_come.day == date(2023, 12, 31) and found.yearly_need == Decimal("25.0")
    ahead = trend_of(date(2030, 6, 30), date(2020, 1, 1))
    assert ahead.last_come is None and ahead.yearly_need is None and ahead.path == ""
    page = f"/chi-tieu/2025.key.theory/?horizon=2030&as_of={timezone.localdate().year + 2}-12-31"
    shown = read(client_for(province_viewer), page)
    assert 'class="ahead"' in shown and f"ngày chưa đến; {BRIEF}" in shown
