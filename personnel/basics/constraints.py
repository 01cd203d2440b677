"""What a database constraint says when it refuses a record."""

from django.apps import apps
from django.db import IntegrityError


def violated(error: IntegrityError) -> str:
    """Return the Vietnamese message of the constraint that the database names."""
    text = str(error)
    for model in apps.get_models():
        column_of = {field.name: field.column for field in model._meta.concrete_fields}
        for constraint in model._meta.constraints:
            fields = getattr(constraint, "fields", ())
            columns = [f"{model._meta.db_table}.{column_of[name]}" for name in fields]
            if constraint.name in text or columns and text.endswith(", ".join(columns)):
                return str(constraint.violation_error_message)
    return "dữ liệu không hợp lệ hoặc vừa được người khác ghi. Hãy kiểm tra và thử lại."
