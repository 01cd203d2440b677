"""Choosing the columns of the list: for the address, always, or back to those that all use."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from personnel.scope import Editor, viewer

from ..asking import chosen
from ..models import ListColumns
from .asked import Asked
from .columns.chosen import BETWEEN, PARAMETER
from .kept import KEPT

SHOW, ALWAYS, USUAL = "show", "always", "usual"
PLACE = "at_"
MOST_DIGITS = 3


@require_POST
def choose_columns(request: HttpRequest) -> HttpResponse:
    """Show the list of `query` with the columns ticked, always or this once; or the usual ones.

    400, naming it, for a column that there is not or that the user may not see, for none at all
    and for a place that is no number.
    """
    asked = QueryDict(request.POST.get("query", ""))
    query = {name: asked[name] for name in asked if name in KEPT and asked[name]}
    do, user = chosen(request.POST, "do", (SHOW, ALWAYS, USUAL), SHOW), viewer(request)
    query.pop(PARAMETER, None)
    if do == USUAL:
        _forget(request, user)
    else:
        columns = _checked(query, ticked(request.POST), user)
        if do == SHOW:
            query[PARAMETER] = columns
        else:
            ListColumns.objects.keep(user, columns)
            messages.success(request, "Từ nay danh sách nhân sự hiển thị các cột này.")
    return redirect(f"{reverse('people')}?{urlencode(query)}")


def _forget(request: HttpRequest, user: Editor) -> None:
    kept = ListColumns.objects.forget(user)
    forgotten = "Đã bỏ các cột luôn dùng. " if kept else ""
    messages.success(request, f"{forgotten}Danh sách hiển thị các cột mặc định.")


def _checked(query: dict[str, str], codes: list[str], user: Editor) -> str:
    """Return ticked columns as an address has them, if the list can be shown with them."""
    if not codes:
        raise BadRequest("Chọn ít nhất một cột ngoài họ và tên.")
    params = QueryDict(mutable=True)
    params.update(query | {PARAMETER: BETWEEN.join(codes)})
    return Asked.read(params, user).chosen.written


def ticked(sent: QueryDict) -> list[str]:
    """Return the columns ticked by the numbers typed; what has none comes last, as it stood.

    What is moved up takes the place of what bears the number, what is moved down comes behind it.
    Raises BadRequest for what is no number.
    """
    listed = [name.removeprefix(PLACE) for name in sent if name.startswith(PLACE)]
    stood = {code: at for at, code in enumerate(listed, start=1)}

    def place(code: str) -> tuple[int, int]:
        if code not in stood:
            return 10**MOST_DIGITS, 0
        number, was = _number(sent.get(f"{PLACE}{code}", "")), stood[code]
        return number, (number > was) - (number < was)

    return sorted(dict.fromkeys(sent.getlist("column")), key=place)


def _number(text: str) -> int:
    text = text.strip()
    if not (text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS):
        raise BadRequest(f"Thứ tự “{text}” của cột không dùng được. Nhập số từ 1 đến 999.")
    return int(text)
