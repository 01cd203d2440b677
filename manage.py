#!/usr/bin/env python
"""Django's command-line utility for administrative tasks."""

import logging
import os
import sys

from django.core.management import execute_from_command_line
from django.db import DatabaseError, InterfaceError

from cadre_portal.room import with_room
from personnel.basics import request_ids


@with_room
def main() -> None:
    """Run a command. A fault of one that a request began is told in the log of the server."""
    try:
        execute_from_command_line(sys.argv)
    except Exception as error:
        if request_ids.current():
            logging.getLogger("cadre_portal.process").exception("%s failed", sys.argv[1])
            sys.exit(1)
        from personnel.basics.outages import outage_of

        outage = outage_of(error) if isinstance(error, (DatabaseError, InterfaceError)) else None
        if outage is None or "--traceback" in sys.argv:
            raise
        sys.exit(f"{outage} ({str(error).strip()})")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cadre_portal.settings")
    main()
