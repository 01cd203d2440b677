from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Pages, roll-ups and workbooks."""

    name = "reports"
    verbose_name = "Báo cáo"
