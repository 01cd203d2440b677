"""What every test may ask for: the reference data and a fixed cast of users."""

import os
import shutil
import time
from collections.abc import Callable
from datetime import date
from html import unescape
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client, SimpleTestCase

from accounts.models import Grant, User
from accounts.own.sessions import PROVED, SEEN
from personnel.models import Ethnicity, Title, Unit
from tests.factories import MOUNTAIN, credential, leave_few_units, person, post

Role = Grant.Role
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
LIBREOFFICE = shutil.which("soffice")
EMPTYING = {"transactional_db", "live_server"}
DATABASE = {"db", *EMPTYING}
NEVER_LONG_AGO = 2**40
RELOAD = pytest.StashKey[Callable[[], None]]()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """In CI nothing is skipped: a skip is a failure."""
    report = (yield).get_result()
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"


def pytest_addoption(parser):
    parser.addoption("--only-database", action="store_true", help="what can touch the database")


def pytest_collection_modifyitems(config, items):
    """Leave out what was not asked for or cannot run, and say so.

    The browser's tests where there is no chromium, those that print where there is no LibreOffice;
    never in CI. With --only-database what another database cannot change.
    """
    apart = set()
    if not (LIBREOFFICE or os.environ.get("CI")):
        apart |= {item for item in items if "libreoffice" in item.fixturenames}
    if not (CHROMIUM or os.environ.get("CI")):
        apart |= {item for item in items if "browser" in item.path.parts}
    if config.getoption("--only-database"):
        apart |= {item for item in items if not _may_touch_the_database(item)}
    if apart:
        config.hook.pytest_deselected(items=list(apart))
        items[:] = [item for item in items if item not in apart]


def _may_touch_the_database(item):
    """Whether pytest-django lets a test near the database, or it starts processes of its own."""
    if _reads_the_lists_alone(item):
        return False
    return bool(
        DATABASE.intersection(item.fixturenames)
        or item.get_closest_marker("django_db")
        or issubclass(item.cls or object, SimpleTestCase)
        or hasattr(item.module, "subprocess")
    )


def _empties_every_table(item):
    """Whether pytest-django lets a test commit, and empties the database after it."""
    marker = item.get_closest_marker("django_db")
    commits = marker is not None and marker.kwargs.get("transaction", False)
    return commits or not EMPTYING.isdisjoint(getattr(item, "fixturenames", ()))


def _reads_the_lists_alone(item):
    """Whether a test only reads a sheet against the reference lists, held by the process.

    How the lists are read themselves is asked on both databases.
    """
    *_, above, room, _ = item.path.parts
    reads = above == "sheets" and room in ("layout", "reading")
    return reads and item.path.stem != "test_matching"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """Load the reference data again after a test that emptied every table.

    Left to the tests that follow, each would load it for itself and roll it back. After the last
    test the database is gone.
    """
    try:
        return (yield)
    finally:
        if nextitem is not None and _empties_every_table(item):
            item.config.stash[RELOAD]()


def pytest_terminal_summary(terminalreporter):
    if not CHROMIUM:
        terminalreporter.write_line("No chromium on this machine: tests/browser was left out.")
    if not LIBREOFFICE:
        terminalreporter.write_line("No LibreOffice on this machine: nothing was printed.")


@pytest.fixture(autouse=True)
def nothing_waits_for_the_test(monkeypatch):
    """Do what waits for a commit at once, where only the test's own transaction is open.

    That one is never committed; to the portal it is not there.
    """
    later = BaseDatabaseWrapper.on_commit

    def on_commit(connection, func, robust=False):
        if all(block._from_testcase for block in connection.atomic_blocks):
            func()
        else:
            later(connection, func, robust)

    monkeypatch.setattr(BaseDatabaseWrapper, "on_commit", on_commit)


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_setup, django_db_blocker):
    """Load the reference data once a process: every test rolls back to it."""
    with django_db_blocker.unblock():
        call_command("load_reference", verbosity=0, stdout=StringIO())
        tables = apps.get_app_config("personnel").get_models()
        every = [rows for table in tables if (rows := list(table.objects.order_by("pk")))]

    def reload():
        with django_db_blocker.unblock(), transaction.atomic():
            for rows in () if Unit.objects.exists() else every:
                type(rows[0]).objects.bulk_create(rows)

    request.config.stash[RELOAD] = reload


