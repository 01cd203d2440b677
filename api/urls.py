"""The addresses of the API: all but its root, and none behind signing in: a token opens them."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern

from .description import api

patterns, *_ = api.urls
urlpatterns = [p for p in patterns if isinstance(p, URLPattern) and p.name != "api-root"]
for pattern in urlpatterns:
    login_not_required(pattern.callback)
