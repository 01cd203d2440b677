"""The admin site: for the province's administrators, signed in like everybody else."""

from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator


class PortalAdminSite(AdminSite):
    """Open to whoever may administer; to others it is not there."""

    site_header = site_title = "Quản trị hệ thống"
    index_title = "Danh mục"
    enable_nav_sidebar = False  # four lists, a click away; tables get its room

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether the user may enter; the role says so, not Django's staff flag."""
        return bool(getattr(request.user, "may_administer", False))

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Wrap a page of the site; it raises Http404 for whoever is signed in and may not."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.user.is_authenticated and not self.has_permission(request):
                raise Http404("Trang quản trị chỉ dành cho quản trị cấp tỉnh.")
            return inner(request, *args, **kwargs)

        return guarded

    @method_decorator(login_not_required)
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Send whoever comes to the portal's own sign-in page."""
        return redirect_to_login(request.GET.get("next") or request.path)

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Send to the portal's own page, which ends the other sign-ins too."""
        return redirect("password-change")
