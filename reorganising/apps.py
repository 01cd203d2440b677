from django.apps import AppConfig


class ReorganisingConfig(AppConfig):
    """Reorganisations: entered, looked at before, applied, undone."""

    name = "reorganising"
    verbose_name = "Sắp xếp đơn vị hành chính"
