from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The API: nothing of its own is kept."""

    name = "api"
