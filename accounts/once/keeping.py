"""Forms that were sent: taken by their key, and kept with their answer where they did something."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from accounts.models import Sending, User

from .keys import key_of, mark_of

_REDIRECTS = range(300, 400)


@dataclass(frozen=True)
class Instead:
    """What is told in place of a page that is shown once only: where to go on, and what to say."""

    address: str
    said: str


class ShownOnce(HttpResponse):
    """A page as the answer of a form that did something, as of a temporary password."""

    def __init__(self, content: str, instead: Instead) -> None:
        super().__init__(content)
        self.instead = instead


def take(request: HttpRequest, user: User, at: datetime) -> Sending:
    """Return the form that was sent: a new one, or with its answer where it was sent before.

    To be called within the transaction of what the form does. Whoever sends the same form in
    the meantime waits here until that transaction ends: in PostgreSQL for the key that is not
    committed yet, in SQLite for its one writer. A transaction that is rolled back, or whose
    process dies, leaves the key free.
    """
    Sending.objects.forget(at)
    mine = {"user": user, "path": request.path, "key": key_of(request)}
    sent = Sending(content=mark_of(request), at=at, **mine)
    Sending.objects.bulk_create([sent], ignore_conflicts=True)
    return Sending.objects.get(**mine)


def settle(
    sending: Sending, response: HttpResponseBase, told: list[Message], moved_to: str
) -> None:
    """Keep the answer of a form that did something; let go of the key of one that did not.

    `moved_to` is the session that it is gone on in, where that is another than before.
    """
    instead = response.instead if isinstance(response, ShownOnce) else None
    if instead is None and not _is_done(response, told):
        sending.delete()
        return
    sending.status = response.status_code
    sending.address = instead.address if instead else response["Location"]
    said = [(message.level, str(message.message), message.extra_tags) for message in told]
    sending.told = [*said, (messages.INFO, instead.said, "")] if instead else said
    sending.session_key = moved_to
    sending.save()


def _is_done(response: HttpResponseBase, told: list[Message]) -> bool:
    """Whether an answer leads on after something was done.

    A form that is shown again was refused or not finished, and so was one that leads back with
    a complaint and no success.
    """
    levels = {message.level for message in told}
    complained = bool(levels & {messages.WARNING, messages.ERROR})
    return response.status_code in _REDIRECTS and (messages.SUCCESS in levels or not complained)
