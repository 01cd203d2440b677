"""A user with a second factor, and the phone that shows its codes."""

import base64
import hmac
import struct
from datetime import UTC, datetime

import pytest
import time_machine

from accounts.second.codes import new_seed, secret_of
from accounts.second.factors import give

NOON = datetime(2026, 3, 12, 5, tzinfo=UTC)


def shown_by(secret, at):
    """Return what a phone with this secret shows, worked out as RFC 4226 and 6238 say."""
    counter = struct.pack(">Q", int(at.timestamp()) // 30)
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    number = struct.unpack_from(">I", digest, digest[-1] & 15)[0] & 0x7FFFFFFF
    return f"{number % 10**6:06}"


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as moving:
        yield moving


class Phone:
    """A second factor: what its phone shows now, and its recovery codes."""

    def __init__(self, user):
        seed = new_seed()
        self.secret = secret_of(seed)
        self.recovery = give(user, seed, self.shows(), at=datetime.now(UTC))

    def shows(self):
        return shown_by(self.secret, datetime.now(UTC))


@pytest.fixture
def phone(clock, editor_a):
    """The phone of the editor of Ba Tơ, a minute after it was set up."""
    phone = Phone(editor_a)
    clock.shift(60)
    return phone
