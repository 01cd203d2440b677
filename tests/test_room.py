"""What a request calls meets no edge of Python's memory for calls, however deep it stands."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from cadre_portal.room import with_room

ROOT = Path(__file__).parents[1]

CALLS = 300
# A piece of 16 KB is full within so many calls.
DEEPEST = 200


def faults_at_worst():
    """How often the system was asked for memory by one loop of calls, at the worst depth."""
    return max(_deeper(depth) for depth in range(DEEPEST))


def _deeper(levels):
    return _deeper(levels - 1) if levels else _of_a_loop()


def _of_a_loop():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(CALLS):
        _called()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def _called():
    return None


# It takes more than one step of depth does, so that at one of them the edge lies before it.
_called.__code__ = _called.__code__.replace(co_stacksize=100)


def test_without_room_a_loop_may_ask_for_memory_at_each_call():
    assert faults_at_worst() >= CALLS


def test_with_room_it_never_does():
    assert with_room(lambda: faults_at_worst())() < CALLS / 10


def test_what_a_function_takes_and_gives_stays_as_it_was():
    @with_room
    def joined(first, *, last):
        """Join."""
        return f"{first} {last}"

    assert joined("Ba", last="Động") == "Ba Động"
    assert (joined.__name__, joined.__doc__) == ("joined", "Join.")


def test_what_it_raises_comes_through():
    def wrong():
        raise ValueError("sai")

    with pytest.raises(ValueError, match="sai"):
        with_room(wrong)()


# By a process of its own: what covers the tests writes functions anew, without their room.
OF_A_REQUEST = """
import django
django.setup()
from django.http import HttpResponse
from django.test import RequestFactory
from cadre_portal.each_request import EachRequest
def page(request):
    print(faults_at_worst())
    return HttpResponse()
EachRequest(page)(RequestFactory().get("/"))
"""
OF_A_COMMAND = """
import manage
manage.execute_from_command_line = lambda words: print(faults_at_worst())
manage.main()
"""


@pytest.mark.parametrize("calling", [OF_A_REQUEST, OF_A_COMMAND])
def test_every_request_and_every_command_has_room(calling):
    code = f"from tests.test_room import faults_at_worst\n{calling}"
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, text=True, capture_output=True, check=True,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "cadre_portal.settings", "SECRET_KEY": "k"},
    )  # fmt: skip
    assert int(told.stdout) < CALLS / 10


def test_room_goes_around_all_that_a_request_meets(settings):
    assert settings.MIDDLEWARE[0] == "cadre_portal.each_request.EachRequest"
