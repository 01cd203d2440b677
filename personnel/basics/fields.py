"""Model fields that this application needs and Django does not bring."""

from collections.abc import Callable
from typing import Any

from django.db import models


class _Derived:
    """Mixin: the column is computed from another field whenever the row is written.

    It leans on methods and names of the field it is mixed into, which types cannot tell.

    Works like `auto_now`: in `save()` and `bulk_create()`, not in `update()` or
    `bulk_update()`; whoever writes the source there calls `derive_for` first.
    """

    def __init__(self, *args: Any, source: str, derive: Callable[[Any], Any], **kwargs: Any):
        self.source, self.derive = source, derive
        super().__init__(*args, **kwargs | {"editable": False})

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()  # type: ignore[misc]  # the field's
        kwargs.pop("editable", None)
        return name, path, args, kwargs | {"source": self.source, "derive": self.derive}

    def derive_for(self, instance: models.Model) -> Any:
        """Set and return the derived value on `instance`."""
        value = self.derive(getattr(instance, self.source))
        setattr(instance, self.attname, value)  # type: ignore[attr-defined]  # the field's
        return value

    def pre_save(self, instance: models.Model, add: bool) -> Any:
        return self.derive_for(instance)


class DerivedCharField(_Derived, models.CharField):
    """Text computed from another field."""


class DerivedBinaryField(_Derived, models.BinaryField):
    """Bytes computed from another field; both databases compare them byte by byte."""
