"""Which pages are read from a replica, and that nothing there is older than it may be.

Here the replica is the database of the tests under another pretext; two servers stand beside each
other in tests/deploy/test_replica.py.
"""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, ProgrammingError, router
from django.urls import reverse
from prometheus_client import REGISTRY

from accounts.models import Grant, User
from cadre_portal.replicas import middleware, positions, routing
from cadre_portal.replicas.pages import reads_alone
from cadre_portal.replicas.positions import Lately
from cadre_portal.replicas.reached import replica_of
from personnel.models import Disclosure, Person, Unit
from tests.outages import away, of_postgresql

pytestmark = pytest.mark.django_db


class Replica:
    """What the portal asked of it, and what it answers."""

    def __init__(self):
        self.asked, self.replayed, self.stands_at = [], True, "0/100"

    def has_replayed(self, needed):
        self.asked.append(needed)
        if isinstance(self.replayed, Exception):
            raise self.replayed
        return self.replayed


@pytest.fixture
def replica(settings, monkeypatch):
    """A replica that has everything, until told otherwise."""
    found = Replica()
    settings.REPLICA_URL = "postgres://portal@replica/portal"
    monkeypatch.setattr(routing, "REPLICA", "default")
    monkeypatch.setattr(router, "routers", [routing.Router()])
    monkeypatch.setattr(positions, "has_replayed", found.has_replayed)
    monkeypatch.setattr(positions, "written", lambda: found.stands_at)
    monkeypatch.setattr(positions.Lately, "before", lambda self, seconds: "0/50")
    return found


def counted(how):
    return REGISTRY.get_sample_value("portal_replica_pages_total", {"how": how}) or 0


@pytest.fixture
def outcome():
    """How the pages looked at since were read, by outcome."""
    ways = ("replica", "behind", "away", "writes", "cancelled", "refused")
    before = {how: counted(how) for how in ways}
    return lambda: {how: n for how in ways if (n := counted(how) - before[how])}


def test_a_watcher_of_the_province_reads_there(replica, province_viewer, client_for, outcome):
    assert client_for(province_viewer).get("/nhan-su/").status_code == 200
    assert outcome() == {"replica": 1}
    assert replica.asked == [["0/50"]]


@pytest.mark.parametrize("who", ["province_admin", "editor_a", "viewer_a", "school"])
def test_nobody_else_does(replica, request, client_for, outcome, who):
    client = client_for(request.getfixturevalue(who))
    assert client.get("/nhan-su/").status_code in (200, 404)
    assert outcome() == {} and replica.asked == []


@pytest.mark.parametrize("role", sorted(set(Grant.Role) - {Grant.Role.PROVINCE_VIEWER}))
def test_a_right_to_change_anything_keeps_one_from_it(province_viewer, role):
    part = None if role in Grant.ROLES_OF_NO_UNIT else Unit.objects.get(code="535")
    province_viewer.grants.create(role=role, unit=part)
    assert reads_alone(User.objects.get(pk=province_viewer.pk)) == (role == Grant.Role.VIEWER)


def test_what_a_browser_wrote_is_waited_for(replica, province_viewer, client_for):
    client = client_for(province_viewer)
    replica.stands_at = "0/777"
    client.post(reverse("list-save"), {"name": "Nữ", "query": "sex=female"})
    client.get("/nhan-su/")
    assert replica.asked == [["0/50", "0/777"]]


def test_a_replica_that_is_behind_is_passed_over(replica, province_viewer, client_for, outcome):
    client, replica.replayed = client_for(province_viewer), False
    assert client.get("/nhan-su/").status_code == 200
    assert outcome() == {"behind": 1}


def test_one_that_is_away_is_left_alone_for_a_while(
    replica, province_viewer, client_for, outcome, monkeypatch
):
    client, replica.replayed = client_for(province_viewer), away()
    monkeypatch.setattr(middleware, "monotonic", lambda: 1000.0)
    for _ in range(3):
        assert client.get("/nhan-su/").status_code == 200
    assert len(replica.asked) == 1 and outcome() == {"away": 3}
    monkeypatch.setattr(middleware, "monotonic", lambda: 1000.0 + middleware.LEFT_ALONE)
    replica.replayed = True
    client.get("/nhan-su/")
    assert outcome() == {"away": 3, "replica": 1}


