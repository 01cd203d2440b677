"""What tells one form of one page from every other, and one content of it from another."""

import re
from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.crypto import get_random_string, salted_hmac

from personnel.basics.digests import digest_of

FIELD = "once"
LENGTH = 22
LONGEST_PATH = 500
_KEY = re.compile(rf"[A-Za-z0-9]{{{LENGTH}}}", re.ASCII)
# What differs between two copies of one form without being typed.
_BESIDE = ("csrfmiddlewaretoken", FIELD)


def new_key() -> str:
    """Return the key of a form that is about to be shown."""
    return get_random_string(LENGTH)


def key_of(request: HttpRequest) -> str:
    """Return the key of the form that was sent; "" where it has none that is ours."""
    sent = request.POST.get(FIELD, "")
    ours = _KEY.fullmatch(sent) and len(request.path) <= LONGEST_PATH
    return sent if ours else ""


def mark_of(request: HttpRequest) -> str:
    """Return what tells the content of a form from another, without telling the content.

    It hangs on the portal's secret: a form may hold a password, which nobody shall find from
    what is kept.
    """
    return salted_hmac("accounts.once", "\n".join(_parts(request)), algorithm="sha256").hexdigest()


def _parts(request: HttpRequest) -> Iterator[str]:
    yield request.META.get("QUERY_STRING", "")
    for name, values in sorted(request.POST.lists()):
        if name not in _BESIDE:
            yield repr((name, values))
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            yield repr((name, file.name, digest_of(file)))
