"""A line of a list that is filled in, and its cells: what they showed and what was typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from personnel.doubts.register import Told
from personnel.keeping.seen import as_data
from personnel.models import Person

# Chosen once for a line; alone it says nothing.
_SAYS_NOTHING = "kind"


@dataclass(eq=False)
class Cell:
    """One field of a line: what it showed, what stands in it, and what is wrong with that."""

    bound: BoundField
    about: str
    seen: str
    typed: str
    errors: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Its name within the form."""
        return self.bound.name

    @property
    def id(self) -> str:
        """The id of its control."""
        return str(self.bound.id_for_label)

    @property
    def changed(self) -> bool:
        """Whether something else was typed than it showed."""
        return self.typed.strip() != self.seen.strip()

    @property
    def shown(self) -> str:
        """What is recorded, for whoever only reads."""
        return as_data(self.bound.field, self.bound.initial)

    @property
    def control(self) -> SafeString:
        """The control with what stands in it."""
        bound, label = self.bound, f"{self.bound.label}, {self.about}"
        attrs = {"id": self.id, "aria-label": label, "autocomplete": "off"}
        if hasattr(bound.field, "choices"):
            attrs["data-words"] = f"words-{self.name}"
        if self.errors:
            attrs |= {"aria-invalid": "true", "aria-describedby": f"{self.id}_error"}
        return bound.field.widget.render(bound.html_name, self.typed, attrs)


@dataclass(eq=False)
class Line:
    """What is missing of one record of a person, or a new credential of theirs.

    `gone` tells that the record was deleted since it was shown. `others` are the numbers of the
    credentials that stood beside a new one when it was shown. `problems` and `doubts` are of the
    line as a whole: it was not written.
    """

    person: Person
    prefix: str
    form: Any
    record: Any = None
    gone: bool = False
    others: str = ""
    cells: list[Cell] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    doubts: list[Told] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether anything was typed into it."""
        return any(cell.changed for cell in self.cells if cell.name != _SAYS_NOTHING)

    @property
    def is_bad(self) -> bool:
        """Whether it was not written, for a reason that stands on it."""
        return bool(self.problems or self.doubts or any(cell.errors for cell in self.cells))

    @property
    def foreign(self) -> bool:
        """Whether it is of a post that another board keeps."""
        return bool(getattr(self.form, "foreign", False))
