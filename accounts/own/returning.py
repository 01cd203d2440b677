"""The page that a request was sent from."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from personnel.basics.htmx import by_htmx


def page_of(request: HttpRequest) -> str:
    """Return the page to come back to: of a part or a form, the page that it stands on."""
    if request.method in ("GET", "HEAD") and not by_htmx(request):
        return request.get_full_path()
    page = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}):
        return reverse("overview")
    return urlsplit(page)._replace(scheme="", netloc="").geturl()
