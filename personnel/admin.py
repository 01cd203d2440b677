"""Reference data in the hands of the province's administrators."""

from django.contrib import admin
from django.http import HttpRequest
from import_export.admin import ExportMixin
from simple_history.admin import SimpleHistoryAdmin

from .models import DossierCount, Ethnicity, Title, Unit


class ReferenceAdmin(ExportMixin, admin.ModelAdmin):
    """Reference data: only administrators of the province see and change it."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return _administers(request)

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return _administers(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return _administers(request)

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return _administers(request)

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return _administers(request)


def _administers(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "may_administer", False))


@admin.register(Unit)
class UnitAdmin(SimpleHistoryAdmin, ReferenceAdmin):
    list_display = ("code", "name", "kind", "parent", "terrain", "terrain_confirmed")
    list_filter = ("level", "terrain", "terrain_confirmed", "minority_area")
    list_select_related = ("parent",)
    search_fields = ("code", "name")


@admin.register(Title)
class TitleAdmin(ReferenceAdmin):
    list_display = ("order", "name", "group", "valid_to")
    list_display_links = ("name",)
    list_filter = ("group",)
    search_fields = ("name",)


@admin.register(Ethnicity)
class EthnicityAdmin(ReferenceAdmin):
    list_display = ("name", "order")
    search_fields = ("name",)


@admin.register(DossierCount)
class DossierCountAdmin(SimpleHistoryAdmin, ReferenceAdmin):
    list_display = ("unit", "year", "total", "online")
    list_filter = ("year",)
    list_select_related = ("unit",)
    autocomplete_fields = ("unit",)
