"""A small province, and its report in Word."""

from datetime import UTC, date, datetime

import pytest

from personnel.models import DossierCount, Unit
from reports.word.document import document
from reports.word.facts import Facts
from reports.word.form import Form
from reports.word.shipped import shipped_template
from reports.word.template import written
from reports.word.told import Written
from reports.workbooks.annual.report import live_report
from targets.criteria import HORIZONS
from targets.lens import Lens
from tests.factories import credential, person, post
from tests.reports.word.reading import opened

DAY = date(2025, 12, 31)
SHIPPED = shipped_template(Form())
AT = datetime(2026, 1, 20, 3, tzinfo=UTC)


@pytest.fixture
def people(small_province):
    three_in_every_commune()
    return small_province


def three_in_every_commune():
    """Create a key cadre, a civil servant and a helper in each, of different levels."""
    for at, unit in enumerate(Unit.objects.filter(level="commune").order_by("code")):
        for title, level in (("BT", at % 5), ("TCKT", (at + 2) % 5), ("VPDU", at % 3)):
            sex = "female" if at % 2 else "male"
            somebody = post(person(f"Trần Thị {title} {at}", sex=sex), title, unit.code).person
            credential(somebody, "professional", level)
            if at % 4:
                credential(somebody, "theory", level % 3, awarded=date(2025, 3, at + 1))
            if at % 3:
                credential(somebody, "state_management", 2 if level > 1 else 0)
        DossierCount.objects.create(unit=unit, year=2025, online=50 + 5 * at, total=110)


def report_of(root, horizon="2025", day=DAY):
    return live_report(Lens(HORIZONS[horizon], day), root, AT)


def docx_of(root, written_beside=None, reporting=None, final=False, form=None, **asked):
    """Return the report of a unit as python-docx opens it."""
    facts = Facts(report_of(root, **asked), written_beside or Written(), reporting, final)
    form = form or Form()
    return opened(written(document(facts, form), SHIPPED))
