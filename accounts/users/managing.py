"""What administrators do to users; each checks the rules of `administering`."""

from datetime import datetime

from accounts.models import User
from accounts.own.passwords import temporary_password

from .administrators import administering
from .forms import UserEntry
from .lockouts import unlock


def add_user(entry: UserEntry, *, by: User, at: datetime) -> tuple[User, str]:
    """Write a valid new user with their rights; return them with their temporary password.

    Raises Refused.
    """
    with administering(by=by, at=at, reason="Thêm tài khoản") as scribe:
        password = temporary_password()
        user = entry.user.instance
        user.set_password(password)
        user.must_change_password = True
        entry.write(scribe)
    return user, password


def edit_user(entry: UserEntry, *, by: User, at: datetime) -> User:
    """Write what a valid form changes of a user and their rights; raises Refused."""
    with administering(by=by, at=at, reason="Sửa tài khoản") as scribe:
        entry.write(scribe)
    return entry.user.instance


def set_active(user: User, active: bool, *, by: User, at: datetime) -> None:
    """Let a user sign in, or no longer; their browsers are signed out. Raises Refused."""
    reason = "Cho sử dụng lại tài khoản" if active else "Ngừng sử dụng tài khoản"
    with administering(by=by, at=at, reason=reason) as scribe:
        user = _locked(user)
        user.is_active = active
        scribe.save(user)
        if not active:
            user.sign_ins.end()


def give_temporary_password(user: User, *, by: User, at: datetime) -> str:
    """Return a new password, which the user must change when they next sign in.

    Their browsers are signed out, and sign-in is unlocked. Raises Refused.
    """
    with administering(by=by, at=at, reason="Đặt mật khẩu tạm") as scribe:
        user, password = _locked(user), temporary_password()
        user.set_password(password)
        user.must_change_password = True
        scribe.save(user)
        user.sign_ins.end()
        unlock(user.username)
    return password


def unlock_user(user: User, *, by: User, at: datetime) -> None:
    """Let a user sign in again before the lockout has passed; raises Refused."""
    with administering(by=by, at=at, reason="Mở khóa đăng nhập") as scribe:
        scribe.save(_locked(user))
        unlock(user.username)


def end_sessions(user: User, *, by: User, at: datetime) -> int:
    """Sign all browsers of a user out; return how many were signed in. Raises Refused."""
    with administering(by=by, at=at, reason="Kết thúc mọi phiên đăng nhập") as scribe:
        scribe.save(_locked(user))
        return user.sign_ins.end()


def _locked(user: User) -> User:
    """Return the user as the database has them now, held until the transaction ends."""
    return User.objects.select_for_update().get(pk=user.pk)
