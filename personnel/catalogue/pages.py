"""The reference lists in the admin: read under a lock, checked, told back in words."""

from typing import Any

from django.contrib import admin, messages
from django.db import IntegrityError, models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from import_export.admin import ExportMixin
from import_export.formats.base_formats import XLSX
from simple_history.admin import SimpleHistoryAdmin

from personnel.administering import AdministratorsOnly
from personnel.basics.constraints import violated
from personnel.checks.holders import people_of, posts_of
from personnel.entry.fields import FullDayField
from personnel.keeping.baseline import STOOD_BEFORE
from personnel.keeping.locking import hold_list
from personnel.words.dates import parse_day
from personnel.words.file_names import file_name

from .exporting import ListResource
from .forms import ReferenceForm
from .telling import saved


class ReferenceAdmin(AdministratorsOnly, ExportMixin, admin.ModelAdmin):
    """A reference list: only administrators of the province see and change it.

    Rows are changed and deleted one by one, each by a form that knows what hangs on it.
    """

    form = ReferenceForm
    formfield_overrides = {models.DateField: {"form_class": FullDayField}}
    actions = None
    formats = (XLSX,)
    skip_export_form = True

    def get_resource_classes(self, request: HttpRequest) -> list[Any]:
        """Return what the list is taken away as."""
        return [ListResource.of(self.model)]

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """Return the row; when it may be written, locked first and read then."""
        found = super().get_object(request, object_id, from_field)
        if found is None or request.method != "POST":
            return found
        hold_list(self.model, found.pk)
        return super().get_object(request, object_id, from_field)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:  # fmt: skip
        """Show or save a row; what the database declines, as two save at once, is told."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError as error:
            messages.error(request, f"Chưa lưu gì: {violated(error)}")
            return redirect(request.get_full_path())

    def get_export_filename(self, request: HttpRequest, queryset: Any, file_format: Any) -> str:
        """Return the name of the file: "don-vi-hanh-chinh-2025-07-01.xlsx"."""
        today, ending = timezone.localdate(), file_format.get_extension()
        return file_name(self.opts.verbose_name_plural, today, ending=ending)

    def save_form(self, request: HttpRequest, form: Any, change: Any) -> Any:
        """Return the record, not yet written; what is told of it is told by `saved`."""
        record = super().save_form(request, form, change)
        request.told = saved(record, form)  # type: ignore[attr-defined]  # for `message_user`
        return record

    def message_user(
        self, request: HttpRequest, message: Any, level: int | str = messages.INFO, *args: Any,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        """Tell what was saved in our own words in place of Django's."""
        told = getattr(request, "told", "") if level == messages.SUCCESS else ""
        super().message_user(request, told or message, level, *args, **kwargs)


class KeptAdmin(SimpleHistoryAdmin, ReferenceAdmin):
    """A list whose every change is kept: told on a page, and not brought back by a button."""

    def get_urls(self) -> list[URLPattern]:
        """Return the pages without those of one row of history."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_simple_history"
        return [url for url in super().get_urls() if url.name != name]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """List the changes; the page is told which rows are none."""
        more = {"stood_before": STOOD_BEFORE, **(extra_context or {})}
        return super().history_view(request, object_id, more)

    def revert_disabled(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether an earlier state cannot be brought back: never by a button."""
        return True


class HoldersMixin:
    """The page of whoever holds, or ever held, a post in a unit or under a title."""

    model: type[models.Model]
    admin_site: Any

    def get_urls(self) -> list[URLPattern]:
        """Return the pages with that of the holders."""
        view = self.admin_site.admin_view(self.holders_page)
        name = f"personnel_{self.model._meta.model_name}_holders"
        own = path("<int:pk>/holders/", view, name=name)
        return [own, *super().get_urls()]  # type: ignore[misc]  # of the admin it is mixed into

    def holders_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """List the posts; with `after`, those that go on after that day."""
        record = get_object_or_404(self.model, pk=pk)
        try:
            after = parse_day(request.GET["after"]) if "after" in request.GET else None
        except ValueError:
            after = None
        posts = posts_of(record, after)  # type: ignore[arg-type]  # a unit or a title
        context = {
            **self.admin_site.each_context(request),
            "title": f"Người giữ chức danh: {record}",
            "opts": self.model._meta,
            "record": record,
            "after": after,
            "people": people_of(posts),
            "posts": posts.select_related("person", "title", "unit").order_by(
                "person__sort_key", "person", "start"
            ),
        }
        return TemplateResponse(request, "admin/personnel/holders.html", context)
