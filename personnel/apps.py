from django.apps import AppConfig


class PersonnelConfig(AppConfig):
    """The facts: units, titles, people, their posts and credentials."""

    name = "personnel"
    verbose_name = "Hồ sơ nhân sự"
    default_auto_field = "django.db.models.BigAutoField"
