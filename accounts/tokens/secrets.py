"""The secret of a token: made once, shown once, known again by its digest."""

from hashlib import sha256

from django.utils.crypto import get_random_string

# Tells whoever finds one lying about what it is of.
_MARK = "cqx_"
# Letters and digits alone, which a double click marks as a whole: 320 bits. So many letters stand
# in lists, and what is left of it is no easier to guess.
_LENGTH, SHOWN = 54, 12


def new_secret() -> str:
    """Return a secret that nobody can guess."""
    return _MARK + get_random_string(_LENGTH)


def digest_of(secret: str) -> str:
    """Return by what a secret is known again; it needs no salt, as nobody chose it."""
    return sha256(secret.encode()).hexdigest()
