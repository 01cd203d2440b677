"""The list of people as its users ask for it: server time, queries, and how it is planned."""

import re
from datetime import date

from django.conf import settings
from django.db import connection
from django.http import QueryDict
from django.test.utils import override_settings
from django.urls import reverse

from accounts.models import Grant, User
from bench.pages import UNHASHED, Taken, client_of, taken_by
from reports.people.asked import Asked
from reports.people.pages import PAGE_SIZE

DAY = date(2025, 12, 31)
# A word of the address: what it asks for.
ASKED = {
    "": "everybody",
    "q=nguyen+van": "a name without marks",
    "q=1234": "end digits of a CCCD",
    "unit=535": "a district",
    "unit=21496": "a commune",
    "group=key": "a group",
    "title=BT": "a title",
    "sex=female&age_to=30": "sex and age",
    "missing=cccd": "a fact not recorded",
    "level=theory:2": "a level and above",
    "missing=theory": "no credential of a kind",
    "criterion=2025.key.theory&outcome=unmet": "a criterion not met",
    "outcome=unmet": "any criterion not met",
}


def measure(runs: int) -> dict[str, Taken]:
    """Return what each list takes, for a provincial and a district user."""
    return {
        f"{user.username}: {label}": found
        for user in _users()
        for label, found in _of(user, runs).items()
    }


def _users() -> list[User]:
    roles = (Grant.Role.PROVINCE_VIEWER, Grant.Role.EDITOR)
    grants = [Grant.objects.filter(role=role).order_by("pk") for role in roles]
    return [found[0].user for found in grants]


def _of(user: User, runs: int) -> dict[str, Taken]:
    client = client_of(user)
    with override_settings(STORAGES=settings.STORAGES | UNHASHED):
        return {
            label: taken_by(client, f"{reverse('people')}?{_query(asked)}", runs)
            for asked, label in ASKED.items()
        }


def _query(asked: str) -> str:
    return f"horizon=2025&as_of={DAY.isoformat()}&{asked}"


def indexes_used() -> dict[str, list[str]]:
    """Return the indexes by which PostgreSQL finds whom the first page of each list shows."""
    if connection.vendor != "postgresql":
        return {}
    return {
        f"{user.username}: {label}": _indexes(Asked.read(QueryDict(_query(asked)), user))
        for user in _users()
        for asked, label in ASKED.items()
    }


def _indexes(asked: Asked) -> list[str]:
    ids = asked.selection.matched().values_list("pk", flat=True)
    read_once = isinstance(asked.selection.ids, list)
    plan = (ids if read_once else ids[:PAGE_SIZE]).explain()
    return sorted(set(re.findall(r"(?:using|Index Scan on) (\w+)", plan)))
