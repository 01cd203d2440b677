"""Reference data in the hands of the province's administrators."""

from django.contrib import admin
from import_export.admin import ExportMixin
from simple_history.admin import SimpleHistoryAdmin

from .administering import AdministratorsOnly
from .models import DossierCount, Ethnicity, Title, Unit


class ReferenceAdmin(AdministratorsOnly, ExportMixin, admin.ModelAdmin):
    """Reference data: only administrators of the province see and change it."""


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
