"""Whose token came with a request."""

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from accounts.guarding.addresses import client_address
from accounts.models import ApiToken
from accounts.tokens.checking import NotLetIn, token_of

# Longer than any that is given out: nothing is looked for.
LONGEST = 200


class Bearer(HttpBearer):
    """A token in the header `Authorization: Bearer …`; no cookie, and nothing in the address."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken:
        """Return the token; raises NotLetIn and TooOften as `token_of` does."""
        secret = token.strip()
        if not secret or len(secret) > LONGEST:
            raise NotLetIn("Mã truy cập API không đúng. Kiểm tra lại mã đã được cấp.")
        return token_of(secret, client_address(request), timezone.now())
