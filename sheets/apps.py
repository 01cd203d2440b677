from django.apps import AppConfig


class SheetsConfig(AppConfig):
    """The personnel sheet in Excel: read, compared, written, given out; uploads of it."""

    name = "sheets"
    verbose_name = "Nhập từ Excel"
    default_auto_field = "django.db.models.BigAutoField"
