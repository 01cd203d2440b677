"""Reference data in the hands of the province's administrators."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Exists, ForeignKey, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from .basics.periods import VALIDITY
from .catalogue.by_day import ByDayMixin
from .catalogue.forms import EthnicityForm, TitleForm
from .catalogue.pages import HoldersMixin, KeptAdmin
from .models import (
    Course,
    CourseSeats,
    DossierCount,
    Ethnicity,
    Membership,
    Title,
    TitleGroup,
    Unit,
)
from .places.rebuilding import rebuild_places


class InForce(admin.SimpleListFilter):
    """What is in force today, or of another time."""

    title = "hiệu lực"
    parameter_name = "in_force"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the choices."""
        return [("now", "Đang có hiệu lực"), ("other", "Đã hết hoặc chưa có hiệu lực")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list to what was chosen."""
        today = timezone.localdate()
        asked = {"now": VALIDITY.on(today), "other": VALIDITY.not_on(today)}
        return queryset.filter(asked.get(self.value() or "", Q()))


class UnitChoice(forms.ModelChoiceField):
    """A unit by name and code."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the text of a choice."""
        return f"{obj.name} ({obj.code}, {obj.period_shown})"


class MembershipInline(admin.TabularInline):
    """The communes of a group of units."""

    model = Membership
    fk_name = "group"
    extra = 0
    autocomplete_fields = ("unit",)


@admin.register(Unit)
class UnitAdmin(ByDayMixin, HoldersMixin, KeptAdmin):
    list_display = ("code", "name", "kind", "parent", "period", "terrain", "confirmed")
    list_filter = (InForce, "level", "terrain", "terrain_confirmed", "minority_area")
    list_select_related = ("parent",)
    search_fields = ("code", "name")

    @admin.display(description="Hiệu lực", ordering="valid_to")
    def period(self, unit: Unit) -> str:
        """Return from when to when the unit is in force."""
        going_on = unit.valid_from and not unit.valid_to and unit.is_in_force(timezone.localdate())
        return f"{unit.period_shown} đến nay" if going_on else unit.period_shown

    @admin.display(description="Địa hình đã xác nhận", ordering="terrain_confirmed")
    def confirmed(self, unit: Unit) -> str:
        """Say whether a commune's terrain is confirmed; "" of what has none."""
        if not unit.is_commune:
            return ""
        return "đã xác nhận" if unit.terrain_confirmed else "chưa xác nhận"

    def get_inlines(self, request: HttpRequest, obj: Any) -> list[Any]:
        """Return the list of its communes for a group, nothing for any other unit."""
        return [MembershipInline] if obj is not None and obj.is_group else []

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save a unit, and what follows from its days for who stands for whom."""
        super().save_model(request, obj, form, change)
        rebuild_places()

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Offer as the unit above the province and its districts, each with code and days."""
        if db_field.name == "parent":
            above = Unit.objects.above_communes().order_by("-level", "code")
            kwargs |= {"queryset": above, "form_class": UnitChoice}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Title)
class TitleAdmin(ByDayMixin, HoldersMixin, KeptAdmin):
    form = TitleForm
    import_export_change_list_template = "admin/personnel/title/change_list.html"
    list_display = ("order", "name", "group", "group_state", "period")
    list_display_links = ("name",)
    list_filter = (InForce, "group", "group_confirmed")
    search_fields = ("name",)

    @admin.display(description="Hiệu lực", ordering="valid_to")
    def period(self, title: Title) -> str:
        """Return from when to when the title may be held."""
        return title.period_shown

    @admin.display(description="Xác nhận nhóm", ordering="group_confirmed")
    def group_state(self, title: Title) -> str:
        """Say whether the province confirmed the group, and whether days tell it apart."""
        is_grouped_by_day = getattr(title, "is_grouped_by_day", False)  # of the list alone
        told = "đã xác nhận" if title.group_confirmed else "chưa xác nhận"
        return f"{told} (có quyết định theo ngày)" if is_grouped_by_day else told

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the titles, each with whether its group was decided by day."""
        decided = TitleGroup.objects.filter(title=OuterRef("pk"))
        return super().get_queryset(request).annotate(is_grouped_by_day=Exists(decided))


@admin.register(Ethnicity)
class EthnicityAdmin(KeptAdmin):
    form = EthnicityForm
    list_display = ("name", "order")
    search_fields = ("name",)


@admin.register(Course)
class CourseAdmin(KeptAdmin):
    list_display = ("code", "name", "gives", "needs", "months", "form", "class_size", "state")
    list_display_links = ("name",)
    list_filter = (InForce, "confirmed", "kind", "form")
    search_fields = ("code", "name")

    @admin.display(description="Đạt được", ordering="level")
    def gives(self, course: Course) -> str:
        """Return the level that it gives."""
        return course.level_label

    @admin.display(description="Đầu vào", ordering="builds_on")
    def needs(self, course: Course) -> str:
        """Return the level that it builds on; "" where anybody may begin."""
        return course.builds_on_label if course.builds_on else ""

    @admin.display(description="Xác nhận", ordering="confirmed")
    def state(self, course: Course) -> str:
        """Say whether the province confirmed what stands of it."""
        return "đã xác nhận" if course.confirmed else "chưa xác nhận"


@admin.register(CourseSeats)
class CourseSeatsAdmin(KeptAdmin):
    list_display = ("course_code", "year", "seats")
    list_filter = ("year",)
    search_fields = ("course_code",)


@admin.register(DossierCount)
class DossierCountAdmin(KeptAdmin):
    list_display = ("unit", "year", "total", "online")
    list_filter = ("year",)
    list_select_related = ("unit",)
    autocomplete_fields = ("unit",)
