"""What is told to whoever watches over the portal: alive, and ready to work."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from cadre_portal import health
from tests.keeping_files import keep_in
from tests.outages import away

# By its address in the network, without a name that the portal goes by.
PROBE = {"HTTP_HOST": "10.1.2.3:8000"}


def ready(client=None):
    response = (client or Client()).get(health.READY, **PROBE)
    return response.status_code, response.json()


@pytest.fixture
def broken(monkeypatch):
    """A database that nobody reaches."""

    def fail(*args, **kwargs):
        raise away()

    monkeypatch.setattr(connection, "ensure_connection", fail)


def test_alive_is_said_without_asking_anything(broken):
    client = Client()
    client.cookies["sessionid"] = "a" * 32
    response = client.get(health.ALIVE, **PROBE)
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response["Cache-Control"] == "no-store"
    assert "default-src" in response["Content-Security-Policy"]


@pytest.mark.django_db
def test_ready_is_a_database_with_its_migrations_and_a_place_for_files(
    django_assert_max_num_queries,
):
    health._latest()
    with django_assert_max_num_queries(5):
        assert ready() == (200, {"database": True, "migrations": True, "storage": True})


@pytest.mark.parametrize(("kind", "there"), [("database", False), ("folder", True)])
def test_not_ready_without_a_database(broken, settings, tmp_path, monkeypatch, kind, there):
    keep_in(kind, tmp_path, settings, monkeypatch)
    assert ready() == (503, {"database": False, "migrations": False, "storage": there})


@pytest.mark.django_db
def test_not_ready_before_the_migrations_of_the_release():
    MigrationRecorder.Migration.objects.filter(app="personnel").order_by("-name")[0].delete()
    assert ready() == (503, {"database": True, "migrations": False, "storage": True})


@pytest.mark.django_db
@pytest.mark.parametrize("folder", ["UPLOADS_DIR", "SCANS_DIR"])
def test_not_ready_where_no_file_can_be_kept(settings, tmp_path, monkeypatch, folder):
    keep_in("folder", tmp_path, settings, monkeypatch)
    getattr(settings, folder).write_text("a file is no folder")
    assert ready() == (503, {"database": True, "migrations": True, "storage": False})


@pytest.mark.django_db
@pytest.mark.parametrize("path", [health.ALIVE, health.READY])
def test_a_probe_is_read_and_nothing_else(path, settings):
    client = Client()
    assert client.head(path, **PROBE).status_code == 200
    assert client.post(path, **PROBE).status_code in {400, 403, 404}
    settings.SECURE_SSL_REDIRECT = True
    assert client.get(path, **PROBE).status_code == 200