@pytest.fixture
def libreoffice():
    """What a test asks for that prints: LibreOffice, on this machine."""


@pytest.fixture
def province(db):
    """Units, titles and ethnic groups."""
    return Unit.objects.get(level=Unit.Level.PROVINCE)


@pytest.fixture
def reachable(transactional_db, province, tmp_path):
    """Put the database where other connections and processes reach it, each for itself.

    That of PostgreSQL is there already; SQLite's in memory is one connection for all, so the
    test gets a file with the same content.
    """
    own = connections["default"]
    if own.vendor != "sqlite":
        yield
        return
    path = tmp_path / "portal.sqlite3"
    with own.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    moved = own.settings_dict | {"NAME": str(path)}
    connections["default"] = type(own)(moved, "default")
    connections.settings["default"] = moved
    yield
    connections["default"].close()
    connections["default"] = own
    connections.settings["default"] = own.settings_dict


@pytest.fixture
def small_province(province):
    """Three districts of three communes or four: every page as ever, in little room."""
    leave_few_units()
    return province


@pytest.fixture
def nothing(db):
    """An empty database: no reference data either."""
    for level in reversed(Unit.Level.values):
        Unit.objects.filter(level=level).delete()
    for model in (Title, Ethnicity):
        model.objects.all().delete()


def _user(username, *rights):
    """Create a user with rights, each a role and the code of a district, if it is about one."""
    user = User.objects.create_user(username, password="mat-khau-thu")
    for role, *district in rights:
        unit = Unit.objects.get(code=district[0], level="district") if district else None
        user.grants.create(role=role, district=unit)
    return user


@pytest.fixture
def province_admin(province):
    return _user("quan-tri", (Role.PROVINCE_ADMIN,))


@pytest.fixture
def province_viewer(province):
    return _user("theo-doi", (Role.PROVINCE_VIEWER,))


@pytest.fixture
def editor_a(province):
    """An editor of Huyện Ba Tơ."""
    return _user("ba-to", (Role.DISTRICT_EDITOR, "535"))


@pytest.fixture
def editor_b(province):
    """An editor of Thị xã Đức Phổ."""
    return _user("duc-pho", (Role.DISTRICT_EDITOR, "534"))


@pytest.fixture
def viewer_a(province):
    """A reader of Huyện Ba Tơ."""
    return _user("xem-ba-to", (Role.DISTRICT_VIEWER, "535"))


@pytest.fixture
def editor_ab(province):
    """An editor of both Huyện Ba Tơ and Thị xã Đức Phổ."""
    return _user("hai-huyen", (Role.DISTRICT_EDITOR, "535"), (Role.DISTRICT_EDITOR, "534"))


@pytest.fixture
def stranger(province):
    """Somebody who can sign in and has no right in force."""
    user = _user("nguoi-la")
    unit = Unit.objects.get(code="535", level="district")
    user.grants.create(role=Role.DISTRICT_EDITOR, district=unit, valid_to=date(2020, 12, 31))
    return user


@pytest.fixture
def client_for():
    """Return a function that signs a user in."""

    def sign_in(user):
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        # Just seen, so that no page of a test is the one of its minute that records it.
        session = client.session
        session[SEEN] = int(time.time())
        # Whatever the test's clock says, the password was given a moment ago.
        session[PROVED] = NEVER_LONG_AGO
        session.save()
        return client

    return sign_in


@pytest.fixture
def ba_to(province):
    """Five people of one mountain commune of Ba Tơ, with and without what is asked."""
    secretary = post(person(name="Phạm Thị Hạnh", sex="female"), "BT").person
    credential(secretary, "professional", 4)
    credential(secretary, "theory", 2)
    chairman = post(person(name="Đinh Văn Lía", ethnicity="Hrê"), "CTUBND").person
    credential(chairman, "professional", 2)
    for number in range(2):
        clerk = post(person(name=f"Trần Văn Sổ {number}"), "TCKT").person
        credential(clerk, "state_management", 2 if number else 0)
    helper = post(person(name="Võ Thị Giúp", sex="female"), "VPDU").person
    credential(helper, "professional", 3)
    return Unit.objects.get(code=MOUNTAIN)


@pytest.fixture
def read():
    """Return a function that opens a page and returns its text, entities resolved."""

    def read_page(client, url):
        response = client.get(url)
        assert response.status_code == 200, url
        return unescape(response.content.decode())

    return read_page
