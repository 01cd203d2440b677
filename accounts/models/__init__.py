"""Users, their rights, where they signed in or failed to, and the forms they sent."""

from .failed_sign_ins import FailedSignIn
from .grants import Grant
from .sendings import Sending
from .sign_ins import SignIn
from .users import User, UserManager

__all__ = [
    "FailedSignIn",
    "Grant",
    "Sending",
    "SignIn",
    "User",
    "UserManager",
]
