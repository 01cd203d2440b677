"""The pages on which administrators manage users."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.extents import extents, in_nobodys_hands, void
from accounts.guarding.failures import held
from accounts.guarding.listing import FailuresFilter, bursts, failures
from accounts.models import User
from accounts.once.keeping import Instead, ShownOnce
from personnel.entry.rows import with_another_row
from personnel.keeping.recording import Refused
from personnel.keeping.seen import Unfit

from . import managing
from .forms import UserEntry
from .guarded import administrators_only, signed_in
from .listing import UserFilter, listed

PAGE_SIZE = 50
_NO_LONGER_SHOWN = (
    "Mật khẩu tạm chỉ hiện ở lần gửi đầu; nếu chưa kịp chép lại, hãy cấp mật khẩu tạm khác."
)


def _user_or_404(pk: int) -> User:
    user = User.objects.filter(pk=pk).first()
    if user is None:
        raise Http404("Không có tài khoản này.")
    return user


@require_GET
@administrators_only
def users(request: HttpRequest) -> HttpResponse:
    """Show the users asked for, fifty a page."""
    now = timezone.now()
    form = UserFilter(request.GET, now)
    asked = urlencode(form.asked)
    page = Paginator(listed(form, now), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "more": f"{asked}&" if asked else ""}
    return render(request, "accounts/users.html", context)


@require_GET
@administrators_only
def unassigned(request: HttpRequest) -> HttpResponse:
    """Show the communes in nobody's hands, and the rights that are good for nothing any more."""
    today = timezone.localdate()
    context = {"today": today, "open": in_nobodys_hands(today), "void": void(today)}
    return render(request, "accounts/unassigned.html", context)


@require_GET
@administrators_only
def failed_sign_ins(request: HttpRequest) -> HttpResponse:
    """Show the sign-ins that failed, newest first, and where there were many lately."""
    form = FailuresFilter(request.GET)
    rows = failures(form.asked)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    more = f"{urlencode({'q': form.asked})}&" if form.asked else ""
    context = {"form": form, "page": page, "more": more, "bursts": bursts(timezone.now())}
    return render(request, "accounts/failed_sign_ins.html", context)


@require_http_methods(["GET", "POST"])
@administrators_only
def add_user(request: HttpRequest) -> HttpResponse:
    """Enter a user with their rights; the answer shows the temporary password, once."""
    entry = _entry(request, None)
    if request.method != "POST" or "add" in request.POST:
        return _form(request, entry, None)
    if not entry.is_valid():
        return _form(request, entry, None, status=422)
    try:
        user, password = managing.add_user(entry, by=signed_in(request), at=timezone.now())
    except Unfit as unfit:
        return _form(request, unfit.form, None, status=422)
    except Refused as refused:
        entry.user.add_error(None, str(refused))
        return _form(request, entry, None, status=409)
    return _password(request, user, password, is_new=True)


@require_http_methods(["GET", "POST"])
@administrators_only
def edit_user(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a user, and change who they are and what they may do."""
    user = _user_or_404(pk)
    entry = _entry(request, user)
    if request.method != "POST" or "add" in request.POST:
        return _form(request, entry, user)
    if not entry.is_valid():
        return _form(request, entry, user, status=422)
    try:
        managing.edit_user(entry, by=signed_in(request), at=timezone.now())
    except Unfit as unfit:
        return _form(request, unfit.form, user, status=422)
    except Refused as refused:
        entry.user.add_error(None, str(refused))
        return _form(request, entry, user, status=409)
    messages.success(request, f"Đã lưu tài khoản {user.username}.")
    return redirect("user", pk)


def _entry(request: HttpRequest, user: User | None) -> UserEntry:
    """Read the page, with one row more where that is asked for."""
    today, data = timezone.localdate(), request.POST
    if request.method != "POST":
        return UserEntry(today, user)
    return UserEntry(today, user, with_another_row(data) if "add" in data else data)


def _form(
    request: HttpRequest, entry: UserEntry, user: User | None, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"entry": entry, "account": user, "quiet": "add" in request.POST}
    if user:
        now = timezone.now()
        context |= {
            "extents": extents(
                user.grants.in_force(timezone.localdate(now)).select_related("unit"),
                timezone.localdate(now),
            ).values(),
            "oneself": user.pk == request.user.pk,
            "password_ended": user.password_until is not None and user.password_until <= now,
            "hold": held(now).get(user.pk),
            "failed": user.failed_sign_ins.lately(now).count(),
            "last_sign_in": user.sign_ins.first(),
            "signed_in": user.sign_ins.going_on(now).count(),
        }
    return render(request, "accounts/user.html", context, status=status)


def _password(
    request: HttpRequest, user: User, password: str, *, is_new: bool = False
) -> HttpResponse:
    context = {"account": user, "password": password, "is_new": is_new}
    page = render_to_string("accounts/temporary_password.html", context, request)
    done = f"Đã thêm tài khoản {user}" if is_new else f"Đã cấp mật khẩu tạm cho {user}"
    return ShownOnce(page, Instead(reverse("user", args=[user.pk]), f"{done}. {_NO_LONGER_SHOWN}"))


def _done(request: HttpRequest, pk: int, act: Callable[[], str]) -> HttpResponse:
    """Do something to a user and go back to their page, which says what was done, or why not."""
    try:
        messages.success(request, act())
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect("user", pk)


@require_POST
@administrators_only
def set_active(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a user sign in (`active` = 1), or no longer."""
    user, active = _user_or_404(pk), request.POST.get("active") == "1"

    def act() -> str:
        managing.set_active(user, active, by=signed_in(request), at=timezone.now())
        return "Đã cho sử dụng lại tài khoản." if active else "Đã ngừng sử dụng tài khoản."

    return _done(request, pk, act)


@require_POST
@administrators_only
def give_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a user a temporary password; the answer shows it, once."""
    user = _user_or_404(pk)
    try:
        password = managing.give_temporary_password(user, by=signed_in(request), at=timezone.now())
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("user", pk)
    return _password(request, user, password)


@require_POST
@administrators_only
def reset_second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away the second factor of a user whose phone is lost."""
    user = _user_or_404(pk)

    def act() -> str:
        managing.reset_second_factor(user, by=signed_in(request), at=timezone.now())
        return "Đã bỏ xác thực hai lớp; người dùng đã được đăng xuất."

    return _done(request, pk, act)


@require_POST
@administrators_only
def unlock(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a user sign in again before the lockout has passed."""
    user = _user_or_404(pk)

    def act() -> str:
        managing.unlock_user(user, by=signed_in(request), at=timezone.now())
        return "Đã mở khóa đăng nhập."

    return _done(request, pk, act)


@require_POST
@administrators_only
def end_sessions(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign all browsers of a user out."""
    user = _user_or_404(pk)

    def act() -> str:
        ended = managing.end_sessions(user, by=signed_in(request), at=timezone.now())
        return f"Đã kết thúc {ended} phiên đăng nhập."

    return _done(request, pk, act)
