"""Messages on their way to the page that shows them."""

from collections.abc import Iterable
from typing import Any

from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.session import SessionStorage


class EachOnce(SessionStorage):
    """Messages kept in the session, as they name people; what waits to be said is said once.

    A button that is pressed twice has two answers, of which a browser shows the second.
    """

    def _store(
        self, messages: Iterable[Message], response: Any, *args: Any, **kwargs: Any
    ) -> list[Any]:
        said = {(message.level, str(message), message.extra_tags): message for message in messages}
        store = super()._store  # type: ignore[misc]  # not among the stubs
        return store(list(said.values()), response, *args, **kwargs)
