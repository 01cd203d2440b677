"""Users, their rights, how and where they signed in or failed to, and the forms they sent."""

from .failed_sign_ins import FailedSignIn
from .grants import Grant
from .second_factors import RecoveryCode, SecondFactor
from .sendings import Sending
from .sign_ins import SignIn
from .users import User, UserManager

__all__ = [
    "FailedSignIn",
    "Grant",
    "RecoveryCode",
    "SecondFactor",
    "Sending",
    "SignIn",
    "User",
    "UserManager",
]
