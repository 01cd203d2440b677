"""Giving a user a second factor, asking for its codes, and taking it away."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.guarding.failures import Hold, hold_of, keep_failure, log_failure
from accounts.models import FailedSignIn, RecoveryCode, SecondFactor, User
from personnel.keeping.recording import Refused, Scribe, recording

from .codes import digest_of, is_of_a_phone, new_recovery_codes, step_of, tidy

_WRONG = "Mã không đúng hoặc đã hết hạn. Kiểm tra giờ của điện thoại rồi gõ mã đang hiện."


@dataclass(frozen=True)
class Answer:
    """What a typed code was: right or not, of the phone or one of those in its place.

    `hold` is the lock that kept the code from being looked at, or that its failure led to.
    """

    right: bool
    codes_left: int | None = None
    hold: Hold | None = None


def give(user: User, seed: str, typed: str, *, at: datetime) -> list[str]:
    """Give a user the second factor whose phone shows `typed`; return the recovery codes.

    Raises Refused when the code is wrong, or the user has one already.
    """
    step = step_of(seed, tidy(typed), at)
    if step is None:
        raise Refused(_WRONG)
    with recording(by=user, at=at, reason="Bật xác thực hai lớp") as scribe:
        fresh = scribe.hold(user)
        if fresh.second_factor_since:
            raise Refused("Chưa ghi gì: tài khoản đã bật xác thực hai lớp ở nơi khác.")
        factor = SecondFactor.objects.create(user=fresh, seed=seed, last_step=step)
        scribe.change(fresh, second_factor_since=at)
        return _new_codes(factor)


def renew_codes(user: User, *, at: datetime) -> list[str]:
    """Return new recovery codes in place of all that were; raises Refused where there is none."""
    with recording(by=user, at=at, reason="Cấp lại mã dự phòng") as scribe:
        fresh = scribe.hold(user)
        factor = SecondFactor.objects.filter(user=fresh).first()
        if factor is None:
            raise Refused("Chưa ghi gì: tài khoản chưa bật xác thực hai lớp.")
        scribe.note(fresh)
        factor.recovery_codes.all().delete()
        return _new_codes(factor)


def _new_codes(factor: SecondFactor) -> list[str]:
    codes = new_recovery_codes()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(factor=factor, digest=digest_of(factor.seed, code)) for code in codes
    )
    return codes


def take_away(user: User, scribe: Scribe) -> None:
    """Delete the second factor of a held user with its codes; raises Refused where is none."""
    if not user.second_factor_since:
        raise Refused("Chưa ghi gì: tài khoản không có xác thực hai lớp.")
    SecondFactor.objects.filter(user=user).delete()
    scribe.change(user, second_factor_since=None)


def turn_off(user: User, *, at: datetime) -> None:
    """Take away one's own second factor; raises Refused."""
    with recording(by=user, at=at, reason="Tắt xác thực hai lớp") as scribe:
        take_away(scribe.hold(user), scribe)


def codes_left(user: User) -> int:
    """Return how many recovery codes of a user are not used yet."""
    return RecoveryCode.objects.filter(factor__user=user, used_at__isnull=True).count()


@transaction.atomic
def answer_to(user: User, typed: str, address: str | None, *, at: datetime) -> Answer:
    """Take a code that was typed to sign in, once; a wrong one counts as a wrong password does.

    One attempt of a user waits for another: none slips past a lock, and no code is taken twice.
    """
    User.objects.select_for_update().get(pk=user.pk)
    factor = SecondFactor.objects.filter(user=user).first()
    hold = hold_of(user.username, address, at)
    if hold:
        log_failure(user, address, "locked")
        return Answer(right=False, hold=hold)
    code = tidy(typed)
    if factor and is_of_a_phone(code) and _take_step(factor, code, at):
        return Answer(right=True)
    if factor and _take_recovery(factor, code, at):
        _note_recovery(user, at)
        return Answer(right=True, codes_left=codes_left(user))
    keep_failure(user.username, address, FailedSignIn.Kind.CODE, at)
    return Answer(right=False, hold=hold_of(user.username, address, at))


def _take_step(factor: SecondFactor, code: str, at: datetime) -> bool:
    step = step_of(factor.seed, code, at, after=factor.last_step)
    if step is None:
        return False
    factor.last_step = step
    factor.save(update_fields=["last_step"])
    return True


def _take_recovery(factor: SecondFactor, code: str, at: datetime) -> bool:
    unused = factor.recovery_codes.filter(used_at__isnull=True)
    return bool(unused.filter(digest=digest_of(factor.seed, code)).update(used_at=at))


def _note_recovery(user: User, at: datetime) -> None:
    with recording(by=user, at=at, reason="Đăng nhập bằng mã dự phòng") as scribe:
        scribe.note(scribe.hold(user))
