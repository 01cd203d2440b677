"""Signing in, once all that it asks for was given."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest
from django.utils import timezone

from accounts.guarding.failures import failed_since
from accounts.models import SignIn, User

from .sessions import begin, previous, prove


def come_in(request: HttpRequest, user: User) -> None:
    """Sign a user in with this browser and record it; tell when one did so before.

    So a stranger's visit is noticed, and so is who tried in vain.
    """
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    now = timezone.now()
    before = previous(user, begin(request, user, now))
    prove(request, now)
    if before:
        _tell_of_the_time_before(request, user, before)


def _tell_of_the_time_before(request: HttpRequest, user: User, before: SignIn) -> None:
    when = timezone.localtime(before.started)
    messages.info(request, f"Lần đăng nhập trước: {when:%d/%m/%Y %H:%M}.")
    if failed := failed_since(user, before.started):
        messages.warning(
            request,
            f"Từ lần đó có {failed} lượt nhập sai mật khẩu hoặc mã của tài khoản này. "
            "Nếu không phải do mình, hãy đổi mật khẩu và báo quản trị cấp tỉnh.",
        )
