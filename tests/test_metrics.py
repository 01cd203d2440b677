"""What Prometheus is told: by page and status, to whoever may read it, of nobody."""

import os
from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.conf import settings as configured
from django.db import connection
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families as parsed

from cadre_portal import health, metrics
from personnel.models import TrailDay
from sheets.models import Upload
from tests.factories import person
from tests.outages import away

NAME, CCCD = "Phạm Thị Hạnh", "051187001234"
TOKEN = "ma-doc-so-lieu"


@pytest.fixture(autouse=True)
def told(settings):
    """The portal as METRICS=true sets it, with a token."""
    settings.METRICS_TOKEN = TOKEN
    settings.MIDDLEWARE = list(configured.MIDDLEWARE)
    settings.MIDDLEWARE.insert(1, "cadre_portal.metrics.Measured")
    settings.MIDDLEWARE.insert(3, "cadre_portal.metrics.Given")


def read(token=TOKEN, **headers):
    return Client().get(health.METRICS, headers={"Authorization": f"Bearer {token}"} | headers)


def values(name):
    """Return the values of a metric by the values of its labels."""
    return {
        tuple(sample.labels.values()): sample.value
        for family in parsed(read().content.decode())
        for sample in family.samples
        if sample.name == name
    }


def risen(name, before):
    after = values(name)
    return {key: after[key] - before.get(key, 0) for key in after if after[key] != before.get(key)}


def test_answers_are_counted_by_page_method_and_status(client_for, editor_a):
    name = "django_http_responses_total_by_status_view_method_total"
    before, client = values(name), client_for(editor_a)
    client.get("/nhan-su/"), client.get("/nhan-su/"), client.get("/nhan-su/1/")
    Client().get("/nhan-su/"), client.get("/khong-co/")
    # The order of labels is the library's.
    rise = {frozenset(key): value for key, value in risen(name, before).items()}
    assert rise[frozenset({"200", "people", "GET"})] == 2
    assert rise[frozenset({"404", "person", "GET"})] == 1
    assert rise[frozenset({"302", "people", "GET"})] == 1
    assert rise[frozenset({"404", "<unnamed view>", "GET"})] == 1


def test_queries_are_counted_by_page(client_for, editor_a, django_assert_num_queries):
    client = client_for(editor_a)
    before, seconds = values("portal_queries_total"), values("portal_query_seconds_total")
    asked = []
    with connection.execute_wrapper(lambda do, *what: asked.append(what[0]) or do(*what)):
        client.get("/nhan-su/")
    assert risen("portal_queries_total", before)[("people",)] == len(asked) > 3
    assert risen("portal_query_seconds_total", seconds)[("people",)] > 0


def test_a_fault_is_counted_once(client_for, editor_a, monkeypatch):
    def fail(*_asked, **_named):
        raise ValueError(NAME)

    monkeypatch.setattr("accounts.own.views.SignInPage.dispatch", fail)
    counted = "django_http_requests_latency_seconds_by_view_method_count"
    kinds, times = values("django_http_exceptions_total_by_type_total"), values(counted)
    Client(raise_request_exception=False).get("/dang-nhap/")
    assert risen("django_http_exceptions_total_by_type_total", kinds) == {("ValueError",): 1}
    rise = risen(counted, times)
    assert {frozenset(key): value for key, value in rise.items()}[
        frozenset({"sign-in", "GET"})
    ] == 1


def test_nobody_s_name_or_number_is_in_it(client_for, editor_a, province):
    person(NAME, cccd=CCCD)
    for client in (client_for(editor_a), Client()):
        client.get(f"/{NAME}/{CCCD}/"), client.get("/nhan-su/", {"q": NAME})
        client.post("/dang-nhap/", {"username": NAME, "password": CCCD})
        client.get("/", headers={"Host": f"{CCCD}.example", "User-Agent": NAME})
    said = read().content.decode()
    for trace in ("Hạnh", "Hanh", "H%E1", CCCD, editor_a.username, "nhan-su", "127.0.0.1"):
        assert trace not in said


