"""The page on which an administrator says from when the resolution is about a group of units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from personnel.basics.plain import PLAIN_NAME
from personnel.entry.fields import FullDayField
from personnel.keeping.recording import Refused
from personnel.models import Coverage, Unit, UnitQuerySet
from personnel.scope import viewer
from reports.periods.asked import administrator_or_404

from .deciding import cover, state_of


class CoverageForm(forms.Form):
    """From which day, by which paper; without a day as the text has it."""

    since = FullDayField(
        label="Thuộc phạm vi Nghị quyết từ ngày", required=False,
        help_text="Để trống: từ ngày các xã, phường thuộc tỉnh.",
    )  # fmt: skip
    decision = forms.CharField(
        label="Số văn bản", max_length=50, required=False, validators=[PLAIN_NAME]
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse a paper that says nothing."""
        undated = not self.cleaned_data.get("since") and not self.has_error("since")
        if undated and self.cleaned_data.get("decision"):
            self.add_error("since", "Có số văn bản thì nhập ngày.")
        return self.cleaned_data


@dataclass(frozen=True)
class Row:
    """A group, from which day the resolution is about it, and how many communes are in it."""

    group: Unit
    communes: int
    joined: bool
    coverage: Coverage | None


def groups_today() -> UnitQuerySet:
    """Return the groups in force today."""
    return Unit.objects.in_force(timezone.localdate()).groups().order_by("code")


@require_safe
def coverage_page(request: HttpRequest) -> HttpResponse:
    """List the groups of today, each with from when the resolution is about it."""
    administrator_or_404(request)
    there = Unit.days.on(timezone.localdate(), "members__unit__")
    outside = there & Q(members__unit__places__place__outside=True)
    counted = groups_today().annotate(
        communes=Count("members", distinct=True, filter=there),
        joined=Count("members", distinct=True, filter=outside),
    )
    kept = {row.group_id: row for row in Coverage.objects.all()}
    numbers = counted.values_list("pk", "communes", "joined")
    inside = {pk: (communes, joined == communes > 0) for pk, communes, joined in numbers}
    rows = [Row(group, *inside[group.pk], kept.get(group.pk)) for group in groups_today()]
    return render(request, "reorganising/coverage.html", {"rows": rows})


def coverage_of_group_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was said of a group, and write or take back a day."""
    administrator_or_404(request)
    group = get_object_or_404(groups_today(), pk=pk)
    kept = Coverage.objects.filter(group=group).first()
    shown = {"since": kept and kept.since, "decision": kept and kept.decision}
    form = CoverageForm(
        request.POST if request.method == "POST" else None,
        initial={**shown, "seen": state_of(group)}, label_suffix="",
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _written(request, group, form):
        return redirect("coverage")
    context = {"group": group, "form": form, "history": _history(group)}
    status = 422 if request.method == "POST" else 200
    return render(request, "reorganising/coverage_of_group.html", context, status=status)


def _written(request: HttpRequest, group: Unit, form: CoverageForm) -> bool:
    asked = form.cleaned_data
    try:
        wrote = cover(
            group, asked["since"], asked["decision"], seen=asked["seen"], by=viewer(request)
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return False
    told = f"Đã ghi phạm vi Nghị quyết của {group}." if wrote else "Không có gì thay đổi."
    messages.success(request, told)
    return True


def _history(group: Unit) -> list[Any]:
    """Return what was said of the group before and now, the latest first."""
    kept = Coverage.history.filter(group_id=group.pk).select_related("history_user")
    return list(kept.order_by("-history_date", "-history_id"))
