"""What others did to a record while its form was open, how it is asked, and what was answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from personnel.keeping.seen import Difference

from .rows import rows_of, with_rows

CHOICES = THEIRS, MINE = "theirs", "mine"
# Of a row that was said to be another one than that which somebody else added.
APART = "apart"
# What a page asks and remembers of earlier questions; spent once it is read.
_QUESTIONS = ("asked", "seen-", "choose-", "added-")


@dataclass(frozen=True)
class Double:
    """A row that was typed and may be the very one that somebody else added meanwhile.

    `name` is that of the question about it, `kind` and `added` name the other's row.
    """

    name: str
    kind: str
    added: int
    theirs: str
    mine: str


@dataclass(frozen=True)
class Meanwhile:
    """Everything in a record that is not as its form showed it; false when nothing is.

    `gone` and `added` are rows of others' in words, `spared` those that somebody changed and
    this form was to delete.
    """

    differences: Sequence[Difference] = ()
    gone: Sequence[str] = ()
    added: Sequence[str] = ()
    spared: Sequence[str] = ()
    doubles: Sequence[Double] = ()

    def __bool__(self) -> bool:
        return any((self.differences, self.gone, self.added, self.spared, self.doubles))

    @property
    def questions(self) -> list[str]:
        """The names of what has to be chosen before anything is written."""
        asked = [found.name for found in self.differences if found.conflict]
        return asked + [double.name for double in self.doubles]


def row_question(prefix: str, at: int) -> str:
    """Return the name of the question whether a row typed is one that was added meanwhile."""
    return f"{prefix}-{at}-row"


def unanswered(data: QueryDict) -> list[str]:
    """Return what it was asked whose value to keep, and nothing was chosen."""
    return [name for name in data.getlist("asked") if data.get(f"choose-{name}") not in CHOICES]


def still_asked(data: QueryDict) -> QueryDict:
    """Return the data with what is unanswered as the form showed it at first.

    So it differs from the database as before, and is asked again instead of written over.
    """
    again = data.copy()
    for name in unanswered(data):
        if f"seen-{name}" in data:
            again[f"initial-{name}"] = str(data[f"seen-{name}"])
    return again


def resolved(data: QueryDict, prefixes: Sequence[str]) -> QueryDict:
    """Return the data with what its user left to the others: their values, their rows."""
    answered = data.copy()
    for key, choice in data.items():
        name = key.removeprefix("choose-")
        if key != name and choice == THEIRS and f"initial-{name}" in data:
            answered[name] = str(data[f"initial-{name}"])
    for prefix in prefixes:
        rows = rows_of(answered, prefix)
        chosen = [data.get(f"choose-{row_question(prefix, at)}") for at in range(len(rows))]
        if any(chosen):
            both = list(zip(rows, chosen, strict=True))
            kept = [row | {APART: "1"} if c else row for row, c in both if c != THEIRS]
            answered = with_rows(answered, prefix, kept)
    return answered


def without_questions(data: QueryDict) -> QueryDict:
    """Return the data without what earlier pages asked."""
    plain = data.copy()
    for key in [key for key in data if key.startswith(_QUESTIONS)]:
        del plain[key]
    return plain
