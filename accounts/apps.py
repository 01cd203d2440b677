from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who may see and change what."""

    name = "accounts"
    verbose_name = "Tài khoản"
    default_auto_field = "django.db.models.BigAutoField"
