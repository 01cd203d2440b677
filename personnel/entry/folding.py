"""Forms of which a part is folded away."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.formsets import DELETION_FIELD_NAME


class Folding(forms.BaseForm):
    """A form whose `rare` fields, which most records leave blank, stand in a part that opens."""

    rare: tuple[str, ...] = ()
    rare_label = "Thông tin khác"

    @property
    def usual_fields(self) -> list[BoundField]:
        """The facts that are asked of everybody."""
        apart = {*self.rare, DELETION_FIELD_NAME}
        return [field for field in self.visible_fields() if field.name not in apart]

    @property
    def rare_fields(self) -> list[BoundField]:
        """The facts that stand apart, those that the form has."""
        return [self[name] for name in self.rare if name in self.fields]

    @property
    def rare_open(self) -> bool:
        """Whether anything stands there, or is wrong."""
        found: list[Any] = [f.value() or self.is_bound and f.errors for f in self.rare_fields]
        return any(found)
