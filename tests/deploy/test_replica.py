"""A primary and its streaming replica, as a province with two machines has them."""

import json
import subprocess
import sys
import threading

import psycopg2
import pytest

from tests.deploy.conftest import APP, ROOT, USER, asking, manage
from tests.deploy.pairs import READER, pair_of, until
from tests.deploy.visiting import Browser, served_by

WATCHER = "theo-doi"
# Somebody who may look at the whole province and change nothing, with the password of the other.
ADD_WATCHER = f"""
from accounts.models import User
known = User.objects.get(username="{USER}")
made, _ = User.objects.get_or_create(username="{WATCHER}", password=known.password)
made.grants.get_or_create(role="province_viewer")
"""
BA_TO = "SELECT id FROM personnel_unit WHERE code = '535' AND level = 'district'"
RENAMED = "Huyện Ba Tơ Đổi Tên"


@pytest.fixture(scope="module")
def filled(portal):
    """The portal with both users of these tests."""
    manage(portal.owner, "shell", "-v", "0", "-c", ADD_WATCHER)
    return portal


def settings_of(portal, pair, **more):
    """Return the environment of web workers that know both servers, by whichever is primary."""
    both = [f"127.0.0.1:{server.port}" for server in (pair.primary, pair.standby)]
    return portal.workers | {
        "DATABASE_URL": f"postgres://{APP}@{','.join(both)}/portal?target_session_attrs=read-write",
        "REPLICA_URL": pair.standby.url(READER), "REPLICA_LAG_SECONDS": "600",
        "HTTPS": "false", "BEHIND_PROXY": "false", "ALLOWED_HOSTS": "127.0.0.1",
    } | more  # fmt: skip


@pytest.fixture(scope="module")
def pair(filled):
    with pair_of(filled) as found:
        yield found


@pytest.fixture(scope="module")
def address(filled, pair, tmp_path_factory):
    # One process: each knows only since it began where the primary stood.
    said = settings_of(filled, pair, GUNICORN_CMD_ARGS="--workers 1")
    with served_by(said, tmp_path_factory.mktemp("web")) as found:
        yield found


@pytest.fixture
def paused(pair):
    """The replica stands still as it is; the primary has gone on since."""
    pair.caught_up()
    ((unit,),) = pair.primary.ask(BA_TO)
    ((name,),) = pair.primary.ask("SELECT name FROM personnel_unit WHERE id = %s", unit)
    pair.stand_still()
    pair.primary.ask("UPDATE personnel_unit SET name = %s WHERE id = %s", RENAMED, unit)
    yield "/don-vi/535/"
    pair.primary.ask("UPDATE personnel_unit SET name = %s WHERE id = %s", name, unit)
    pair.go_on()


def seen(browser, page):
    """Return whether a page tells what the primary alone has."""
    status, text = browser.get(page)
    assert status == 200 and "Ba Tơ" in text
    return RENAMED in text


def test_who_watches_reads_from_the_replica_and_who_changes_from_the_primary(address, pair, paused):
    pair.go_on()
    watcher, officer = Browser(address).sign_in(WATCHER), Browser(address).sign_in(USER)
    pair.caught_up()
    assert seen(watcher, paused) and seen(officer, paused)
    pair.stand_still()
    pair.primary.ask("UPDATE personnel_unit SET name = 'Ba Tơ' WHERE name = %s", RENAMED)
    assert (seen(watcher, paused), seen(officer, paused)) == (True, False)


def test_what_one_has_just_written_is_seen(address, pair, paused):
    pair.go_on()
    watcher, other = Browser(address).sign_in(WATCHER), Browser(address).sign_in(WATCHER)
    pair.caught_up()
    pair.stand_still()
    kept = "Nữ cần tìm lại"
    status, _ = watcher.post("/nhan-su/luu/", name=kept, query="sex=female")
    assert status == 200
    assert kept in watcher.get("/nhan-su/")[1], "read from the primary until the replica has it"
    assert kept not in other.get("/nhan-su/")[1], "another browser is shown the replica"
    pair.go_on()
    assert kept in other.get("/nhan-su/")[1]


