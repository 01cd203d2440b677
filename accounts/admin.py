"""Users are managed on pages of their own; the admin keeps reference data alone."""

from django.contrib import admin
from django.contrib.auth.models import Group

# Grants take the place of Django's groups and permissions.
admin.site.unregister(Group)
