"""The page that finds a record by the whole identity number."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from personnel.asked import editor_or_404
from personnel.keeping.pacing import TooOften

from .forms import NumberForm
from .seeking import seek


def by_number(request: HttpRequest) -> HttpResponse:
    """Ask for a number, and go to whose record it is; the number stands in no address."""
    user = editor_or_404(request)
    form = NumberForm(request.POST if request.method == "POST" else None)
    status, nobody = 200, False
    if form.is_valid():
        try:
            found = seek(form.cleaned_data["cccd"], by=user, at=timezone.now())
        except TooOften as too_often:
            form.add_error("cccd", str(too_often))
            status = 429
        else:
            if found:
                return redirect("person", pk=found.pk)
            nobody = True
    elif form.is_bound:
        status = 422
    context = {"form": form, "nobody": nobody}
    return render(request, "personnel/seeking/by_number.html", context, status=status)
