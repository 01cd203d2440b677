"""Signing in, and the pages of one's own account."""

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.extents import extents
from accounts.guarding.limits import FROM_ONE_PLACE
from accounts.models import User
from personnel.keeping.recording import Refused

from .agents import in_short
from .entering import come_in
from .half import go_half_in
from .passwords import OwnPasswordForm, SignInForm, change_own_password
from .returning import page_of
from .sessions import current, others_of, previous, stay_alone

# A number longer than this is no row's.
DIGITS = 19


class SignInPage(LoginView):
    """Ask for user name and password; whoever has a second factor is asked for its code next."""

    template_name = "registration/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Sign in and go where one wanted to, or ask for the code."""
        user, address = form.get_user(), self.get_success_url()
        if user.second_factor_since:
            go_half_in(self.request, user, address, timezone.now())
            return redirect("sign-in-code")
        come_in(self.request, user)
        return redirect(address)


class SignOut(LogoutView):
    """Sign out; the browser forgets what it kept of the portal, in every tab.

    Browsers heed it over HTTPS, and on the machine itself.
    """

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign out and go to the page of signing in."""
        answer = super().post(request, *args, **kwargs)
        answer["Clear-Site-Data"] = '"cache", "storage"'
        return answer


def locked_out(request: HttpRequest, response: HttpResponse, credentials: Any) -> HttpResponse:
    """Say until when sign-in is locked after repeated failures, why, and who unlocks it."""
    context = {"hold": getattr(request, "hold", None), "failures": FROM_ONE_PLACE.failures}
    return render(request, "registration/locked.html", context, status=429)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form belongs to an earlier sign-in, and how what was typed in it is kept.

    Whoever pressed the button of the sign-in page twice is signed in by the first.
    """
    if request.user.is_authenticated and request.path == reverse("sign-in"):
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "403_csrf.html", {"page": page_of(request)}, status=403)


@require_POST
def go_on(request: HttpRequest) -> HttpResponse:
    """Put off the end of the session, as every request does; nothing is shown."""
    return HttpResponse(status=204)


class ChangePassword(PasswordChangeView):
    """Change one's own password; this browser stays signed in, the others do not."""

    form_class = OwnPasswordForm
    template_name = "registration/change_password.html"
    success_url = reverse_lazy("overview")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form prove the old password as a sign-in does."""
        return super().get_form_kwargs() | {"request": self.request}

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Write the new password."""
        user, password = cast(User, self.request.user), form.cleaned_data["new_password1"]
        try:
            changed = change_own_password(user, password, at=timezone.now())
        except Refused as refused:
            form.add_error(None, str(refused))
            return self.render_to_response(self.get_context_data(form=form), status=409)
        stay_alone(self.request, changed)
        messages.success(self.request, "Đã đổi mật khẩu; các máy khác đã được đăng xuất.")
        return redirect(self.get_success_url())


@require_GET
def sign_ins(request: HttpRequest) -> HttpResponse:
    """Show one's rights, and where one is signed in."""
    user = cast(User, request.user)
    this = current(request, user)
    rows = [
        {"sign_in": sign_in, "browser": in_short(sign_in.agent), "this": sign_in == this}
        for sign_in in user.sign_ins.going_on(timezone.now())
    ]
    left = extents(user.rights, timezone.localdate())
    return render(
        request,
        "accounts/sign_ins.html",
        {
            "rights": [(grant, left.get(grant.pk)) for grant in user.rights],
            "rows": rows,
            "others": sum(not row["this"] for row in rows),
            "previous": previous(user, this),
            "idle": settings.IDLE_MINUTES,
            "hours": settings.SESSION_HOURS,
        },
    )


@require_POST
def end_sign_ins(request: HttpRequest) -> HttpResponse:
    """Sign one of one's other browsers out, or all of them; 404 when it is not one's own."""
    user = cast(User, request.user)
    others = others_of(request, user).going_on(timezone.now())
    asked = request.POST.get("sign_in", "")
    if asked:
        one = asked.isdecimal() and len(asked) < DIGITS
        others = others.filter(pk=int(asked)) if one else others.none()
        if not others.exists():
            raise Http404("Phiên đăng nhập này đã kết thúc hoặc không phải của tài khoản này.")
    messages.success(request, f"Đã kết thúc {others.end()} phiên đăng nhập.")
    return redirect("sign-ins")
