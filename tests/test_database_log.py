"""In normal work the database declines nothing, so that its log says only what is amiss."""

import os
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.test import Client
from django.utils import timezone

from personnel.models import Credential, Person, Title, Unit
from sheets.models import Upload
from tests.factories import MOUNTAIN
from tests.forms import fields_of
from tests.reports.periods.handing import a_period, approved, district_of
from tests.sheets.uploads.conftest import ONE, workbook

OURS = [
    model
    for app in ("accounts", "personnel", "reports")
    for model in apps.get_app_config(app).models.values()
]
KNOWN = {models.DateField: date(2025, 12, 31), models.DateTimeField: timezone.now()}
WHOM = {"full_name": "Nguyễn Thị Hoa", "sex": "female", "birth": "05/1990", "party": "2012"}


@contextmanager
def quiet():
    """See that no statement was declined; on PostgreSQL, that the server's log says nothing."""
    declined = []

    def listen(execute, sql, *rest):
        try:
            return execute(sql, *rest)
        except Exception as error:
            declined.append(f"{error}: {sql}")
            raise

    said = _said_by_the_server()
    with connection.execute_wrapper(listen):
        yield
    assert declined == []
    assert said() == []


def _said_by_the_server():
    """Return a function that gives the lines which the server logs of our connection from now on.

    `POSTGRES_LOG` names its log; wherever CI runs on PostgreSQL it has to.
    """
    log = os.environ.get("POSTGRES_LOG")
    if connection.vendor != "postgresql" or not (log or os.environ.get("CI")):
        return list
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        ours = f"[{cursor.fetchone()[0]}]"
    before = Path(log).stat().st_size

    def lines():
        with Path(log).open("rb") as file:
            file.seek(before)
            return [line for line in file.read().decode().splitlines() if ours in line]

    return lines


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("known", [False, True], ids=["nothing known", "days known"])
def test_every_constraint_can_be_asked_before_anything_is_written(db, model, known):
    """A form asks the database whether it takes what was typed; an error there counts as yes."""
    record = model()
    for field in model._meta.concrete_fields:
        if known and type(field) in KNOWN:
            setattr(record, field.attname, KNOWN[type(field)])
    with quiet():
        for constraint in model._meta.constraints:
            try:
                constraint.validate(model, record)
            except ValidationError:
                continue


def test_a_year_that_does_not_count_from_its_end_is_refused_in_the_form(db):
    """By the database's own condition, which PostgreSQL could not be asked without a day."""
    (check,) = (
        c for c in Credential._meta.constraints if c.name == "credential_year_counts_from_its_end"
    )
    check.validate(Credential, Credential(awarded=date(2020, 12, 31), awarded_precision="year"))
    check.validate(Credential, Credential(awarded=None, awarded_precision=""))
    for day in (date(2020, 12, 30), date(2020, 11, 30)):
        with pytest.raises(ValidationError, match="31/12"):
            check.validate(Credential, Credential(awarded=day, awarded_precision="year"))


def test_a_round_of_saves_is_quiet(small_province, province_admin, editor_a, client_for):
    period = a_period()
    with quiet():
        board, province = Client(), client_for(province_admin)
        for password in ("sai", "mat-khau-thu"):
            board.post("/dang-nhap/", {"username": editor_a.username, "password": password})
        who = _recorded(board)
        _changed(board, who)
        _trained(board, who)
        _handed_in_written_and_undone(board)
        _confirmed_in_the_admin(province)
        approved(period, district_of(), editor_a, province_admin)
        assert board.post(f"/nhan-su/{who.pk}/thoi-giu/", {}).status_code == 422


def _recorded(board):
    """A person whose credentials have a day, a year, and none."""
    typed = {
        "posts-0-unit": str(Unit.objects.get(code=MOUNTAIN).pk),
        "posts-0-title": str(Title.objects.get(code="BT").pk),
        "credentials-0-level_text": "ĐH Luật",
        "credentials-0-awarded_text": "2012",
        "credentials-1-level_text": "TC",
    }
    data = fields_of(board.get("/nhan-su/them/"))
    assert board.post("/nhan-su/them/", data | WHOM | typed).status_code == 302
    return Person.objects.get()


def _changed(board, who):
    url = f"/nhan-su/{who.pk}/sua/"
    data = fields_of(board.get(url)) | {"full_name": "Nguyễn Thị Hoà"}
    assert board.post(url, data).status_code == 302


def _trained(board, who):
    typed = {"class-kind": "theory", "class-level_text": "CC", "class-awarded_text": "2024"}
    sent = {**typed, "do": "confirm", "person": [who.pk]}
    assert board.post("/lop-dao-tao/", sent).status_code == 302
    assert Credential.objects.count() == 3


def _handed_in_written_and_undone(board):
    board.post("/nhap-tep/", {"files": [workbook(ONE)]})
    upload = Upload.objects.get()
    board.post(f"/nhap-tep/{upload.pk}/xac-nhan/", {"run": upload.run})
    board.post(f"/nhap-tep/{upload.pk}/hoan-tac/", {"reason": "Nộp nhầm tệp"})
    upload.refresh_from_db()
    assert upload.state == Upload.State.UNDONE


def _confirmed_in_the_admin(province):
    url = f"/admin/personnel/unit/{Unit.objects.get(code=MOUNTAIN).pk}/change/"
    data = fields_of(province.get(url), "unit_form") | {"terrain_decision": "12/QĐ-UBND"}
    assert province.post(url, data).status_code == 302
