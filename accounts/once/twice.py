"""What is answered to a form that was sent before."""

from importlib import import_module

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.models import Sending
from accounts.own.returning import page_of

from .keys import mark_of
from .waiting import waiting

_WRITTEN = "Đã ghi lúc {when}, do anh/chị; biểu mẫu được gửi hai lần, lần sau không ghi thêm gì."
_HANDLED = "Biểu mẫu được gửi hai lần: lần đầu đã xử lý lúc {when}, lần sau không làm gì thêm."
_CONFLICT = 409


def answer_again(request: HttpRequest, sending: Sending) -> HttpResponse:
    """Answer as the first time, with all that was told then; ask where the content is another.

    Another content under the same key is a page that was gone back to and changed: whether it
    corrects what was written or is something new, only its sender knows.
    """
    if mark_of(request) != sending.content:
        context = {"sending": sending, "told": _texts(sending), "page": page_of(request)}
        return render(request, "accounts/sent_before.html", context, status=_CONFLICT)
    # A browser that dropped the first answer has its messages still to show.
    there = {message.message for message in waiting(request)}
    for level, text, tags in sending.told:
        if text not in there:
            messages.add_message(request, level, text, tags)
    messages.info(request, _in_words(sending))
    _go_on_in(request, sending.session_key)
    return redirect(sending.address)


def _texts(sending: Sending) -> list[str]:
    return [text for _, text, _ in sending.told]


def _in_words(sending: Sending) -> str:
    """Say when the first was handled, with the day where it is not today."""
    at, now = timezone.localtime(sending.at), timezone.localtime()
    when = f"{at:%H:%M}" if at.date() == now.date() else f"{at:%H:%M} ngày {at:%d/%m/%Y}"
    wrote = any(level == messages.SUCCESS for level, *_ in sending.told)
    return (_WRITTEN if wrote else _HANDLED).format(when=when)


def _go_on_in(request: HttpRequest, session_key: str) -> None:
    """Go on in the session that the first answer led to, as after a change of the password.

    A browser whose button was pressed twice drops the first answer and may not have learnt of it.
    """
    store = import_module(settings.SESSION_ENGINE).SessionStore
    if session_key and store().exists(session_key):
        request.session = store(session_key)
        request.session.modified = True
