"""The page that makes users of new boards from a list."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.extents import in_nobodys_hands
from accounts.models import Grant, User
from accounts.once.keeping import Instead, ShownOnce
from personnel.keeping.recording import Refused
from reports.periods.asked import administrator_or_404

from .lines import MOST_LINES, one_a_commune, understood
from .making import Made, make_boards, units_of_boards

ROLES = [(role.value, str(role.label)) for role in (Grant.Role.EDITOR, Grant.Role.VIEWER)]


class ListForm(forms.Form):
    """A pasted list, and what its users may do."""

    role = forms.ChoiceField(label="Quyền", choices=ROLES, initial=Grant.Role.EDITOR)
    lines = forms.CharField(
        label="Danh sách",
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        max_length=50_000,
        error_messages={"required": "Chưa có dòng nào."},
    )


@require_http_methods(["GET", "POST"])
def boards_page(request: HttpRequest) -> HttpResponse:
    """Read a list of users, show how it is understood, and make them when that is confirmed."""
    administrator_or_404(request)
    if request.method != "POST":
        filled = "each" in request.GET
        rows = [row.unit for row in in_nobodys_hands(timezone.localdate()).rows] if filled else []
        initial = {"lines": one_a_commune(rows[:MOST_LINES])}
        return _shown(request, ListForm(initial=initial), filled=filled)
    form = ListForm(request.POST)
    if not form.is_valid():
        return _shown(request, form, status=422)
    now, text = timezone.now(), form.cleaned_data["lines"]
    lines = understood(text, units_of_boards(now))
    if "make" not in request.POST or any(line.wrong for line in lines):
        wrong = "make" in request.POST
        return _shown(request, form, lines=lines, status=422 if wrong else 200)
    try:
        made = make_boards(text, form.cleaned_data["role"], by=_user(request), at=now)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _shown(request, form, lines=lines, status=409)
    return _sheet(request, made, dict(ROLES)[form.cleaned_data["role"]])


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)


def _shown(request: HttpRequest, form: ListForm, status: int = 200, **told: Any) -> HttpResponse:
    told |= {"form": form, "wrong": sum(bool(line.wrong) for line in told.get("lines", ()))}
    return render(request, "reorganising/boards/list.html", told, status=status)


def _sheet(request: HttpRequest, made: list[Made], role: str) -> HttpResponse:
    """Show the passwords, once: a sheet to be printed and handed out."""
    context = {"made": made, "role": role, "until": made[0].user.password_until}
    page = render_to_string("reorganising/boards/sheet.html", context, request)
    told = (
        f"Đã tạo {len(made)} tài khoản. Mật khẩu tạm chỉ hiện ở lần gửi đầu; nếu chưa kịp in, hãy "
        "cấp mật khẩu tạm khác ở trang của từng tài khoản."
    )
    return ShownOnce(page, Instead(reverse("users"), told))
