"""Lets slipcover find the functions whose code it puts back unwatched, all of them and at once.

It looks for them in every module whenever a line was passed fifty times more: a tenth of a second
each time, a fifth of a long run, and those behind a decorator or in a property it never finds, so
that they stay watched. They are all there once the tests are collected. Its option `--threshold`
tells the first process alone, and tests run in those that pytest-xdist starts: `-p tests.seldom`.
"""

import gc
from functools import partialmethod
from types import FunctionType

import pytest
from django.conf import settings
from slipcover import Slipcover

OURS = []


def _of_ours(items, visited):
    """Return every function once a search, in which one call follows the other."""
    if visited:
        return []
    visited.add(None)
    return OURS


@pytest.hookimpl(tryfirst=True)
def pytest_collection_finish():
    """Find them before the tests' own hook puts them out of the sight of `gc`."""
    home = f"{settings.BASE_DIR}/"
    OURS[:] = (
        each
        for each in gc.get_objects()
        if type(each) is FunctionType and each.__code__.co_filename.startswith(home)
    )


Slipcover.__init__ = partialmethod(Slipcover.__init__, d_miss_threshold=50_000)
Slipcover.find_functions = staticmethod(_of_ours)
