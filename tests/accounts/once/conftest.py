"""A form sent twice, as a button pressed twice sends it: the same session, key and content."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.contrib.messages import get_messages
from django.contrib.sessions.models import Session
from django.test import Client

from accounts.models import Sending
from accounts.once.keys import FIELD, new_key
from tests.factories import person, post


@dataclass
class Form:
    """A form that is open in a browser, filled in and not sent yet."""

    client: Client
    address: str
    typed: dict[str, Any]
    key: str = field(default_factory=new_key)

    def send(self, client=None, **other):
        """Send it; files are read from their beginning."""
        for value in self.typed.values():
            for each in value if isinstance(value, list) else [value]:
                if hasattr(each, "seek"):
                    each.seek(0)
        sent = self.typed | other | {FIELD: self.key}
        return (client or self.client).post(self.address, sent)

    def twin(self):
        """Return another connection of the same browser."""
        client = Client()
        client.cookies.update(self.client.cookies)
        return client


def told(response):
    """Return the messages that an answer leaves to be shown: their kind and text."""
    return [(message.level_tag, str(message)) for message in get_messages(response.wsgi_request)]


def rows():
    """Return every row of every table, histories too; not what every request writes."""
    beside = (Session, Sending)
    tables = [model for model in apps.get_models() if model not in beside]
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values()) for model in tables
    }


def member():
    """Return a secretary of whom nothing has to be looked at again."""
    joined = {"party_joined": date(2005, 5, 19), "party_joined_precision": "day"}
    who = person(name="Phạm Thị Hạnh", sex="female", cccd="051180001234", **joined)
    post(who, "BT", start=date(2023, 1, 1))
    return who


@pytest.fixture
def form_of(client_for):
    """Return a function that opens a form as a user."""

    def opened(user, address, **typed):
        return Form(client_for(user), address, typed)

    return opened
