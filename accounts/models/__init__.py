"""Users, their rights, where they are signed in, and the forms they sent."""

from .grants import Grant
from .sendings import Sending
from .sign_ins import SignIn
from .users import User, UserManager

__all__ = [
    "Grant",
    "Sending",
    "SignIn",
    "User",
    "UserManager",
]
