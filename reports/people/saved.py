"""Lists that a user keeps under a name, to open again."""

from datetime import date

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from personnel.scope import viewer
from personnel.words.vietnamese import clean
from targets.lens import Lens

from ..models import SavedList
from .asked import Asked
from .kept import KEPT


class NameForm(forms.ModelForm):
    """The name of a list."""

    class Meta:
        model = SavedList
        fields = ["name"]

    def clean_name(self) -> str:
        """Return the name in one spelling, so that it is found again."""
        return clean(self.cleaned_data["name"])


@require_POST
def save_list(request: HttpRequest) -> HttpResponse:
    """Keep the list of `query` under a name; one that has the name already is replaced."""
    form, params = NameForm(request.POST), QueryDict(request.POST.get("query", ""))
    if not form.is_valid():
        raise BadRequest(f"Tên danh sách: {next(iter(form.errors.values()))[0]}")
    Asked.read(params, viewer(request))
    name, query = form.cleaned_data["name"], kept_query(params, timezone.localdate())
    is_new = SavedList.objects.keep(viewer(request), name, query)
    how = "Đã lưu danh sách" if is_new else "Đã thay danh sách cùng tên đã lưu:"
    messages.success(request, f"{how} “{name}”.")
    return redirect(f"{reverse('people')}?{query}")


@require_POST
def delete_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a list of one's own; nobody in it is touched."""
    saved = SavedList.objects.of(viewer(request)).filter(pk=pk).first()
    if saved is None:
        raise Http404("Không có danh sách đã lưu này.")
    saved.delete()
    messages.success(request, f"Đã bỏ danh sách đã lưu “{saved.name}”. Hồ sơ không thay đổi.")
    return redirect("people")


def kept_query(params: QueryDict, today: date) -> str:
    """Return what of a readable address is kept: its filters and horizon, and a day not today.

    Every link carries the day; that of today was not chosen, and would soon be yesterday's.
    """
    kept = {name: str(value) for name, value in params.dict().items() if value and name in KEPT}
    if "as_of" in kept:
        kept["as_of"] = Lens.read(params).day.isoformat()
        if kept["as_of"] == today.isoformat():
            del kept["as_of"]
    return urlencode(kept)
