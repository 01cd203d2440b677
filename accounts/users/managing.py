"""What administrators do to users; each checks the rules of `administering`."""

from datetime import datetime

from django.contrib.auth.hashers import make_password

from accounts.guarding.failures import forgive
from accounts.models import User
from accounts.own.passwords import TEMPORARY, temporary_password
from accounts.second.factors import take_away
from personnel.keeping.seen import Unfit

from .administrators import administering
from .forms import UserEntry


def add_user(entry: UserEntry, *, by: User, at: datetime) -> tuple[User, str]:
    """Write a valid new user with their rights; return them with their temporary password.

    Raises Refused, and Unfit when another administrator has just given somebody the name.
    """
    with administering(by=by, at=at, reason="Thêm tài khoản") as scribe:
        entry = entry.anew(None)
        if not entry.is_valid():
            raise Unfit(entry)
        password = temporary_password()
        user = entry.user.instance
        user.set_password(password)
        user.must_change_password, user.password_until = True, at + TEMPORARY
        entry.write(scribe)
    return user, password


def edit_user(entry: UserEntry, *, by: User, at: datetime) -> User:
    """Write what a valid form changes of a user and their rights, held and read anew.

    Raises Refused, and Unfit when somebody else changed the same row meanwhile.
    """
    with administering(by=by, at=at, reason="Sửa tài khoản") as scribe:
        fresh = entry.anew(scribe.hold(entry.user.instance))
        if not fresh.is_valid():
            raise Unfit(fresh)
        fresh.write(scribe)
    return fresh.user.instance


def set_active(user: User, active: bool, *, by: User, at: datetime) -> None:
    """Let a user sign in, or no longer; their browsers are signed out. Raises Refused."""
    reason = "Cho sử dụng lại tài khoản" if active else "Ngừng sử dụng tài khoản"
    with administering(by=by, at=at, reason=reason) as scribe:
        fresh = scribe.hold(user)
        scribe.change(fresh, is_active=active)
        if not active:
            fresh.sign_ins.end()


def give_temporary_password(user: User, *, by: User, at: datetime) -> str:
    """Return a new password, good for a day, which the user must change when they next sign in.

    Their browsers are signed out, and sign-in is unlocked. Raises Refused.
    """
    with administering(by=by, at=at, reason="Đặt mật khẩu tạm") as scribe:
        fresh, password = scribe.hold(user), temporary_password()
        scribe.change(
            fresh,
            password=make_password(password),
            must_change_password=True,
            password_until=at + TEMPORARY,
        )
        fresh.sign_ins.end()
        forgive(fresh)
    return password


def reset_second_factor(user: User, *, by: User, at: datetime) -> None:
    """Take away the second factor of a user whose phone is lost; raises Refused.

    Their browsers are signed out: whoever has the phone may be signed in.
    """
    with administering(by=by, at=at, reason="Bỏ xác thực hai lớp của người dùng") as scribe:
        fresh = scribe.hold(user)
        take_away(fresh, scribe)
        fresh.sign_ins.end()


def unlock_user(user: User, *, by: User, at: datetime) -> None:
    """Let a user sign in again before the lockout has passed; raises Refused."""
    with administering(by=by, at=at, reason="Mở khóa đăng nhập") as scribe:
        scribe.note(scribe.hold(user))
        forgive(user)


def end_sessions(user: User, *, by: User, at: datetime) -> int:
    """Sign all browsers of a user out; return how many were signed in. Raises Refused."""
    with administering(by=by, at=at, reason="Kết thúc mọi phiên đăng nhập") as scribe:
        scribe.note(scribe.hold(user))
        return user.sign_ins.end()
