"""Officers to click with: users made in a throw-away database, signed in, with their pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import Grant, User
from bench.lists import ASKED
from personnel.models import Post, Unit

from .mix import Officer

DAY = date(2025, 12, 31)
# One of so many looks at the whole province, the others keep the records of a district.
_OF_PROVINCE = 5
# Records that one officer opens.
_PEOPLE = 20


def made(number: int) -> list[Officer]:
    """Make so many officers, sign them in and return them; for a database that is thrown away."""
    # An island district has no commune below it, and nobody's records to keep.
    communes = Unit.objects.communes().in_force(DAY)
    districts = Unit.objects.filter(level=Unit.Level.DISTRICT, pk__in=communes.values("parent"))
    held = list(districts.in_force(DAY).order_by("code"))
    return [_made(at, held) for at in range(number)]


def as_json(officers: Sequence[Officer]) -> list[dict[str, Any]]:
    """Return them as they are handed from the process that made them to the one that clicks."""
    return [{"cookie": officer.cookie, "pages": dict(officer.pages)} for officer in officers]


def _made(at: int, districts: Sequence[Unit]) -> Officer:
    user = User.objects.create(username=f"bench-{at}", full_name=f"Cán bộ {at}")
    district = districts[at % len(districts)]
    of_province = at % _OF_PROVINCE == 0
    role = Grant.Role.PROVINCE_VIEWER if of_province else Grant.Role.EDITOR
    Grant.objects.create(user=user, role=role, unit=None if of_province else district)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    pages = {name: list(found) for name, found in _pages(district, of_province)}
    return Officer(f"{cookie.key}={cookie.value}", pages)


def _pages(district: Unit, of_province: bool) -> Iterator[tuple[str, Iterator[str]]]:
    """Yield the addresses of each page, as whoever keeps a district or looks at all opens them."""
    held = Post.objects.held_on(DAY).filter(unit__parent=district).order_by("pk")
    people = list(dict.fromkeys(held.values_list("person", flat=True)))[:_PEOPLE]
    criteria = ("2025.key.theory", "2025.nonspecialised.professional")
    yield "overview", map(_asked, [reverse("overview")])
    yield "unit", map(_asked, [reverse("unit", args=[district.code])])
    yield "criterion", (_asked(reverse("criterion", args=[code])) for code in criteria)
    yield "list", (f"{_asked(reverse('people'))}&{asked}" for asked in _lists(district))
    yield "person", (_asked(reverse("person", args=[pk])) for pk in people)
    yield "quality", map(_asked, [reverse("quality")])
    if not of_province:
        yield "edit", (reverse("person-edit", args=[pk]) for pk in people)


def _lists(district: Unit) -> Iterator[str]:
    """Yield what lists are asked for, of units those of the district."""
    commune = Unit.objects.filter(parent=district).in_force(DAY).order_by("code")[0]
    own = {"unit=535": f"unit={district.code}", "unit=21496": f"unit={commune.code}"}
    yield from (own.get(asked, asked) for asked in ASKED)


def _asked(path: str) -> str:
    return f"{path}?horizon=2025&as_of={DAY}"
