"""What every test may ask for: the reference data and a fixed cast of users."""

import gc
import os
import shutil
import time
from contextlib import contextmanager, nullcontext
from html import unescape
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.template import RequestContext, Template
from django.test import Client, SimpleTestCase, TransactionTestCase
from django.test.signals import template_rendered
from django.test.utils import override_settings
from hypothesis import HealthCheck, settings

from accounts.own.sessions import PROVED, SEEN
from personnel.models import Course, Ethnicity, Mark, Title, Unit
from tests import cast, maps
from tests.factories import five_of_ba_to, leave_few_units
from tests.migrated import migrated_once
from tests.migrating import empty_beside, in_place_of_the_tests, migrate

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
LIBREOFFICE = shutil.which("soffice")
EMPTYING = {"transactional_db", "live_server"}
DATABASE = {"db", *EMPTYING}
NEVER_LONG_AGO = 2**40
# Objects made before Python looks for those that nothing holds; its own 700 is for little programs.
COLLECTED = (50_000, 20, 50)

# How long it takes to draw an example tells how busy the machine is, and nothing of the portal.
settings.register_profile("portal", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("portal")


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
    never in CI. What a province runs the portal with is tried on PostgreSQL alone. With
    --only-database what another database cannot change, or changes where others look.
    """
    apart = set()
    if connections["default"].vendor != "postgresql":
        apart |= {item for item in items if "deploy" in item.path.parts}
    if not (LIBREOFFICE or os.environ.get("CI")):
        apart |= {item for item in items if "libreoffice" in item.fixturenames}
    if not (CHROMIUM or os.environ.get("CI")):
        apart |= {item for item in items if "browser" in item.path.parts}
    if config.getoption("--only-database"):
        apart |= {item for item in items if not _may_differ_by_database(item)}
    if apart:
        config.hook.pytest_deselected(items=list(apart))
        items[:] = [item for item in items if item not in apart]


def pytest_collection_finish():
    """Let Python look for garbage among what the tests make, not among the program and the tests.

    They are some million objects that stay, and looking through them took a fifth of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED)


@pytest.fixture(scope="session", autouse=True)
def settings_of_the_tests(tmp_path_factory):
    """Let no client search the static files collected on this machine, and rows be read anew.

    So that a test counts the queries of a page whatever tests went before; those of what is kept
    keep it themselves, and ROWS_KEPT in the environment lets all of them.
    """
    kept = int(os.environ.get("ROWS_KEPT", 0))
    with override_settings(STATIC_ROOT=tmp_path_factory.mktemp("static"), ROWS_KEPT=kept):
        yield


def _may_differ_by_database(item):
    """Whether a test may touch the database, and asks more of it than other tests do."""
    told_alone = item.get_closest_marker("wording") or _reads_the_lists_alone(item)
    told_alone = told_alone or _asks_through_pages(item)
    return not told_alone and _may_touch_the_database(item)


def _may_touch_the_database(item):
    """Whether pytest-django lets a test near the database, or it starts processes of its own."""
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


def _asks_through_pages(item):
    """Whether a test asks pages whose queries and writes another database is asked beside it.

    There every page is opened and every form sent, as every role (`test_every_url`), and what
    stands behind them is asked without them. What commits is another matter on each.
    """
    everywhere = item.path.stem.startswith("test_every_url") or _empties_every_table(item)
    return "client_for" in item.fixturenames and not everywhere


def pytest_terminal_summary(terminalreporter):
    if not CHROMIUM:
        terminalreporter.write_line("No chromium on this machine: tests/browser was left out.")
    if not LIBREOFFICE:
        terminalreporter.write_line("No LibreOffice on this machine: nothing was printed.")


@contextmanager
def nothing_waits():
    """Do what waits for a commit at once, where only transactions of the tests are open.

    Those are never committed; to the portal they are not there.
    """
    later = BaseDatabaseWrapper.on_commit

    def on_commit(connection, func, robust=False):
        if all(block._from_testcase for block in connection.atomic_blocks):
            func()
        else:
            later(connection, func, robust)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseWrapper, "on_commit", on_commit)
        yield


@pytest.fixture(autouse=True)
def nothing_waits_for_the_test():
    with nothing_waits():
        yield


