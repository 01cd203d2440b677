"""How the replica is reached, as the settings of the portal have it."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

KEPT_OPEN = ("CONN_MAX_AGE", "CONN_HEALTH_CHECKS")


def replica_of(primary: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """Return the replica for DATABASES: reached as the primary, given up sooner, only read from.

    Each page is read there in one transaction, all of whose queries see the same moment. Raises
    ImproperlyConfigured where either is no PostgreSQL.
    """
    if not all(each["ENGINE"].endswith("postgresql") for each in (primary, said)):
        raise ImproperlyConfigured("REPLICA_URL names a streaming replica of PostgreSQL.")
    from django.db.backends.postgresql.psycopg_any import IsolationLevel

    options = primary.get("OPTIONS", {}) | {
        "connect_timeout": 2,
        "isolation_level": IsolationLevel.REPEATABLE_READ,
        "options": "-c jit=off -c default_transaction_read_only=on",
    }
    # Which of several servers is meant is for the primary's address alone.
    options.pop("target_session_attrs", None)
    kept = {name: primary[name] for name in KEPT_OPEN if name in primary}
    options |= said.get("OPTIONS", {})
    return said | kept | {"OPTIONS": options, "TEST": {"MIRROR": "default"}}
