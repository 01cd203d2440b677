"""The addresses of the API: all but its root, and none behind signing in: a token opens them."""

from django.contrib.auth.decorators import login_not_required

from .description import api

urlpatterns = [pattern for pattern in api.urls[0] if pattern.name != "api-root"]
for pattern in urlpatterns:
    login_not_required(pattern.callback)
