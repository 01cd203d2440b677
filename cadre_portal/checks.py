"""What the settings of a province's server must not leave open; asked by `check --deploy`."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register

# What encrypts for certain, or fails; "prefer" goes on without, and "require" trusts anybody.
ENCRYPTED = ("require", "verify-ca", "verify-full")


@register(Tags.security, deploy=True)
def database_by_tls(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Warn of a database that is reached over a network without TLS."""
    return warned_of(settings.DATABASES["default"])


def warned_of(database: Mapping[str, Any]) -> list[CheckMessage]:
    """Return the warning about a database as the settings have it, if there is one."""
    if not is_open(database):
        return []
    return [
        Warning(
            f"The database at {database['HOST']} is reached over a network without TLS.",
            hint="Add ?sslmode=verify-full&sslrootcert=… to DATABASE_URL (docs/operating.md).",
            id="cadre_portal.W001",
        )
    ]


def is_open(database: Mapping[str, Any]) -> bool:
    """Whether what goes to a database and back can be read on its way."""
    if "postgresql" not in database["ENGINE"] or is_this_machine(str(database.get("HOST", ""))):
        return False
    return database.get("OPTIONS", {}).get("sslmode", "prefer") not in ENCRYPTED


def is_this_machine(host: str) -> bool:
    """Whether a host of DATABASE_URL is the machine itself: a socket, or its own address."""
    return host in ("", "localhost", "::1") or host.startswith(("/", "127."))
