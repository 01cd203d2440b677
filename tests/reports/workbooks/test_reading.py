"""What the annual workbook is made from is read once, and nothing that a file has no use for."""

import gc
from datetime import date

import pytest
from django.core.management import BaseCommand
from django.db import connection
from django.test.utils import CaptureQueriesContext

from personnel.models import Unit
from reports import links
from reports.management.commands import export_report
from reports.workbooks.annual import targets_sheet
from reports.workbooks.annual.report import live_report
from reports.workbooks.annual.workbook import annual_workbook
from targets.criteria import H2025, H2030
from targets.lens import Lens
from tests.reports.periods.handing import LATER, district_of

DAY = date(2025, 12, 31)
# Beginnings of the statements that go through everybody in post.
EVERYBODY = '"principal" AS ('


def report_on(root, horizon=H2025):
    return live_report(Lens(horizon, DAY), root, LATER)


def test_everybody_is_read_five_times(people):
    report = report_on(people)
    with CaptureQueriesContext(connection) as sent:
        annual_workbook(report)
    # Figures with counts; both days of the steps; who is in post; who misses a target.
    assert sum(EVERYBODY in query["sql"] for query in sent.captured_queries) == 5


@pytest.mark.parametrize("horizon", [H2025, H2030])
def test_last_year_s_rates_are_those_of_its_figures(people, horizon):
    for root in (people, district_of("535"), Unit.objects.get(code="535").children.first()):
        report = report_on(root, horizon)
        for criterion in report.criteria:
            counted = report.figure_before(criterion).rate(criterion.share)
            assert report.rate_before(criterion) == counted, criterion.code


def test_no_address_is_looked_up(people, monkeypatch):
    def refused(*asked):
        raise AssertionError(asked)

    monkeypatch.setattr(links, "_path", refused)
    assert annual_workbook(report_on(people)).people


def test_the_command_checks_no_pages(people, monkeypatch, tmp_path):
    def refused(*args, **options):
        raise AssertionError

    monkeypatch.setattr(BaseCommand, "check", refused)
    out, command = tmp_path / "bao-cao.xlsx", export_report.Command()
    words = ["--as-of", "31/12/2025", "--horizon", "2025", "--out", str(out)]
    # As on the command line: `call_command` leaves the checks of every command out.
    command.execute(**vars(command.create_parser("manage.py", "export_report").parse_args(words)))
    assert out.stat().st_size


def test_no_dead_cycles_are_looked_for_while_it_is_written(people, monkeypatch):
    seen = []
    write = targets_sheet.write

    def watched(*asked):
        seen.append(gc.isenabled())
        write(*asked)

    monkeypatch.setattr(targets_sheet, "write", watched)
    was = gc.isenabled()
    gc.enable()
    try:
        annual_workbook(report_on(people))
        assert seen == [False] and gc.isenabled()
    finally:
        gc.enable() if was else gc.disable()
