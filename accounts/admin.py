"""Users, in the hands of the province's administrators."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group

from personnel.administering import AdministratorsOnly

from .models import User

# Roles take the place of Django's groups and permissions.
admin.site.unregister(Group)


@admin.register(User)
class UserAdmin(AdministratorsOnly, DjangoUserAdmin):
    """Accounts with their role and district."""

    list_display = ("username", "full_name", "role", "district", "is_active")
    list_filter = ("role", "is_active")
    search_fields = ("username", "full_name")
    fieldsets = (
        (None, {"fields": ("username", "password", "full_name", "email")}),
        ("Quyền", {"fields": ("role", "district", "is_active")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": ("username", "full_name", "role", "district", "password1", "password2"),
            },
        ),
    )
