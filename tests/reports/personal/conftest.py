"""Somebody about whom something is kept in every table, and how a record comes to be deleted."""

from datetime import date, datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
import time_machine
from django.apps import apps
from django.utils import timezone
from openpyxl import load_workbook

from personnel.actions.deleting import delete_record, fingerprint
from personnel.keeping.disclosing import disclose_number
from personnel.models import (
    Batch,
    BatchRow,
    Confirmation,
    Deletion,
    Enrolment,
    Erasure,
    Evaluation,
    FormerName,
    HandOver,
    Merge,
    Unit,
)
from personnel.scans.attaching import attach
from reports.personal.given import GIVEN
from reports.personal.subject import Subject, subject_of
from reports.plans.hashing import hash_of
from sheets.models import Upload, UploadRow
from tests.factories import credential, person, post
from tests.personnel.scans.papers import pdf, sent
from tests.reports.periods.handing import a_period, approved, district_of
from tests.reports.plans.made import a_move, a_plan, a_scenario, a_seat, left

CCCD, OTHER = "051080001234", "051080009999"
NAME, STRANGER = "Phạm Thị Hạnh", "Lê Văn Khác"
JOINED = 10**6
DELETED_ON = timezone.make_aware(datetime(2026, 3, 10, 12))


@pytest.fixture
def known(small_province, editor_a, province_admin):
    """A secretary of Ba Tơ with a row in every table, and a colleague in those of many people."""
    with time_machine.travel(DELETED_ON - timedelta(days=1), tick=False):
        return _known(editor_a, province_admin)


def _known(editor_a, province_admin):
    who = post(person(name=NAME, cccd=CCCD, home_place="Ba Tô"), "BT").person
    other = post(person(name=STRANGER, cccd=OTHER), "TCKT").person
    degree = credential(who, "professional", 4, date(2012, 6, 1))
    at = DELETED_ON
    attach(degree, [sent(pdf(), "bằng.pdf")], by=editor_a, at=at)
    office = who.posts.get()
    Enrolment.objects.create(
        person=who,
        kind="theory",
        level=2,
        state="studying",
        since=date(2026, 1, 5),
        unit=office.unit,
        title=office.title,
    )
    for each in (who, other):
        Evaluation.objects.create(person=each, year=2024, grade="good", note=each.full_name)
    HandOver.objects.create(
        person=who, giver=district_of("535"), unit=Unit.objects.filter(parent__code="534")[0],
        title=office.title, day=date(2024, 3, 1), ends=[office.pk], asked_at=at, state="declined",
        decided_at=at,
    )  # fmt: skip
    batch = Batch.objects.create(kind="fact", name="Tôn giáo", values={}, by=editor_a, at=at)
    for each in (who, other):
        BatchRow.objects.create(batch=batch, person=each, number=each.pk, written={"note": "a"})
        Confirmation.objects.create(person=each, doubt="age", facts="x" * 64, by=editor_a, at=at)
        disclose_number(each, by=editor_a, where="xem trên trang hồ sơ")
    FormerName.objects.create(record=who.pk, name="Phạm Hạnh")
    Merge.objects.create(kept=who.pk, joined=JOINED, name="Phạm T. Hạnh", by=editor_a, at=at)
    Deletion.objects.create(
        record=who.pk, name=NAME, reason="nhầm", at=at, restored_at=at, by=editor_a
    )
    Erasure.objects.create(record=who.pk, reason="cũ", at=at, done_at=at, left="đã khôi phục")
    upload = Upload.objects.create(
        by=editor_a, at=at, name="ba-to.xlsx", sha256="0" * 64, size=1, state="written",
        written_at=at, counts={"people": 2, "problems": [{"value": NAME}]}, decisions={"rows": {}},
    )  # fmt: skip
    rows = [(NAME, who.pk, []), (STRANGER, other.pk, []), ("", None, [["Số CCCD", "", CCCD]])]
    for order, (name, number, changes) in enumerate(rows):
        UploadRow.objects.create(
            upload=upload, order=order, number=order + 2, sheet="A", full_name=name, person=number,
            changes=changes, status="changed", problems=[{"message": f"Trùng {STRANGER}"}],
        )  # fmt: skip
    approved(a_period(), district_of("535"), editor_a, province_admin)
    _planned(who, other)
    return who


def _planned(who, other):
    """Name both in an approved plan and in a scenario."""
    plan, scenario = a_plan(seats_count=2), a_scenario()
    for each in (who, other):
        a_move(scenario, person=each.pk)
        names = {"plan": plan, "person": each.pk, "full_name": each.full_name}
        a_seat(**names).save()
        left(**names).save()
    plan.sha256 = hash_of(plan, plan.seats.all(), plan.left.all())
    plan.save()


@pytest.fixture
def deleted(known, province_admin):
    """The same, deleted; returns the number."""
    number = known.pk
    with time_machine.travel(DELETED_ON, tick=False):
        delete(known, province_admin)
    return number


def delete(who, by):
    """Delete a record at the clock's time."""
    delete_record(who, "nhầm", seen=fingerprint(who), by=by, at=timezone.now())


def opened(content):
    """Return a zip's names, and its workbook's sheets as lists of rows."""
    archive = ZipFile(BytesIO(content))
    book = load_workbook(BytesIO(archive.read("du-lieu-ca-nhan.xlsx")))
    sheets = {sheet.title: [list(row) for row in sheet.values] for sheet in book}
    return archive, sheets


def kept_of(number):
    """Return how many rows each table keeps of a number that may lead nowhere any more."""
    subject = subject_of(number) or Subject(number, [number, JOINED], NAME, CCCD)
    found = {name: given.rows(apps.get_model(name), subject) for name, given in GIVEN.items()}
    return {name: rows.count() for name, rows in found.items() if rows.exists()}
