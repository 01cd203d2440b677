import pytest
import time_machine

from tests.training.plans.trying import LATER, NOON, approved, keep, peopled


@pytest.fixture
def people(small_province):
    peopled()


@pytest.fixture
def scenario(people, province_admin):
    return keep(by=province_admin)


@pytest.fixture
def plan(scenario, province_admin):
    return approved(scenario, province_admin)


@pytest.fixture
def at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def later():
    with time_machine.travel(LATER, tick=False):
        yield
