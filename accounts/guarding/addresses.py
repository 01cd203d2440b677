"""Where a request comes from."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

# One household or office has so much of IPv6, and its machines change the rest as they like.
_OF_ONE_PLACE = 64


def client_address(request: HttpRequest) -> str | None:
    """Return the address of the machine that asks; None when it is not known.

    Behind a proxy of our own that is what the proxy saw, the last of X-Forwarded-For: what
    stands before it anybody can write. The lock after failed sign-ins counts by it too.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    if settings.BEHIND_PROXY:
        address = request.headers.get("X-Forwarded-For", address).rpartition(",")[2]
    try:
        return str(ip_address(address.strip().partition("%")[0]))
    except ValueError:
        return None


def network_of(address: str | None) -> str:
    """Return what of an address stands for one place: of IPv6 its /64; "" where none is known."""
    if not address:
        return ""
    read = ip_address(address)
    if not isinstance(read, IPv6Address):
        return address
    if read.ipv4_mapped:
        return str(read.ipv4_mapped)
    return str(ip_network((read, _OF_ONE_PLACE), strict=False))
