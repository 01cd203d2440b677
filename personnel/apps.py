from django.apps import AppConfig


class PersonnelConfig(AppConfig):
    """The facts: units, titles, people, their posts and credentials."""

    name = "personnel"
    verbose_name = "Hồ sơ nhân sự"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the check of the places of units."""
        from .places import checking  # noqa: F401, PLC0415  # registers; models have to be there
