from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """Needs, classes, forecasts and plans."""

    name = "training"
    verbose_name = "Đào tạo, bồi dưỡng"
    default_auto_field = "django.db.models.BigAutoField"
