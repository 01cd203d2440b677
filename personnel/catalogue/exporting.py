"""The reference lists as Excel workbooks, under the names that the pages use."""

from typing import Any

from django.db import models
from import_export.fields import Field
from import_export.resources import ModelResource, modelresource_factory


class ListResource(ModelResource):
    """Every column of a list as its page shows it: labels, codes of units, days as dd/mm/yyyy."""

    @classmethod
    def of(cls, model: type[models.Model]) -> type[ModelResource]:
        """Return the resource of a model, its columns in the model's order."""
        columns = [field for field in model._meta.concrete_fields if not field.primary_key]
        fields = {column.name: Told(column) for column in columns}
        made: type[ModelResource] = modelresource_factory(
            model, cls, meta_options={"fields": list(fields)}, custom_fields=fields
        )
        return made


class Told(Field):
    """A column in words."""

    def __init__(self, column: Any) -> None:
        super().__init__(attribute=column.name, column_name=str(column.verbose_name), readonly=True)
        self.column = column

    def export(self, instance: Any, **kwargs: Any) -> Any:
        """Return what the cell says of a record."""
        value = getattr(instance, self.column.name)
        if self.column.choices:
            return str(getattr(instance, f"get_{self.column.name}_display")())
        if isinstance(self.column, models.DateField):
            return f"{value:%d/%m/%Y}" if value else ""
        if isinstance(self.column, models.BooleanField):
            return "có" if value else "không"
        if isinstance(value, list):
            return "; ".join(map(str, value))
        if self.column.is_relation:
            return f"{value} ({value.code})" if value else ""
        return value
