"""The messages that wait to be shown to a browser."""

from django.contrib import messages
from django.contrib.messages.storage.base import BaseStorage, Message
from django.http import HttpRequest


def waiting(request: HttpRequest) -> list[Message]:
    """Return the messages that wait to be shown, and leave them waiting."""
    storage = messages.get_messages(request)
    told = list(storage)
    if isinstance(storage, BaseStorage):
        storage.used = False
    return told
