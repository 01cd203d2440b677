"""One's own password."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import get_random_string

from accounts.guarding.proving import proves
from accounts.models import User
from personnel.keeping.recording import Refused, recording

# How long a temporary password may be used.
TEMPORARY = timedelta(days=1)
# Without those that are taken for one another when read aloud or copied by hand.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class LongEnough(MinimumLengthValidator):
    """Django's rule of length, with a message in Vietnamese."""

    def get_error_message(self) -> str:
        """Return what is wrong with a password that is too short."""
        return f"Mật khẩu quá ngắn: phải có ít nhất {self.min_length} ký tự."


class OwnPasswordForm(PasswordChangeForm):
    """The old password and a new one, which must be another."""

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_old_password(self) -> str:
        """Refuse a wrong password; guessing it here is as slow as signing in."""
        password = str(self.cleaned_data["old_password"])
        if not proves(self.request, self.user, password):
            raise forms.ValidationError(self.error_messages["password_incorrect"])
        return password

    def clean(self) -> dict[str, object]:
        """Refuse the old password as the new one."""
        data = super().clean() or self.cleaned_data
        if data.get("new_password1") and data["new_password1"] == data.get("old_password"):
            raise forms.ValidationError("Mật khẩu mới phải khác mật khẩu đang dùng.")
        return data


class SignInForm(AuthenticationForm):
    """A user name and a password, which must not be a temporary one whose day is over."""

    def confirm_login_allowed(self, user: Any) -> None:
        """Refuse a temporary password that has ended; only who knows it learns so."""
        super().confirm_login_allowed(user)
        until = user.password_until if user.must_change_password else None
        if until and until <= timezone.now():
            raise forms.ValidationError(
                f"Mật khẩu tạm đã hết hạn lúc {timezone.localtime(until):%H:%M %d/%m/%Y}. "
                "Liên hệ quản trị cấp tỉnh để được cấp mật khẩu tạm khác.",
                code="expired",
            )


def change_own_password(user: User, password: str, *, at: datetime) -> User:
    """Set a password that the user chose; a temporary one is thereby changed. Return the user.

    Raises Refused when the password that `user` has proved to know is no longer theirs.
    """
    with recording(by=user, at=at, reason="Tự đổi mật khẩu") as scribe:
        fresh = scribe.hold(user)
        if fresh.password != user.password:
            raise Refused("Chưa đổi: mật khẩu vừa được đặt lại ở nơi khác. Đăng nhập lại rồi đổi.")
        scribe.change(
            fresh, password=make_password(password), must_change_password=False, password_until=None
        )
    return fresh


def temporary_password() -> str:
    """Return a random password of twelve letters and digits in three groups."""
    return "-".join(get_random_string(4, LETTERS) for _ in range(3))
