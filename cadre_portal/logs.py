"""What the log says: one line of what was refused, one traceback of a fault, no identity number."""

import copy
import logging
import re

# Twelve digits, of which a list shows the last four.
_NUMBER = re.compile(r"(?<!\d)\d{8}(?=\d{4}(?!\d))")
_FAULTS_FROM = 500


class OneLineOfARefusal(logging.Formatter):
    """Moment, level and logger before each message; identity numbers without their first digits.

    What a visitor was refused (4xx) takes one line: nothing broke, so nothing is traced. A
    traceback may quote the row that the database would not take.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, with the traceback of a fault."""
        if getattr(record, "status_code", _FAULTS_FROM) < _FAULTS_FROM:
            record = copy.copy(record)
            record.exc_info = record.exc_text = None
        return _NUMBER.sub("••••••••", super().format(record))
