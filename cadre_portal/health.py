"""Whether the portal is alive, and whether it can do its work: for whoever watches over it.

Told before anything is asked of a visitor, a session or the name they came by: a probe has none of
them, and is answered while the database is away. Nothing is told of anybody.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from django.core.files.storage import storages
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse

from personnel.basics.kept import keeps
from sheets.uploads.slots import can_work

ALIVE, READY = "/healthz", "/readyz"
# Answered by `cadre_portal.metrics`, where the portal is set to.
METRICS = "/metrics"


class Health:
    """Answer both probes; everything else goes on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in {"GET", "HEAD"} and request.path in {ALIVE, READY}:
            answer = _alive() if request.path == ALIVE else _ready()
            answer["Cache-Control"] = "no-store"
            return answer
        return self.get_response(request)


def _alive() -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


def _ready() -> HttpResponse:
    """Return what is ready by name; 503 where anything is not."""
    told = {name: works() for name, works in CHECKS.items()}
    return JsonResponse(told, status=200 if all(told.values()) else 503)


def database_answers() -> bool:
    """Whether the database can be asked; one query."""
    try:
        connection.ensure_connection()
    except DatabaseError:
        return False
    return connection.is_usable()


def is_migrated() -> bool:
    """Whether every migration of this release was applied; two queries at most."""
    try:
        applied = MigrationRecorder(connection).applied_migrations()
    except DatabaseError:
        return False
    return _latest() <= applied.keys()


@cache
def _latest() -> frozenset[tuple[str, str]]:
    """Return the last migrations of each app, as they lie on the disk."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def keeps_files() -> bool:
    """Whether uploads and scans can be kept, and files worked on; a query an area at most."""
    return can_work() and all(keeps(storages[area]).takes_files() for area in ("uploads", "scans"))


CHECKS: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "migrations": is_migrated,
    "storage": keeps_files,
}
