"""Tokens, and a client that comes with one."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import ApiToken
from accounts.tokens.secrets import SHOWN, digest_of, new_secret
from personnel.models import Unit


@pytest.fixture
def token_for(province):
    """Return a function that gives out a token and returns it with its secret."""

    def give(unit="", *, people=False, first=date(2020, 1, 1), last=date(2099, 12, 31)):
        secret = new_secret()
        where = Unit.objects.get(code=unit, valid_to=None) if unit else None
        token = ApiToken.objects.create(
            label=f"Hệ thống {unit or 'tỉnh'}",
            role="district_viewer" if unit else "province_viewer",
            unit=where,
            people=people,
            valid_from=first,
            valid_to=last,
            prefix=secret[:SHOWN],
            sha256=digest_of(secret),
            given_at=timezone.now(),
        )
        return token, secret

    return give


@pytest.fixture
def asking(token_for):
    """Return a function that asks the API by a token, of a unit or of the province."""

    def as_whom(unit="", **more):
        _, secret = token_for(unit, **more)
        client = Client(headers={"Authorization": f"Bearer {secret}"})

        def ask(address, **params):
            return client.get(f"/api/v1/{address}", params)

        return ask

    return as_whom
