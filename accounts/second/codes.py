"""Codes: of a phone, as RFC 6238 has them, and those that stand in for it."""

import base64
import hashlib
import re
import secrets
from datetime import datetime

import pyotp
import segno
from django.conf import settings
from django.utils.crypto import get_random_string, pbkdf2, salted_hmac
from pyotp.exceptions import OTPVerificationError

from accounts.own.passwords import LETTERS

ISSUER = "Chuẩn cán bộ cấp xã"
# A phone's clock may be so many half minutes off.
DRIFT = 1
RECOVERY_CODES = 10
_SECRET_BYTES = 20
_GROUPS, _IN_A_GROUP = 3, 4
_OF_A_PHONE = re.compile(r"\d{6}", re.ASCII)
_BETWEEN = re.compile(r"[\s-]+")


def new_seed() -> str:
    """Return a random text, from which a secret is made."""
    return secrets.token_hex(16)


def secret_of(seed: str) -> str:
    """Return the secret that phone and portal share, as the phone takes it.

    It hangs on the portal's own key: who reads the database alone makes no code with it.
    """
    digest = salted_hmac("accounts.second", seed, algorithm="sha256").digest()
    return base64.b32encode(digest[:_SECRET_BYTES]).decode()


def address_of(seed: str, username: str) -> str:
    """Return the address that a phone's program reads from the picture."""
    return pyotp.TOTP(secret_of(seed)).provisioning_uri(name=username, issuer_name=ISSUER)


def picture_of(seed: str, username: str) -> str:
    """Return that address as a QR code, an SVG within the address of an image."""
    made = segno.make(address_of(seed, username), error="m", micro=False)
    return str(made.svg_data_uri(scale=5, border=4, dark="#000", light="#fff"))


def tidy(typed: str) -> str:
    """Return a code without the spaces and dashes that it is typed with."""
    return _BETWEEN.sub("", typed).lower()


def is_of_a_phone(code: str) -> bool:
    """Whether a tidy code looks as a phone's; recovery codes have letters and are longer."""
    return bool(_OF_A_PHONE.fullmatch(code))


def step_of(seed: str, code: str, at: datetime, after: int = 0) -> int | None:
    """Return the half minute whose code it is, about `at` and after the one last used; or None."""
    phone = pyotp.TOTP(secret_of(seed))
    try:
        step = phone.verify_and_get_timecode(code, for_time=at, valid_window=DRIFT)
    except OTPVerificationError:
        return None
    return step if step > after else None


def new_recovery_codes() -> list[str]:
    """Return codes to be shown once, each of twelve letters and digits in three groups."""
    return [
        "-".join(get_random_string(_IN_A_GROUP, LETTERS) for _ in range(_GROUPS))
        for _ in range(RECOVERY_CODES)
    ]


def digest_of(seed: str, code: str) -> str:
    """Return what is kept of a recovery code; slow, as 2⁵⁹ of them can be tried against a copy.

    With one salt for all codes of a factor, so that one typed code is worked out once.
    """
    return pbkdf2(tidy(code), seed, settings.RECOVERY_CODE_ROUNDS, digest=hashlib.sha256).hex()
