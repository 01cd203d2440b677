"""Whoever is signed in proves that they still know their password."""

from django.contrib.auth import authenticate
from django.http import HttpRequest

from accounts.models import User

from .addresses import client_address
from .failures import forgive


def proves(request: HttpRequest, user: User, password: str) -> bool:
    """Whether a password is the user's; a wrong one counts as a failed sign-in does.

    Where that locks the user, django-axes answers the request in place of its page.
    """
    known = authenticate(request, username=user.username, password=password) == user
    if known:
        forgive(user, client_address(request) or "")
    return known
