"""What has come to its time now, and what will within a month, for a page."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from io import StringIO

from django.core.management import CommandError, call_command

from personnel.basics.forgetting import kept_since
from personnel.keeping.recording import Refused

from .register import TERMS, Due, Term

LISTED = 50
SOON = timedelta(days=30)


@dataclass(frozen=True)
class Counted:
    """Of one thing: how many are due, the first of them in words, how many more within a month."""

    what: str
    number: int
    lines: list[str]
    soon: int


@dataclass(frozen=True)
class Shown:
    """A term as the page shows it; nothing is due of what is kept for ever."""

    term: Term
    counted: list[Counted]

    @property
    def is_due(self) -> bool:
        """Whether anything has come to its time."""
        return any(counted.number for counted in self.counted)


def shown() -> list[Shown]:
    """Return every term with what is due of it."""
    return [
        Shown(term, [_counted(due, kept_since(term.days)) for due in term.dues if term.days])
        for term in TERMS
    ]


def _counted(due: Due, before: datetime) -> Counted:
    rows = due.rows(before)
    number = rows.count()
    lines = [due.told(row) for row in rows[:LISTED]] if due.told and number else []
    return Counted(due.what, number, lines, due.rows(before + SOON).count() - number)


def delete_due(command: str) -> str:
    """Delete what has come to its time of one term, and return what its command said.

    Raises LookupError for no command of a term, Refused where it says that it could not.
    """
    if command not in {term.command for term in TERMS}:
        raise LookupError(command)
    told = StringIO()
    try:
        call_command(command, stdout=told)
    except CommandError as error:
        raise Refused(f"{told.getvalue()} {error}".strip()) from error
    return told.getvalue().strip()
