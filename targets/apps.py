from django.apps import AppConfig


class TargetsConfig(AppConfig):
    """The rules: the resolution's criteria and the judging of everyone against them."""

    name = "targets"
    verbose_name = "Chỉ tiêu Nghị quyết"
