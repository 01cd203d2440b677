"""Leading a whole identity number out of the address it was typed into."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from personnel.basics.htmx import by_htmx
from personnel.reading.searching import digits_of
from personnel.scope import viewer
from personnel.words.identity import END_DIGITS


def without_number(request: HttpRequest) -> HttpResponse | None:
    """Return where a search for more digits than a list shows leads; None for any other search.

    Whoever keeps records goes to where a whole number is sought, everybody else stays, without it.
    """
    if len(digits_of(request.GET.get("q", ""))) <= max(END_DIGITS):
        return None
    if viewer(request).may_edit:
        messages.info(request, "Số CCCD không đặt trong địa chỉ trang: nhập số vào ô dưới đây.")
        address = reverse("person-by-number")
    else:
        messages.info(request, f"Chỉ tìm được theo 3 hoặc {max(END_DIGITS)} số cuối của CCCD.")
        kept = {name: value for name, value in request.GET.items() if name != "q"}
        address = f"{request.path}?{urlencode(kept)}"
    return HttpResponseClientRedirect(address) if by_htmx(request) else redirect(address)
