"""Pages of whoever only reads come from the replica when it has all that they must show."""

import logging
from collections.abc import Callable
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from prometheus_client import Counter

from personnel.basics.outages import is_busy

from . import positions
from .pages import may_be_read_there
from .routing import WouldWrite, reading_replica

# In the session: how far the primary had written when its user last sent a form.
WROTE = "wrote_up_to"
# A replica that did not answer is left alone for so many seconds.
LEFT_ALONE = 30
READ = Counter("portal_replica_pages", "Pages that the replica was asked for, by outcome", ["how"])
logger = logging.getLogger(__name__)


class FromReplica:
    """Answers a page from the replica, or leaves it to the primary and counts why."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.REPLICA_URL:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.lately = positions.Lately()
        self.away_until = 0.0

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Remember, after a form, up to where the next pages of this browser must be read."""
        response = self.get_response(request)
        if request.method == "POST" and request.user.is_authenticated:
            request.session[WROTE] = positions.written()
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Return the page as the replica has it; None where it is the primary's to answer."""
        if not may_be_read_there(request):
            return None
        response, how = self._read(request, lambda: view(request, *args, **kwargs))
        READ.labels(how).inc()
        return response

    def _read(
        self, request: HttpRequest, page: Callable[[], Any]
    ) -> tuple[HttpResponseBase | None, str]:
        """Return the page, or None, and how it went: whatever went wrong, the primary says."""
        if monotonic() < self.away_until:
            return None, "away"
        needed = [self.lately.before(settings.REPLICA_LAG_SECONDS)]
        needed += [request.session[WROTE]] if WROTE in request.session else []
        try:
            if not positions.has_replayed(needed):
                return None, "behind"
            with reading_replica():
                return _rendered(page()), "replica"
        except WouldWrite:
            return None, "writes"
        except (OperationalError, InterfaceError) as error:
            return None, self._lost(error)
        except Exception:
            return None, "refused"

    def _lost(self, error: OperationalError | InterfaceError) -> str:
        """Return what became of a page; a replica that is away is not tried again for a while."""
        if isinstance(error, DatabaseError) and is_busy(error):
            return "cancelled"
        self.away_until = monotonic() + LEFT_ALONE
        said = " ".join(str(error).split())
        logger.warning("the replica does not answer, pages come from the primary: %s", said)
        return "away"


def _rendered(response: Any) -> HttpResponseBase:
    """Return a response whose page is made: its template asks the database too."""
    rendered: HttpResponseBase = response.render() if hasattr(response, "render") else response
    return rendered
