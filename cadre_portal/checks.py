"""What the settings of a province's server must not leave open; asked by `check --deploy`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register

from .files import FOLDER

# What encrypts for certain, or fails; "prefer" goes on without, and "require" trusts anybody.
ENCRYPTED = ("require", "verify-ca", "verify-full")


@register(Tags.security, deploy=True)
def mail_by_tls(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Warn of a mail server that is reached over a network without TLS."""
    by_smtp = settings.EMAIL_BACKEND == "django.core.mail.backends.smtp.EmailBackend"
    encrypted = getattr(settings, "EMAIL_USE_TLS", False) or getattr(
        settings, "EMAIL_USE_SSL", False
    )
    if not by_smtp or encrypted or is_this_machine(settings.EMAIL_HOST):
        return []
    return [
        Warning(
            f"The mail server {settings.EMAIL_HOST} is reached over a network without TLS.",
            hint="Use smtp+tls:// or smtp+ssl:// in EMAIL_URL (docs/operating.md).",
            id="cadre_portal.W002",
        )
    ]


@register(Tags.security, deploy=True)
def database_by_tls(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Warn of a database, or its replica, that is reached over a network without TLS."""
    return [each for database in settings.DATABASES.values() for each in warned_of(database)]


@register(Tags.security, deploy=True)
def files_are_moved(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Warn of files that lie in the folders of an earlier release, while others are kept elsewhere.

    They are found all the same; but whoever keeps the database alone does not keep them.
    """
    if settings.FILES == FOLDER or not any(
        map(_has_files, (settings.UPLOADS_DIR, settings.SCANS_DIR))
    ):
        return []
    return [
        Warning(
            f"FILES is {settings.FILES}, and files still lie in UPLOADS_DIR or SCANS_DIR.",
            hint="Run manage.py move_files, or set FILES=folder (docs/operating.md).",
            id="cadre_portal.W004",
        )
    ]


def _has_files(folder: Path) -> bool:
    # Those of places of work lie beside the folders of the months.
    return any(file.is_file() for file in folder.glob("*/**/*"))


def warned_of(database: Mapping[str, Any]) -> list[CheckMessage]:
    """Return the warning about a database as the settings have it, if there is one."""
    if is_open(database):
        return [_warning(database, "over a network without TLS", "cadre_portal.W001")]
    if trusts_anybody(database):
        return [_warning(database, "by TLS, whoever answers", "cadre_portal.W003")]
    return []


def _warning(database: Mapping[str, Any], how: str, number: str) -> CheckMessage:
    return Warning(
        f"The database at {database['HOST']} is reached {how}.",
        hint="Add ?sslmode=verify-full&sslrootcert=… to its address (docs/operating.md).",
        id=number,
    )


def trusts_anybody(database: Mapping[str, Any]) -> bool:
    """Whether a server that only says that it is the database would be believed."""
    there = not is_this_machine(str(database.get("HOST", "")))
    return there and database.get("OPTIONS", {}).get("sslmode") == "require"


def is_open(database: Mapping[str, Any]) -> bool:
    """Whether what goes to a database and back can be read on its way."""
    if "postgresql" not in database["ENGINE"] or is_this_machine(str(database.get("HOST", ""))):
        return False
    return database.get("OPTIONS", {}).get("sslmode", "prefer") not in ENCRYPTED


def is_this_machine(host: str) -> bool:
    """Whether a host, or each of several, is the machine itself: a socket, or its own address."""
    return all(
        each in ("", "localhost", "::1") or each.startswith(("/", "127."))
        for each in host.split(",")
    )
