"""A demo province served on a day that stands still: `python -m docs.screenshots.server PORT`.

DATABASE_URL names an empty database. The clock moves only when somebody signs in, so that the
times on the pictures are the same on every run.
"""

import sys
from datetime import datetime, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import django
import time_machine
from django.apps import apps
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.servers.basehttp import run

MOMENT = datetime(2026, 3, 9, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
BEFORE = MOMENT - timedelta(days=30)
BETWEEN_SIGN_INS = timedelta(minutes=6)


class Portal(WSGIHandler):
    """The portal, with a clock that each sign-in puts forward."""

    def __init__(self, clock: time_machine.Traveller) -> None:
        super().__init__()
        self.clock = clock

    def __call__(self, environ: Any, start_response: Any) -> Any:
        """Answer a request."""
        if environ["REQUEST_METHOD"] == "POST" and environ["PATH_INFO"] == "/dang-nhap/":
            self.clock.shift(BETWEEN_SIGN_INS)
        return super().__call__(environ, start_response)


def _record_by_now() -> None:
    """Let nothing of the demo be recorded on a day to come: what is done follows what was done.

    Nor in these days, or the overview would call all of it to be looked at.
    """
    for name in ("Person", "Post", "Credential"):
        history = apps.get_model("personnel", name).history
        history.filter(history_date__gt=BEFORE).update(history_date=BEFORE)


def serve(port: int) -> None:
    """Make the demo province and serve it until the process is ended."""
    with time_machine.travel(MOMENT, tick=False) as clock:
        django.setup()
        # A process of its own would have a clock that goes on.
        settings.UPLOADS_APART = False
        for command in ("migrate", "load_reference", "seed_demo"):
            call_command(command, verbosity=0, stdout=StringIO())
        _record_by_now()
        run("127.0.0.1", port, Portal(clock), threading=True)


if __name__ == "__main__":
    serve(int(sys.argv[1]))