@pytest.fixture(scope="session", autouse=True)
def answers_keep_the_page_alone(django_test_environment):
    """Keep in `response.context` what a page was given, not a copy for each widget and part of it.

    An edit form is some five hundred templates, of which a test asks for none.
    """

    def render(template, context):
        if isinstance(context, RequestContext) and context.template is template:
            template_rendered.send(sender=template, template=template, context=context)
        return template.nodelist.render(context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", render)
        yield


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_use_migrations, django_db_blocker):
    """Load the reference data once a process: every test rolls back to it, or has it put back.

    A flush after a test that commits would make every table, permission and content type anew;
    the rows of a test are few, and deleted in a tenth of that time.
    """
    with migrated_once() if django_db_use_migrations else nullcontext():
        request.getfixturevalue("django_db_setup")
    # What a trigger writes is written again where the others are put back.
    tables = [table for table in apps.get_models(include_auto_created=True) if table is not Mark]
    with django_db_blocker.unblock():
        call_command("load_reference", verbosity=0, stdout=StringIO())
        loaded = [(table, list(table._base_manager.order_by("pk"))) for table in tables]

    def put_back(_):
        with transaction.atomic():
            for table in tables:
                table._base_manager.all()._raw_delete(DEFAULT_DB_ALIAS)
            for table, rows in loaded:
                table._base_manager.bulk_create(rows)
            _count_on_from_there(tables)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", put_back)
        yield


def _count_on_from_there(tables):
    """Let PostgreSQL number what comes next from the rows that are there.

    A test of migrations makes tables anew, which number from one.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    if statements := connection.ops.sequence_reset_sql(no_style(), tables):
        with connection.cursor() as cursor:
            cursor.execute(";".join(statements))


@pytest.fixture(scope="module")
def in_the_module(request, django_db_setup, django_db_blocker):
    """Return a context: what is written in it stands for every test of the module.

    It is in a transaction around them, and each rolls back to it. So it is for modules all of
    whose tests start from the same records, and none of whose tests commits.
    """
    for item in request.session.items:
        if item.path == request.path and _may_touch_the_database(item):
            assert "in_the_module" in item.fixturenames, f"{item.nodeid} would find records"
            assert not _empties_every_table(item), f"{item.nodeid} would commit them"
    around = transaction.atomic()
    around._from_testcase = True

    @contextmanager
    def writing():
        with django_db_blocker.unblock(), nothing_waits():
            yield
            # What refers to what is looked at now, and not once more at the end of every test.
            connections[DEFAULT_DB_ALIAS].check_constraints()

    with django_db_blocker.unblock():
        around.__enter__()
    yield writing
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


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
    with in_place_of_the_tests(own.settings_dict | {"NAME": str(path)}):
        yield


@pytest.fixture
def migrating(db, tmp_path):
    """Return a function that migrates a database beside that of the tests; see `migrate`."""
    with empty_beside(tmp_path) as there, in_place_of_the_tests(there):
        yield migrate


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
    for model in (Title, Ethnicity, Course):
        model.objects.all().delete()


@pytest.fixture
def province_admin(province):
    return cast.province_admin()


@pytest.fixture
def province_viewer(province):
    return cast.province_viewer()


@pytest.fixture
def school(province):
    """Somebody of the Political School."""
    return cast.school()


@pytest.fixture
def editor_a(province):
    """An editor of Huyện Ba Tơ."""
    return cast.editor_a()


@pytest.fixture
def editor_b(province):
    """An editor of Thị xã Đức Phổ."""
    return cast.editor_b()


@pytest.fixture
def viewer_a(province):
    """A reader of Huyện Ba Tơ."""
    return cast.viewer_a()


@pytest.fixture
def editor_ab(province):
    """An editor of both Huyện Ba Tơ and Thị xã Đức Phổ."""
    return cast.editor_ab()


@pytest.fixture
def editor_commune(small_without_districts):
    """An editor of one commune of what was Huyện Ba Tơ."""
    return cast.editor_commune()


@pytest.fixture
def viewer_commune(small_without_districts):
    """A reader of the same commune."""
    return cast.viewer_commune()


@pytest.fixture
def editor_group(small_without_districts):
    """An editor of the group of what was Huyện Ba Tơ."""
    return cast.editor_group()


@pytest.fixture
def stranger(province):
    """Somebody who can sign in and has no right in force."""
    return cast.stranger()


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
    return five_of_ba_to()


@pytest.fixture
def read():
    """Return a function that opens a page and returns its text, entities resolved."""

    def read_page(client, url):
        response = client.get(url)
        assert response.status_code == 200, url
        return unescape(response.content.decode())

    return read_page


@pytest.fixture
def without_districts(province):
    """The map since 01/07/2025: communes right below the province; the groups are returned."""
    return maps.reorganise()


@pytest.fixture
def small_without_districts(small_province):
    """The same of the few units of `small_province`."""
    return maps.reorganise()
