"""The kinds of record whose every change is kept, found by asking each model."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from simple_history.utils import get_history_manager_for_model

from personnel.models import Person


@dataclass(frozen=True)
class Kind:
    """A kind of record with a kept history."""

    model: type[models.Model]

    @property
    def code(self) -> str:
        """Its name in an address."""
        return str(self.model._meta.model_name)

    @property
    def label(self) -> str:
        """Its name on the page."""
        return str(self.model._meta.verbose_name_plural)

    @property
    def history(self) -> Any:
        """The manager of its history rows."""
        return get_history_manager_for_model(self.model)

    @property
    def person(self) -> str:
        """The column of a history row that names a person; "" where it is not about one."""
        if self.model is Person:
            return "id"
        names = {field.name for field in self.model._meta.fields if field.related_model is Person}
        return f"{min(names)}_id" if names else ""

    def person_of(self, row: Any) -> int | None:
        """Return the id of the person whom a history row is about; None where it is not."""
        return getattr(row, self.person) if self.person else None

    @property
    def related(self) -> list[str]:
        """The columns that lead to other records, to be read with the rows."""
        tracked = self.history.model.tracked_fields
        return [field.name for field in tracked if isinstance(field, models.ForeignKey)]


def _kinds() -> Iterator[Kind]:
    for model in apps.get_models():
        if hasattr(model._meta, "simple_history_manager_attribute"):
            yield Kind(model)


# Every one: what verifies, chains or erases histories goes by these.
EVERY = tuple(sorted(_kinds(), key=lambda kind: (not kind.person, kind.label)))
# Those that the logs tell: of planning nothing is told there, to nobody (`told_apart`).
KINDS = tuple(kind for kind in EVERY if not getattr(kind.model, "told_apart", False))