@pytest.mark.parametrize(
    ("token", "given", "address", "passed_on", "status"),
    [
        (TOKEN, TOKEN, "203.0.113.9", {}, 200),
        (TOKEN, TOKEN, "127.0.0.1", {"X-Forwarded-For": "203.0.113.9"}, 200),
        (TOKEN, "sai", "127.0.0.1", {}, 403),
        (TOKEN, "", "127.0.0.1", {}, 403),
        (TOKEN, "mã", "127.0.0.1", {}, 403),
        ("", "", "127.0.0.1", {}, 200),
        ("", "", "::1", {}, 200),
        ("", "", "127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}, 403),
        ("", "", "203.0.113.9", {}, 403),
        ("", "", "", {}, 403),
    ],
)
def test_who_may_read_it(db, settings, token, given, address, passed_on, status):
    settings.METRICS_TOKEN = token
    headers = {"Authorization": f"Bearer {given}"} | passed_on
    # By its address in the network, without a name that the portal goes by.
    asked = {"HTTP_HOST": "10.1.2.3:8000", "REMOTE_ADDR": address}
    answer = Client().get(health.METRICS, headers=headers, **asked)
    assert answer.status_code == status
    assert ("portal_ready" in answer.content.decode()) is (status == 200)


def test_it_is_off_unless_it_is_set(db, settings):
    settings.MIDDLEWARE = import_module("cadre_portal.settings").MIDDLEWARE
    assert read().status_code in {302, 404}


def test_how_the_portal_stands(province_admin, settings, tmp_path):
    closed = datetime(2026, 3, 1, 18, 30, tzinfo=UTC)
    facts = {"by": province_admin, "name": "a.xlsx", "at": closed, "size": 1, "sha256": "0" * 64}
    facts |= {"state": Upload.State.READING}
    Upload.objects.create(**facts), Upload.objects.create(**facts)
    Upload.objects.create(**facts, seen_at=datetime(2026, 1, 1, tzinfo=UTC))
    TrailDay.objects.create(day=closed.date(), closed_at=closed, version=1, head="a")
    settings.BACKUP_DIR = str(tmp_path)
    for number, name in enumerate(["portal-1.tar.enc", "portal-2.tar.enc", "other"]):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (1000 + number, 1000 + number))
    assert values("portal_ready") == {("database",): 1, ("migrations",): 1, ("storage",): 1}
    assert values("portal_uploads") == {("waiting",): 2, ("working",): 1}
    assert values("portal_nightly_timestamp_seconds") == {(): closed.timestamp()}
    assert values("portal_backup_timestamp_seconds") == {(): 1001}


@pytest.mark.parametrize("folder", ["", "/nowhere"])
def test_what_is_not_known_is_not_told(db, settings, folder):
    settings.BACKUP_DIR = folder
    TrailDay.objects.all().delete()
    assert values("portal_backup_timestamp_seconds") == {}
    assert values("portal_nightly_timestamp_seconds") == {}


def test_without_a_database_it_is_told_that_there_is_none(monkeypatch):
    def fail(*args, **kwargs):
        raise away()

    monkeypatch.setattr(connection, "ensure_connection", fail)
    monkeypatch.setattr(metrics, "_uploads", fail)
    # Files lie in the database too, unless FILES says otherwise.
    assert values("portal_ready") == {("database",): 0, ("migrations",): 0, ("storage",): 0}
    assert values("portal_uploads") == {}


def test_the_setting_puts_it_where_the_tests_have_it(monkeypatch):
    """`Measured` right behind the id of each request, `Given` before hosts and sessions."""
    monkeypatch.setenv("METRICS", "true")
    monkeypatch.setenv("SECRET_KEY", "of-the-test")
    import runpy

    said = runpy.run_path(import_module("cadre_portal.settings").__file__, run_name="settings")
    assert said["MIDDLEWARE"][:5] == [
        "cadre_portal.each_request.EachRequest", "cadre_portal.metrics.Measured",
        "django.middleware.security.SecurityMiddleware", "csp.middleware.CSPMiddleware",
        "cadre_portal.metrics.Given",
    ]  # fmt: skip
