"""The page on which an administrator ends titles on a day: a preview, and the deed."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from personnel.batches.ending import Plan, end_titles
from personnel.entry.fields import FullDayField
from personnel.keeping.recording import Refused
from personnel.models import Title
from personnel.reading.offered import titles_on
from personnel.scope import viewer

from .models import Period

# The groups whose titles of before 01/07/2025 are picked with one click.
AT_ONCE = {
    Title.Group.CIVIL: "Các chức danh công chức trước ngày 01/07/2025",
    Title.Group.NONSPECIALISED: "Các chức danh không chuyên trách",
}
_MOST_NAMED = 20


class EndingForm(forms.Form):
    """Which titles end, and the last day on which they are held."""

    title = forms.MultipleChoiceField(
        label="Chức danh", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Đánh dấu ít nhất một chức danh."},
    )  # fmt: skip
    last = FullDayField(label="Ngày cuối cùng giữ chức danh")

    def __init__(self, titles: list[Title], sealed: date | None, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self.sealed, self.titles = sealed, {str(title.pk): title for title in titles}
        field: Any = self.fields["title"]
        field.choices = [(pk, title.name) for pk, title in self.titles.items()]

    def clean_last(self) -> date:
        """Return the day; one before the last sealed period's is refused."""
        last: date = self.cleaned_data["last"]
        if self.sealed and last < self.sealed:
            raise forms.ValidationError(
                f"Số liệu đến ngày {self.sealed:%d/%m/%Y} đã khóa: chọn từ ngày đó trở đi."
            )
        return last

    @property
    def plan(self) -> Plan:
        """What a valid form comes to."""
        chosen = [self.titles[pk] for pk in self.cleaned_data["title"]]
        return Plan.of(chosen, self.cleaned_data["last"])

    @property
    def by_group(self) -> list[tuple[str, list[tuple[Title, bool]]]]:
        """The titles under their groups of today, each with whether it is ticked."""
        ticked = set(self["title"].value() or ())
        found: dict[str, list[tuple[Title, bool]]] = {group.label: [] for group in Title.Group}
        for pk, title in self.titles.items():
            found[title.grouped.label].append((title, pk in ticked))
        return [(label, among) for label, among in found.items() if among]


def end_titles_page(request: HttpRequest) -> HttpResponse:
    """Pick titles and a day, show what ending them comes to, and end them."""
    if not viewer(request).may_administer:
        raise Http404("Trang này dành cho quản trị tỉnh.")
    sealed, titles = last_sealed_day(), titles_on(timezone.localdate())
    asked = request.POST if request.method == "POST" else request.GET
    form = EndingForm(titles, sealed, asked if asked.keys() & {"title", "last"} else None)
    if group := request.GET.get("group"):
        form.initial["title"] = [
            str(title.pk)
            for title in titles
            if title.grouped == group and not title.valid_from and not title.valid_to
        ]
    plan = form.plan if form.is_bound and form.is_valid() else None
    if request.method == "POST" and plan and (led := _ended(request, plan, sealed)):
        return led
    context = {
        "form": form,
        "plan": plan,
        "later": plan.later[:_MOST_NAMED] if plan else [],
        "at_once": AT_ONCE.items(),
        "sealed": sealed,
    }
    return render(
        request, "reports/ending.html", context, status=422 if request.method == "POST" else 200
    )


def last_sealed_day() -> date | None:
    """Return the day of the last period that is sealed; None while none is."""
    return Period.objects.last_sealed_day()


def _ended(request: HttpRequest, plan: Plan, sealed: date | None) -> HttpResponse | None:
    """End the titles of a plan; None, with the reason told, where that is refused."""
    try:
        batch = end_titles(
            plan.titles, plan.last, seen=request.POST.get("seen", ""), sealed=sealed,
            by=viewer(request), at=timezone.now(),
        )  # fmt: skip
    except Refused as refused:
        messages.error(request, str(refused))
        return None
    messages.success(request, f"Đã ghi: {batch}.")
    return redirect("batch", pk=batch.pk)
