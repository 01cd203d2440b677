"""What was decided of a unit or a title from a day on: told on a page, added, taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from personnel.basics.spells import EVER, Spell
from personnel.entry.fields import FullDayField
from personnel.keeping.locking import hold_list
from personnel.keeping.spells import decide, take_back
from personnel.models import Title, TitleGroup, Unit, UnitFact
from personnel.models.units import COUNTS_AS

# What may be said of a unit, with the words on the page: by "fact:value".
FACTS = {
    "terrain:lowland": "Địa hình: đồng bằng",
    "terrain:mountain": "Địa hình: miền núi",
    "minority_area:True": "Vùng DTTS: thuộc",
    "minority_area:False": "Vùng DTTS: không thuộc",
}
# What may be said of a đặc khu besides.
OF_ZONES = {f"{COUNTS_AS}:{value}": f"Tính là: {label}" for value, label in Unit.CountsAs.choices}


class DecisionForm(forms.Form):
    """A decision: what holds, from which day, by which paper."""

    what = forms.ChoiceField(label="Nội dung")
    first = FullDayField(label="Từ ngày")
    decision = forms.CharField(label="Số quyết định", max_length=50, required=False)
    confirmed = forms.BooleanField(label="Đã xác nhận", required=False, initial=True)

    def __init__(self, choices: Mapping[str, str], data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        what = self.fields["what"]
        assert isinstance(what, forms.ChoiceField)
        what.choices = list(choices.items())

    @property
    def values(self) -> dict[str, Any]:
        """The confirmation and the paper, as a spell keeps them."""
        return {name: self.cleaned_data[name] for name in ("confirmed", "decision")}


class UnitLines:
    """The dated facts of a commune."""

    model: type[Spell] = UnitFact

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.choices = FACTS | OF_ZONES if unit.is_special_zone else FACTS

    def spells(self) -> models.QuerySet[Any]:
        """Return the spells that there are, in order."""
        return UnitFact.objects.filter(unit=self.unit).order_by("fact", "first")

    def decide(self, what: str, first: date, values: Mapping[str, Any], by: Any) -> Spell:
        """Write a decision."""
        fact, value = what.split(":")
        return decide(
            UnitFact, {"unit": self.unit, "fact": fact}, self._own(fact), first,
            {"value": value, **values}, by=by, reason=REASON,
        )  # fmt: skip

    def _own(self, fact: str) -> dict[str, Any]:
        """Return what holds before the first decision: what stands on the row itself."""
        if fact == COUNTS_AS:
            return {"value": Unit.CountsAs.NEITHER}
        return {
            "value": str(getattr(self.unit, fact)),
            "confirmed": getattr(self.unit, f"{fact}_confirmed"),
            "decision": getattr(self.unit, f"{fact}_decision"),
        }


class TitleLines:
    """The dated groups of a title."""

    model: type[Spell] = TitleGroup
    choices = {value: f"Nhóm: {label}" for value, label in Title.Group.choices}

    def __init__(self, title: Title) -> None:
        self.title = title

    def spells(self) -> models.QuerySet[Any]:
        """Return the spells that there are, in order."""
        return TitleGroup.objects.filter(title=self.title).order_by("first")

    def decide(self, what: str, first: date, values: Mapping[str, Any], by: Any) -> Spell:
        """Write a decision."""
        own = {"group": self.title.group, "confirmed": self.title.group_confirmed}
        return decide(
            TitleGroup, {"title": self.title}, own, first, {"group": what, **values},
            by=by, reason=REASON,
        )  # fmt: skip


REASON = "Quyết định theo ngày"
LINES: dict[type[models.Model], Any] = {Unit: UnitLines, Title: TitleLines}


class ByDayMixin:
    """The page of what was decided from a day on, of a unit or a title."""

    model: type[models.Model]
    admin_site: Any

    def get_urls(self) -> list[URLPattern]:
        """Return the pages with that of the decisions."""
        view = self.admin_site.admin_view(self.by_day_page)
        name = f"personnel_{self.model._meta.model_name}_by_day"
        return [path("<int:pk>/by-day/", view, name=name), *super().get_urls()]  # type: ignore[misc]  # of the admin it is mixed into

    @transaction.atomic
    def by_day_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """List the decisions; write one, or take one back."""
        if request.method == "POST":
            hold_list(self.model, pk)
        record = get_object_or_404(self.model, pk=pk)
        lines = LINES[self.model](record)
        form = DecisionForm(lines.choices, request.POST if "first" in request.POST else None)
        if request.method == "POST" and (told := _write(request, lines, form)):
            messages.success(request, told)
            return redirect(request.path)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Quyết định theo ngày: {record}",
            "opts": self.model._meta,
            "record": record,
            "form": form,
            "spells": [(spell, told_of(spell)) for spell in lines.spells()],
        }
        return TemplateResponse(request, "admin/personnel/by_day.html", context)


def _write(request: HttpRequest, lines: Any, form: DecisionForm) -> str:
    """Do what was asked for and return what to tell; "" where the form has to be mended."""
    if "take_back" in request.POST:
        spells = {str(spell.pk): spell for spell in lines.spells().exclude(first=EVER)}
        spell = spells.get(request.POST["take_back"])
        if spell is None:
            return "Chưa ghi gì: quyết định này không còn."
        take_back(spell, by=request.user, reason=REASON)
        return f"Đã bỏ quyết định {told_of(spell)} {spell.told}; nội dung trước đó lại áp dụng."
    if not form.is_valid():
        return ""
    asked = form.cleaned_data
    spell = lines.decide(asked["what"], asked["first"], form.values, request.user)
    return f"Đã ghi {told_of(spell)} {spell.told}. Số liệu của các ngày trước không đổi."


def told_of(spell: Any) -> str:
    """Return what a spell says, in words."""
    if isinstance(spell, UnitFact):
        return (FACTS | OF_ZONES)[f"{spell.fact}:{spell.value}"]
    return f"Nhóm: {spell.get_group_display()}"
