"""What goes wrong with the portal itself is told to a program as a program reads it."""

import pytest
from django.test import Client

from api import criteria
from tests.outages import away, busy


@pytest.fixture
def failing(token_for, monkeypatch):
    """Return a function that asks for the criteria while something fails with an error."""

    def ask(error):
        def fail(*_):
            raise error

        monkeypatch.setattr(criteria, "criteria_for", fail)
        headers = {"Authorization": f"Bearer {token_for()[1]}"}
        client = Client(headers=headers, raise_request_exception=False)
        return client.get("/api/v1/criteria")

    return ask


@pytest.mark.parametrize("error", [away(), busy()])
def test_a_database_that_does_not_work_is_told_as_a_problem(failing, error):
    answer = failing(error)
    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert answer["Retry-After"] == "30" and answer.json()["status"] == 503


def test_a_fault_is_told_as_a_problem(failing):
    answer = failing(RuntimeError("nothing of this is told"))
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert "nothing of this" not in answer.content.decode()


@pytest.mark.django_db
def test_an_address_that_is_not_there_is_told_without_a_page():
    answer = Client().get("/api/v2/figures")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["detail"] == "Trang này không có."
