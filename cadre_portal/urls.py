from django.contrib import admin
from django.urls import include, path

from .finding import views
from .terms.views import terms_page

urlpatterns = [
    path("admin/", admin.site.urls),
    path("tim/", views.found_page, name="find"),
    path("tim/goi-y/", views.found_beneath, name="find-beneath"),
    path("du-lieu-ca-nhan/thoi-han/", terms_page, name="personal-terms"),
    path("api/v1/", include("api.urls")),
    path("", include("accounts.urls")),
    path("", include("personnel.urls")),
    path("", include("sheets.urls")),
    path("", include("reports.urls")),
    path("", include("reorganising.urls")),
    path("", include("training.urls")),
]

handler400 = "reports.errors.bad_request"
handler403 = "reports.errors.permission_denied"
handler404 = "reports.errors.not_found"
handler500 = "reports.errors.server_error"
