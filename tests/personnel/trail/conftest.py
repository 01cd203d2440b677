"""A few days of a portal's life, changed and looked at, then closed."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from personnel.keeping.disclosing import disclose_list
from personnel.models import TrailDay
from personnel.trail.sources import SOURCES
from tests.factories import person

FIRST = timezone.make_aware(datetime(2025, 3, 10, 12))
DAY = timedelta(days=1)


@pytest.fixture
def lived(province, editor_a):
    """Three days: a record made and a list taken away; the record changed; nothing."""
    for source in SOURCES.values():
        source.model._base_manager.all().delete()
    with time_machine.travel(FIRST, tick=False):
        who = person(name="Phạm Thị Hạnh")
        disclose_list(3, by=editor_a, asked="Danh sách")
    with time_machine.travel(FIRST + DAY, tick=False):
        who.home_place = "Ba Tô"
        who.save()
    return who


@pytest.fixture
def close(capsys):
    """Return a function that closes what is over at a moment, and returns what it said."""

    def run(at=FIRST + 3 * DAY):
        with time_machine.travel(at, tick=False):
            call_command("chain_trail")
        return capsys.readouterr().out

    return run


@pytest.fixture
def verify(capsys):
    """Return a function that verifies, and returns what it said and whether all was well."""

    def run(*arguments):
        try:
            call_command("verify_trail", *arguments)
        except CommandError as error:
            return f"{capsys.readouterr().out}{error}", False
        return capsys.readouterr().out, True

    return run


@pytest.fixture
def closed(lived, close):
    """The three days, closed."""
    close()
    return list(TrailDay.objects.all())
