"""Users, their rights, and where they are signed in."""

from .grants import Grant
from .sign_ins import SignIn
from .users import User, UserManager

__all__ = [
    "Grant",
    "SignIn",
    "User",
    "UserManager",
]
