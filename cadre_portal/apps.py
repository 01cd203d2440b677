from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    """Django's admin with the portal's own rule of who may enter."""

    default_site = "accounts.site.PortalAdminSite"

    def ready(self) -> None:
        """Register what the settings are checked for."""
        super().ready()
        from . import checks  # noqa: F401  # registers them
