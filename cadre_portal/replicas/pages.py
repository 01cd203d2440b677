"""Which pages may be read from the replica, and by whom."""

from django.http import HttpRequest

from accounts.models import Grant, User

# By the names of their addresses: pages of figures and lists that keep no look at anybody. A page
# that is not here is read from the primary; one that is here and would write is asked of it anew.
PAGES = frozenset({
    "overview", "presentation", "one-page", "unit", "criteria", "criterion", "compare", "quality",
    "people", "find", "find-beneath", "batches", "batch", "dossiers", "handovers",
    "forecast", "forecast-criterion", "candidate", "candidates", "heads-terms", "following",
    "following-unit", "evaluation-figures",
    "periods", "period", "period-texts", "report",
    "training-needs", "training-needs-list", "training-classes", "training-unplaced",
    "training-class", "training-plans", "training-try", "training-scenario", "training-plan",
    "training-plan-check", "training-paper", "training-results", "training-results-people",
})  # fmt: skip
READING = frozenset({Grant.Role.PROVINCE_VIEWER, Grant.Role.VIEWER})


def reads_alone(user: User) -> bool:
    """Whether the province is open to a user and no right of theirs changes anything."""
    roles = {grant.role for grant in user.rights}
    return Grant.Role.PROVINCE_VIEWER in roles and roles <= READING


def may_be_read_there(request: HttpRequest) -> bool:
    """Whether a request looks at such a page for such a user."""
    user, match = request.user, request.resolver_match
    looks = request.method in ("GET", "HEAD") and match is not None and match.view_name in PAGES
    return looks and isinstance(user, User) and reads_alone(user)
