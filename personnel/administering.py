"""Admin pages that only the province's administrators see."""

from typing import Any

from django.http import HttpRequest


class AdministratorsOnly:
    """Mixed into a ModelAdmin: whoever may administer may do everything, others nothing."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whether the user sees the section of this model."""
        return bool(getattr(request.user, "may_administer", False))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether the user may read records."""
        return self.has_module_permission(request)

    has_add_permission = has_module_permission
    has_change_permission = has_delete_permission = has_view_permission
