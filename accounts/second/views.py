"""The pages of the second factor: setting it up, its code at sign-in, and its end."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.guarding.addresses import client_address
from accounts.guarding.limits import FROM_ONE_PLACE
from accounts.models import User
from accounts.once.keeping import Instead, ShownOnce
from accounts.own.entering import come_in
from accounts.own.half import Half, half_in
from accounts.own.sessions import others_of
from personnel.keeping.recording import Refused

from . import factors
from .codes import new_seed, picture_of, secret_of
from .forms import CodeForm

# The seed of a factor that is being set up, until its first code is typed.
SEED = "second-factor-seed"
_NO_LONGER_SHOWN = (
    "Mã dự phòng chỉ hiện ở lần gửi đầu; nếu chưa kịp chép lại, hãy cấp lại mã dự phòng."
)
_WRONG = (
    "Mã không đúng, đã hết hạn hoặc đã dùng. Chờ mã mới hiện trên điện thoại rồi gõ mã đó, "
    "hoặc gõ một mã dự phòng chưa dùng."
)


@login_not_required
@require_http_methods(["GET", "POST"])
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """Ask whoever gave the password for the code, and sign in."""
    half = half_in(request, timezone.now())
    if half is None:
        if not request.user.is_authenticated:
            messages.info(request, "Đã quá thời gian nhập mã. Hãy đăng nhập lại từ đầu.")
        return redirect("sign-in")
    form = CodeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _ask_for_code(request, form, 200 if request.method != "POST" else 422)
    return _answer(request, half, form)


def _answer(request: HttpRequest, half: Half, form: CodeForm) -> HttpResponse:
    code, address = form.cleaned_data["code"], client_address(request)
    answer = factors.answer_to(half.user, code, address, at=timezone.now())
    if answer.hold:
        context = {"hold": answer.hold, "failures": FROM_ONE_PLACE.failures}
        return render(request, "registration/locked.html", context, status=429)
    if not answer.right:
        form.add_error("code", _WRONG)
        return _ask_for_code(request, form, 422)
    come_in(request, half.user)
    if answer.codes_left is not None:
        messages.warning(
            request,
            f"Đã đăng nhập bằng mã dự phòng; mã đó hết dùng được, còn {answer.codes_left} mã. "
            "Mất điện thoại thì tắt xác thực hai lớp rồi bật lại với điện thoại khác.",
        )
    return redirect(half.address)


def _ask_for_code(request: HttpRequest, form: CodeForm, status: int) -> HttpResponse:
    return render(request, "registration/sign_in_code.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Show one's second factor, or set it up: its secret, and a form for the first code."""
    user = cast(User, request.user)
    form = CodeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _show(request, user, form, 200 if request.method != "POST" else 422)
    try:
        seed = request.session.get(SEED) or new_seed()
        codes = factors.give(user, seed, form.cleaned_data["code"], at=timezone.now())
    except Refused as refused:
        form.add_error("code", str(refused))
        return _show(request, user, form, 422)
    request.session.pop(SEED, None)
    others_of(request, user).end()
    return _show_codes(request, codes, "Đã bật xác thực hai lớp; các máy khác đã được đăng xuất")


def _show(request: HttpRequest, user: User, form: CodeForm, status: int) -> HttpResponse:
    required = user.must_have_second_factor
    if user.second_factor_since:
        shown = {"codes_left": factors.codes_left(user), "required": required}
        return render(request, "accounts/second_factor.html", shown)
    seed = request.session.setdefault(SEED, new_seed())
    context = {
        "form": form,
        "secret": secret_of(seed),
        "picture": picture_of(seed, user.username),
        "required": required,
    }
    return render(request, "accounts/second_factor_set_up.html", context, status=status)


def _show_codes(request: HttpRequest, codes: list[str], done: str) -> HttpResponse:
    page = render_to_string("accounts/recovery_codes.html", {"codes": codes, "done": done}, request)
    return ShownOnce(page, Instead(reverse("second-factor"), f"{done}. {_NO_LONGER_SHOWN}"))


@require_POST
def renew_codes(request: HttpRequest) -> HttpResponse:
    """Give new recovery codes in place of the old ones; the answer shows them, once."""
    try:
        codes = factors.renew_codes(cast(User, request.user), at=timezone.now())
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("second-factor")
    return _show_codes(request, codes, "Đã cấp lại mã dự phòng; các mã cũ hết dùng được")


@require_POST
def turn_off(request: HttpRequest) -> HttpResponse:
    """Take away one's own second factor; one's other browsers are signed out."""
    user = cast(User, request.user)
    try:
        factors.turn_off(user, at=timezone.now())
        others_of(request, user).end()
        messages.success(request, "Đã tắt xác thực hai lớp; các máy khác đã được đăng xuất.")
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect("second-factor")
