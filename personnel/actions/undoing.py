"""The page on which administrators put deleted records back."""

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from personnel.doubts.asking import PERSON, open_doubts
from personnel.doubts.case import record_of
from personnel.keeping.recording import Refused
from personnel.models import Deletion
from personnel.scope import viewer

from .restoring import restore

PAGE_SIZE = 50


class NameForm(forms.Form):
    """A name to look for."""

    q = forms.CharField(
        label="Họ và tên", max_length=100, required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip


@require_safe
def deletion_list(request: HttpRequest) -> HttpResponse:
    """List deleted records, found by name; for administrators alone."""
    _require_administrator(request)
    form = NameForm(request.GET, label_suffix="")
    sought = form.cleaned_data["q"] if form.is_valid() else ""
    found = Deletion.objects.named_like(sought).select_related("by", "restored_by")
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    more = f"{urlencode({'q': sought})}&" if sought else ""
    context = {"form": form, "sought": sought, "page": page, "more": more}
    return render(request, "personnel/actions/deletions.html", context)


@require_POST
def restore_deletion(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a deleted record back, and show it."""
    _require_administrator(request)
    deletion = get_object_or_404(Deletion, pk=pk)
    try:
        person = restore(deletion, by=viewer(request), at=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("deletions")
    messages.success(request, f"Đã khôi phục hồ sơ {person}.")
    for doubt in open_doubts(record_of(person), viewer(request), timezone.localdate(), [PERSON]):
        messages.warning(request, f"Lưu ý: {doubt.text}")
    return redirect("person", pk=person.pk)


def _require_administrator(request: HttpRequest) -> None:
    if not viewer(request).may_administer:
        raise Http404("Trang này chỉ dành cho quản trị cấp tỉnh.")
