"""The secret of a token: made once, shown once, known again by its digest."""

import secrets
from hashlib import sha256

# Tells whoever finds one lying about what it is of.
_MARK = "cqx_"
# Of the secret, so many letters stand in lists; the others have 250 bits all the same.
SHOWN = 12


def new_secret() -> str:
    """Return a secret that nobody can guess."""
    return _MARK + secrets.token_urlsafe(40)


def digest_of(secret: str) -> str:
    """Return by what a secret is known again; it needs no salt, as nobody chose it."""
    return sha256(secret.encode()).hexdigest()
