"""Users, their rights, and where they are signed in."""

from .grants import Grant, GrantQuerySet
from .sign_ins import SignIn, SignInQuerySet
from .users import User, UserManager, UserQuerySet

__all__ = [
    "Grant",
    "GrantQuerySet",
    "SignIn",
    "SignInQuerySet",
    "User",
    "UserManager",
    "UserQuerySet",
]
