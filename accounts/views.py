"""The pages of one's own account."""

from django.contrib.auth.views import PasswordChangeView
from django.contrib.messages.views import SuccessMessageMixin
from django.urls import reverse_lazy


class ChangePassword(SuccessMessageMixin, PasswordChangeView):
    """Change one's own password; the session goes on."""

    template_name = "registration/change_password.html"
    success_url = reverse_lazy("overview")
    success_message = "Đã đổi mật khẩu."
