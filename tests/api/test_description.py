"""Whatever the description allows or forbids, the API answers as it says, and never with a 5xx."""

from functools import cache

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings

from accounts.guarding.limits import Limit
from accounts.tokens import checking
from api.description import described
from reports.periods.sealing import seal
from tests import cast
from tests.factories import five_of_ba_to, leave_few_units
from tests.reports.periods.handing import LATER, a_period, approved, district_of, others_in

EXAMPLES = 10
# A day on which courses would have begun too early or too late is read, and refused (400).
ACCEPTED = {"positive_data_acceptance": {"expected-statuses": ["2xx", 400, 401, 404, 429]}}
NEVER = 10**9
PATHS = sorted(described()["paths"])


@pytest.fixture(scope="module", autouse=True)
def standing(in_the_module):
    """Five people, and a report that was handed in and sealed."""
    with in_the_module():
        leave_few_units()
        five_of_ba_to()
        admin, period = cast.province_admin(), a_period()
        approved(period, district_of(), cast.editor_a(), admin)
        seal(period, others_in(period, district_of()), by=admin, at=LATER)


@pytest.fixture(scope="module", autouse=True)
def connected():
    """Leave the connection open after an answer, as Django's own client does: it is the test's."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@cache
def schema():
    """Return the description, as whoever asks for it by the portal's own server."""
    config = schemathesis.Config.from_dict({"checks": ACCEPTED})
    loaded = schemathesis.openapi.from_dict(described(), config=config)
    loaded.app = get_wsgi_application()
    return loaded


@pytest.fixture
def headers(token_for, monkeypatch):
    """A token of the province that may ask as often as it likes; so may whoever has none."""
    monkeypatch.setattr(checking, "A_MINUTE", NEVER)
    monkeypatch.setattr(checking, "FROM_ONE_PLACE", Limit(NEVER))
    return {"Authorization": f"Bearer {token_for(people=True)[1]}"}


@pytest.mark.parametrize("mode", schemathesis.GenerationMode, ids=lambda mode: mode.value)
@pytest.mark.parametrize("path", PATHS)
def test_what_is_asked_is_answered_as_described(path, mode, headers):
    operation = schema()[path]["GET"]

    @settings(
        max_examples=EXAMPLES, derandomize=True, deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(operation.as_strategy(generation_mode=mode))
    def asked(case):
        case.validate_response(case.call(headers=headers), headers=headers)

    asked()


def test_the_description_is_served_to_whoever_has_a_token(headers):
    answer = Client(headers=headers).get("/api/v1/openapi.json")
    assert answer["Content-Type"] == "application/json" and answer.json() == _as_sent(described())
    assert len(PATHS) == 14 and all(path.startswith("/api/v1/") for path in PATHS)


def _as_sent(described):
    """Return a description as JSON has it: statuses are names there."""
    if isinstance(described, dict):
        return {str(name): _as_sent(value) for name, value in described.items()}
    if isinstance(described, (list, tuple)):
        return [_as_sent(value) for value in described]
    return described


def test_every_operation_asks_for_a_token_and_reads_alone(in_the_module):
    for methods in described()["paths"].values():
        assert set(methods) == {"get"}
        assert methods["get"]["security"] == [{"Bearer": []}]
        assert {"401", "429"} <= set(map(str, methods["get"]["responses"]))
