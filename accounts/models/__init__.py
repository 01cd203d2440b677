"""Users and their rights, tokens of other systems, sign-ins and what failed, forms sent once."""

from .api_tokens import ApiToken
from .failed_sign_ins import FailedSignIn
from .grants import Grant
from .second_factors import RecoveryCode, SecondFactor
from .sendings import Sending
from .sign_ins import SignIn
from .users import User, UserManager

__all__ = [
    "ApiToken",
    "FailedSignIn",
    "Grant",
    "RecoveryCode",
    "SecondFactor",
    "Sending",
    "SignIn",
    "User",
    "UserManager",
]
