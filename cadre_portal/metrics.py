"""What Prometheus is told, where METRICS is on: how requests went, and how the portal stands.

Requests are counted by the name of the page, method and status, never by path, user or address.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from ipaddress import ip_address
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django_prometheus.middleware import Metrics, PrometheusAfterMiddleware
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, Counter
from prometheus_client import CollectorRegistry as Registry
from prometheus_client import generate_latest as as_text
from prometheus_client.core import GaugeMetricFamily as Gauge
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from personnel.models import TrailDay
from sheets.models import Upload
from sheets.uploads.runs import BUSY

from .each_request import ASKED, Asked
from .health import CHECKS, METRICS

BACKUPS = "portal-*.tar.enc"


class Told(Metrics):
    """What django-prometheus counts, and what was asked of databases for it."""

    def register(self) -> None:
        """Make the counters, once in each process."""
        super().register()
        self.queries = self.register_metric(
            Counter, "portal_queries", "Queries by the name of the page.", ["view"]
        )
        self.query_seconds = self.register_metric(
            Counter, "portal_query_seconds", "Seconds that queries took, by page.", ["view"]
        )


class Measured(PrometheusAfterMiddleware):
    """Count every request, those too that are answered before a page is reached.

    To stand before what answers early, and behind `EachRequest`.
    """

    metrics_cls = Told

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Count a fault; how long it took is counted with its answer, so not here as well."""
        self.metrics.exceptions_by_type.labels(type=type(exception).__name__).inc()
        self.metrics.exceptions_by_view.labels(view=self._get_view_name(request)).inc()

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Count an answer, with the queries that were asked for it."""
        asked: Asked = request.META.get(ASKED) or Asked()
        view = self._get_view_name(request)
        self.metrics.queries.labels(view=view).inc(asked.queries)
        self.metrics.query_seconds.labels(view=view).inc(asked.seconds)
        answered: HttpResponse = super().process_response(request, response)
        return answered


class Given:
    """Give the metrics to whoever may have them; everything else goes on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "GET" or request.path != METRICS:
            return self.get_response(request)
        if not may_read(request):
            return HttpResponse("forbidden\n", status=403, content_type="text/plain")
        answer = HttpResponse(as_text(_everything()), content_type=CONTENT_TYPE_LATEST)
        answer["Cache-Control"] = "no-store"
        return answer


def may_read(request: HttpRequest) -> bool:
    """Whether a request brings the token; without one set, whether it is of this machine itself.

    What a web server of this machine passes on is not: it says for whom by X-Forwarded-For.
    """
    if settings.METRICS_TOKEN:
        said = request.headers.get("Authorization", "")
        return constant_time_compare(said, f"Bearer {settings.METRICS_TOKEN}")
    with suppress(ValueError):
        here = ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
        return here and "X-Forwarded-For" not in request.headers
    return False


def _everything() -> Registry:
    """Return what this process counted, or all of a server's together, and how the portal is."""
    registry = Registry()
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        MultiProcessCollector(registry)
    else:
        registry.register(REGISTRY)
    registry.register(Standing())
    return registry


class Standing(Collector):
    """How the portal stands now: what is ready, waits and was done; asked anew each time."""

    def collect(self) -> Iterator[Gauge]:
        """Yield the gauges; those of the database not while it is away."""
        ready = Gauge("portal_ready", "1 where it works, as /readyz tells.", labels=["what"])
        for name, works in CHECKS.items():
            ready.add_metric([name], works())
        yield ready
        with suppress(DatabaseError):
            yield _uploads()
            yield _moment(
                "portal_nightly_timestamp_seconds",
                "When the nightly work last closed a day.",
                TrailDay.objects.aggregate(at=Max("closed_at"))["at"],
            )
        yield _moment(
            "portal_backup_timestamp_seconds", "When the last backup was made.", last_backup()
        )


def _uploads() -> Gauge:
    told = Gauge("portal_uploads", "Files handed in that wait or are at work.", labels=["state"])
    busy = Upload.objects.filter(state__in=BUSY)
    waiting = busy.filter(seen_at__isnull=True).count()
    told.add_metric(["waiting"], waiting)
    told.add_metric(["working"], busy.count() - waiting)
    return told


def _moment(name: str, about: str, at: datetime | None) -> Gauge:
    """Return a gauge of a moment; without a value where there was none, or it is not known."""
    return Gauge(name, about, value=at.timestamp()) if at else Gauge(name, about)


def last_backup() -> datetime | None:
    """Return when the newest file of BACKUP_DIR was written; None where none is to be seen."""
    if not settings.BACKUP_DIR:
        return None
    with suppress(OSError):
        written = [file.stat().st_mtime for file in Path(settings.BACKUP_DIR).glob(BACKUPS)]
        return datetime.fromtimestamp(max(written)).astimezone() if written else None
    return None