def looked(portal, pair, *how):
    """Return what a process of its own was shown, with the settings of the web workers."""
    said = settings_of(portal, pair) | {"DJANGO_SETTINGS_MODULE": "cadre_portal.settings"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.deploy.looking", WATCHER, *how], cwd=ROOT, env=said,
        text=True, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


FILL = """
from django.conf import settings
settings.UPLOADS_APART = False
from tests.upgrade.province import fill
fill()
"""


def test_the_deeds_of_a_year_need_no_more_than_the_least_rights(filled, pair):
    """Records are written, deleted and read from a sheet, reports handed in, answered, sealed."""
    workers = filled.workers | {"DATABASE_URL": pair.primary.url(APP)}
    manage(workers, "shell", "-v", "0", "-c", FILL)
    asked = {
        "reports_period": "sealed_at IS NOT NULL", "personnel_upload": "state = 'written'",
        "personnel_deletion": "true", "reports_submission": "state = 'approved'",
        "personnel_historicalperson": "true",
    }  # fmt: skip
    for table, condition in asked.items():
        ((found,),) = pair.primary.ask(f"SELECT count(*) FROM {table} WHERE {condition}")
        assert found >= 1, table
    # And whoever may read on the replica alone is shown every page of it there, in one moment.
    pair.caught_up()
    shown = looked(filled, pair)
    assert len(shown["looked"]) > 20
    assert {name: how for name, how in shown["looked"].items() if how != [200, "replica"]} == {}
    assert shown["reading"] == ["repeatable read", READER, "on"] and shown["has all"]


def test_a_replica_that_stands_still_has_not_all(filled, pair, paused):
    assert not looked(filled, pair, "as-it-stands")["has all"]


def test_who_reads_the_replica_reads_what_pages_show_and_nothing_else(pair):
    hidden = ("django_session", "accounts_secondfactor", "accounts_recoverycode",
              "accounts_signin", "personnel_disclosure", "personnel_trailday")  # fmt: skip
    for server in (pair.primary, pair.standby):
        with asking(server.url(READER)) as cursor:
            cursor.execute("SELECT count(*) FROM personnel_person")
            for table in hidden:
                with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                    cursor.execute(f"SELECT count(*) FROM {table}")
            for written in (
                "DELETE FROM personnel_person",
                "INSERT INTO personnel_unit DEFAULT VALUES",
            ):
                with pytest.raises(psycopg2.Error):
                    cursor.execute(written)


class Officer(threading.Thread):
    """Saves one list after another, and remembers which of them were said to be saved."""

    def __init__(self, address, number):
        super().__init__()
        self.browser, self.number = Browser(address).sign_in(USER), number
        self.saved, self.enough = [], threading.Event()

    def run(self):
        for turn in range(2000):
            if self.enough.is_set():
                return
            name = f"Danh sách {self.number}.{turn}"
            status, text = self.browser.post("/nhan-su/luu/", name=name, query="sex=female")
            if status == 200 and f"Đã lưu danh sách “{name}”" in text:
                self.saved.append(name)


def pages_come_without_the_replica(address, pair):
    """Stop the replica, look at some pages, start it again."""
    watcher = Browser(address).sign_in(WATCHER)
    pair.standby.stop()
    assert [watcher.get(page)[0] for page in ("/", "/nhan-su/", "/")] == [200] * 3
    pair.standby.start()
    pair.caught_up()


def test_a_replica_is_not_missed_and_a_failover_loses_nothing_told_saved(filled, tmp_path):
    """The primary is cut off while several write; the replica takes its place and they go on."""
    with pair_of(filled) as pair, served_by(settings_of(filled, pair), tmp_path) as address:
        pages_come_without_the_replica(address, pair)
        pair.wait_for_each_other()
        officers = [Officer(address, number) for number in range(3)]
        for officer in officers:
            officer.start()
        try:
            until(lambda: all(len(each.saved) >= 3 for each in officers), "nobody could write")
            pair.primary.stop()
            pair.standby.promote()
            before = [len(each.saved) for each in officers]
            until(
                lambda: all(len(e.saved) > b for e, b in zip(officers, before, strict=True)),
                "nobody can write any more",
            )
        finally:
            for officer in officers:
                officer.enough.set()
            for officer in officers:
                officer.join()
        there = {name for (name,) in pair.standby.ask("SELECT name FROM reports_savedlist")}
        assert {name for each in officers for name in each.saved} <= there
        assert pair.standby.ask("SELECT pg_is_in_recovery()") == [(False,)]
