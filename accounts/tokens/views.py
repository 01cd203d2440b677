"""The pages on which administrators give tokens to other systems and take them back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import ApiToken
from accounts.once.keeping import Instead, ShownOnce
from accounts.users.guarded import administrators_only, signed_in
from personnel.keeping.recording import Refused
from personnel.keeping.seen import Unfit

from .checking import A_MINUTE
from .forms import TokenForm
from .giving import give_out, revoke

_NO_LONGER_SHOWN = (
    "Mã chỉ hiện ở lần gửi đầu; nếu chưa kịp chép lại, hãy thu hồi mã này và cấp mã khác."
)


@require_GET
@administrators_only
def tokens(request: HttpRequest) -> HttpResponse:
    """Show every token: for whom, what it may, until when, when it was used last."""
    today = timezone.localdate()
    found = ApiToken.objects.select_related("unit", "given_by", "revoked_by")
    context = {"rows": [(token, token.why_closed(today)) for token in found], "most": A_MINUTE}
    return render(request, "accounts/tokens.html", context)


@require_http_methods(["GET", "POST"])
@administrators_only
def add_token(request: HttpRequest) -> HttpResponse:
    """Give out a token; the answer shows its secret, once."""
    today = timezone.localdate()
    form = TokenForm(today, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _form(request, form)
    if not form.is_valid():
        return _form(request, form, status=422)
    try:
        token, secret = give_out(form, by=signed_in(request), at=timezone.now())
    except Unfit as unfit:
        return _form(request, unfit.form, status=422)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _form(request, form, status=409)
    page = render_to_string("accounts/token.html", {"token": token, "secret": secret}, request)
    said = f"Đã cấp mã truy cập API cho {token.label}. {_NO_LONGER_SHOWN}"
    return ShownOnce(page, Instead(reverse("api-tokens"), said))


def _form(request: HttpRequest, form: TokenForm, status: int = 200) -> HttpResponse:
    return render(request, "accounts/token_form.html", {"form": form}, status=status)


@require_POST
@administrators_only
def revoke_token(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a token back; the system that has it is refused from the next request on."""
    token = ApiToken.objects.filter(pk=pk).first()
    if token is None:
        raise Http404("Không có mã truy cập API này.")
    try:
        revoke(token, by=signed_in(request), at=timezone.now())
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"Đã thu hồi mã truy cập API của {token.label}.")
    return redirect("api-tokens")