def test_a_query_cancelled_for_the_replica_s_sake_is_asked_of_the_primary(
    replica, province_viewer, client_for, outcome
):
    client, replica.replayed = client_for(province_viewer), of_postgresql("40001")
    assert client.get("/nhan-su/").status_code == 200
    replica.replayed = True
    client.get("/nhan-su/")
    assert outcome() == {"cancelled": 1, "replica": 1}


@pytest.mark.parametrize("error", [OperationalError("gone"), ProgrammingError("no right")])
def test_what_fails_half_way_is_shown_by_the_primary(
    replica, province_viewer, client_for, outcome, monkeypatch, error
):
    """The replica goes while a page is read, or does not let its user read it."""

    def failing(self, model, **hints):
        if model is Person and routing._reading.get():
            raise error
        return "default"

    monkeypatch.setattr(routing.Router, "db_for_read", failing)
    assert client_for(province_viewer).get("/nhan-su/").status_code == 200
    assert "replica" not in outcome() and sum(outcome().values()) == 1


def test_what_is_not_there_is_looked_for_on_the_primary(
    replica, province_viewer, client_for, outcome
):
    assert client_for(province_viewer).get("/don-vi/0/").status_code == 404
    assert outcome() == {"refused": 1}


def test_a_page_that_would_write_is_written_whole_by_the_primary(
    replica, province_viewer, client_for, outcome, monkeypatch
):
    monkeypatch.setattr("cadre_portal.replicas.pages.PAGES", {"recruits"})
    client = client_for(province_viewer)
    assert client.get(reverse("recruits")).status_code == 200
    assert outcome() == {"writes": 1}
    assert Disclosure.objects.filter(user=province_viewer).count() == 1


def test_the_facts_are_read_there_and_accounts_are_not(monkeypatch):
    aside = Disclosure.objects.all(), User.objects.all(), Grant.objects.all()
    monkeypatch.setattr(router, "routers", [routing.Router()])
    token = routing._reading.set(True)
    try:
        people = Person.objects.all()
        assert people.db == "replica"
        assert {rows.db for rows in aside} == {"default"}
        with pytest.raises(routing.WouldWrite):
            assert people.select_for_update().db
        with pytest.raises(routing.WouldWrite):
            Person(full_name="Trần Thị Sáu").save()
    finally:
        routing._reading.reset(token)
    assert people.all().db == "default"


def test_a_row_read_there_is_saved_on_the_primary(monkeypatch):
    monkeypatch.setattr(router, "routers", [routing.Router()])
    row = Person(full_name="Trần Thị Sáu")
    row._state.db = "replica"
    assert router.db_for_write(Person, instance=row) == "default"
    assert router.db_for_read(Person, instance=row) == "default"
    assert router.allow_relation(row, Person())
    assert not router.allow_migrate("replica", "personnel")
    assert router.allow_migrate("default", "personnel")


def asked_at(*moments, seconds):
    """Return what a replica must have come to when asked at each moment, and how often asked."""
    now, asks = [0.0], []
    lately = Lately(ask=lambda: asks.append(now[0]) or f"at {now[0]}", clock=lambda: now[0])
    needed = []
    for now[0] in moments:
        needed.append(lately.before(seconds))
    return needed, asks


def test_nothing_older_than_the_lag_may_be_missing():
    needed, _ = asked_at(0, 2, 4, 6, 8, 10, seconds=5)
    # A process that has just started knows of nothing older than itself: it asks for more.
    assert needed == ["at 0", "at 0", "at 0", "at 0", "at 2", "at 4"]


def test_the_primary_is_asked_once_a_second():
    assert asked_at(0, 0.3, 0.9, 1, 1.5, 2.1, seconds=5)[1] == [0, 1, 2.1]


def test_without_a_lag_nothing_at_all_may_be_missing():
    assert asked_at(0, 0.1, 0.2, seconds=0)[0] == ["at 0", "at 0.1", "at 0.2"]


def test_both_are_postgresql():
    with pytest.raises(ImproperlyConfigured):
        replica_of({"ENGINE": "django.db.backends.sqlite3"}, {"ENGINE": "x.postgresql"})
    there = replica_of(
        {"ENGINE": "x.postgresql", "CONN_MAX_AGE": 60, "OPTIONS": {"target_session_attrs": "any"}},
        {"ENGINE": "x.postgresql", "NAME": "portal", "OPTIONS": {"sslmode": "verify-full"}},
    )
    assert there["NAME"] == "portal" and there["CONN_MAX_AGE"] == 60
    assert there["OPTIONS"]["sslmode"] == "verify-full"
    assert "target_session_attrs" not in there["OPTIONS"]
